"""Notes on needs: in the log of changes alone, on both servers; kept by backups, and no contradiction to anything."""

from pathlib import Path

import pytest

from explorer.errors import NotFound
from explorer.graphdb import Database, notes, reads
from explorer.graphdb.notes import Note
from explorer.services.backup import backup, restore
from explorer.services.check import check
from explorer.services.snapshots import Snapshots
from explorer.texts import texts
from tests.contract.networks import ENTITIES, RELATIONSHIPS, put
from tests.emptying import empty

EN = texts("en")
ASKED = Note("note:1", "need:1", "company:1", "asked", "2026-01", "Au téléphone", 1200.5, "EUR")


def plain(found: dict[str, Note]) -> list[tuple[str, str, float | None]]:
    return [(note.id, note.step, note.amount) for note in found.values()]


def test_a_note_is_found_again_and_taken_back(database: Database) -> None:
    put(database, ENTITIES, RELATIONSHIPS)
    before = reads.snapshot(database)
    first = notes.add(database, ASKED, who="form")
    notes.add(database, Note("note:2", "need:1", "company:1", "met", "2026-02"), who="api")
    found = notes.all_notes(database)
    assert plain(found) == [("note:1", "asked", 1200.5), ("note:2", "met", None)]
    assert (found["note:1"].who, found["note:1"].sequence, found["note:1"].text) == ("form", first, "Au téléphone")
    notes.take_back(database, "note:1", who="form")
    assert plain(notes.all_notes(database)) == [("note:2", "met", None)]
    with pytest.raises(NotFound):
        notes.take_back(database, "note:1", who="form")
    after = reads.snapshot(database)
    assert (len(after.entities), len(after.relationships), after.sequence) == (len(before.entities), len(before.relationships), before.sequence + 3)


def test_more_than_a_page(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(notes, "PAGE", 2)
    for number in range(5):
        notes.add(database, Note(f"note:{number}", "need:1", f"company:{number}", "asked", "2026"), who="form")
    assert len(notes.all_notes(database)) == 5


def test_they_contradict_nothing_and_no_entity_follows_from_them(database: Database) -> None:
    put(database, ENTITIES, RELATIONSHIPS)
    snapshots = Snapshots(database)
    before = snapshots.current()
    notes.add(database, ASKED, who="form")
    snapshots.renew()
    now = snapshots.current()
    assert plain(dict(now.notes)) == [("note:1", "asked", 1200.5)]
    assert now.sequence == before.sequence + 1
    assert set(now.facts.entities) == set(before.facts.entities)
    assert not now.facts.waiting
    assert check(database, EN).clean


def test_a_backup_brings_them_back(database: Database, tmp_path: Path) -> None:
    put(database, ENTITIES, RELATIONSHIPS)
    notes.add(database, ASKED, who="form")
    held = notes.all_notes(database)
    backup(database, tmp_path / "kept", EN)
    empty(database)
    restore(database, tmp_path / "kept", EN)
    assert notes.all_notes(database) == held
    assert check(database, EN).clean
