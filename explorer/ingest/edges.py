"""From the rows of the edges tables to relationships."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from explorer.domain.identity import relationship_id
from explorer.domain.kinds import RelationshipType
from explorer.domain.records import Relationship
from explorer.domain.vocabulary import REVERSED_TYPES, TYPES
from explorer.ingest.checks import reversed_dates, reversed_with_held
from explorer.ingest.ends import Ends
from explorer.ingest.problems import Problem, shown
from explorer.ingest.rows import LeftOut, ReadRow, twins
from explorer.ingest.schemas import EDGE_SCHEMAS, read_row
from explorer.ingest.tables import Row, Table
from explorer.ingest.words import written_type

_OUTSIDE_SCHEMA: Final = frozenset({"id", "type", "source", "target"})
TYPE_WORDS: Final = (*TYPES, *REVERSED_TYPES)


@dataclass(slots=True)
class EdgeRow(ReadRow):
    """A row on its way to a relationship. `source` and `target` as the row writes them; `reversed`: the relationship goes the other way."""

    type: str = ""
    reversed: bool = False
    source: str | None = None
    target: str | None = None

    def relationship(self) -> Relationship:
        assert self.id is not None
        assert self.source is not None
        assert self.target is not None
        return Relationship.from_properties(self.id, self.type, self.source, self.target, {**self.properties, "origin": self.origin})


def read_edges(table: Table) -> tuple[list[EdgeRow], list[Problem]]:
    """Every sound row of a table, and a note for each column that a type does not have."""
    left_out = LeftOut()
    rows = [_edge(table, row, left_out) for row in table.rows if row.sound]
    return rows, left_out.notes(table, "not_for_type", "type")


def _edge(table: Table, row: Row, left_out: LeftOut) -> EdgeRow:
    edge = EdgeRow(table, row)
    text = row.cells.get("type")
    written = written_type(text) if text else None
    if written is None:
        edge.refuse("type", "type_unknown" if text else "missing", **({"choices": TYPE_WORDS} if text else {}))
        return edge
    edge.type, edge.reversed = written
    schema = EDGE_SCHEMAS[edge.type]
    values, edge.problems = read_row(schema, table, row)
    left_out.add(edge.type, sorted(row.cells.keys() - schema.fields.keys() - _OUTSIDE_SCHEMA), row)
    edge.id = values.pop("id", None)
    edge.source = values.pop("source", None)
    edge.target = values.pop("target", None)
    edge.properties = {name: value for name, value in values.items() if value != ()}
    edge.problems += reversed_dates(table, row, edge.properties)
    return edge


def ends_of(edges: Iterable[EdgeRow]) -> Iterator[str]:
    return (id for edge in edges for id in (edge.source, edge.target) if id is not None)


def join_ends(edge: EdgeRow, ends: Ends) -> None:
    """Replace what the row writes at each end by an id, and hold the ends against the vocabulary."""
    if edge.type not in TYPES:
        return
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
            edge.wait(column, "end_not_read")
    elif (bad := ends.bad(id)) is not None:
        edge.wait(column, "end_is_bad", file=bad.table.name, row=bad.row.number)
    return id


def _allowed(type_: RelationshipType) -> tuple[str, ...]:
    """ "Person → Company / Structure", one for each pair the vocabulary allows."""
    arrow = "–" if type_.symmetric else "→"
    return tuple(f"{' / '.join(sorted(sources))} {arrow} {' / '.join(sorted(targets))}" for sources, targets in type_.ends)


def check_known(edges: Iterable[EdgeRow], known: Mapping[str, Relationship]) -> None:
    """What the database holds under an id must be the same relationship (its type and ends are what it is) and agree with what the row gives."""
    for edge in edges:
        held = known.get(str(edge.id))
        if held is None or edge.source is None or edge.target is None:
            continue
        ends, kept = (edge.source, edge.target), (held.source, held.target)
        same_ends = ends == kept or (TYPES[held.type].symmetric and ends == kept[::-1])
        if edge.type != held.type or not same_ends:
            edge.refuse("id", "held_as_other_relationship", type=held.type, source=shown(held.source), target=shown(held.target))
        else:
            edge.problems += reversed_with_held(edge.table, edge.row, edge.properties, held.flat())


def refuse_twins(edges: Iterable[EdgeRow]) -> None:
    for edge, other in twins(edges):
        column, code = ("id", "same_edge_id") if edge.gives_id else ("type", "same_edge")
        edge.refuse(column, code, file=other.table.name, row=other.row.number)
