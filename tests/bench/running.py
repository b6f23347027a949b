"""Taking measures one after the other, and keeping what each came to."""

import subprocess
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from pathlib import Path
from traceback import print_exc

from tests.bench.bench import Bench
from tests.bench.measures import MEASURES, Measure
from tests.bench.results import Row, Seen


def taken(bench: Bench, names: Collection[str] = ()) -> Iterator[list[Row]]:
    """What each of these measures sees, or of all of them, those aside that are not taken at this size. One that breaks off says so, and the next is taken."""
    code = _code()
    for name, measure in MEASURES.items():
        if bench.size in measure.sizes and (not names or name in names):
            bench.say(name)
            yield [Row(name, bench.size, f"{datetime.now(UTC):%Y-%m-%d}", code, seen) for seen in _seen(name, measure, bench)]


def _seen(name: str, measure: Measure, bench: Bench) -> Iterator[Seen]:
    try:
        yield from measure.take(bench)
    except Exception as error:
        print_exc()
        yield Seen(name, "broke off", met=False, note=f"{type(error).__name__}: {next(iter(str(error).splitlines()), '')}")


def _code() -> str:
    """The commit, and whether more was changed since."""
    told = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=Path(__file__).parent, capture_output=True, text=True, check=False)
    return told.stdout.strip() or "unknown"
