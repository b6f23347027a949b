"""The `entremise` command with parts so small that an ordinary file is a large load: `python -m tests.torture.command ROWS GONE_SECONDS ARGUMENT…`."""

import sys

from explorer.cli import main
from explorer.graphdb import large_loads
from explorer.services import load


def limited(rows: int, gone_seconds: float) -> None:
    """In this process: so many rows to a transaction, and so long until a loader that says nothing is gone."""
    load.MOST_ROWS = rows  # type: ignore[attr-defined]
    large_loads.GONE_SECONDS = gone_seconds  # type: ignore[misc]


if __name__ == "__main__":
    limited(int(sys.argv[1]), float(sys.argv[2]))
    main(sys.argv[3:])
