"""Whether the answers are right: against trying everything on small networks, and against igraph's Yen on large ones."""

from collections.abc import Iterator
from random import Random
from typing import Final

from explorer.domain.answers import Found, Question
from explorer.domain.facts import Facts
from explorer.domain.vocabulary import INTRODUCING_TYPES
from tests.bench.bench import Bench
from tests.bench.measures.targets import all_equal
from tests.bench.ours import engine_over
from tests.bench.pairs import random_pairs
from tests.bench.peers.aside import Aside, NoAnswer
from tests.bench.peers.libraries import Igraph, is_here
from tests.bench.results import Seen
from tests.networks import ACTOR_LABELS, AS_OF, random_facts
from tests.unit.network.brute import Brute, Tried

PAIRS: Final = 50
PATHS: Final = 10
MOST_HOPS: Final = 6


def equal_to_brute_force(bench: Bench) -> Iterator[Seen]:
    random = Random(bench.seed)
    compared = equal = fewer = 0
    for number in range(bench.networks):
        actors = random.randint(2, 8)
        facts = random_facts(random, actors, ties=random.randint(actors, 4 * actors))
        question = _question(random, facts, hops=1 + number % 6, paths=1 + number % 12)
        brute = Brute(facts, question)
        paths, diverse = brute.paths(), brute.diverse()
        found = engine_over(facts).answer(question)
        compared += 1
        equal += _told(found) == (paths[: question.limit], diverse[: question.limit])
        fewer += len(paths) < question.limit
    note = f"answers and diverse answers; on {fewer:,} of them there are fewer paths than were asked for"
    yield all_equal(
        "small networks, 1 to 6 hops, 1 to 12 paths, filters, equal costs: the same paths in the same order as by trying everything", equal, compared, note
    )


def equal_to_igraph(bench: Bench) -> Iterator[Seen]:
    """igraph knows no limit of ties: of its best paths, those within ours must be our first ones."""
    question = f"{PATHS} best paths: the same costs as igraph's Yen"
    if not is_here(Igraph):
        yield Seen(question, "not taken", note="igraph is not installed")
        return
    equal = answered = costs = 0
    with Aside(Igraph, bench.edges) as igraph:
        for number, (source, target) in enumerate(random_pairs(bench.lists, PAIRS), start=1):
            bench.say(f"igraph, pair {number} of {PAIRS}")
            try:
                theirs = igraph.call("best_with_ties", source, target, PATHS, seconds=bench.patience).answer
            except NoAnswer:
                continue
            answered += 1
            expected = [bench.edges.cost(weight, source, target) for weight, ties in theirs if ties <= MOST_HOPS]
            equal += bench.search.costs(source, target, PATHS, MOST_HOPS)[: len(expected)] == expected
            costs += len(expected)
    silent = f"; {PAIRS - answered} more that igraph did not answer in {bench.patience:g} s" if answered < PAIRS else ""
    yield all_equal(question, equal, answered, f"{costs} paths of at most {MOST_HOPS} ties compared{silent}")


def _question(random: Random, facts: Facts, hops: int, paths: int) -> Question:
    actors = [entity.id for entity in facts.entities.values() if entity.is_actor]

    def some(most: int, least: int = 0) -> frozenset[str]:
        return frozenset(random.sample(actors, min(len(actors), random.randint(least, most))))

    return Question(
        some(2, 1),
        some(2, 1),
        AS_OF,
        max_hops=hops,
        limit=paths,
        types=frozenset(random.sample(sorted(INTRODUCING_TYPES), 5)) if random.random() < 0.2 else None,
        labels=frozenset(random.sample(ACTOR_LABELS, 2)) if random.random() < 0.2 else None,
        avoid=some(2) if random.random() < 0.3 else frozenset(),
        via=random.choice(actors) if random.random() < 0.2 else None,
    )


def _told(found: Found) -> tuple[list[Tried], list[Tried]]:
    paths, diverse = ([Tried(*path.order) for path in some] for some in (found.paths, found.diverse))
    return paths, diverse
