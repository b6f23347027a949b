"""Rounds of kills: load, kill somebody at a random moment, start again, and compare what was acknowledged with what is there."""

import shutil
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from explorer.graphdb import Database, large_loads, open_database, reads, wait_until_ended
from explorer.graphdb.large_loads import LargeLoad
from explorer.settings import Settings
from tests.contract.history import Model, agree
from tests.torture.files import SHARED, Load
from tests.torture.processes import Command, Web, acknowledged, kill, servers, watchdogs, web
from tests.waiting import until

KINDS = ("loader", "server", "watchdog", "server and watchdog", "web worker", "web master", "everything")
ROWS = 400
"""Rows of one transaction here: files of more are large loads, in several."""
LONGEST = 120.0
"""Seconds a load may take to end after a kill."""


@dataclass
class Tally:
    """What came of it all. `recovered`: seconds from the next start to an open database and a first answer."""

    kills: Counter[str] = field(default_factory=Counter)
    loads: Counter[str] = field(default_factory=Counter)
    recovered: list[float] = field(default_factory=list)
    changes: Counter[Path] = field(default_factory=Counter)
    undone: Counter[Path] = field(default_factory=Counter)


class Torture:
    """One data folder through several rounds, so that each also checks what the earlier ones left."""

    def __init__(self, folder: Path, seed: int, gone_seconds: float, tally: Tally) -> None:
        self.random = Random(seed)
        self.folder = folder
        self.data = folder / "data"
        self.command = Command(self.data, ROWS, gone_seconds)
        self.tally = tally
        self.is_there: dict[Load, bool] = {}

    def round(self, number: int, kind: str) -> None:
        # Most kills come while something is being written, the others at any moment from the start of the programs on.
        while_writing = self.random.random() < 0.7
        loads = [self._files(2 * number + n, (150, 2000, 3000) if while_writing else (20, 150, 1000)) for n in range(self.random.choice((1, 1, 2)))]
        with self._beside(kind, while_writing) as (database, served), ExitStack() as started:
            processes = [started.enter_context(self.command.start("load", str(load.folder), "--json")) for load in loads]
            try:
                if database is not None:
                    _wait_for_writing(database, processes)
                time.sleep(self.random.uniform(0, 3) if while_writing else self.random.uniform(0.3, 5))
                self._kill(kind, processes, served)
                outputs = [process.communicate(timeout=LONGEST)[0] for process in processes]
            finally:
                for process in processes:
                    process.kill()
            if served is not None and kind == "web worker":
                until(served.ready, 60, "the web application does not recover from a killed worker")
        said = {load: acknowledged(output) for load, output in zip(loads, outputs, strict=True)}
        if self.random.random() < 0.5:
            assert wait_until_ended(self.data, 60), "the server outlives its users"
        self._look(said)

    @contextmanager
    def _beside(self, kind: str, database: bool) -> Iterator[tuple[Database | None, Web | None]]:
        """What runs beside the loads: the web application, and a database of our own to see when they write."""
        with ExitStack() as stack:
            served = stack.enter_context(web(self.command)) if kind.startswith("web") or kind == "everything" else None
            yield stack.enter_context(open_database(Settings(self.data, heap_mb=256))) if database else None, served

    def _files(self, number: int, sizes: tuple[int, ...]) -> Load:
        load = Load(number, self.random.choice(sizes), self.folder / f"load-{number}")
        load.write()
        return load

    def _kill(self, kind: str, processes: "list[subprocess.Popen[str]]", served: Web | None) -> None:
        loader = [self.random.choice(processes).pid]
        victims = {
            "loader": lambda: loader,
            "server": lambda: servers(self.data),
            "watchdog": lambda: watchdogs(self.data),
            "server and watchdog": lambda: [*watchdogs(self.data), *servers(self.data)],
            "web worker": lambda: [self.random.choice(served.workers())] if served else [],
            "web master": lambda: [served.process.pid] if served else [],
            "everything": lambda: [
                *(process.pid for process in processes),
                *([served.process.pid, *served.workers()] if served else []),
                *watchdogs(self.data),
                *servers(self.data),
            ],
        }[kind]()
        for pid in victims:
            kill(pid)
        self.tally.kills[kind] += 1
        self.tally.kills["processes"] += len(victims)

    def _look(self, said: dict[Load, bool]) -> None:
        """The next start, and what it finds."""
        began = time.monotonic()
        with open_database(Settings(self.data, heap_mb=256), undone=self._note_undone) as database:
            reads.sequence(database)
            self.tally.recovered.append(time.monotonic() - began)
            changes = agree(database)
            self.tally.changes[self.data] = len(changes)
            self.tally.undone[self.data] = len({change.batch for change in changes if change.batch.startswith("undo:")})
            assert database.read(large_loads.under_way) is None, "a large load is left unfinished"
            self._compare(database, said)
        assert wait_until_ended(self.data, 40), "the server outlives its users"

    def _note_undone(self, load: LargeLoad, done: int, total: int) -> None:
        self.tally.loads["undone at the next start"] += done == total

    def _compare(self, database: Database, said: dict[Load, bool]) -> None:
        there = Model.of(database)
        for load in {**self.is_there, **said}:
            found = _whole(load, there)
            assert found or not said.get(load), f"load {load.number} was acknowledged and is not there"
            assert self.is_there.get(load, found) == found, f"load {load.number} was {'there' if self.is_there[load] else 'not there'}, and is no more so"
        shared = {there.entities[f"shared:{n}"]["properties"]["headcount"] for n in range(SHARED) if f"shared:{n}" in there.entities}
        shared |= {int(there.relationships["shared"]["properties"]["role"])} if "shared" in there.relationships else set()
        assert len(shared) <= 1, f"halves of the loads {sorted(shared)} stand side by side"
        for load, acked in said.items():
            self.is_there[load] = _whole(load, there)
            self.tally.loads["acknowledged" if acked else "not acknowledged"] += 1
            self.tally.loads[f"{'acknowledged' if acked else 'not acknowledged'}, {'whole' if self.is_there[load] else 'nothing'} found"] += 1
            shutil.rmtree(load.folder)


def _wait_for_writing(database: Database, processes: "list[subprocess.Popen[str]]") -> None:
    """Or until there is nothing to wait for any more."""
    before = reads.sequence(database)
    until(
        lambda: reads.sequence(database) != before or database.read(large_loads.under_way) is not None or all(p.poll() is not None for p in processes),
        LONGEST,
        "nothing is written",
    )


def _whole(load: Load, there: Model) -> bool:
    """Whether all of it is there. Fails where a part of it is."""
    found = len(load.entities & there.entities.keys()), len(load.relationships & there.relationships.keys())
    assert found in ((0, 0), (load.size, load.size)), f"of load {load.number}, {found} of {load.size} entities and relationships are there"
    return found != (0, 0)
