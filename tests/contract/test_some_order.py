"""Whatever is done at once comes to what doing it one after the other would have come to, in the order that the log of changes tells."""

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Barrier, Event
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.graphdb import Database, reads
from explorer.graphdb.writes import Saved, Tally
from explorer.settings import Settings
from tests.contract.history import Model, agree
from tests.contract.networks import company, put
from tests.emptying import empty

ROOT = Path(__file__).resolve().parents[2]
IDS = ("a", "b", "c", "d")
SIZES = ("micro", "pme", "eti", "grand_groupe")


@dataclass(frozen=True)
class Save:
    """Companies with what is said of them, and ties between two of these."""

    entities: tuple[Entity, ...]
    relationships: tuple[Relationship, ...]


@st.composite
def saves(draw: st.DrawFn) -> Save:
    """Over so few ids that two of them nearly always meet."""
    ids = draw(st.lists(st.sampled_from(IDS), min_size=1, max_size=4, unique=True))
    entities = tuple(company(id, size_class=draw(st.sampled_from(SIZES)), headcount=draw(st.integers(0, 3))) for id in ids)
    pairs = [(one, other) for one in ids for other in ids if one < other]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=3, unique=True)) if pairs else []
    ties = tuple(Relationship(f"{a}{b}", "PARTNER_OF", a, b, role=draw(st.sampled_from("xyz"))) for a, b in chosen)
    return Save(entities, ties)


class Serial:
    """What saves come to, one after the other."""

    def __init__(self) -> None:
        self.sequence = 0
        self.entities: dict[str, dict[str, Any]] = {}
        self.ties: dict[str, str | None] = {}

    def save(self, save: Save) -> Saved:
        nodes, edges = Tally(), Tally()
        for entity in save.entities:
            nodes = _counted(nodes, self.entities.get(entity.id), dict(entity.properties))
            self.entities[entity.id] = dict(entity.properties)
        for tie in save.relationships:
            edges = _counted(edges, self.ties.get(tie.id), tie.role)
            self.ties[tie.id] = tie.role
        self.sequence += nodes.created + nodes.updated + edges.created + edges.updated
        return Saved(nodes, edges, self.sequence)

    def is_in(self, facts: Facts) -> bool:
        told = {id: dict(entity.properties) for id, entity in facts.entities.items()}
        return told == self.entities and {tie.id: tie.role for tie in facts.relationships} == self.ties


def _counted(tally: Tally, before: object, after: object) -> Tally:
    if before is None:
        return Tally(tally.created + 1, tally.updated, tally.unchanged)
    return Tally(tally.created, tally.updated + (before != after), tally.unchanged + (before == after))


def in_order(results: Sequence[tuple[Save, Saved]]) -> list[tuple[Save, Saved]]:
    """As the numbers of the changes tell it; who changed nothing came after who made the last change they saw."""
    return sorted(results, key=lambda result: (result[1].sequence, _changed(result[1]) == 0))


def _changed(saved: Saved) -> int:
    return saved.nodes.created + saved.nodes.updated + saved.edges.created + saved.edges.updated


@limits(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], derandomize=True)
@given(turns=st.lists(st.lists(saves(), min_size=1, max_size=3), min_size=2, max_size=4))
def test_saves_at_once_equal_some_order_of_them_and_questions_see_a_moment_between_two(database: Database, turns: list[list[Save]]) -> None:
    empty(database)
    together, over = Barrier(len(turns) + 1), Event()

    def write(own: list[Save]) -> list[tuple[Save, Saved]]:
        together.wait()
        return [(save, put(database, save.entities, save.relationships)) for save in own]

    def ask() -> list[Facts]:
        seen: list[Facts] = []
        together.wait()
        while not over.is_set() or not seen:
            seen.append(reads.snapshot(database))
        return seen

    with ThreadPoolExecutor(len(turns) + 1) as pool:
        asking = pool.submit(ask)
        try:
            results = [result for writer in [pool.submit(write, own) for own in turns] for result in writer.result(60)]
        finally:
            over.set()
        seen = asking.result(60)
    serial, moments = Serial(), {0: Serial()}
    for save, saved in in_order(results):
        assert serial.save(save) == saved
        moments.setdefault(serial.sequence, _copy(serial))
    assert serial.is_in(reads.snapshot(database))
    for facts in seen:
        assert facts.sequence in moments, "half of a save was seen"
        assert moments[facts.sequence].is_in(facts)
    agree(database)


def _copy(serial: Serial) -> Serial:
    copy = Serial()
    copy.sequence, copy.entities, copy.ties = serial.sequence, dict(serial.entities), dict(serial.ties)
    return copy


LOADER = """
import sys
from pathlib import Path
from explorer.graphdb import open_database
from explorer.services import load as service
from explorer.settings import Settings
from explorer.texts import texts
service.MOST_ROWS = int(sys.argv[1])
with open_database(Settings.from_environment(sys.argv[2])) as database:
    print("ready", flush=True)
    sys.stdin.readline()
    assert service.load(database, [Path(sys.argv[3])], texts("en"), who=sys.argv[3]).committed
"""


def loader(settings: Settings, folder: Path, most_rows: int) -> "subprocess.Popen[str]":
    environment = os.environ | {
        "ENTREMISE_DATABASE_URL": settings.database_url or "",
        "ENTREMISE_DATABASE_USER": settings.database_user,
        "ENTREMISE_DATABASE_PASSWORD": settings.database_password or "",
    }
    command = [sys.executable, "-c", LOADER, str(most_rows), str(settings.data), str(folder)]
    return subprocess.Popen(command, cwd=ROOT, env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


@pytest.mark.parametrize("most_rows", [50_000, 20])
def test_two_processes_load_the_same_things_at_once(database: Database, settings: Settings, tmp_path: Path, most_rows: int) -> None:
    """Small loads, and large ones of several transactions each."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        nodes = "\n".join(f"c{n},Company,Company {n},{name}" for n in range(60))
        edges = "\n".join(f"c{n},c{n + 1},PARTNER_OF,{name}" for n in range(59))
        (tmp_path / name / "nodes.csv").write_text(f"id,label,name,evidence\n{nodes}\n", "utf-8")
        (tmp_path / name / "edges.csv").write_text(f"source,target,type,evidence\n{edges}\n", "utf-8")
    with loader(settings, tmp_path / "one", most_rows) as one, loader(settings, tmp_path / "two", most_rows) as two:
        for process in (one, two):
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in (one, two):
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
        for process in (one, two):
            process.communicate(timeout=90)
            assert process.returncode == 0
    changes = agree(database)
    there = Model.of(database)
    assert (len(there.entities), len(there.relationships)) == (60, 59)
    assert len({thing["properties"]["evidence"] for thing in (*there.entities.values(), *there.relationships.values())}) == 1
    assert [change.what.split()[0] for change in changes] == ["create"] * 119 + ["update"] * 119
    assert len({change.batch for change in changes[:119]}) == len({change.batch for change in changes[119:]}) == 1
