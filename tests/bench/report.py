"""The rows as a table on the terminal and as a page of the documentation."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from rich.table import Table

from tests.bench import made_up
from tests.bench.machine import machine, versions
from tests.bench.measures import MEASURES
from tests.bench.results import Row

PAGE: Final = Path(__file__).parents[2] / "docs" / "performance.md"
MET: Final = {True: "yes", False: "**no**", None: ""}
TITLES: Final = {"S": "S: 10,000 actors, 100,000 ties", "M": "M: 100,000 actors, 1,000,000 ties", "L": "L: 1,000,000 actors, 10,000,000 ties"}


def table(rows: Iterable[Row]) -> Table:
    made = Table(title="Measured", show_lines=True)
    for heading in ("measure", "", "question", "seen", "peer", "promised", "held", "note"):
        made.add_column(heading)
    for row in rows:
        held = {True: "[green]yes", False: "[red]no", None: ""}[row.seen.met]
        made.add_row(row.measure, row.size, row.seen.question, row.seen.value, row.seen.peers, row.seen.target, held, row.seen.note)
    return made


def write(rows: Sequence[Row], seed: int, note: str = "", page: Path = PAGE) -> None:
    page.write_text("\n".join(_lines(rows, seed, note)) + "\n", "utf-8")


def _lines(rows: Sequence[Row], seed: int, note: str) -> Iterable[str]:
    yield from _INTRODUCTION.splitlines()
    yield ""
    yield f"Machine: {machine()}. " + ", ".join(f"{package} {version}" for package, version in versions().items()) + "."
    yield f"Networks are drawn from seed {seed}; questions from a seed of their own, so that each run asks the same."
    if note:
        yield f"\n**{note}**"
    there = {(row.measure, row.size) for row in rows}
    if missing := sorted(f"{name} {size}" for name, measure in MEASURES.items() for size in measure.sizes if (name, size) not in there):
        yield f"\nNot taken yet: {', '.join(missing)}."
    for size, some in groupby(sorted(rows, key=lambda row: "SML".index(row.size)), key=lambda row: row.size):
        yield ""
        yield f"## {TITLES[size]}"
        yield ""
        yield "| question | seen | peer | promised | held | note |"
        yield "|---|---|---|---|---|---|"
        for row in some:
            seen = row.seen
            yield "| " + " | ".join(_cell(text) for text in (seen.question, seen.value, seen.peers, seen.target, MET[seen.met], seen.note)) + " |"
    yield ""
    yield "## Runs"
    yield ""
    for taken, names in _runs(rows).items():
        yield f"- {taken[0]}, code {taken[1]}: {', '.join(names)}"


def _runs(rows: Iterable[Row]) -> dict[tuple[str, str], list[str]]:
    runs: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        names = runs.setdefault((row.taken, row.code), [])
        if (name := f"{row.measure} {row.size}") not in names:
            names.append(name)
    return runs


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


_INTRODUCTION: Final = f"""# Performance

Written by `make bench SIZES="S M L" WRITE=1`; do not edit. One measure again: `make bench SIZES=L ONLY=paths WRITE=1`, which keeps the rows of the others.

Times are of the engine alone unless a row says otherwise: no HTTP, no words. Every question is asked once, after a few unmeasured ones; medians, 95th and 99th
percentiles are of single questions. Peers are asked the same questions of the same network in the same run, after their answers were compared with ours: by
turns, each side all its questions before the other. They know no cost of passing somebody; their edges carry half of it for both ends, as integers, so that all
add up to the same costs. What took too long was ended, and says so.

Made-up networks: communities and degrees by power laws (exponent of the degrees {made_up.EXPONENT}), {made_up.INSIDE:.0%} of the ties inside a community and
strong there, weak elsewhere; {made_up.COMPANIES:.0%} companies, {made_up.GROUPS:.1%} large groups. What each tie rests on is a relationship with a type, dates
and a source, and its strength is what the product itself makes of that."""
