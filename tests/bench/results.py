"""What was measured: rows that are kept from run to run, so that what takes long need not be repeated for what does not."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

KEPT: Final = Path(__file__).parents[2] / "build" / "bench.json"


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing measured. `question`: what was asked; `value`: what was seen; `target`: what was promised, empty where nothing was; `met`: whether it held.

    `peers`: what others took for the same. `note`: what a reader has to know to believe it.
    """

    question: str
    value: str
    target: str = ""
    met: bool | None = None
    peers: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Something seen, by which measure, at which size, when, and of which state of the code."""

    measure: str
    size: str
    taken: str
    code: str
    seen: Seen


def keep(rows: Iterable[Row], file: Path = KEPT) -> list[Row]:
    """Add rows to those of earlier runs, of which the same measures at the same sizes are dropped. Returns all."""
    new = list(rows)
    again = {(row.measure, row.size) for row in new}
    kept = [row for row in read(file) if (row.measure, row.size) not in again] + new
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps([asdict(row) for row in kept], ensure_ascii=False, indent=1), "utf-8")
    return kept


def read(file: Path = KEPT) -> list[Row]:
    if not file.is_file():
        return []
    return [Row(**{**row, "seen": Seen(**row["seen"])}) for row in json.loads(file.read_text("utf-8"))]
