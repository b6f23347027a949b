"""A kept view that is opened later: what has changed since, what is gone or may not be named, and views that were kept by earlier versions."""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from explorer.domain.dates import parse_date
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.graphdb import Database, scenes, writes
from explorer.services import scenes as service
from explorer.services.snapshot import Snapshot
from explorer.texts import texts
from tests.waiting import until
from tests.web import seed
from tests.web.exploring import read, rows
from tests.web.scenes.views import SCENES, Send, drawn, view
from tests.web.seed import ANA, CHLOE, SLASHED


def test_what_changed_since_is_said_and_nobody_who_objects_is_named(client: FlaskClient, send: Send, database: Database) -> None:
    asked = view(ANA, CHLOE, SLASHED, "gone:1", filters={"opened": [f"community\t{CHLOE}", f"community\t{ANA}", "city\tLille"]})
    id = send("POST", SCENES, json={"name": "Mine", "view": asked}).json["id"]
    people = {entity.id: entity for entity in seed.entities()}
    try:
        changed = [replace(people[SLASHED], name="Aciers du Sud"), replace(people[CHLOE], properties={"objects": True})]
        writes.save(database, changed, [], who="tests", batch="changes")
        until(lambda: (client.get(f"{SCENES}/{id}").json or {})["changed"]["renamed"] != [], 30)
        told = client.get(f"{SCENES}/{id}").json or {}
    finally:
        writes.save(database, [people[SLASHED], replace(people[CHLOE], properties={"objects": False})], [], who="tests", batch="back")
        until(lambda: CHLOE in rows(read(client, f"/explore?id={quote(CHLOE)}")), 30)
    assert told["changed"]["renamed"] == [{"id": SLASHED, "name": "Aciers du Nord", "now": "Aciers du Sud"}]
    assert told["changed"]["gone"] == [{"id": "gone:1", "name": "gone:1"}]
    assert told["changed"]["withheld"] == 1
    assert told["changed"]["ended_ties"] == 2
    assert told["view"]["filters"]["opened"] == [f"community\t{ANA}", "city\tLille"]
    assert told["changed"]["ended"] == [], "both were hers"
    assert CHLOE not in json.dumps(told)
    assert "Chlo" not in json.dumps(told, ensure_ascii=False)


def test_new_and_ended_ties_are_told_by_name(database: Database) -> None:
    t = texts("en")
    people = [Entity(id, "Person", id.upper()) for id in ("a", "b", "c")] + [Entity(f"m{n}", "Person", f"M{n}") for n in range(1_100)]
    knows = [Relationship("1", "KNOWS", "a", "b"), Relationship("2", "KNOWS", "b", "c"), Relationship("3", "KNOWS", "a", "c")]
    id = service.save(database, Snapshot.of(Facts(people, knows)), "x", {"nodes": [{"id": person.id} for person in people]}, t).id
    many = [Relationship(f"m{n}", "KNOWS", "a", f"m{n}") for n in range(1_100)]
    later = [replace(knows[0], until=parse_date("2020")), knows[1], Relationship("4", "MET", "a", "b")]
    changed = service.opened(database, Snapshot.of(Facts(people, [*later, *many])), id, t).changed
    assert (changed.new_ties, changed.ended_ties) == (1_101, 2)
    assert len(changed.new) == service.MOST_TOLD
    assert changed.ended == (("A", "KNOWS", "B"),), "the third is not stored any more"
    objecting = [replace(person, properties={"objects": person.id == "b"}) for person in people]
    assert "B" not in json.dumps(service.opened(database, Snapshot.of(Facts(objecting, later)), id, t).changed.as_json())


