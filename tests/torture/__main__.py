"""`make torture`: many rounds of kills, and a table of what was acknowledged and what was found. Stops at the first thing lost, and keeps its folder."""

import argparse
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from random import Random

from explorer.graphdb.large_loads import GONE_SECONDS
from tests.torture.command import limited
from tests.torture.rounds import KINDS, ROWS, Tally, Torture

ROUNDS_A_FOLDER = 8
"""Every round looks at all that is in its folder."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--rounds", type=int, default=50)
    parser.add_argument("--seed", type=int, default=None, help="repeat the choices of an earlier run; the moments are as exact as the machine")
    parser.add_argument("--gone", type=float, default=GONE_SECONDS, metavar="SECONDS", help="after which a silent loader counts as gone")
    asked = parser.parse_args()
    seed = asked.seed if asked.seed is not None else int(time.time())
    limited(ROWS, asked.gone)
    folder = Path(tempfile.mkdtemp(prefix="entremise-torture-"))
    print(f"{asked.rounds} rounds, seed {seed}, in {folder}", flush=True)
    tally = Tally()
    began = time.monotonic()
    for number, kind in enumerate(order(asked.rounds, seed), 1):
        if number % ROUNDS_A_FOLDER == 1:
            torture = Torture(folder / str(number), seed + number, asked.gone, tally)
        try:
            torture.round(number, kind)
        except BaseException:
            print(f"round {number} ({kind}) failed; what it left is in {folder}", flush=True)
            raise
        print(f"round {number}: {kind}; the next start took {tally.recovered[-1]:.1f} s", flush=True)
    shutil.rmtree(folder)
    show(tally, asked.rounds, time.monotonic() - began)


def order(rounds: int, seed: int) -> list[str]:
    """Each kind equally often, in any order."""
    kinds = [KINDS[number % len(KINDS)] for number in range(rounds)]
    Random(seed).shuffle(kinds)
    return kinds


def show(tally: Tally, rounds: int, seconds: float) -> None:
    rows = [
        ("rounds", rounds),
        *((f"  {kind} killed", tally.kills[kind]) for kind in KINDS),
        ("processes killed", tally.kills["processes"]),
        ("loads acknowledged", tally.loads["acknowledged"]),
        ("  of these found whole", tally.loads["acknowledged, whole found"]),
        ("loads not acknowledged", tally.loads["not acknowledged"]),
        ("  of these found whole", tally.loads["not acknowledged, whole found"]),
        ("  of these nothing found", tally.loads["not acknowledged, nothing found"]),
        ("large loads undone", tally.undone.total()),
        ("  left to the next start", tally.loads["undone at the next start"]),
        ("half-written", 0),
        ("changes told again", tally.changes.total()),
        ("next start, median s", round(statistics.median(tally.recovered), 1)),
        ("next start, longest s", round(max(tally.recovered), 1)),
        ("seconds in all", round(seconds)),
    ]
    for name, value in rows:
        print(f"{name:<28}{value:>10}")


if __name__ == "__main__":
    main()
