"""One against many, and many against many: the best large groups for a company, and the best path of every small company to every large group."""

from collections.abc import Iterator
from functools import partial
from random import Random
from typing import Final

import numpy as np

from explorer.domain.strength import cost_of
from tests.bench.bench import Bench
from tests.bench.kinds import AS_OF, Integers
from tests.bench.made_up import COUNTRIES, GROUP, PME, SECTORS, TieLists
from tests.bench.measures.targets import all_equal, at_most, within
from tests.bench.ours import engine_of, targeting_over
from tests.bench.pairs import KINDS
from tests.bench.results import Seen
from tests.bench.timing import once, timed

BEST: Final = 50
GROUP_HOPS: Final = (3, 4)
GROUPS_IN: Final = {"L": 0.015}
LEAST_FIT: Final = 0.2
"""What a group of a sector or country that fits least is worth, beside one that fits."""
SOURCES: Final = 1_000
TARGETS: Final = 200
BATCH_HOPS: Final = 4
BATCH_IN: Final = {"M": 10.0}
CHECKED: Final = 50


def groups(bench: Bench) -> Iterator[Seen]:
    """The score of a group is that of the best path times how well its sector and its country fit."""
    lists = bench.lists
    candidates = np.flatnonzero(lists.label == GROUP)
    fit, alike = _handicaps(lists, candidates), dict.fromkeys(candidates.tolist(), 0)
    for hops in GROUP_HOPS:
        find = targeting_over(bench.arrays, hops, BEST)
        for name in ("random", "hubs"):
            bench.say(f"best large groups for {name}")
            sources = [pair[0] for pair in KINDS[name](lists, bench.questions)]
            for words, handicaps in (("by path alone", alike), ("by path, sector and country", fit)):
                question = f"best {BEST} of {len(candidates):,} large groups {words}, at most {hops} hops, from {name}"
                yield within(question, timed(partial(find, handicaps), [(source,) for source in sources]), GROUPS_IN.get(bench.size))


def batch(bench: Bench) -> Iterator[Seen]:
    lists, random = bench.lists, Random(bench.seed)
    small, large = (np.flatnonzero(lists.label == label).tolist() for label in (PME, GROUP))
    sources, targets = random.sample(small, min(SOURCES, len(small))), random.sample(large, min(TARGETS, len(large)))
    engine = engine_of(bench.arrays)
    bench.say("small companies against large groups")
    ids = [[lists.id(actor) for actor in actors] for actors in (sources, targets)]
    engine.batch(ids[0][:2], ids[1][:2], AS_OF, BATCH_HOPS)
    found, took = once(engine.batch, *ids, AS_OF, BATCH_HOPS)
    question = f"best path of each of {len(sources):,} small companies to each of {len(targets):,} large groups, at most {BATCH_HOPS} hops"
    yield at_most(question, took, "s", BATCH_IN.get(bench.size), f"{len(found):,} pairs have one")
    some = [(random.choice(sources), random.choice(targets)) for _ in range(CHECKED)]
    alone = [bench.search.costs(*pair, 1, BATCH_HOPS) for pair in some]
    equal = sum(found.get((lists.id(source), lists.id(target))) == next(iter(costs), None) for (source, target), costs in zip(some, alone, strict=True))
    yield all_equal("the same costs as asked pair by pair", equal, len(some))


def _handicaps(lists: TieLists, candidates: Integers) -> dict[int, int]:
    """By group, the cost of how little it fits."""
    random = Random(SECTORS)
    by_sector, by_country = ([random.uniform(LEAST_FIT, 1) for _ in range(number)] for number in (SECTORS, COUNTRIES))
    fits = zip(candidates.tolist(), lists.sector[candidates].tolist(), lists.country[candidates].tolist(), strict=True)
    return {actor: cost_of(by_sector[sector] * by_country[country]) for actor, sector, country in fits}
