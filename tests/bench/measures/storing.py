"""What arrays take: to be made from lists of ties, and of memory."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import fields
from pathlib import Path
from typing import Any, Final

import numpy as np

from explorer.network.arrays import Reasons, TieArrays
from explorer.network.building import combined
from tests.bench.bench import Bench
from tests.bench.forms import contributions_of, ids_of, label_bits_of
from tests.bench.kinds import AS_OF
from tests.bench.measures.targets import at_most
from tests.bench.pairs import Pair, random_pairs
from tests.bench.peers.aside import Aside
from tests.bench.results import Seen
from tests.bench.timing import milliseconds, once
from tests.bench.worker import Worker, write_folder

MEGABYTE: Final = 1_000_000
PATHS: Final = 10
HOPS: Final = 5
PATIENCE: Final = 600.0
OPENED_IN: Final = {"L": 2.0}
WORKER: Final = {"L": 60}
REBUILT_IN: Final = {"L": 5.0}
BYTES: Final = {"L": 22.0}


def rebuilt(bench: Bench) -> Iterator[Seen]:
    bench.say("making arrays from lists of ties")
    found, ids, labels = contributions_of(bench.lists), ids_of(bench.lists), label_bits_of(bench.lists)
    took = min(once(combined, found, ids, labels, 0, AS_OF)[1] for _ in range(3))
    note = "from the strength of each reason for a tie: combined by pair, summed up by actor, sorted into lists; the best of three"
    yield at_most("arrays made again from lists of ties", took, "s", REBUILT_IN.get(bench.size), note)


def bytes_of_a_tie(bench: Bench) -> Iterator[Seen]:
    held = bytes_of(bench.arrays)
    ids = bench.arrays.ids.text.nbytes + bench.arrays.ids.starts.nbytes
    question = "memory that searching needs, shared by all processes, for each tie between two actors"
    reasons = 0 if bench.arrays.reasons is None else bytes_of(bench.arrays.reasons)
    note = f"{held / MEGABYTE:,.0f} MB, and {ids / MEGABYTE:,.0f} MB of ids; in the files another {reasons / MEGABYTE:,.0f} MB, to leave types out"
    yield at_most(question, (held + ids) / bench.lists.ties, "bytes", BYTES.get(bench.size), note)


def workers(bench: Bench) -> Iterator[Seen]:
    """Two at once, as the web application has: what only one of them maps would count as its own."""
    pairs = random_pairs(bench.lists, bench.questions)
    with tempfile.TemporaryDirectory(prefix="entremise-bench-", ignore_cleanup_errors=True) as folder, ExitStack() as started:
        bench.say("writing the folder of arrays")
        _, written = once(write_folder, Path(folder), bench.arrays)
        bench.say("two workers open it and answer")
        _compile_what_is_not(Path(folder), pairs[0])
        first, second = (started.enter_context(Aside(Worker, Path(folder))) for _ in range(2))
        opened = [worker.call("open", seconds=PATIENCE).answer for worker in (first, second)]
        began = first.call("first_answer", pairs[0], PATHS, HOPS, seconds=PATIENCE).answer
        for worker in (second, first):
            worker.call("answer", pairs, PATHS, HOPS, seconds=PATIENCE)
        whole, since = first.call("memory", seconds=PATIENCE).answer
    note = f"written in {written:.1f} s; first answer {milliseconds(began)} ms later, with the loading of compiled code"
    yield at_most("arrays opened by a worker: mapped, every checksum compared", max(opened), "s", OPENED_IN.get(bench.size), note)
    note = f"since its start, after {len(pairs):,} questions; with Python and the compiler {whole / MEGABYTE:.0f} MB"
    yield at_most("memory of a worker beside what is shared", since / MEGABYTE, "MB", WORKER.get(bench.size), note)


def _compile_what_is_not(folder: Path, pair: Pair) -> None:
    """In a process that is then over: compiling is done once after an installation, and takes memory that no later worker takes."""
    with Aside(Worker, folder) as worker:
        worker.call("open", seconds=PATIENCE)
        worker.call("first_answer", pair, PATHS, HOPS, seconds=PATIENCE)


def bytes_of(arrays: TieArrays | Reasons) -> int:
    """Of the memory behind them: where one array looks into another, it is counted once."""
    held = [array for field in fields(arrays) if isinstance(array := getattr(arrays, field.name), np.ndarray)]
    behind = {id(whole): whole.nbytes for whole in map(_whole, held)}
    return sum(behind.values())


def _whole(array: "np.ndarray[Any, Any]") -> "np.ndarray[Any, Any]":
    return _whole(array.base) if isinstance(array.base, np.ndarray) else array
