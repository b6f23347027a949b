"""Measure, print, keep: `python -m tests.bench [--sizes S M L] [--only NAME …] [--write]`."""

import argparse
from functools import partial

from rich.console import Console
from rich.status import Status

from tests.bench.bench import Bench
from tests.bench.made_up import SEED, SIZES
from tests.bench.measures import MEASURES
from tests.bench.report import table, write
from tests.bench.results import Row, keep, read
from tests.bench.running import taken

LEAST_WIDTH = 160


def main() -> int:
    asked = _arguments()
    console = Console(width=max(Console().width, LEAST_WIDTH))
    rows: list[Row] = []
    for size in asked.sizes:
        with console.status(size) as status:
            bench = Bench(size, asked.seed, asked.questions, rounds=asked.rounds, patience=asked.patience, say=partial(_show, status, size))
            for measured in taken(bench, asked.only):
                rows += measured
                keep(measured)  # at once: what was measured before a run is broken off was measured all the same
    console.print(table(rows))
    if asked.write:
        write(read(), asked.seed, asked.note)
    return 1 if any(row.seen.met is False for row in rows) else 0


def _show(status: Status, size: str, words: str) -> None:
    status.update(f"{size}: {words}")


def _arguments() -> argparse.Namespace:
    sizes = ", ".join(f"{name}: {actors:,} actors, {ties:,} ties" for name, (actors, ties) in SIZES.items())
    parser = argparse.ArgumentParser(
        prog="tests.bench", description="Time what is promised to be fast, beside its peers. Ends with 1 where a promise is not kept."
    )
    parser.add_argument("--sizes", nargs="+", choices=SIZES, default=["S"], help=sizes)
    parser.add_argument("--only", nargs="+", choices=MEASURES, default=(), help="these measures alone")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md from this run and what was kept of earlier ones")
    parser.add_argument("--note", default="", help="a sentence for the page: what else ran on the machine")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--questions", type=int, default=500, help="asked of each kind")
    parser.add_argument("--rounds", type=int, default=5, help="how often peers take turns with us")
    parser.add_argument("--patience", type=float, default=60.0, help="seconds that one call of a peer may take")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
