"""Whole answers (the best paths, the diverse ones, what each tie rests on) on networks small enough for the plain engine, real ones among them."""

import os
from collections.abc import Iterator
from datetime import date
from itertools import islice, pairwise
from pathlib import Path
from random import Random
from typing import Any, Final

import networkx as nx

from explorer.domain.answers import Found, Question
from explorer.domain.facts import Facts
from explorer.network import IntroductionNetwork, PlainEngine
from tests.bench.bench import Bench
from tests.bench.forms import facts_of
from tests.bench.kinds import AS_OF
from tests.bench.made_up import made_up
from tests.bench.ours import engine_over
from tests.bench.results import Seen
from tests.bench.tables import read_facts
from tests.bench.timing import Times, milliseconds, once, timed

DATA: Final = "ENTREMISE_BENCH_DATA"
"""The variable that names a folder of data sets, each a folder of `nodes.csv` and `edges.csv`."""
SETS: Final = (("us-boards-2004", date(2004, 6, 1)), ("cordis-fr", date(2021, 1, 1)))
HOPS: Final = (4, 6)
QUESTIONS: Final = 200
PEER_QUESTIONS: Final = 5
PEER_PATIENCE: Final = 200
"""Paths taken from networkx, which knows no limit of ties, before it is given up on a question."""


def whole_answers(bench: Bench) -> Iterator[Seen]:
    folder = Path(os.environ.get(DATA, "."))
    for name, day in SETS:
        if (folder / name).is_dir():
            yield from _asked(bench, name, read_facts(folder / name), day)
    yield from _asked(bench, "made up", facts_of(made_up("five thousand", 5_000, 25_000, bench.seed)), AS_OF)


def _asked(bench: Bench, name: str, facts: Facts, day: date) -> Iterator[Seen]:
    bench.say(f"whole answers: {name}")
    compiled, plain = engine_over(facts), PlainEngine(facts)
    network = plain.network(day)
    for hops in HOPS:
        questions = list(_questions(network, hops, min(QUESTIONS, bench.questions)))
        times = timed(compiled.answer, [(question,) for question in questions])
        theirs = [once(plain.answer, question) for question in questions]
        same = sum(compiled.answer(question) == found for question, (found, _) in zip(questions, theirs, strict=True))
        answered = [(question, found) for question, (found, _) in zip(questions, theirs, strict=True) if found.paths][:PEER_QUESTIONS]
        peer, agreed = _networkx(network, answered)
        yield Seen(
            f"{name}, {len(network.ids):,} actors, {network.graph.number_of_edges():,} ties: whole answers, at most {hops} hops",
            str(times),
            "same as the plain engine's",
            same == len(questions),
            peers=f"plain engine: median {milliseconds(Times([took for _, took in theirs]).median)} ms; networkx: {peer}",
            note=f"same on {same} of {len(questions)} questions; networkx came to the same costs on {agreed} of {len(answered)}",
        )


def _questions(network: IntroductionNetwork, max_hops: int, number: int) -> Iterator[Question]:
    random = Random(1)
    for _ in range(number):
        source, target = random.sample(network.ids, 2)
        yield Question(frozenset({source}), frozenset({target}), network.as_of, max_hops=max_hops)


def _networkx(network: IntroductionNetwork, answered: list[tuple[Question, Found]]) -> tuple[str, int]:
    """How long networkx takes, and on how many of the questions it comes to the same costs before it is given up."""
    found = [(once(_costs, network, question, len(ours.paths)), ours) for question, ours in answered]
    if not found:
        return "not asked", 0
    took = Times([seconds for (_, seconds), _ in found])
    return f"median {milliseconds(took.median)} ms of {len(found)}", sum(costs == [path.cost for path in ours.paths] for (costs, _), ours in found)


def _costs(network: IntroductionNetwork, question: Question, wanted: int) -> list[int]:
    """Costs of the first paths within the limit of ties, as far as patience goes."""
    (source,), (target,) = question.sources, question.targets

    def cost(_: str, to: str, edge: Any) -> int:
        passed = 0 if to == target else network.hub_costs[to]
        return int(edge["tie"].cost) + passed

    directed: nx.DiGraph[str] = nx.DiGraph(network.graph)
    every = islice(nx.shortest_simple_paths(directed, source, target, weight=cost), PEER_PATIENCE)
    short = (path for path in every if len(path) <= question.max_hops + 1)
    return [sum(cost(a, b, directed[a][b]) for a, b in pairwise(path)) for path in islice(short, wanted)]
