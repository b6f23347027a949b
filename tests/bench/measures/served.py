"""The whole system: filling the embedded database, reading it into a snapshot, answering over HTTP; the last alone where filling would take an hour."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Final
from urllib.parse import urlencode

from tests.bench.bench import Bench
from tests.bench.filling import HEAP_MB, Filled, filled
from tests.bench.measures.targets import at_most, within
from tests.bench.open_loop import load
from tests.bench.ours import first_answer, shared_from_lists, snapshot_of
from tests.bench.pairs import random_pairs
from tests.bench.results import Seen
from tests.bench.timing import once
from tests.web.serving import serving

PATHS: Final = 10
HOPS: Final = 4
RATE: Final = 50
SECONDS: Final = 30
WARM_UP_SECONDS: Final = 10
READY_WITHIN: Final = 3_600.0
HTTP_AT_MOST: Final = {"L": 0.025}
BUILT_IN: Final = {"M": 60.0}


def whole_system(bench: Bench) -> Iterator[Seen]:
    with _folder() as folder, filled(bench.lists, Path(folder), bench.say) as made:
        yield Seen(
            "embedded database filled as a backup is restored",
            f"{made.seconds:,.0f} s",
            note=f"{made.rows:,} rows, {made.rows / made.seconds:,.0f} a second; heap of {HEAP_MB} MB; not part of building",
        )
        yield _built(bench, made)
        yield _over_http(bench, Path(folder))


def over_http(bench: Bench) -> Iterator[Seen]:
    """The files that the workers share are made from the lists; the database holds the entities, of which each answer asks who objects."""
    with _folder() as folder, filled(bench.lists, Path(folder), bench.say, entities_alone=True) as made:
        shared_from_lists(made, bench.lists, bench.say)
        first_answer(snapshot_of(made), bench.lists, random_pairs(bench.lists, 1)[0])
        yield _over_http(bench, Path(folder))


def _folder() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="entremise-bench-", ignore_cleanup_errors=True)


def _built(bench: Bench, made: Filled) -> Seen:
    bench.say("building from the database")
    pair = random_pairs(bench.lists, 1)[0]
    start = perf_counter()
    snapshot = snapshot_of(made)
    read = perf_counter() - start
    first_answer(snapshot, bench.lists, pair)
    took = perf_counter() - start
    _, again = once(snapshot_of, made)
    note = f"{read:.1f} s until everything was read and written; opened again in {again:.2f} s"
    return at_most("built from the embedded database, until the first answer", took, "s", BUILT_IN.get(bench.size), note)


def _over_http(bench: Bench, folder: Path) -> Seen:
    questions = [_path(bench, pair) for pair in random_pairs(bench.lists, RATE * (SECONDS + WARM_UP_SECONDS))]
    bench.say("starting two workers")
    with serving(folder) as served:
        served.wait_until_ready(READY_WITHIN)
        bench.say(f"{RATE} introductions a second over HTTP")
        load(served.port, questions[: RATE * WARM_UP_SECONDS], RATE)
        seen = load(served.port, questions[RATE * WARM_UP_SECONDS :], RATE)
    wrong = ", ".join(f"{number} × {what}" for what, number in seen.wrong.items())
    note = f"{len(seen.seconds):,} requests, each timed from when it was due; {f'not answered: {wrong}' if wrong else 'all answered'}"
    question = f"HTTP introductions, two workers, {RATE} a second, {PATHS} paths, at most {HOPS} hops, random pairs"
    return within(question, seen.times, HTTP_AT_MOST.get(bench.size), note)


def _path(bench: Bench, pair: tuple[int, int]) -> str:
    source, target = map(bench.lists.id, pair)
    return f"/api/v1/introductions?{urlencode({'source': source, 'target': target, 'max_hops': HOPS, 'limit': PATHS})}"
