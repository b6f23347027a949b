"""Serve a made-up network with two workers and use it for ten minutes: 50 reads a second, a write every second. Ends with 1 where anything went wrong.

python -m tests.soak [--seconds 600] [--rate 50] [--entities 1000]
"""

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Final

import psutil
from rich.console import Console
from rich.table import Table

from explorer.examples.synthetic import generate
from explorer.graphdb import open_database
from explorer.graphdb.writes import save
from explorer.settings import Settings
from tests.soak.load import Load

READY_SECONDS: Final = 60.0
WARM_UP_SECONDS: Final = 10
LEAST_WIDTH: Final = 110
MEGABYTE: Final = 1_000_000


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.soak", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--rate", type=int, default=50, help="reads a second")
    parser.add_argument("--entities", type=int, default=1000, help="size of the network")
    asked = parser.parse_args()
    console = Console(width=max(Console().width, LEAST_WIDTH))
    with tempfile.TemporaryDirectory(prefix="entremise-soak-", ignore_cleanup_errors=True) as folder:
        return soak(console, Path(folder), asked.seconds, asked.rate, asked.entities)


def soak(console: Console, folder: Path, seconds: int, rate: int, size: int) -> int:
    entities, relationships = generate(size)
    with open_database(Settings(folder)) as database:
        save(database, entities, relationships, who="soak", batch="soak")
        with serving(folder) as port:
            Load(port, database, entities, rate, min(WARM_UP_SECONDS, seconds)).run()
            before = memory()
            load = Load(port, database, entities, rate, seconds)
            took = load.run()
            after = memory()
    console.print(f"{len(entities)} entities, {len(relationships)} relationships; {rate} reads a second for {seconds} s (took {took:.1f} s).")
    console.print(latencies(load))
    console.print(memories(before, after))
    return 1 if any(tally.errors for tally in load.tallies.values()) else 0


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """`entremise serve` with two workers, as an operator starts it, once it is ready."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    command = [sys.executable, "-m", "explorer", "serve", "--workers", "2", "--port", str(port), "--data", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=os.environ | {"ENTREMISE_DATABASE_URL": ""}) as process:
        try:
            wait_until_ready(process, port)
            yield port
        finally:
            process.terminate()


def wait_until_ready(process: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and process.poll() is None:
        connection = HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            pass
        finally:
            connection.close()
        time.sleep(0.2)
    raise SystemExit("entremise serve does not get ready; what it says stands above.")


def memory() -> dict[str, int]:
    """Resident bytes of everything started from here, by what it is."""
    found: dict[str, int] = {}
    for process in psutil.Process().children(recursive=True):
        try:
            words = process.cmdline()
            what = "database (Java)" if "java" in words[0] else "watchdog" if any(word.endswith("watchdog.py") for word in words) else "serve"
            resident = process.memory_info().rss
        except (psutil.NoSuchProcess, IndexError):
            continue
        name = what if what != "serve" else f"serve {'worker' if process.ppid() != os.getpid() else 'master'} {process.pid}"
        found[name] = found.get(name, 0) + resident
    return found


def latencies(load: Load) -> Table:
    table = Table("kind", *("number", "median ms", "95 % ms", "99 % ms", "longest ms", "errors"), title="Answers")
    for kind, tally in load.tallies.items():
        times = [f"{1000 * tally.percentile(which):.0f}" for which in (50, 95, 99)]
        errors = ", ".join(f"{error}: {number}" for error, number in tally.errors.items())
        table.add_row(kind, str(len(tally.seconds)), *times, f"{1000 * max(tally.seconds, default=0):.0f}", errors or "0")
    return table


def memories(before: dict[str, int], after: dict[str, int]) -> Table:
    table = Table("process", "MB at the start", "MB at the end", title="Resident memory")
    for name in before | after:
        table.add_row(name, *(f"{found[name] / MEGABYTE:.0f}" if name in found else "–" for found in (before, after)))
    table.add_row("all", *(f"{sum(found.values()) / MEGABYTE:.0f}" for found in (before, after)), style="bold")
    return table


sys.exit(main())
