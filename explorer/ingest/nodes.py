"""From the rows of the nodes tables to entities."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from explorer.domain.countries import COUNTRY_CODES
from explorer.domain.identity import node_id
from explorer.domain.records import Entity
from explorer.domain.vocabulary import FILE_LABELS, LABELS, SIZE_LABELS
from explorer.ingest.checks import reversed_dates, reversed_with_held
from explorer.ingest.countries import country_code
from explorer.ingest.problems import Problem, shown
from explorer.ingest.rows import LeftOut, ReadRow, twins
from explorer.ingest.schemas import NODE_SCHEMAS, read_row
from explorer.ingest.tables import Row, Table
from explorer.ingest.values import LONGEST_ID
from explorer.ingest.words import WrittenLabel, written_label

_OUTSIDE_SCHEMA: Final = frozenset({"id", "name", "label"})
LABEL_WORDS: Final = (*LABELS, *FILE_LABELS)
_COUNTRY_ID: Final = "country:"


@dataclass(slots=True)
class NodeRow(ReadRow):
    """A row on its way to an entity. `label` is None where it cannot be told; `made`: the file gives no id, this one was made."""

    label: str | None = None
    made: bool = False
    name: str = ""

    def entity(self) -> Entity:
        assert self.id is not None
        assert self.label is not None
        return Entity(self.id, self.label, self.name, self.properties, origin=self.origin)


def read_nodes(table: Table) -> tuple[list[NodeRow], list[Problem]]:
    """Every row of a table, and a note for each column that a label does not have."""
    left_out = LeftOut()
    rows = [_node(table, row, left_out) for row in table.rows]
    return rows, left_out.notes(table, "not_for_label", "label")


def _node(table: Table, row: Row, left_out: LeftOut) -> NodeRow:
    node = NodeRow(table, row)
    written = _label(node)
    if written is None or not row.sound:
        node.id = row.cells.get("id", "").strip() or None
        return node
    node.label = written.label
    schema = NODE_SCHEMAS[written.label]
    values, node.problems = read_row(schema, table, row)
    read = schema.fields.keys() | _OUTSIDE_SCHEMA | ({"country"} if written.label == "Country" else set())
    left_out.add(written.label, sorted(row.cells.keys() - read), row)
    node.id = values.pop("id", None)
    node.name = values.pop("name", "")
    node.properties = {name: value for name, value in values.items() if value != ()}
    _agree_on_size(node, written)
    node.problems += reversed_dates(table, row, node.properties)
    _settle_id(node)
    return node


def _label(node: NodeRow) -> WrittenLabel | None:
    text = node.row.cells.get("label")
    found = written_label(text) if text else None
    if found is None and node.row.sound:
        node.refuse("label", "label_unknown" if text else "missing", **({"choices": LABEL_WORDS} if text else {}))
    return found


def _agree_on_size(node: NodeRow, written: WrittenLabel) -> None:
    """PME and GrandGroupe say the size class; one that stands beside them must not contradict it."""
    if written.size_label is None:
        return
    size = node.properties.setdefault("size_class", FILE_LABELS[written.size_label])
    if SIZE_LABELS.get(str(size)) != written.size_label:
        node.refuse("size_class", "size_contradicts", label=written.size_label)


def _settle_id(node: NodeRow) -> None:
    given = node.row.cells.get("id")
    if node.label == "Country":
        _settle_country(node, given)
    elif given is None and node.name and not node.problems:
        node.made = True
        node.id = node_id(str(node.label), node.name, node.properties)
        if node.id is None:
            node.refuse("id", "person_without_id" if node.label == "Person" else "no_id")
        elif len(node.id) > LONGEST_ID:
            node.id = None
            node.refuse("id", "no_id")
    elif given is None and node.label == "Person":
        node.refuse("id", "person_without_id")


def _settle_country(node: NodeRow, given: str | None) -> None:
    """A market's id is `country:` and its two letters; where there is none, they are told from the country column or the name."""
    if given is not None:
        if node.id is not None and not (node.id.startswith(_COUNTRY_ID) and node.id.removeprefix(_COUNTRY_ID) in COUNTRY_CODES):
            node.refuse("id", "country_id")
        return
    code = country_code(node.row.cells.get("country") or node.name)
    if code is None:
        node.refuse("id", "country_id")
    else:
        node.made, node.id = True, _COUNTRY_ID + code


def refuse_twins(nodes: Iterable[NodeRow]) -> None:
    for node, other in twins(nodes):
        column, code = ("name", "same_made_id") if node.made else ("id", "same_id")
        node.refuse(column, code, id=shown(str(node.id)), file=other.table.name, row=other.row.number)


def check_known(nodes: Iterable[NodeRow], known: Mapping[str, Entity]) -> None:
    """What the database holds under an id must be of the same label and agree with what the row gives."""
    for node in nodes:
        held = known.get(node.id) if node.id is not None else None
        if held is None or node.label is None:
            continue
        if held.label != node.label:
            node.refuse("id" if not node.made else "name", "held_under_other_label", id=shown(str(node.id)), held=held.label, label=node.label)
            continue
        node.problems += reversed_with_held(node.table, node.row, node.properties, held.properties)
        if "size_class" not in node.row.cells and SIZE_LABELS.get(str(held.properties.get("size_class"))) == SIZE_LABELS.get(
            str(node.properties.get("size_class"))
        ):
            # PME is what micro and pme are called together: a row that says no more leaves the size as it is.
            node.properties.pop("size_class", None)


def names_without_id(nodes: Collection[NodeRow]) -> Mapping[str, str]:
    """Ids by name, of the rows that give no id and whose name no other row has: their edges can only name them."""
    seen: dict[str, str | None] = {}
    for node in nodes:
        if node.name:
            seen[node.name] = node.id if node.made and node.name not in seen else None
    return {name: id for name, id in seen.items() if id is not None}
