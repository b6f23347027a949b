"""From the rows of the edges tables to relationships."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from explorer.domain.identity import relationship_id
from explorer.domain.records import Relationship, Value
from explorer.domain.vocabulary import REVERSED_TYPES, TYPES, RelationshipType
from explorer.ingest.checks import reversed_dates
from explorer.ingest.ends import Ends
from explorer.ingest.problems import Problem, shown
from explorer.ingest.schemas import EDGE_SCHEMAS, REFERENCES, cell_problem, read_row
from explorer.ingest.tables import Row, Table
from explorer.ingest.words import written_type

_OUTSIDE_SCHEMA: Final = frozenset({"id", "type", "source", "target"})
TYPE_WORDS: Final = (*TYPES, *REVERSED_TYPES)


@dataclass(slots=True)
class EdgeRow:
    """A row on its way to a relationship. `source` and `target` as the row writes them; `reversed`: the relationship goes the other way."""

    table: Table
    row: Row
    type: str = ""
    reversed: bool = False
    id: str | None = None
    source: str | None = None
    target: str | None = None
    properties: dict[str, Value] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    waits_for: list[Problem] = field(default_factory=list)

    @property
    def place(self) -> str:
        return f"{self.table.name}, row {self.row.number}"

    @property
    def good(self) -> bool:
        return not self.problems and not self.waits_for

    def refuse(self, column: str, code: str, **details: Any) -> None:
        self.problems.append(cell_problem(self.table, self.row, column, {"code": code, "details": details}))

    def relationship(self) -> Relationship:
        assert self.id is not None
        assert self.source is not None
        assert self.target is not None
        return Relationship.from_properties(self.id, self.type, self.source, self.target, {**self.properties, "origin": self.place})


def read_edges(table: Table) -> tuple[list[EdgeRow], list[Problem]]:
    """Every sound row of a table, and a note for each column that a type does not have."""
    left_out: dict[tuple[str, str], list[int]] = defaultdict(list)
    rows = [_edge(table, row, left_out) for row in table.rows if row.sound]
    notes = [
        Problem("not_for_type", table.name, numbers[0], table.column(column), details={"type": type_, "count": len(numbers)})
        for (type_, column), numbers in left_out.items()
    ]
    return rows, notes


def _edge(table: Table, row: Row, left_out: dict[tuple[str, str], list[int]]) -> EdgeRow:
    edge = EdgeRow(table, row)
    text = row.cells.get("type")
    written = written_type(text) if text else None
    if written is None:
        edge.refuse("type", "type_unknown" if text else "missing", **({"choices": TYPE_WORDS} if text else {}))
        return edge
    edge.type, edge.reversed = written
    schema = EDGE_SCHEMAS[edge.type]
    values, edge.problems = read_row(schema, table, row)
    for column in row.cells.keys() - schema.fields.keys() - _OUTSIDE_SCHEMA:
        left_out[edge.type, column].append(row.number)
    edge.id = values.pop("id", None)
    edge.source = values.pop("source", None)
    edge.target = values.pop("target", None)
    edge.properties = {name: value for name, value in values.items() if value != ()}
    edge.problems += reversed_dates(table, row, edge.properties)
    return edge


def mentioned(edges: Iterable[EdgeRow]) -> Iterator[str]:
    """Every id that rows name: their ends, and what their properties refer to."""
    for edge in edges:
        yield from (id for id in (edge.source, edge.target) if id is not None)
        yield from (str(edge.properties[name]) for name in REFERENCES if name in edge.properties)


def join_ends(edge: EdgeRow, ends: Ends) -> None:
    """Replace what the row writes at each end by an id, and hold the ends against the vocabulary."""
    if edge.type not in TYPES:
        return
    _refer(edge, ends)
    edge.source = _end(edge, "source", edge.source, ends)
    edge.target = _end(edge, "target", edge.target, ends)
    if edge.source is None or edge.target is None:
        return
    if edge.reversed:
        edge.source, edge.target = edge.target, edge.source
    if edge.source == edge.target:
        edge.refuse("target", "self_tie", type=edge.type)
        return
    type_ = TYPES[edge.type]
    source_label, target_label = ends.label(edge.source), ends.label(edge.target)
    if source_label and target_label and not type_.allows(source_label, target_label):
        edge.refuse("type", "ends_not_allowed", type=edge.type, source=source_label, target=target_label, allowed=_allowed(type_))
    if edge.id is None:
        edge.id = relationship_id(edge.type, edge.source, edge.target, edge.properties)
        if type_.symmetric and edge.source > edge.target:
            edge.source, edge.target = edge.target, edge.source


def _end(edge: EdgeRow, column: str, written: str | None, ends: Ends) -> str | None:
    if written is None:
        return None
    id = ends.find(written)
    if id is None:
        if ends.complete:
            edge.refuse(column, "end_unknown", id=shown(written))
        else:
            edge.waits_for.append(_waiting(edge, column, "end_not_read"))
    elif (bad := ends.bad.get(id)) is not None:
        edge.waits_for.append(_waiting(edge, column, "end_is_bad", file=bad.table.name, row=bad.row.number))
    return id


def _waiting(edge: EdgeRow, column: str, code: str, **details: Any) -> Problem:
    return cell_problem(edge.table, edge.row, column, {"code": code, "details": details})


def _refer(edge: EdgeRow, ends: Ends) -> None:
    for name, label in REFERENCES.items():
        if name in edge.properties:
            wrong = ends.wrong_reference(str(edge.properties[name]), label)
            if wrong:
                edge.refuse(name, wrong, id=shown(str(edge.properties[name])), label=label)


def _allowed(type_: RelationshipType) -> tuple[str, ...]:
    """ "Person → Company / Structure", one for each pair the vocabulary allows."""
    arrow = "–" if type_.symmetric else "→"
    return tuple(f"{' / '.join(sorted(sources))} {arrow} {' / '.join(sorted(targets))}" for sources, targets in type_.ends)


def find_twins(edges: Iterable[EdgeRow]) -> None:
    """Rows of one id are wrong, all of them."""
    by_id: dict[str, list[EdgeRow]] = defaultdict(list)
    for edge in edges:
        if edge.id is not None:
            by_id[edge.id].append(edge)
    for twins in by_id.values():
        for edge in twins[1:]:
            _refuse_twin(edge, twins[0])
        if len(twins) > 1:
            _refuse_twin(twins[0], twins[1])


def _refuse_twin(edge: EdgeRow, other: EdgeRow) -> None:
    given = "id" in edge.row.cells
    edge.refuse("id" if given else "type", "same_edge_id" if given else "same_edge", file=other.table.name, row=other.row.number)
