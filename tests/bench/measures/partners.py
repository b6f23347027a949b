"""How often suggested partners become partners: real networks without their last ties, which are then looked for among the suggestions.

ENTREMISE_BENCH_DATA says where the data is. Nothing is measured, and that is said, where it is not there.
"""

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, groupby
from math import log
from pathlib import Path
from random import Random
from statistics import mean
from typing import Final, TypeAlias

from explorer.analysis.partners import Partners
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.ingest import read_files
from explorer.services.partners import MOST_SUGGESTIONS, suggested
from explorer.services.snapshot import Snapshot
from tests.bench.bench import Bench
from tests.bench.results import Seen
from tests.unit.ingest.conftest import held

DATA: Final = "ENTREMISE_BENCH_DATA"
COUNTED: Final = 10
"""Suggestions counted."""
YEAR: Final = timedelta(days=365)
SEEDS: Final = (1, 2, 3, 4, 5)
PARTICIPATES: Final = "PARTICIPATES_IN"

Graph: TypeAlias = Mapping[str, set[str]]
Scored: TypeAlias = tuple[float, str]
Rank: TypeAlias = Callable[[str], Sequence[Scored]]
"""From an actor to those suggested to it with their scores, the best first."""
Score: TypeAlias = Callable[[Graph, str, str], float]


@dataclass(frozen=True)
class Split:
    """What is known on a day, and which pairs of actors came to be partners afterwards. `promised`: whether we said that we are better there."""

    name: str
    known: Facts
    day: date
    after: frozenset[frozenset[str]]
    promised: bool = True


@dataclass(frozen=True)
class Scores:
    """Means over all actors asked for: of the first ten, how many became partners; of all who did, how many are among them; one over the place of the first."""

    precision: float
    recall: float
    first: float

    def told(self) -> str:
        return f"{self.precision:.4f} (recall {self.recall:.3f}, MRR {self.first:.3f})"


def partners(bench: Bench) -> Iterator[Seen]:
    folder = Path(os.environ.get(DATA) or "bench-data")
    if not (folder / "cordis-fr").is_dir():
        yield Seen("partners: precision at 10", "NOT TAKEN", note=f"there is no {folder / 'cordis-fr'}; say where the data is by {DATA}")
        return
    for split in (*by_time(folder / "cordis-fr"), *at_random(folder / "us-boards-2004")):
        bench.say(f"partners: {split.name}")
        yield _seen(split)


def _seen(split: Split) -> Seen:
    snapshot = Snapshot.of(split.known)
    graph = ties(snapshot, split.day)
    asked = actors(split, graph)
    ours = measured(_ours(split, snapshot), asked)
    peers = {name: measured(_by(score, graph), asked) for name, score in PEERS.items()}
    return Seen(
        f"{split.name}: precision at {COUNTED}",
        ours.told(),
        "> common neighbours" if split.promised else "",
        ours.precision > peers["common neighbours"].precision if split.promised else None,
        "; ".join(f"{name} {scores.told()}" for name, scores in peers.items()),
        f"{len(asked)} actors asked for; where scores are equal, the mean of all orders",
    )


def by_time(folder: Path) -> Iterator[Split]:
    """Without the last year; and the two years before it, each without what came later."""
    entities, relationships = _read(folder)
    dated = {r.target: r.since.first for r in relationships if r.type == PARTICIPATES and r.since is not None}
    last = max(dated.values())
    for back in range(3):
        end, begin = last - back * YEAR, last - (back + 1) * YEAR
        later = {project for project, since in dated.items() if since > begin}
        new = {project for project in later if dated[project] <= end}
        known = Facts((e for e in entities if e.id not in later), (r for r in relationships if r.source not in later and r.target not in later))
        name = "the last year hidden" if not back else f"{begin.year + 1} hidden" if begin.month == 1 else f"the year to {end:%Y-%m} hidden"
        yield Split(f"{folder.name}, {name}", known, begin, _new_pairs(relationships, new, known))


