"""The compiled search for the best of many finds what trying every way to each finds."""

from random import Random

from explorer.domain.answers import Question
from explorer.domain.facts import Facts
from explorer.network.kernels.workspace import Workspaces
from explorer.network.rivals import Rivals
from explorer.network.targeting import Targeting
from tests.unit.network.random_arrays import ROOM, Case, random_arrays

SPACES = Workspaces()


def tried(case: Case, handicaps: dict[int, int]) -> list[tuple[int, int, int]]:
    found = []
    for actor, handicap in handicaps.items():
        case_of_one = Case(case.arrays, case.sources, frozenset({actor}), case.max_hops, 1, avoid=case.avoid)
        if paths := case_of_one.paths():
            found.append((paths[0][0] + handicap * ROOM, paths[0][0], actor))
    return sorted(found, key=lambda target: (target[0], int(case.arrays.order[target[2]])))


def test_the_best_targets() -> None:
    for seed in range(400):
        random = Random(seed)
        arrays = random_arrays(random)
        actors = list(range(len(arrays)))
        source, limit = random.choice(actors), random.randint(1, 6)
        largest = random.choice((0, 5, 50, 10**6, 10**7))
        handicaps = {actor: random.randint(0, largest) for actor in random.sample(actors, random.randint(1, len(actors)))}
        handicaps.pop(source, None)
        avoid = frozenset(random.sample(actors, random.choice((0, 1)))) - {source}
        case = Case(arrays, frozenset({source}), frozenset(), random.randint(1, 6), limit, avoid=avoid)
        question = Question(frozenset({arrays.id(source)}), frozenset(), arrays.as_of, case.max_hops, avoid=frozenset(map(arrays.id, avoid)))
        best, complete = Targeting(arrays, SPACES, question, Rivals(Facts((), ()), arrays.as_of)).best(handicaps, limit)
        assert complete
        assert best == tried(case, handicaps)[:limit], seed