def test_ties_that_were_too_many_to_remember_are_not_told_as_new(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    t = texts("en")
    monkeypatch.setattr(service, "MOST_TIES", 5)
    people = [Entity(f"p{n}", "Person", f"P{n}") for n in range(20)]
    knows = [Relationship(f"k{n}", "KNOWS", "p0", f"p{n}") for n in range(1, 20)]
    id = service.save(database, Snapshot.of(Facts(people, knows)), "x", {"nodes": [{"id": person.id} for person in people]}, t).id
    assert not service.opened(database, Snapshot.of(Facts(people, knows)), id, t).changed.anything
    assert service.opened(database, Snapshot.of(Facts(people, knows)), id, t).changed.compared == 5
    assert service.opened(database, Snapshot.of(Facts(people, [])), id, t).changed.ended_ties == 5


def test_changes_are_unfolded_and_not_cut(client: FlaskClient, send: Send, database: Database) -> None:
    ids = [f"gone:{n}" for n in range(30)]
    known = {"names": {id: ["Company", f"<b>{id}</b>"] for id in ids}, "ties": ""}
    shown = {"nodes": [{"id": ANA}, *({"id": id} for id in ids)]}
    scenes.create(database, scenes.Scene("lost", "Lost", 1, "2025-01-01T00:00:00+00:00", 31, json.dumps(shown), json.dumps(known)))
    page = read(client, "/explore?scene=lost").main
    assert "30 entries are no longer there" in page
    assert all(f"<b>{id}</b>" in page for id in ids), "as text"
    assert "and 25 more" in page


@pytest.mark.parametrize(
    "older", [{}, {"filters": {"anything": [1], "without": ["dragons"], "as_of": 7}, "styles": {"anything": 1}}, {"filters": {"without": 5}}, {"filters": None}]
)
def test_a_scene_kept_before_there_were_kept_filters_opens(client: FlaskClient, send: Send, database: Database, older: dict[str, Any]) -> None:
    shown = {"nodes": [{"id": ANA, "name": "Ana"}, {"id": CHLOE, "name": "Chloé", "x": 1, "y": 2}], "layout": "force", **older}
    known = {"names": {}, "ties": ""}
    scenes.create(database, scenes.Scene("old", "Old", 1, "2025-01-01T00:00:00+00:00", 2, json.dumps(shown), json.dumps(known)))
    told = (client.get(f"{SCENES}/old").json or {})["view"]
    assert [node["id"] for node in told["nodes"]] == [ANA, CHLOE]
    assert rows(read(client, "/explore?scene=old"))[:2] == [ANA, CHLOE]
    link = send("POST", f"{SCENES}/old/links", json={"days": 1}).json["url"]
    page = read(client, link)
    assert rows(page)[:2] == [ANA, CHLOE]
    assert drawn(page)


def test_a_view_of_too_many_ties_says_which_changes_are_told(client: FlaskClient, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_TIES", 2)
    known = {"names": {ANA: ["Person", "Ana"]}, "ties": "0" * 12 + "1" * 12}
    kept = scenes.Scene("many", "Many", 1, "2025-01-01T00:00:00+00:00", 1, json.dumps({"nodes": [{"id": ANA, "name": "Ana"}]}), json.dumps(known))
    scenes.create(database, kept)
    page = read(client, "/explore?scene=many").main
    assert "Since it was kept, on 1 January 2025:" in page
    assert "changes among 2 of them are told" in page


def test_an_erased_person_is_not_named_for_ever(client: FlaskClient, send: Send, database: Database) -> None:
    known = {"names": {"person:x": ["Person", "Zelda"], "company:x": ["Company", "Old mill"]}, "ties": ""}
    shown = {"nodes": [{"id": id, "name": "Zelda"} for id in ("person:x", "company:x")]}
    scenes.create(database, scenes.Scene("s", "Mine", 1, "2026-01-01T00:00:00+00:00", 2, json.dumps(shown), json.dumps(known)))
    told = client.get(f"{SCENES}/s").json
    assert told is not None
    assert told["view"]["nodes"] == []
    assert told["changed"]["gone"] == [{"id": "company:x", "name": "Old mill"}]
    assert "Zelda" not in json.dumps(told)
    assert "Old mill" in read(client, "/explore?scene=s").main
