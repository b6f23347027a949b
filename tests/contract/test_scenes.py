"""Scenes on both servers: versions, links, and what a backup keeps of them."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.graphdb import Database, reads, scenes
from explorer.graphdb.scenes import Outdated, Scene, TooMany
from explorer.services.backup import backup, restore
from explorer.services.check import check
from explorer.texts import texts
from tests.contract.test_values import HOSTILE
from tests.emptying import empty

EN = texts("en")
SCENE = Scene("a", "Réseau", 1, "2026-11-22T10:00:00+00:00", 2, '{"nodes": []}', "{}")


def test_what_is_saved_is_read(database: Database) -> None:
    scenes.create(database, SCENE)
    for number, text in enumerate(HOSTILE):
        scenes.create(database, replace(SCENE, id=f"h{number}", name=text or "x", view=text))
        found = scenes.scene(database, f"h{number}")
        assert found is not None
        assert (found.name, found.view) == (text or "x", text)
    assert scenes.scene(database, "nobody") is None
    assert len(scenes.listed(database)) == 1 + len(HOSTILE)
    assert reads.sequence(database) == 0, "the log is that of the network"
    assert check(database, EN).clean


def test_two_who_save_the_same_version(database: Database) -> None:
    scenes.create(database, SCENE)

    def save(name: str) -> bool:
        try:
            return scenes.put(database, replace(SCENE, version=2, name=name))
        except Outdated:
            return False

    with ThreadPoolExecutor(4) as pool:
        saved = list(pool.map(save, "abcd"))
    assert sum(saved) == 1
    found = scenes.scene(database, "a")
    assert found is not None
    assert (found.version, found.name) == (2, "abcd"[saved.index(True)])
    assert not scenes.put(database, replace(SCENE, id="nobody", version=2))


def test_a_large_one(database: Database) -> None:
    view = "é" * 1_000_000
    scenes.create(database, replace(SCENE, view=view))
    found = scenes.scene(database, "a")
    assert found is not None
    assert found.view == view


def test_links_are_added_and_taken_back(database: Database) -> None:
    scenes.create(database, SCENE)
    assert scenes.link(database, "a", "one", "2027-01-01")
    assert scenes.link(database, "a", "two", "2027-02-01")
    assert not scenes.link(database, "nobody", "one", "2027-01-01")
    found = scenes.of_link(database, "two")
    assert found is not None
    assert found.links == {"one": "2027-01-01", "two": "2027-02-01"}
    assert scenes.link(database, "a", "two", None)
    assert not scenes.link(database, "a", "two", None)
    assert scenes.of_link(database, "two") is None
    assert scenes.delete(database, "a")
    assert not scenes.delete(database, "a")
    assert scenes.of_link(database, "one") is None


def test_there_is_an_end_to_them(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenes, "MOST", 1)
    scenes.create(database, SCENE)
    with pytest.raises(TooMany):
        scenes.create(database, replace(SCENE, id="b"))


def test_they_are_kept_in_a_backup(database: Database, tmp_path: Path) -> None:
    scenes.create(database, SCENE)
    scenes.link(database, "a", "one", "2027-01-01")
    before = scenes.scene(database, "a")
    assert backup(database, tmp_path / "b", EN).as_json()["scenes"] == 1
    empty(database)
    assert restore(database, tmp_path / "b", EN).as_json()["scenes"] == 1
    assert scenes.scene(database, "a") == before
