"""Loading files: all rows or none, or the good ones where that is wanted; every problem in one report."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4

from explorer.domain.records import Entity, Relationship
from explorer.graphdb import Database, reads, writes
from explorer.graphdb.large_loads import large_load
from explorer.graphdb.writes import MOST_ROWS, Tally
from explorer.ingest import Problem, read_files
from explorer.services.foresee import foresee, held
from explorer.texts import Texts
from explorer.texts.problems import note_words, problem_words

Progress = Callable[[int, int], None]
"""Told how many rows are done, of how many."""


def silent(done: int, total: int) -> None:
    """Nobody asked how far it is."""


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a load did, or would do. `committed`: the database holds it now."""

    files: tuple[str, ...]
    nodes: Tally
    edges: Tally
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]
    committed: bool
    texts: Texts

    def as_json(self) -> dict[str, Any]:
        """The `load` contract, and the notes beside it."""
        return {
            "files": list(self.files),
            "nodes": _counts(self.nodes),
            "edges": _counts(self.edges),
            "problems": [self._problem(problem) for problem in self.problems],
            "committed": self.committed,
            "notes": [{**_place(note), "message": note_words(self.texts, note.code, note.details)} for note in self.notes],
        }

    def _problem(self, problem: Problem) -> dict[str, Any]:
        message, fix = problem_words(self.texts, problem.code, problem.details)
        return {**_place(problem), "message": message, "fix": fix}


def _counts(tally: Tally) -> dict[str, int]:
    return {"created": tally.created, "updated": tally.updated, "unchanged": tally.unchanged}


def _place(problem: Problem) -> dict[str, Any]:
    return {"file": problem.file, "row": problem.row, "column": problem.column, "value": problem.value}


def load(
    db: Database,
    paths: Sequence[Path],
    texts: Texts,
    *,
    dry_run: bool = False,
    keep_good: bool = False,
    who: str,
    progress: Progress = silent,
) -> LoadReport:
    """Read files and save what they hold. With a problem nothing is saved, unless `keep_good`: then what has none, and hangs on nothing that has one."""
    reading = read_files(paths, InDatabase(db))
    problems = reading.problems + (reading.waiting if keep_good else ())
    nothing = LoadReport(reading.files, Tally(), Tally(), problems, reading.notes, committed=False, texts=texts)
    if reading.problems and not keep_good:
        return nothing
    nodes, edges = (
        foresee(db, reading.entities, reading.relationships) if dry_run else save_in_parts(db, reading.entities, reading.relationships, who, progress)
    )
    return replace(nothing, nodes=nodes, edges=edges, committed=not dry_run)


@dataclass(frozen=True, slots=True)
class InDatabase:
    """What the database holds, as reading files asks for it."""

    db: Database

    def entities(self, ids: Collection[str], /) -> Mapping[str, Entity]:
        return held(reads.entities, self.db, ids)

    def relationships(self, ids: Collection[str], /) -> Mapping[str, Relationship]:
        return held(reads.relationships, self.db, ids)

    def parents(self, ids: Collection[str], /) -> Mapping[str, Collection[str]]:
        return held(reads.parents, self.db, ids)


def save_in_parts(
    db: Database, entities: Sequence[Entity], relationships: Sequence[Relationship], who: str, progress: Progress = silent
) -> tuple[Tally, Tally]:
    """All or nothing: in one transaction up to a size; beyond it in several under one batch name, entities first, which are undone where one fails."""
    total = len(entities) + len(relationships)
    batch = f"load:{uuid4()}"
    is_large = total > MOST_ROWS
    forward = _Forward(progress, total)
    nodes, edges = Tally(), Tally()
    with large_load(db, who=who, batch=batch) if is_large else nullcontext():
        for some, joining in _parts(entities, relationships):
            saved = writes.save(db, some, joining, who=who, batch=batch, is_part=is_large, progress=forward.within)
            forward.past(len(some) + len(joining))
            nodes, edges = _sum(nodes, saved.nodes), _sum(edges, saved.edges)
    return nodes, edges


@dataclass(slots=True)
class _Forward:
    """Progress that never goes back: a part whose transaction has to be repeated counts its rows from the beginning again."""

    tell: Progress
    total: int
    before: int = 0
    furthest: int = 0

    def within(self, rows: int) -> None:
        """So many rows of the present part are done."""
        if self.before + rows > self.furthest:
            self.furthest = self.before + rows
            self.tell(self.furthest, self.total)

    def past(self, rows: int) -> None:
        """The present part is done, and had so many rows."""
        self.before = self.furthest = self.before + rows
        self.tell(self.before, self.total)


def _parts(entities: Sequence[Entity], relationships: Sequence[Relationship]) -> Iterator[tuple[Sequence[Entity], Sequence[Relationship]]]:
    if len(entities) + len(relationships) <= MOST_ROWS:
        yield entities, relationships
        return
    for start in range(0, len(entities), MOST_ROWS):
        yield entities[start : start + MOST_ROWS], ()
    for start in range(0, len(relationships), MOST_ROWS):
        yield (), relationships[start : start + MOST_ROWS]


def _sum(one: Tally, other: Tally) -> Tally:
    return Tally(one.created + other.created, one.updated + other.updated, one.unchanged + other.unchanged)
