"""How long the ten best paths take."""

from collections.abc import Iterator
from typing import Final

from tests.bench.bench import Bench
from tests.bench.measures.targets import within
from tests.bench.ours import Search, search_over
from tests.bench.pairs import KINDS, Pair, lonely_pairs, random_pairs, super_hub_pairs
from tests.bench.results import Seen
from tests.bench.timing import timed

PATHS: Final = 10
HOPS: Final = (4, 5)
HUB_HOPS: Final = (3, 4, 5)
AT_MOST: Final = {"L": 0.005}
HARD_AT_MOST: Final = {"L": 0.015}
"""Seconds, by size; at the others nothing was promised."""


def paths(bench: Bench) -> Iterator[Seen]:
    for hops in HOPS:
        for name, pairs in KINDS.items():
            yield _asked(bench, bench.search, f"{PATHS} best paths, at most {hops} hops, {name}", pairs(bench.lists, bench.questions), hops, AT_MOST)


def few_paths(bench: Bench) -> Iterator[Seen]:
    """Where there are fewer paths than asked for, no bound ends the search early: everything within reach has to be looked at."""
    for hops in HOPS:
        pairs = lonely_pairs(bench.lists, bench.questions)
        fewer = [pair for pair in pairs if len(bench.search.costs(*pair, PATHS, hops)) < PATHS]
        question = f"{PATHS} best paths, at most {hops} hops, where there are fewer ({len(fewer)} of {len(pairs)} pairs)"
        if fewer:
            yield _asked(bench, bench.search, question, fewer, hops, HARD_AT_MOST)


def super_hubs(bench: Bench) -> Iterator[Seen]:
    bench.say("making the engine ready for three hubs of 200,000 ties")
    lists = bench.lists_with_hubs
    search = search_over(lists)
    most = max(lists.degrees[list(lists.hubs)])
    for hops in HUB_HOPS:
        for name, pairs in (("random", random_pairs), ("to and between the hubs", super_hub_pairs)):
            question = f"{len(lists.hubs)} hubs of {most:,} ties, at most {hops} hops, {name}"
            yield _asked(bench, search, question, pairs(lists, bench.questions), hops, HARD_AT_MOST)


def _asked(bench: Bench, search: Search, question: str, pairs: list[Pair], hops: int, at_most: dict[str, float]) -> Seen:
    bench.say(question)
    times = timed(search.costs, [(source, target, PATHS, hops) for source, target in pairs])
    return within(question, times, at_most.get(bench.size))
