"""How many times faster than others: the same questions of the same network, in turns, in one run, the answers compared before anything is timed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import median
from typing import Any, Final

from tests.bench.bench import Bench
from tests.bench.pairs import random_pairs
from tests.bench.peers.aside import Aside, NoAnswer, Timed
from tests.bench.peers.libraries import LIBRARIES, is_here
from tests.bench.peers.neo4j_and_gds import neo4j_with
from tests.bench.results import Seen
from tests.bench.timing import milliseconds, once, undisturbed
from tests.neo4j_server.java_and_maven import NotHere

PATHS: Final = 10
PAIRS: Final = 5
CYPHER_HOPS: Final = 4
ANY_HOPS: Final = 6
"""Our limit where the peer knows none."""
TURNS: Final = 10
"""All calls of a peer may take so many times what one may."""
PROMISED: Final[Mapping[str, float]] = {
    "igraph, get_k_shortest_paths": 1000,
    "SciPy, csgraph.yen": 1000,
    "networkx, shortest_simple_paths": 5000,
    "networkit, BidirectionalDijkstra": 3,
    "Neo4j, Cypher, all paths ranked": 2000,
    "Neo4j GDS, Yen": 2000,
}
"""At M."""
Weights = Callable[[int, int, float], Timed[Any]]
"""Asks a peer for its best paths from source to target within so many seconds. Raises NoAnswer."""


@dataclass
class Contest:
    """One peer beside ours. `hops`: the peer's limit, None where it knows none. `paths`: how many are asked for."""

    name: str
    ask: Weights
    paths: int = PATHS
    hops: int | None = None
    ours: list[float] = field(default_factory=list)
    theirs: list[float] = field(default_factory=list)
    same: int = 0
    compared: int = 0
    given_up: str = ""

    @property
    def goes_on(self) -> bool:
        return not self.given_up


def libraries(bench: Bench) -> Iterator[Seen]:
    with ExitStack() as aside:
        contests = []
        for library in LIBRARIES:
            if not is_here(library):
                yield Seen(library.name, "not taken", note=f"{library.package} is not installed: pip install -e .[bench]")
                continue
            peer = aside.enter_context(Aside(library, bench.edges))
            paths = min(PATHS, library.most)
            contests.append(Contest(library.name, _call(peer, paths), paths))
        yield from _held(bench, contests)


def neo4j(bench: Bench) -> Iterator[Seen]:
    bench.say("starting Neo4j and loading the network into it")
    try:
        with neo4j_with(bench.edges) as peer:
            contests = [
                Contest(
                    "Neo4j, Cypher, all paths ranked",
                    lambda source, target, seconds: peer.all_paths(source, target, PATHS, hops=CYPHER_HOPS, seconds=seconds),
                    hops=CYPHER_HOPS,
                ),
                Contest("Neo4j GDS, Yen", lambda source, target, seconds: peer.yen(source, target, PATHS, seconds=seconds)),
                Contest("Neo4j GDS, Dijkstra", lambda source, target, seconds: peer.dijkstra(source, target, 1, seconds=seconds), paths=1),
            ]
            yield from _held(bench, contests, f"{peer.version}, loaded in {peer.loaded_in:.0f} s; with the driver's way there and back")
    except NotHere as reason:
        yield Seen("Neo4j", "not taken", note=str(reason))


def _call(peer: Aside, paths: int) -> Weights:
    return lambda source, target, seconds: peer.call("best", source, target, paths, seconds=seconds)


def _held(bench: Bench, contests: Sequence[Contest], note: str = "") -> Iterator[Seen]:
    pairs = random_pairs(bench.lists, PAIRS)
    for contest in contests:
        bench.say(f"comparing answers: {contest.name}")
        for pair in pairs:
            _compare(bench, contest, *pair)
    with undisturbed():
        for turn in range(bench.rounds):
            for contest in contests:
                bench.say(f"round {turn + 1} of {bench.rounds}: {contest.name}")
                _take_turns(bench, contest, pairs)
    yield from (_seen(bench, contest, note) for contest in contests)


def _compare(bench: Bench, contest: Contest, source: int, target: int) -> None:
    """What a peer without a limit of ties finds must be what we find, up to the first of its paths that is too long for us."""
    if not contest.goes_on:
        return
    ours = bench.search.costs(source, target, contest.paths, contest.hops or ANY_HOPS)
    try:
        weights = contest.ask(source, target, bench.patience).answer
    except NoAnswer as reason:
        contest.given_up = str(reason)
        return
    theirs = [bench.edges.cost(weight, source, target) for weight in weights]
    contest.compared += 1
    contest.same += ours == theirs if contest.hops else _agree(ours, theirs)


def _agree(ours: Sequence[int], theirs: Sequence[int]) -> bool:
    """Whether ours are what is left of theirs without some (the long ones), as far as theirs go."""
    reached = [cost for cost in ours if theirs and cost <= theirs[-1]]
    left = list(theirs)
    return all(cost in left and not left.remove(cost) for cost in reached)  # type: ignore[func-returns-value]


def _take_turns(bench: Bench, contest: Contest, pairs: Sequence[tuple[int, int]]) -> None:
    """One asks all its questions, then the other: as in use, where a processor's caches hold what the question before has read, and not what a peer has."""
    if not contest.goes_on:
        return
    ours = [once(bench.search.costs, *pair, contest.paths, contest.hops or ANY_HOPS)[1] for pair in pairs]
    for pair, seconds in zip(pairs, ours, strict=True):
        try:
            contest.theirs.append(contest.ask(*pair, bench.patience).seconds)
        except NoAnswer as reason:
            contest.given_up = str(reason)
            return
        contest.ours.append(seconds)
        if sum(contest.theirs) > TURNS * bench.patience:
            contest.given_up = f"after {len(contest.theirs)} calls, {sum(contest.theirs):.0f} s"
            return


def _seen(bench: Bench, contest: Contest, note: str) -> Seen:
    hops = f"at most {contest.hops} hops" if contest.hops else f"ours at most {ANY_HOPS} hops"
    question = f"{contest.paths} best, {hops}, beside {contest.name}"
    promised = PROMISED.get(contest.name) if bench.size == "M" else None
    target = f"≥ {promised:,.0f} ×" if promised else ""
    notes = "; ".join(
        words
        for words in (f"same costs on {contest.same} of {contest.compared} pairs", f"given up {contest.given_up}" if contest.given_up else "", note)
        if words
    )
    if not contest.theirs:
        return Seen(question, "not to be had", target, None, contest.given_up, notes)
    ours, theirs = median(contest.ours), median(contest.theirs)
    ratio = theirs / ours
    met = ratio >= promised and contest.same == contest.compared if promised else None
    return Seen(
        question,
        f"{ratio:,.0f} × ({milliseconds(ours)} ms)" if ratio >= 10 else f"{ratio:.1f} × ({milliseconds(ours)} ms)",
        target,
        met,
        f"{milliseconds(theirs)} ms",
        notes,
    )
