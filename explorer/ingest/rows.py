"""What a row of either table is on its way to an entity or a relationship."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from explorer.domain.records import Value
from explorer.ingest.problems import Problem
from explorer.ingest.schemas import cell_problem
from explorer.ingest.tables import Row, Table


@dataclass(slots=True)
class ReadRow:
    """`id` is None until it can be told. `waits_for`: bad rows that this one hangs on, whose own problems come first."""

    table: Table
    row: Row
    id: str | None = None
    properties: dict[str, Value] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    waits_for: list[Problem] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return f"{self.table.name}, row {self.row.number}"

    @property
    def gives_id(self) -> bool:
        return "id" in self.row.cells

    @property
    def good(self) -> bool:
        return self.row.sound and not self.problems and not self.waits_for

    def refuse(self, column: str, code: str, **details: Any) -> None:
        self.problems.append(cell_problem(self.table, self.row, column, {"code": code, "details": details}))

    def wait(self, column: str, code: str, **details: Any) -> None:
        self.waits_for.append(cell_problem(self.table, self.row, column, {"code": code, "details": details}))


AnyRow = TypeVar("AnyRow", bound=ReadRow)


def twins(rows: Iterable[AnyRow]) -> Iterator[tuple[AnyRow, AnyRow]]:
    """Every row whose id another row has, with one such row. All of them: nobody can say which one was meant."""
    by_id: dict[str, list[AnyRow]] = defaultdict(list)
    for row in rows:
        if row.id is not None and row.row.sound:
            by_id[row.id].append(row)
    for same in by_id.values():
        if len(same) > 1:
            yield same[0], same[1]
            yield from ((row, same[0]) for row in same[1:])


class LeftOut:
    """Columns of a table that hold something for rows of a label or type which has no such property."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, str], list[int]] = defaultdict(list)

    def add(self, of: str, columns: Iterable[str], row: Row) -> None:
        for column in columns:
            self._numbers[of, column].append(row.number)

    def notes(self, table: Table, code: str, what: str) -> list[Problem]:
        """One for each column and label or type, at the first row concerned."""
        return [
            Problem(code, table.name, numbers[0], table.column(column), details={what: of, "count": len(numbers)})
            for (of, column), numbers in self._numbers.items()
        ]
