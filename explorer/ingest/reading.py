"""Reading files: everything that is good in them, and everything that is not, at once."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, TypeVar

from explorer.domain.records import Entity, Relationship
from explorer.ingest import edges as edge_rows
from explorer.ingest import nodes as node_rows
from explorer.ingest.cycles import subsidiary_cycles
from explorer.ingest.edges import EdgeRow
from explorer.ingest.ends import Ends
from explorer.ingest.headers import TableKind
from explorer.ingest.nodes import NodeRow
from explorer.ingest.problems import Problem, in_order, shown
from explorer.ingest.schemas import REFERENCES
from explorer.ingest.sources import find_sources
from explorer.ingest.tables import Table, read_table

Known: TypeAlias = Callable[[Collection[str]], Mapping[str, str]]
"""Labels of the ids that the database holds, absent ids left out."""

_CYCLE_SHOWN = 6
_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class Reading:
    """
    `entities` and `relationships` are the good rows: all of them where there are no `problems`. `waiting`: rows that are good by themselves
    but hang on a bad one. `notes` stop nothing: columns left out, and what looks odd.
    """

    files: tuple[str, ...]
    entities: tuple[Entity, ...]
    relationships: tuple[Relationship, ...]
    problems: tuple[Problem, ...]
    waiting: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def read_files(paths: Sequence[Path], known: Known) -> Reading:
    """Read nodes and edges tables from files and folders. Never raises for what a file holds."""
    sources, missing = find_sources(paths)
    tables = [read_table(source) for source in sources]
    nodes, node_notes = _all(map(node_rows.read_nodes, _of_kind(tables, TableKind.NODES)))
    edges, edge_notes = _all(map(edge_rows.read_edges, _of_kind(tables, TableKind.EDGES)))
    _check(nodes, edges, known, complete=not missing and not any(table.damaged and table.kind is not TableKind.EDGES for table in tables))

    entities = tuple(node.entity() for node in nodes if node.row.sound and not node.problems)
    relationships = tuple(edge.relationship() for edge in edges if edge.good)
    files = tuple(table.name for table in tables if table.kind is not None or table.problems)
    rows: Iterable[Table | NodeRow | EdgeRow] = (*tables, *nodes, *edges)
    problems = [problem for row in rows for problem in row.problems]
    notes = [note for table in tables for note in table.notes] + node_notes + edge_notes + _cycle_notes(relationships)
    return Reading(
        files,
        entities,
        relationships,
        (*missing, *in_order(problems, files)),
        in_order((problem for edge in edges if not edge.problems for problem in edge.waits_for), files),
        in_order(notes, files),
    )


def _of_kind(tables: Iterable[Table], kind: TableKind) -> list[Table]:
    return [table for table in tables if table.kind is kind]


def _all(parts: Iterable[tuple[list[_Row], list[Problem]]]) -> tuple[list[_Row], list[Problem]]:
    rows: list[_Row] = []
    notes: list[Problem] = []
    for part, found in parts:
        rows += part
        notes += found
    return rows, notes


def _check(nodes: Sequence[NodeRow], edges: Sequence[EdgeRow], known: Known, *, complete: bool) -> None:
    """What rows must agree on with each other and with the database."""
    asked = {*node_rows.identifiers(nodes), *edge_rows.mentioned(edges), *_contacts(nodes)}
    held = known(asked) if asked else {}
    node_rows.find_twins(nodes)
    node_rows.check_known(nodes, held)
    rows = {node.id: node for node in nodes if node.id is not None}
    names = node_rows.names_without_id(nodes)
    ends = Ends(rows, names, held, {}, complete)
    _check_contacts(nodes, ends)
    bad = {node.id: node for node in nodes if node.id is not None and node.id not in held and (node.problems or not node.row.sound)}
    ends = Ends(rows, names, held, bad, complete)
    for edge in edges:
        edge_rows.join_ends(edge, ends)
    edge_rows.find_twins(edges)


def _contacts(nodes: Iterable[NodeRow]) -> set[str]:
    return {str(node.properties[name]) for node in nodes for name in REFERENCES if name in node.properties}


def _check_contacts(nodes: Iterable[NodeRow], ends: Ends) -> None:
    for node in nodes:
        for name, label in REFERENCES.items():
            if name in node.properties:
                wrong = ends.wrong_reference(str(node.properties[name]), label)
                if wrong:
                    node.refuse(name, wrong, id=shown(str(node.properties[name])), label=label)


def _cycle_notes(relationships: Sequence[Relationship]) -> list[Problem]:
    origins = {(r.source, r.target): r.origin or "" for r in relationships if r.type == "SUBSIDIARY_OF"}
    notes = []
    for cycle in subsidiary_cycles(relationships):
        file, _, row = origins[cycle[-1], cycle[0]].rpartition(", row ")
        shown_ids = tuple(map(shown, (*cycle[:_CYCLE_SHOWN], *(("…",) if len(cycle) > _CYCLE_SHOWN else ()), cycle[0])))
        notes.append(Problem("subsidiary_cycle", file, int(row), details={"ids": shown_ids}))
    return notes
