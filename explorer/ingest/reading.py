"""Reading files: everything that is good in them, and everything that is not, at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from explorer.domain.records import Entity, Relationship
from explorer.ingest import edges as edge_rows
from explorer.ingest import nodes as node_rows
from explorer.ingest.cycles import circles, with_known_parents
from explorer.ingest.edges import EdgeRow
from explorer.ingest.ends import Ends
from explorer.ingest.headers import TableKind
from explorer.ingest.known import Known
from explorer.ingest.nodes import NodeRow
from explorer.ingest.problems import Problem, in_order, shown
from explorer.ingest.references import check_references, referred
from explorer.ingest.sources import find_sources
from explorer.ingest.tables import Cells, Table, given_table, read_tables

NODES, EDGES = "nodes", "edges"
"""What tables are called that are no files."""
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
    """Read nodes and edges tables from files and folders, and hold them against what is `known`. Never raises for what a file holds."""
    sources, missing = find_sources(paths)
    return _read([table for source in sources for table in read_tables(source)], missing, known)


def read_rows(nodes: Sequence[Cells], edges: Sequence[Cells], known: Known) -> Reading:
    """The same of rows that stand in no file: cells by column, as a form or a program gives them. Problems name the table and the row, from 1."""
    return _read([given_table(NODES, TableKind.NODES, nodes), given_table(EDGES, TableKind.EDGES, edges)], [], known)


def _read(tables: Sequence[Table], missing: Sequence[Problem], known: Known) -> Reading:
    nodes, node_notes = _all(map(node_rows.read_nodes, _of_kind(tables, TableKind.NODES)))
    edges, edge_notes = _all(map(edge_rows.read_edges, _of_kind(tables, TableKind.EDGES)))
    _check(nodes, edges, known, complete=not missing and not any(table.damaged and table.kind is not TableKind.EDGES for table in tables))
    entities = tuple(node.entity() for node in nodes if node.good)
    relationships = tuple(edge.relationship() for edge in edges if edge.good)
    files = tuple(dict.fromkeys(table.name for table in tables if table.kind is not None or table.problems))
    rows: Iterable[Table | NodeRow | EdgeRow] = (*tables, *nodes, *edges)
    problems = [problem for row in rows for problem in row.problems]
    waiting = [problem for row in (*nodes, *edges) if not row.problems for problem in row.waits_for]
    notes = [note for table in tables for note in table.notes] + node_notes + edge_notes + _cycle_notes(edges, known)
    return Reading(
        files,
        entities,
        relationships,
        (*missing, *in_order(problems, files)),
        in_order(waiting, files),
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
    asked = {*(node.id for node in nodes if node.id is not None), *edge_rows.ends_of(edges), *referred(nodes), *referred(edges)}
    held = known.entities(asked) if asked else {}
    node_rows.refuse_twins(nodes)
    node_rows.check_known(nodes, held)
    labels = {id: entity.label for id, entity in held.items()}
    ends = Ends({node.id: node for node in nodes if node.id is not None}, node_rows.names_without_id(nodes), labels, complete)
    for row in (*nodes, *edges):
        check_references(row, ends)
    for edge in edges:
        edge_rows.join_ends(edge, ends)
    edge_rows.refuse_twins(edges)
    ids = {edge.id for edge in edges if edge.id is not None}
    edge_rows.check_known(edges, known.relationships(ids) if ids else {})


def _cycle_notes(edges: Iterable[EdgeRow], known: Known) -> list[Problem]:
    rows = {(edge.source, edge.target): edge for edge in edges if edge.good and edge.type == "SUBSIDIARY_OF" and edge.source and edge.target}
    ties = tuple(rows)
    notes = []
    for tie, circle in circles(with_known_parents(ties, known), ties) if ties else ():
        shown_ids = tuple(map(shown, (*circle[:_CYCLE_SHOWN], *(("…",) if len(circle) > _CYCLE_SHOWN else ()), circle[0])))
        notes.append(Problem("subsidiary_cycle", rows[tie].table.name, rows[tie].row.number, details={"ids": shown_ids}))
    return notes
