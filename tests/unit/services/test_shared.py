"""The facts are written once, opened by everybody, and followed; what cannot be trusted is read again."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest

from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.graphdb import Database, reads
from explorer.network import files
from explorer.services import shared
from explorer.services.shared import KIND, SharedFacts

NO_DATABASE = cast(Database, None)


class Stored:
    """Stands in for the database: its course of changes, and how often it was read whole."""

    def __init__(self, course: str) -> None:
        self.course = course
        self.read_whole = 0
        self.history: list[tuple[str, Entity | None]] = []

    def put(self, *ids: str) -> None:
        self.history += [(id, Entity(id, "Person", f"{id} of {self.course}")) for id in ids]

    def take_away(self, id: str) -> None:
        self.history.append((id, None))

    def entities(self, sequence: int | None = None) -> dict[str, Entity]:
        return {id: entity for id, entity in dict(self.history[:sequence]).items() if entity}

    def relationships(self, sequence: int | None = None) -> list[Relationship]:
        ids = list(self.entities(sequence))
        return [Relationship(f"{id}-", "KNOWS", id, ids[0]) for id in ids[1:]]

    def facts(self) -> Facts:
        return Facts(self.entities().values(), self.relationships(), len(self.history))

    def everything(self, _: object, take: Callable[[Iterator[Entity], Iterator[Relationship]], Any], _progress: object = None) -> Any:
        self.read_whole += 1
        return take(iter(self.entities().values()), iter(self.relationships()))

    def brought_up(self, _: object, known: Facts, most: int) -> Facts | None:
        if not 0 <= len(self.history) - known.sequence <= most:
            return None
        changed = dict(self.history[known.sequence :])
        was, now = ({r.id: r for r in self.relationships(sequence)} for sequence in (known.sequence, None))
        return known.with_changes(changed, {id: now.get(id) for id in was | now if was.get(id) != now.get(id)}, len(self.history))

    def snapshot(self, _: object, _progress: object = None) -> Facts:
        self.read_whole += 1
        return self.facts()


@pytest.fixture
def stored(monkeypatch: pytest.MonkeyPatch) -> Stored:
    made = Stored("one")
    made.put("a", "b", "c")
    for name in ("everything", "brought_up", "snapshot"):
        monkeypatch.setattr(reads, name, getattr(made, name))
    monkeypatch.setattr(reads, "settled", lambda _: len(made.history))
    monkeypatch.setattr(reads, "mark", lambda _, number: f"{made.course} {number}" if 0 < number <= len(made.history) else "")
    return made


def same(facts: Facts, stored: Stored) -> bool:
    expected = stored.facts()
    told = [(one.sequence, dict(one.entities), {r.id: r for r in one.relationships}) for one in (facts, expected)]
    return told[0] == told[1]


def test_who_comes_second_reads_nothing_whole(stored: Stored, tmp_path: Path) -> None:
    assert same(SharedFacts(NO_DATABASE, tmp_path).first(), stored)
    stored.put("d")
    stored.take_away("b")
    second = SharedFacts(NO_DATABASE, tmp_path)
    facts = second.first()
    assert same(facts, stored)
    stored.put("e", "a")
    assert same(second.followed(facts), stored)
    assert stored.read_whole == 1


def test_many_changes_are_written_down_in_the_background(stored: Stored, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "RENEWED_FROM", 3)
    one, other = SharedFacts(NO_DATABASE, tmp_path), SharedFacts(NO_DATABASE, tmp_path)
    facts, others = one.first(), other.first()
    stored.put("d", "e", "f")
    facts = one.followed(facts)
    one.settle()
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == [f"{KIND}@6"]
    stored.put("g")
    facts = one.followed(facts)
    assert same(facts, stored)
    assert facts.changed < 3
    others = other.followed(others)
    other.settle()
    others = other.followed(others)
    assert same(others, stored)
    assert others.changed < 3, "the other one takes the folder that is there"
    assert stored.read_whole == 1


def test_too_many_changes_are_not_followed(stored: Stored, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared, "MOST_FOLLOWED", 2)
    shared_facts = SharedFacts(NO_DATABASE, tmp_path)
    facts = shared_facts.first()
    stored.put("d", "e", "f")
    assert same(shared_facts.followed(facts), stored)
    assert stored.read_whole == 2


def test_a_database_put_back_or_put_in_its_place_is_read(stored: Stored, tmp_path: Path) -> None:
    SharedFacts(NO_DATABASE, tmp_path).first()
    stored.course = "another"
    stored.history.clear()
    stored.put("x", "y", "z")
    assert same(SharedFacts(NO_DATABASE, tmp_path).first(), stored)
    assert stored.read_whole == 2
    stored.history.pop()
    assert same(SharedFacts(NO_DATABASE, tmp_path).first(), stored)


def test_a_damaged_folder_is_made_again(stored: Stored, tmp_path: Path) -> None:
    SharedFacts(NO_DATABASE, tmp_path).first()
    arrays = tmp_path / f"{KIND}@3" / files.ARRAYS
    arrays.write_bytes(arrays.read_bytes()[::-1])
    assert same(SharedFacts(NO_DATABASE, tmp_path).first(), stored)
    assert stored.read_whole == 2
    assert same(SharedFacts(NO_DATABASE, tmp_path).first(), stored)
    assert stored.read_whole == 2


def test_an_empty_database_needs_no_folder(stored: Stored, tmp_path: Path) -> None:
    stored.history.clear()
    facts = SharedFacts(NO_DATABASE, tmp_path).first()
    assert same(facts, stored)
    stored.put("a")
    assert same(SharedFacts(NO_DATABASE, tmp_path).followed(facts), stored)


def test_where_nothing_can_be_written_facts_are_held_in_memory(stored: Stored, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(shared, "RENEWED_FROM", 2)
    alone = SharedFacts(NO_DATABASE, tmp_path / "file")
    facts = alone.first()
    assert same(facts, stored)
    stored.put("d", "e")
    facts = alone.followed(facts)
    alone.settle()
    facts = alone.followed(facts)
    assert same(facts, stored)
    assert facts.changed == 0
