"""From a file to the rows of a nodes or an edges table, every cell as text."""

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from explorer.domain.identity import slug
from explorer.ingest.columns import DIRECTIONS
from explorer.ingest.decoding import NotText, decode
from explorer.ingest.graphs import WORKBOOK, graph_records
from explorer.ingest.headers import Header, TableKind, has_floating, read_header, table_kind, understood
from explorer.ingest.opening import file_bytes
from explorer.ingest.problems import Problem, shown
from explorer.ingest.sources import Source

csv.field_size_limit(2**31 - 1)  # The whole file is in memory already; the module's own limit of 128 kB protects nothing here.

DELIMITERS: Final = (",", ";", "\t")
MOST_ROWS: Final = 1_048_576
"""As many as a sheet of a spreadsheet has."""
LONGEST_ROW: Final = 1_200_000
"""Characters of all cells: one of a megabyte, and the others. What is kept of a change is sent in one message, twice, and six times as long at worst."""
_NAMED_COLUMNS: Final = 20
_SEPARATOR_LINE: Final = re.compile(r'"?sep=([,;\t])"?\s*')
_GUARDED: Final = re.compile(r"'+[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Row:
    """The filled cells of one row by column, without those nobody understands. Not `sound`: it has a problem already and only its id is of use."""

    number: int
    cells: Mapping[str, str]
    sound: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """`damaged`: some rows, or all, could not be read, so an id that is missing may stand there."""

    name: str
    kind: TableKind | None
    written: Mapping[str, str]
    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    damaged: bool = False

    def column(self, name: str) -> str:
        """As the header writes it, for reports."""
        return self.written.get(name, name)


Cells: TypeAlias = Mapping[str, str]
_Record = tuple[int, list[str]]


def given_table(name: str, kind: TableKind, rows: Sequence[Cells]) -> Table:
    """A table of rows that no file holds: cells by column, empty ones not counting."""
    made = [Row(number, {column: cell for column, cell in cells.items() if cell and not cell.isspace()}) for number, cells in enumerate(rows, 1)]
    long = [row for row in made if sum(map(len, row.cells.values())) > LONGEST_ROW]
    problems = tuple(Problem("row_long", name, row.number, details={"longest": LONGEST_ROW}) for row in long)
    return Table(name, kind, {}, tuple(replace(row, sound=row not in long) for row in made), problems, ())


def read_tables(source: Source) -> list[Table]:
    """The tables of a file: one of CSV, several of a graph file or a workbook.

    A file that is no table at all gives one without rows and the problem that says why, or a note where nobody asked for that very file.
    """
    try:
        packed = source.path.suffix.lower() == WORKBOOK
        data = file_bytes(source.path, packed=packed)
        graph = graph_records(source.path.name, data)
        if graph is None:
            return [_read(source, decode(data))]
    except NotText as reason:
        return [_unread(source.name, Problem(reason.code, source.name, reason.row, details=reason.details))]
    except OSError:
        return [_unread(source.name, Problem("unreadable" if source.path.is_file() else "not_a_file", source.name))]
    tables = [_of_records(source, records, [], unguard=packed) for records in graph if records]
    return tables or [_unread(source.name, Problem("empty", source.name))]


def _read(source: Source, text: str) -> Table:
    records, problems = _records(text, source.name)
    return _of_records(source, records, problems)


def _of_records(source: Source, records: Sequence[_Record], problems: list[Problem], *, unguard: bool = True) -> Table:
    if not records:
        return _unread(source.name, *(problems or [Problem("empty", source.name)]))
    row, cells = records[0]
    kind = table_kind(cells)
    if kind is None:
        stranger = Problem("neither", source.name, row, value=shown(", ".join(cells)))
        return _unread(source.name, stranger) if source.wanted else Table(source.name, None, {}, (), (), (stranger,))
    if len(records) > MOST_ROWS + 1:
        return _unread(source.name, Problem("too_many_rows", source.name, details={"most": MOST_ROWS}))
    return _table(source.name, kind, records, problems, unguard=unguard)


def _unread(name: str, *problems: Problem) -> Table:
    return Table(name, None, {}, (), problems, (), damaged=True)


def _table(name: str, kind: TableKind, records: Sequence[_Record], problems: list[Problem], *, unguard: bool) -> Table:
    header_row, cells = records[0]
    header = read_header(cells, kind)
    if kind is TableKind.EDGES and has_floating(cells) and _type_is_direction(header, records[1:]):
        header = read_header(cells, kind, type_is_direction=True)
    wrong = list(_header_problems(name, header_row, header))
    if wrong:
        return Table(name, kind, header.written, (), (*wrong, *problems), (), damaged=True)
    rows, row_problems, short = _rows(name, header, records[1:], unguard=unguard)
    notes = [*_header_notes(name, header_row, header), *short]
    return Table(name, kind, header.written, tuple(rows), (*problems, *row_problems), tuple(notes), damaged=bool(problems))


def _type_is_direction(header: Header, records: Sequence[_Record]) -> bool:
    place = header.places.get("type")
    if place is None:
        return False
    said = {slug(cells[place]) for _, cells in records if place < len(cells)}
    return bool(said) and said <= DIRECTIONS


def _records(text: str, name: str) -> tuple[list[_Record], list[Problem]]:
    """Every record that is not blank with the line it begins on; reading stops where quotes do not match, or at more rows than a table may have."""
    lines = io.StringIO(text, newline="")
    delimiter, skipped = _delimiter(text)
    for _ in range(skipped):
        next(lines)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    records: list[_Record] = []
    begins = skipped + 1
    try:
        for cells in reader:
            if any(cell and not cell.isspace() for cell in cells):
                if len(records) > MOST_ROWS:
                    return records, [Problem("too_many_rows", name, begins, details={"most": MOST_ROWS})]
                records.append((begins, cells))
            begins = skipped + reader.line_num + 1
    except csv.Error:
        return records, [Problem("quotes", name, begins)]
    return records, []


def _delimiter(text: str) -> tuple[str, int]:
    """The one that makes most of the first line understood, and how many lines to skip (spreadsheets may write `sep=;` first)."""
    first = text.split("\n", 1)[0].rstrip("\r")
    if told := _SEPARATOR_LINE.fullmatch(first):
        return told[1], 1

    def sense(delimiter: str) -> tuple[int, int]:
        cells = _header_cells(text, delimiter)
        return understood(cells), len(cells)

    return max(DELIMITERS, key=sense), 0


def _header_cells(text: str, delimiter: str) -> Sequence[str]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return next((cells for cells in reader if any(cells)), [])


def _header_problems(name: str, row: int, header: Header) -> Iterator[Problem]:
    for first, second in header.twins:
        yield Problem("twin_columns", name, row, shown(second), details={"first": shown(first), "second": shown(second)})
    for column in header.missing:
        yield Problem("no_column", name, row, column, details={"column": column})


def _header_notes(name: str, row: int, header: Header) -> Iterator[Problem]:
    named = [written for _, written in header.unknown if written]
    unnamed = [place for place, written in header.unknown if not written]
    for written in named[:_NAMED_COLUMNS]:
        yield Problem("unknown_column", name, row, shown(written), details={"column": shown(written)})
    if len(named) > _NAMED_COLUMNS:
        yield Problem("more_unknown_columns", name, row, details={"count": len(named) - _NAMED_COLUMNS})
    if unnamed:
        yield Problem("unnamed_columns", name, row, details={"place": unnamed[0] + 1, "count": len(unnamed)})
    for written in header.own:
        yield Problem("own_column", name, row, shown(written), details={"column": shown(written)})


def _rows(name: str, header: Header, records: Sequence[_Record], *, unguard: bool) -> tuple[list[Row], list[Problem], list[Problem]]:
    """Rows, problems of rows that are too long, and a note where rows are too short: spreadsheets leave out empty last cells, so they count as empty."""
    rows: list[Row] = []
    problems: list[Problem] = []
    short: list[int] = []
    columns = tuple(header.places.items())
    width = header.width
    for number, cells in records:
        surplus = next((cell for cell in cells[width:] if cell and not cell.isspace()), None)
        if surplus is not None:
            problems.append(Problem("long_row", name, number, value=shown(surplus), details={"expected": width, "found": len(cells)}))
        elif len(cells) < width:
            short.append(number)
        filled = {column: cell for column, place in columns if place < len(cells) and (cell := _cell(cells[place], unguard=unguard))}
        if too_much := sum(map(len, filled.values())) > LONGEST_ROW:
            problems.append(_row_long(name, header, number, filled))
        rows.append(Row(number, filled, sound=surplus is None and not too_much))
    notes = [Problem("short_rows", name, short[0], details={"count": len(short), "expected": width})] if short else []
    return rows, problems, notes


def _row_long(name: str, header: Header, number: int, filled: Mapping[str, str]) -> Problem:
    longest = max(filled, key=lambda column: len(filled[column]))
    return Problem("row_long", name, number, header.written[longest], shown(filled[longest]), {"longest": LONGEST_ROW})


def _cell(written: str, *, unguard: bool) -> str:
    """Exactly as written, the guard against formulas aside where the format needs one; nothing where only white space stands."""
    if unguard and written[:1] == "'" and _GUARDED.match(written):
        written = written[1:]
    return "" if written.isspace() else written
