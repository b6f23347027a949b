"""Two tables: CSV files, or the sheets of a workbook."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from explorer.domain.records import Value
from explorer.export.network import Exported, Left, text
from explorer.export.xml_graphs import without_controls

FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")
LONGEST_CELL: Final = 32_767
"""Characters a cell of a workbook can hold."""
_NOT_IN_CELLS: Final = "text cut at 32767 characters"
_CONTROLS: Final = "control characters"


def guarded(written: str) -> str:
    """A leading quote before what a spreadsheet would take for a formula, and before what already looks guarded; loading takes it off again."""
    return "'" + written if written.lstrip("'")[:1] in FORMULA_SIGNS else written


def write_csv(network: Exported, folder: Path) -> Left:
    for name, columns, rows in (("nodes", network.node_columns, network.node_rows()), ("edges", network.edge_columns, network.edge_rows())):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(columns)
            writer.writerows([_cell(row.get(column, "")) for column in columns] for row in rows)
    return Left()


def _cell(value: Value) -> str:
    return guarded(text(value)) if isinstance(value, str | tuple) else text(value)


def write_xlsx(network: Exported, file: Path) -> Left:
    from openpyxl import Workbook

    left = Left()
    book = Workbook(write_only=True)
    for name, columns, rows in (("nodes", network.node_columns, network.node_rows()), ("edges", network.edge_columns, network.edge_rows())):
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append(columns)
        for cells in _sheet_rows(columns, rows, left):
            sheet.append(cells)
    book.save(file)
    return +left


def _sheet_rows(columns: Sequence[str], rows: Iterable[Mapping[str, Value]], left: Left) -> Iterator[list[Any]]:
    for row in rows:
        yield [_sheet_cell(row[column], left) if column in row else None for column in columns]


def _sheet_cell(value: Value, left: Left) -> str | float:
    """Numbers stay numbers where a workbook holds them to the last digit."""
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 10**15 and (isinstance(value, int) or float(f"{value:.15g}") == value):
        return value
    written, controls = without_controls(_cell(value))
    left[_CONTROLS] += controls
    if len(written) > LONGEST_CELL:
        left[_NOT_IN_CELLS] += 1
    return written[:LONGEST_CELL]
