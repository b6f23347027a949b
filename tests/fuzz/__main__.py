"""Read damaged files by the thousand, load some of those that are still sound, and print what came of it. Ends with 1 where anything was not as it must be.

Each file is damaged by random numbers of its own, made from the seed and its number, so whatever is found can be made again.
"""

import argparse
import faulthandler
import sys
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from explorer.graphdb import Database, open_database, reads
from explorer.ingest import read_files
from explorer.services.load import load
from explorer.settings import Settings
from explorer.texts import texts
from tests.fuzz.pairs import Pair, check, damaged, numbered, sound_pairs
from tests.unit.ingest.conftest import held

KNOWN = {"company:1": "Company", "person:1": "Person", "n1": "Company"}
SECONDS = 20
"""Pairs of these sizes are read in a tenth of a second; whatever takes this long hangs."""


@dataclass
class Tally:
    """What came of the files. `of`: by way of damage, then by outcome."""

    files: int = 0
    slowest: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    of: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    codes: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    loaded: int = 0
    refused: int = 0


@contextmanager
def guarded(tally: Tally, what: str, where: str) -> Iterator[None]:
    """Errors are counted by the line they come from; a hang prints where it hangs and ends everything."""
    faulthandler.dump_traceback_later(SECONDS, exit=True)
    begin = time.perf_counter()
    try:
        yield
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        kind = f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"
        if kind not in tally.errors:
            print(f"{where}\n{traceback.format_exc()}", file=sys.stderr)
        tally.errors[kind] += 1
    finally:
        faulthandler.cancel_dump_traceback_later()
        tally.slowest[what] = max(tally.slowest[what], time.perf_counter() - begin)


def read(folder: Path, pair: Pair, ways: Sequence[str], tally: Tally) -> bool:
    """Whether nothing is wrong with it."""
    for name, content in zip(("nodes.csv", "edges.csv"), pair, strict=True):
        (folder / name).write_bytes(content)
    reading = read_files([folder], held(KNOWN))
    check(reading, KNOWN)
    rows = reading.entities or reading.relationships
    outcome = "problems" if reading.problems else "sound" if rows else "no rows"
    tally.codes.update({problem.code for problem in reading.problems})
    for way in set(ways):
        tally.of[way][outcome] += 1
    return outcome == "sound"


def load_twice(db: Database, folder: Path, tally: Tally) -> None:
    """What is in the database by now may contradict it, which is told; what is loaded is all there, and a second time changes nothing."""
    before = reads.sequence(db)
    report = load(db, [folder], texts("fr"), who="fuzz")
    if not report.committed:
        assert report.problems
        assert reads.sequence(db) == before
        tally.refused += 1
        return
    tally.loaded += 1
    after = reads.sequence(db)
    assert after - before == report.nodes.created + report.nodes.updated + report.edges.created + report.edges.updated
    again = load(db, [folder], texts("en"), who="fuzz")
    assert again.committed
    assert again.edges.created == again.edges.updated == again.nodes.created == again.nodes.updated == 0
    assert reads.sequence(db) == after


def run(files: int, seed: str, loads: int, tally: Tally) -> None:
    pairs = sound_pairs()
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "pair"
        folder.mkdir()
        sound: list[Pair] = []
        for number, random in numbered(seed):
            if tally.files >= files:
                break
            original = random.choice(pairs)
            pair, ways = damaged(original, random)
            tally.files += sum(one != other for one, other in zip(pair, original, strict=True))
            with guarded(tally, "reading", f"seed {seed}, pair {number}: {', '.join(ways)}"):
                if read(folder, pair, ways, tally):
                    sound.append(pair)
        if loads:
            load_some(folder, Random(seed).sample(sound, min(loads, len(sound))), Path(scratch) / "data", tally)


def load_some(folder: Path, pairs: Sequence[Pair], data: Path, tally: Tally) -> None:
    with open_database(Settings(data)) as db:
        for number, pair in enumerate(pairs):
            with guarded(tally, "loading", f"load {number}"):
                for name, content in zip(("nodes.csv", "edges.csv"), pair, strict=True):
                    (folder / name).write_bytes(content)
                load_twice(db, folder, tally)


def show(console: Console, tally: Tally, seconds: float) -> None:
    table = Table("damage", "sound", "problems", "no rows", title=f"{tally.files} damaged files in {seconds:.0f} s")
    for way, outcomes in sorted(tally.of.items()):
        table.add_row(way, *(str(outcomes[name]) for name in ("sound", "problems", "no rows")))
    console.print(table)
    console.print(f"problems met: {', '.join(f'{code} {count}' for code, count in tally.codes.most_common())}")
    console.print(f"slowest: reading {tally.slowest['reading']:.2f} s, loading {tally.slowest['loading']:.2f} s")
    console.print(f"loaded into a database, twice: {tally.loaded}; refused there: {tally.refused}")
    console.print(f"errors: {sum(tally.errors.values())}")
    for kind, count in tally.errors.most_common():
        console.print(f"  {count} × {kind}", markup=False)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--files", type=int, default=10_000)
    options.add_argument("--seed", default="1")
    options.add_argument("--loads", type=int, default=200, help="how many of the sound ones are loaded into a database")
    given = options.parse_args()
    tally = Tally()
    begin = time.perf_counter()
    run(given.files, given.seed, given.loads, tally)
    show(Console(width=120), tally, time.perf_counter() - begin)
    return 1 if tally.errors else 0


if __name__ == "__main__":
    sys.exit(main())
