"""Introductions by the plain engine, beside networkx's own k shortest paths on the same costs."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice, pairwise
from pathlib import Path
from random import Random
from statistics import median, quantiles
from time import perf_counter
from typing import Any, Final

import networkx as nx
from rich.table import Table

from explorer.domain.answers import Found, Question
from explorer.domain.dates import parse_date
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.network import IntroductionNetwork, PlainEngine
from tests.bench.tables import read_facts

DATA: Final = "ENTREMISE_BENCH_DATA"
"""The variable that names a folder of data sets, each a folder of `nodes.csv` and `edges.csv`."""
SETS: Final = (("us-boards-2004", date(2004, 6, 1)), ("cordis-fr", date(2021, 1, 1)))
MADE_UP: Final = date(2024, 6, 1)
QUESTIONS: Final = 200
PEER_QUESTIONS: Final = 5
PEER_PATIENCE: Final = 200
"""Paths taken from the peer, which knows no limit of ties, before it is given up on a question."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One row, times in seconds. `ours_on_peers`, `peer`: medians on the questions that the peer was asked too; `same`: on how many of them it came to the
    same costs before it was given up."""

    name: str
    actors: int
    ties: int
    build: float
    max_hops: int
    times: list[float]
    answered: int
    ours_on_peers: float
    peer: float
    same: str


def measure() -> Iterator[Measured]:
    folder = Path(os.environ.get(DATA, "."))
    for name, day in SETS:
        if (folder / name).is_dir():
            yield from _measure(name, read_facts(folder / name), day)
    yield from _measure("made up", made_up(5_000, 25_000), MADE_UP)


def made_up(actors: int, ties: int) -> Facts:
    """People and companies tied at random, some much more than others."""
    random = Random(7)
    entities = [Entity(f"a{i}", "Person" if i % 2 else "Company", f"Actor {i}") for i in range(actors)]
    drawn = ((int(actors * random.random() ** 2), random.randrange(actors)) for _ in range(ties))
    pairs = ((entities[a], entities[b]) for a, b in drawn if a != b)
    return Facts(entities, [_met(i, a, b, random.randint(1, 5)) for i, (a, b) in enumerate(pairs)])


def _met(number: int, a: Entity, b: Entity, strength: int) -> Relationship:
    return Relationship(f"r{number}", "MET", a.id, b.id, observed_on=parse_date("2024"), stated_strength=strength)


def _measure(name: str, facts: Facts, day: date) -> Iterator[Measured]:
    engine = PlainEngine(facts)
    start = perf_counter()
    network = engine.network(day)
    build = perf_counter() - start
    for max_hops in (4, 6):
        asked = [_timed(engine, question) for question in _questions(network, max_hops)]
        answered = [(question, found, time) for question, found, time in asked if found.paths]
        peer, same = _peer(network, answered[:PEER_QUESTIONS])
        ours = median(time for *_, time in answered[:PEER_QUESTIONS]) if answered else 0.0
        times = [time for *_, time in asked]
        yield Measured(name, len(network.ids), network.graph.number_of_edges(), build, max_hops, times, len(answered), ours, peer, same)


def _questions(network: IntroductionNetwork, max_hops: int) -> Iterator[Question]:
    random = Random(1)
    for _ in range(QUESTIONS):
        source, target = random.sample(network.ids, 2)
        yield Question(frozenset({source}), frozenset({target}), network.as_of, max_hops=max_hops)


def _timed(engine: PlainEngine, question: Question) -> tuple[Question, Found, float]:
    start = perf_counter()
    found = engine.answer(question)
    return question, found, perf_counter() - start


def _peer(network: IntroductionNetwork, answered: list[tuple[Question, Found, float]]) -> tuple[float, str]:
    times: list[float] = []
    same = 0
    for question, found, _ in answered:
        start = perf_counter()
        costs = _peer_costs(network, question, len(found.paths))
        times.append(perf_counter() - start)
        same += costs == [path.cost for path in found.paths]
    return (median(times) if times else 0.0), f"{same}/{len(answered)}"


def _peer_costs(network: IntroductionNetwork, question: Question, wanted: int) -> list[int]:
    """Costs of the first paths within the limit of ties, as far as patience goes."""
    (source,), (target,) = question.sources, question.targets

    def cost(_: str, to: str, edge: Any) -> int:
        passed = 0 if to == target else network.hub_costs[to]
        return int(edge["tie"].cost) + passed

    directed: nx.DiGraph[str] = nx.DiGraph(network.graph)
    every = islice(nx.shortest_simple_paths(directed, source, target, weight=cost), PEER_PATIENCE)
    short = (path for path in every if len(path) <= question.max_hops + 1)
    return [sum(cost(a, b, directed[a][b]) for a, b in pairwise(path)) for path in islice(short, wanted)]


def table() -> Table:
    made = Table(
        title=f"Introductions: {QUESTIONS} random questions, 5 paths and the diverse answer, in milliseconds",
        caption="there: ours where networkx was asked too; same: it found the same costs in time",
    )
    made.add_column("network", no_wrap=True)
    for heading in ("built", "ties", "median", "p95", "answered", "there", "networkx", "same"):
        made.add_column(heading, justify="right", no_wrap=True)
    for row in measure():
        slow = quantiles(row.times, n=20)[-1]
        numbers = [row.build, median(row.times), slow, row.ours_on_peers, row.peer]
        build, middle, p95, ours, peer = (f"{1000 * seconds:,.1f}" for seconds in numbers)
        size = f"{row.name}\n{row.actors:,} actors, {row.ties:,} ties"
        made.add_row(size, build, f"≤ {row.max_hops}", middle, p95, str(row.answered), ours, peer, row.same)
    return made