def at_random(folder: Path) -> Iterator[Split]:
    """Boards that share a director, without a tenth of the seats: each director is what ties the companies they sit at."""
    if not folder.is_dir():
        yield from ()
        return
    entities, relationships = _read(folder)
    seats = [r for r in relationships if r.type == "WORKS_AT"]
    several = {person for person, n in Counter(r.source for r in seats).items() if n > 1}
    companies = [e for e in entities if e.label == "Company"]
    projects = [Entity(e.id, "Project", e.name) for e in entities if e.id in several]
    sitting = [Relationship(r.id, PARTICIPATES, r.target, r.source, since=r.since) for r in seats if r.source in several]
    for seed in SEEDS:
        hidden = set(Random(seed).sample([r.id for r in sitting], len(sitting) // 10))
        known = Facts([*companies, *projects], [r for r in sitting if r.id not in hidden])
        yield Split(f"{folder.name}, a tenth hidden, seed {seed}", known, date(2005, 1, 1), _new_pairs(sitting, several, known), promised=False)


def _read(folder: Path) -> tuple[Sequence[Entity], Sequence[Relationship]]:
    reading = read_files([folder], held())
    return reading.entities, reading.relationships


def _new_pairs(relationships: Sequence[Relationship], projects: set[str], known: Facts) -> frozenset[frozenset[str]]:
    """Pairs of known actors in one of these projects that were in none together before."""
    before, after = (_pairs(some) for some in (known.relationships, (r for r in relationships if r.target in projects)))
    return frozenset(pair for pair in after - before if pair <= known.entities.keys())


def _pairs(relationships: Iterable[Relationship]) -> set[frozenset[str]]:
    together: dict[str, set[str]] = defaultdict(set)
    for r in relationships:
        if r.type == PARTICIPATES:
            together[r.target].add(r.source)
    return {frozenset(pair) for actors_ in together.values() for pair in combinations(actors_, 2)}


def actors(split: Split, graph: Graph) -> Mapping[str, set[str]]:
    """Who got a new partner, with these: actors who had some before."""
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in map(tuple, split.after):
        if one in graph and other in graph:
            found[one].add(other)
            found[other].add(one)
    return dict(sorted(found.items()))


def ties(snapshot: Snapshot, day: date) -> Graph:
    graph: dict[str, set[str]] = defaultdict(set)
    for tie in snapshot.engine.ties(day):
        graph[tie.a].add(tie.b)
        graph[tie.b].add(tie.a)
    return graph


def measured(rank: Rank, asked: Mapping[str, set[str]]) -> Scores:
    rows = [_row(rank(id), right) for id, right in asked.items()]
    return Scores(*(mean(column) for column in zip(*rows, strict=True)))


def _row(ranked: Sequence[Scored], right: set[str]) -> tuple[float, float, float]:
    """What is to be expected where equals come in any order: nobody is lucky by their id."""
    hits = first = 0.0
    missed, before = 1.0, 0
    for _, equals in groupby(ranked, key=lambda one: round(one[0], 9)):
        ids = [id for _, id in equals]
        good, room = sum(id in right for id in ids), max(0, min(len(ids), COUNTED - before))
        hits += good * room / len(ids)
        for place in range(room):
            found = good / (len(ids) - place) if good else 0.0
            first += missed * found / (before + place + 1)
            missed *= 1 - min(1.0, found)
        before += len(ids)
    return hits / COUNTED, hits / len(right), first


def _ours(split: Split, snapshot: Snapshot) -> Rank:
    return lambda id: [(s.score, s.id) for s in suggested(snapshot, Partners(split.known, id, split.day), MOST_SUGGESTIONS).suggestions]


def _by(score: Score, graph: Graph) -> Rank:
    """Everybody without a tie to the actor, by score."""

    def rank(id: str) -> Sequence[Scored]:
        return sorted(((score(graph, id, other), other) for other in graph if other != id and other not in graph[id]), key=lambda one: -one[0])

    return rank


PEERS: Final[Mapping[str, Score]] = {
    "popularity": lambda graph, _, other: len(graph[other]),
    "common neighbours": lambda graph, one, other: len(graph[one] & graph[other]),
    "Adamic-Adar": lambda graph, one, other: sum(1 / log(max(2, len(graph[z]))) for z in graph[one] & graph[other]),
    "resource allocation": lambda graph, one, other: sum(1 / len(graph[z]) for z in graph[one] & graph[other]),
}
