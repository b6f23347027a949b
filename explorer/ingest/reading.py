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
from explorer.ingest.references import check_references, referred
from explorer.ingest.sources import find_sources
from explorer.ingest.tables import Table, read_table

Known: TypeAlias = Callable[[Collection[str]], Mapping[str, str]]
"""Labels of the ids that the database holds, absent ids left out."""
KnownRelationships: TypeAlias = Callable[[Collection[str]], Mapping[str, Relationship]]
"""Relationships that the database holds under these ids, absent ids left out."""

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


def read_files(paths: Sequence[Path], known: Known, known_relationships: KnownRelationships | None = None) -> Reading:
    """Read nodes and edges tables from files and folders. Never raises for what a file holds.

    With `known_relationships`, ids of relationships that a file gives are held against the database too.
    """
    sources, missing = find_sources(paths)
    tables = [read_table(source) for source in sources]
    nodes, node_notes = _all(map(node_rows.read_nodes, _of_kind(tables, TableKind.NODES)))
    edges, edge_notes = _all(map(edge_rows.read_edges, _of_kind(tables, TableKind.EDGES)))
    _check(nodes, edges, known, complete=not missing and not any(table.damaged and table.kind is not TableKind.EDGES for table in tables))

    if known_relationships is not None:
        given = [edge for edge in edges if edge.id is not None and edge.gives_id]
        edge_rows.check_known(given, known_relationships({str(edge.id) for edge in given}) if given else {})

    entities = tuple(node.entity() for node in nodes if node.good)
    relationships = tuple(edge.relationship() for edge in edges if edge.good)
    files = tuple(table.name for table in tables if table.kind is not None or table.problems)
    rows: Iterable[Table | NodeRow | EdgeRow] = (*tables, *nodes, *edges)
    problems = [problem for row in rows for problem in row.problems]
    waiting = [problem for row in (*nodes, *edges) if not row.problems for problem in row.waits_for]
    notes = [note for table in tables for note in table.notes] + node_notes + edge_notes + _cycle_notes(relationships)
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
    held = known(asked) if asked else {}
    node_rows.refuse_twins(nodes)
    node_rows.check_known(nodes, held)
    ends = Ends({node.id: node for node in nodes if node.id is not None}, node_rows.names_without_id(nodes), held, complete)
    for row in (*nodes, *edges):
        check_references(row, ends)
    for edge in edges:
        edge_rows.join_ends(edge, ends)
    edge_rows.refuse_twins(edges)


def _cycle_notes(relationships: Sequence[Relationship]) -> list[Problem]:
    origins = {(r.source, r.target): r.origin or "" for r in relationships if r.type == "SUBSIDIARY_OF"}
    notes = []
    for cycle in subsidiary_cycles(relationships):
        file, _, row = origins[cycle[-1], cycle[0]].rpartition(", row ")
        shown_ids = tuple(map(shown, (*cycle[:_CYCLE_SHOWN], *(("…",) if len(cycle) > _CYCLE_SHOWN else ()), cycle[0])))
        notes.append(Problem("subsidiary_cycle", file, int(row), details={"ids": shown_ids}))
    return notes
