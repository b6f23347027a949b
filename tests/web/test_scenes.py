"""Scenes over HTTP and as pages: two tabs, links that are over, deleted and objecting entities, hostile names."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from explorer.domain.dates import parse_date, today
from explorer.domain.facts import Facts
from explorer.domain.records import Entity, Relationship
from explorer.errors import Gone
from explorer.graphdb import Database, scenes, writes
from explorer.graphdb import scenes as kept
from explorer.services import scenes as service
from explorer.services.snapshot import Snapshot
from explorer.texts import texts
from tests.web import seed
from tests.web.attacks.test_requests import form
from tests.web.reading import PageText
from tests.web.seed import ANA, BRUNO, CHLOE, HOSTILE, SLASHED, hostile_id
from tests.web.test_explore import read, rows

SCENES = "/api/v1/scenes"
Send = Callable[..., Any]


@pytest.fixture
def send(client: FlaskClient) -> Send:
    token = form(client)
    return lambda method, address, **options: client.open(address, method=method, headers={"X-CSRFToken": token}, **options)


@pytest.fixture
def db(_embedded_for_session: Database) -> Database:
    return _embedded_for_session


@pytest.fixture(autouse=True)
def _nothing_kept(_embedded_for_session: Database) -> Iterator[None]:
    yield
    for one in scenes.listed(_embedded_for_session):
        scenes.delete(_embedded_for_session, one.id)


def view(*ids: str, **more: Any) -> dict[str, Any]:
    return {"nodes": [{"id": id, "name": id, "x": 0.5, "y": -1.25, "pinned": True} for id in ids], **more}


def drawn(page: PageText) -> bool:
    return any((svg.attributes.get("class") or "").startswith("drawing") for svg in page.named("svg"))


def test_saved_opened_changed_and_deleted(client: FlaskClient, send: Send) -> None:
    made = send("POST", SCENES, json={"name": "Mine", "view": view(ANA, SLASHED, layout="force", time=[2019, None], camera={"ratio": 0.5})})
    assert made.status_code == 201
    assert made.json["version"] == 1
    address = f"{SCENES}/{made.json['id']}"
    told = client.get(address).json
    assert told is not None
    assert [node["id"] for node in told["view"]["nodes"]] == [ANA, SLASHED]
    assert told["view"]["nodes"][0] == {"id": ANA, "name": "Ana Alvès", "x": 0.5, "y": -1.25, "pinned": True}
    assert told["view"]["time"] == [2019, None]
    assert "together" not in told["view"]
    assert send("PUT", address, json={"name": "Mine", "version": 1, "view": view(ANA, together="yes")}).status_code == 422
    assert told["changed"] == {"gone": [], "renamed": [], "new_ties": 0, "ended_ties": 0, "withheld": 0, "new": [], "ended": []}
    assert [one["name"] for one in (client.get(SCENES).json or {})["results"]] == ["Mine"]
    assert (
        send("PUT", address, json={"name": "Ours", "version": 1, "view": view(ANA, together=True, filters={"without": ["type:WORKED_WITH"]})}).json["version"]
        == 2
    )
    assert (client.get(address).json or {})["view"]["together"] is True
    late = send("PUT", address, json={"name": "Theirs", "version": 1, "view": view(CHLOE)})
    assert (late.status_code, late.json["code"]) == (409, "conflict")
    assert (client.get(address).json or {})["name"] == "Ours"
    assert send("DELETE", address).status_code == 204
    assert client.get(address).status_code == send("DELETE", address).status_code == 404
    assert send("PUT", address, json={"name": "x", "version": 2, "view": view()}).status_code == 404


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"name": "", "view": view()},
        {"name": "a", "view": {}},
        {"name": "a", "view": {"nodes": [{"name": "no id"}]}},
        {"name": "a", "view": view("x", more=1)},
        {"name": "a", "view": {"nodes": [{"id": "x", "x": "NaN"}]}},
        {"name": "a", "view": view(layout="\ud800")},
        {"name": "a", "view": view(filters={"without": ["dragons"]})},
        {"name": "a", "view": view(filters={"without": "person"})},
        {"name": "a", "view": view(filters={"as_of": "tomorrow"})},
        {"name": "a", "view": view(filters={"fold": "colour"})},
        {"name": "a", "view": view(filters={"anything": 1})},
        {"name": "a", "view": view(filter_sets=[{"without": []}])},
        {"name": "a", "view": view(filter_sets=[{"name": "x" * 201}])},
        {"name": "a", "view": view(filter_sets=[{"name": "x", "time": [2019]}])},
        {"name": "a", "view": view(filter_sets=[{"name": "x"}] * 51)},
        {"name": "a", "view": view(styles={"size": "huge"})},
        {"name": "a", "view": view(styles={"colour": "pink"})},
        {"name": "a", "view": {"nodes": [{"id": "x", "tint": 7}]}},
        {"name": "a", "view": {"nodes": [{"id": "x", "size": -1}]}},
        {"name": "a", "view": {"nodes": [{"id": "x"}] * 10_001}},
        {"name": "a", "view": view(), "version": 1},
        [],
    ],
    ids=lambda body: json.dumps(body)[:40],
)
def test_what_is_no_scene_is_refused(send: Send, body: Any) -> None:
    assert send("POST", SCENES, data=json.dumps(body), content_type="application/json").status_code == 422
    assert send("POST", SCENES, data="{" * 100_000, content_type="application/json").status_code in {400, 422}


def test_more_than_two_megabytes_are_refused(send: Send) -> None:
    def long_names(n: int) -> dict[str, Any]:
        return {"nodes": [{"id": f"n{i}", "name": "x" * 20_000} for i in range(n)]}

    assert send("POST", SCENES, json={"name": "a", "view": long_names(110)}).status_code == 413
    assert send("POST", SCENES, json={"name": "a", "view": long_names(95)}).status_code == 201


def test_nothing_is_written_without_a_token(client: FlaskClient) -> None:
    client.get("/")
    to = (("POST", SCENES), ("PUT", f"{SCENES}/x"), ("DELETE", f"{SCENES}/x"), ("POST", f"{SCENES}/x/links"), ("POST", "/scenes"), ("POST", "/scenes/x"))
    for method, address in to:
        assert client.open(address, method=method, json={"name": "a", "view": view()}).status_code == 400
    assert (client.get(SCENES).json or {})["results"] == []


def test_a_link_is_read_only_expires_and_is_taken_back(client: FlaskClient, send: Send, db: Database) -> None:
    id = send("POST", SCENES, json={"name": "Mine", "view": view(ANA, CHLOE)}).json["id"]
    made = send("POST", f"{SCENES}/{id}/links", json={"days": 7})
    assert made.status_code == 201
    assert made.json["expires_on"] == (today() + timedelta(days=7)).isoformat()
    held = scenes.scene(db, id)
    assert held is not None
    assert made.json["token"] not in repr(held), "only the hash is kept"
    page = read(client, made.json["url"])
    assert rows(page)[:2] == [ANA, CHLOE]
    assert not page.named("button", name_="do")
    assert not [e for e in page.named("form") if (e.attributes.get("action") or "").startswith(("/scenes", SCENES))]
    assert drawn(page)
    for days in (0, 366, "7", None):
        assert send("POST", f"{SCENES}/{id}/links", json={"days": days}).status_code == 422
    assert send("DELETE", f"{SCENES}/{id}/links/{made.json['token']}").status_code == 204
    gone = client.get(made.json["url"] + "?lang=en")
    assert gone.status_code == 404
    assert "leads nowhere" in gone.get_data(as_text=True)
    assert send("DELETE", f"{SCENES}/{id}/links/{made.json['token']}").status_code == 404
    old = "a" * 43
    scenes.link(db, id, service.hashed(old), (today() - timedelta(days=1)).isoformat())
    over = client.get(f"/shared/{old}?lang=en")
    assert over.status_code == 410
    assert "time of this link is over" in over.get_data(as_text=True)


def test_the_last_day_of_a_link_counts(db: Database) -> None:
    t = texts("en")
    snapshot = Snapshot.of(Facts([Entity("a", "City", "A")], []))
    id = service.save(db, snapshot, "x", {"nodes": [{"id": "a"}]}, t).id
    day = date(2026, 2, 27)
    link = service.share(db, id, 2, t, lambda: day)
    assert link.expires_on == "2026-03-01"
    assert service.shared(db, snapshot, link.token, t, lambda: date(2026, 3, 1)).ids == ("a",)
    with pytest.raises(Gone):
        service.shared(db, snapshot, link.token, t, lambda: date(2026, 3, 2))


def test_what_changed_since_is_said_and_nobody_who_objects_is_named(client: FlaskClient, send: Send, db: Database) -> None:
    asked = view(ANA, CHLOE, SLASHED, "gone:1", filters={"opened": [f"community\t{CHLOE}", f"community\t{ANA}", "city\tLille"]})
    id = send("POST", SCENES, json={"name": "Mine", "view": asked}).json["id"]
    people = {entity.id: entity for entity in seed.entities()}
    try:
        changed = [replace(people[SLASHED], name="Aciers du Sud"), replace(people[CHLOE], properties={"objects": True})]
        writes.save(db, changed, [], who="tests", batch="changes")
        while (told := client.get(f"{SCENES}/{id}").json or {})["changed"]["renamed"] == []:
            pass
    finally:
        writes.save(db, [people[SLASHED], replace(people[CHLOE], properties={"objects": False})], [], who="tests", batch="back")
        while CHLOE not in rows(read(client, f"/explore?id={quote(CHLOE)}")):
            pass
    assert told["changed"]["renamed"] == [{"id": SLASHED, "name": "Aciers du Nord", "now": "Aciers du Sud"}]
    assert told["changed"]["gone"] == [{"id": "gone:1", "name": "gone:1"}]
    assert told["changed"]["withheld"] == 1
    assert told["changed"]["ended_ties"] == 2
    assert told["view"]["filters"]["opened"] == [f"community\t{ANA}", "city\tLille"]
    assert told["changed"]["ended"] == [], "both were hers"
    assert CHLOE not in json.dumps(told)
    assert "Chlo" not in json.dumps(told, ensure_ascii=False)


def test_new_and_ended_ties_are_told_by_name(db: Database) -> None:
    t = texts("en")
    people = [Entity(id, "Person", id.upper()) for id in ("a", "b", "c")] + [Entity(f"m{n}", "Person", f"M{n}") for n in range(1_100)]
    knows = [Relationship("1", "KNOWS", "a", "b"), Relationship("2", "KNOWS", "b", "c"), Relationship("3", "KNOWS", "a", "c")]
    id = service.save(db, Snapshot.of(Facts(people, knows)), "x", {"nodes": [{"id": person.id} for person in people]}, t).id
    many = [Relationship(f"m{n}", "KNOWS", "a", f"m{n}") for n in range(1_100)]
    later = [replace(knows[0], until=parse_date("2020")), knows[1], Relationship("4", "MET", "a", "b")]
    changed = service.opened(db, Snapshot.of(Facts(people, [*later, *many])), id, t).changed
    assert (changed.new_ties, changed.ended_ties) == (1_101, 2)
    assert len(changed.new) == service.MOST_TOLD
    assert changed.ended == (("A", "KNOWS", "B"),), "the third is not stored any more"
    objecting = [replace(person, properties={"objects": person.id == "b"}) for person in people]
    assert "B" not in json.dumps(service.opened(db, Snapshot.of(Facts(objecting, later)), id, t).changed.as_json())


def test_changes_are_unfolded_and_not_cut(client: FlaskClient, send: Send, db: Database) -> None:
    ids = [f"gone:{n}" for n in range(30)]
    known = {"names": {id: ["Company", f"<b>{id}</b>"] for id in ids}, "ties": ""}
    shown = {"nodes": [{"id": ANA}, *({"id": id} for id in ids)]}
    scenes.create(db, kept.Scene("lost", "Lost", 1, "2025-01-01T00:00:00+00:00", 31, json.dumps(shown), json.dumps(known)))
    page = read(client, "/explore?scene=lost").main
    assert "30 entries are no longer there" in page
    assert all(f"<b>{id}</b>" in page for id in ids), "as text"
    assert "and 25 more" in page


def test_whoever_has_a_link_reads_the_notes_and_until_when(client: FlaskClient, send: Send) -> None:
    asked = view(ANA, CHLOE)
    asked["nodes"][0]["note"] = "<b>call</b> in March"
    asked["nodes"][1] |= {"note": "not this one", "hidden": True}
    id = send("POST", SCENES, json={"name": "Mine", "view": asked}).json["id"]
    made = send("POST", f"{SCENES}/{id}/links", json={"days": 1}).json
    page = read(client, made["url"]).main
    assert "<b>call</b> in March" in page
    assert "not this one" not in page
    assert f"good until {made['expires_on']}" in page


@pytest.mark.parametrize("at", ["NaN", "Infinity", "1e308", "-1e308", "1e400", '"x"', "[1]"])
@pytest.mark.parametrize("where", ['"nodes": [{"id": "a", "x": %s}]', '"nodes": [], "camera": {"ratio": %s}'])
def test_places_are_within_reach(client: FlaskClient, send: Send, where: str, at: str) -> None:
    body = f'{{"name": "Far", "view": {{{where % at}}}}}'
    assert send("POST", SCENES, data=body, content_type="application/json").status_code in {400, 422}


def test_what_is_too_much_is_refused_and_ten_thousand_notes_are_kept(client: FlaskClient, send: Send) -> None:
    assert send("POST", SCENES, json={"name": "Much", "view": view(*(f"{n}" * 1_000 for n in range(5_000)))}).status_code == 413
    nodes = [{"id": ANA, "note": "<img src=x onerror=alert(1)>"}, *({"id": f"n{n}", "note": "\u202e<b>'\"" * 8, "x": n, "y": -n} for n in range(9_999))]
    made = send("POST", SCENES, json={"name": '\u202e"<b>', "view": {"nodes": nodes}}).json
    link = send("POST", f"{SCENES}/{made['id']}/links", json={"days": 1}).json["url"]
    page = read(client, link)
    assert "<img src=x onerror=alert(1)>" in page.main, "as text"
    assert not page.named("img")
    assert not page.named("b")


FILTERED = {
    "filters": {"without": ["weak"], "fold": "", "opened": [], "as_of": None},
    "filter_sets": [{"name": "Nobody", "without": ["person"], "time": None, "as_of": None}, {"name": "Long ago", "time": [1990, 1999], "as_of": "1999-12-31"}],
    "styles": {"size": "equal", "colour": "community"},
}


@pytest.mark.parametrize(("size", "widths"), [("between", [20, 9, 30]), ("equal", [20, 20, 20])])
def test_a_link_shows_sizes_as_they_were_counted(client: FlaskClient, send: Send, size: str, widths: list[float]) -> None:
    """Up to the largest mark; whoever was folded away or came later has one of middle size."""
    asked = view(ANA, CHLOE, SLASHED, styles={"size": size})
    radii = [None, 4.5, 18] if size == "between" else [None, None, None]
    asked["nodes"] = [node | {"size": radius, "x": 10.0 * number, "y": 0.0} for number, (node, radius) in enumerate(zip(asked["nodes"], radii, strict=True))]
    id = send("POST", SCENES, json={"name": "Mine", "view": asked}).json["id"]
    shown = read(client, send("POST", f"{SCENES}/{id}/links", json={"days": 1}).json["url"])
    assert [float(use.attributes["width"] or 0) for use in shown.named("use") if "x" in use.attributes] == widths


def test_filters_and_styles_are_kept_and_can_be_chosen_by_whoever_has_a_link(client: FlaskClient, send: Send) -> None:
    asked = view(ANA, CHLOE, SLASHED, **FILTERED)
    asked["nodes"] = [node | {"tint": number, "x": 10.0 * number} for number, node in enumerate(asked["nodes"])]
    id = send("POST", SCENES, json={"name": "Mine", "view": asked}).json["id"]
    told = (client.get(f"{SCENES}/{id}").json or {})["view"]
    assert {key: told[key] for key in FILTERED} == FILTERED
    link = send("POST", f"{SCENES}/{id}/links", json={"days": 1}).json["url"]
    as_kept = read(client, link)
    assert rows(as_kept) == [ANA, CHLOE, SLASHED, "knows:1", "works:1"]
    assert "Without: weak tie." in as_kept.main
    marks = [use.attributes["class"] or "" for use in as_kept.named("use") if "tint-" in (use.attributes.get("class") or "")]
    assert [mark.split()[-1] for mark in marks] == ["tint-0", "tint-1", "tint-2"]
    assert [e.text for e in as_kept.named("a", class_="chip")] == ["As it was kept", "Nobody", "Long ago"]
    without_people = read(client, f"{link}?filters=1")
    assert rows(without_people) == [SLASHED]
    assert "Without: People." in without_people.main
    long_ago = read(client, f"{link}?filters=2")
    assert rows(long_ago) == [ANA, CHLOE, SLASHED]
    assert "From 1990 to 1999. As of 1999-12-31." in long_ago.main
    read(client, f"{link}?filters=9")
    read(client, f"{link}?filters=x")


def test_what_is_outside_of_the_period_is_said(client: FlaskClient, send: Send) -> None:
    this_year = today().year
    for time, said in (([1990, 1999], "outside of the period"), ([this_year - 10, this_year], "new in the period")):
        id = send("POST", SCENES, json={"name": "Mine", "view": view(ANA, CHLOE, time=time)}).json["id"]
        link = send("POST", f"{SCENES}/{id}/links", json={"days": 1}).json["url"]
        assert said in read(client, link).main


@pytest.mark.parametrize(
    "older", [{}, {"filters": {"anything": [1], "without": ["dragons"], "as_of": 7}, "styles": {"anything": 1}}, {"filters": {"without": 5}}, {"filters": None}]
)
def test_a_scene_kept_before_there_were_kept_filters_opens(client: FlaskClient, send: Send, db: Database, older: dict[str, Any]) -> None:
    shown = {"nodes": [{"id": ANA, "name": "Ana"}, {"id": CHLOE, "name": "Chloé", "x": 1, "y": 2}], "layout": "force", **older}
    known = {"names": {}, "ties": ""}
    scenes.create(db, kept.Scene("old", "Old", 1, "2025-01-01T00:00:00+00:00", 2, json.dumps(shown), json.dumps(known)))
    told = (client.get(f"{SCENES}/old").json or {})["view"]
    assert [node["id"] for node in told["nodes"]] == [ANA, CHLOE]
    assert rows(read(client, "/explore?scene=old"))[:2] == [ANA, CHLOE]
    link = send("POST", f"{SCENES}/old/links", json={"days": 1}).json["url"]
    page = read(client, link)
    assert rows(page)[:2] == [ANA, CHLOE]
    assert drawn(page)


def test_an_erased_person_is_not_named_for_ever(client: FlaskClient, send: Send, db: Database) -> None:
    known = {"names": {"person:x": ["Person", "Zelda"], "company:x": ["Company", "Old mill"]}, "ties": ""}
    shown = {"nodes": [{"id": id, "name": "Zelda"} for id in ("person:x", "company:x")]}
    scenes.create(db, kept.Scene("s", "Mine", 1, "2026-01-01T00:00:00+00:00", 2, json.dumps(shown), json.dumps(known)))
    told = client.get(f"{SCENES}/s").json
    assert told is not None
    assert told["view"]["nodes"] == []
    assert told["changed"]["gone"] == [{"id": "company:x", "name": "Old mill"}]
    assert "Zelda" not in json.dumps(told)
    assert "Old mill" in read(client, "/explore?scene=s").main


def test_by_forms_alone(client: FlaskClient) -> None:
    page = read(client, f"/explore?id={quote(ANA)}&id={quote(CHLOE)}")
    (action,) = [e.attributes["action"] for e in page.named("form") if e.attributes.get("action") == "/scenes"]
    token = form(client)
    saved = client.post(action, data={"csrf_token": token, "name": "By hand", "ids": [ANA, CHLOE]})
    assert saved.status_code == 303
    (kept_view,) = [(client.get(f"{SCENES}/{one['id']}").json or {})["view"] for one in (client.get(SCENES).json or {})["results"]]
    assert len({(node["x"], node["y"]) for node in kept_view["nodes"]}) == 2, "each has a place of its own on a drawing"
    opened = read(client, saved.headers["Location"])
    assert rows(opened)[:2] == [ANA, CHLOE]
    assert "Nothing has changed since it was kept" in opened.main
    listed = read(client, "/scenes")
    assert "By hand" in listed.main
    (address,) = {e.attributes["action"] or "" for e in listed.named("form") if (e.attributes.get("action") or "").startswith("/scenes/")}
    shared = client.post(address + "?lang=en", data={"csrf_token": token, "do": "share", "days": "3"})
    assert "told only now" in shared.get_data(as_text=True)
    assert client.post(address, data={"csrf_token": token, "do": "share", "days": "many"}).status_code == 422
    (hash,) = {e.attributes["value"] or "" for e in read(client, "/scenes").named("input", name_="hash")}
    assert client.post(address, data={"csrf_token": token, "do": "revoke", "hash": hash}).status_code == 303
    assert not read(client, "/scenes").named("input", name_="hash")
    assert client.post(address, data={"csrf_token": token, "do": "delete"}).status_code == 303
    assert "No view is kept yet" in read(client, "/scenes").main
    assert client.post("/scenes", data={"csrf_token": token, "name": " "}).status_code == 422
    assert client.get("/explore?scene=gone").status_code == 404


def test_hostile_names(client: FlaskClient, send: Send) -> None:
    ids = [hostile_id(n) for n in range(len(HOSTILE))]
    for text in HOSTILE[:-1]:
        made = send(
            "POST",
            SCENES,
            json={"name": text, "view": view(*ids, layout=text[:100], filter_sets=[{"name": text[:100]}], groups=[{"name": text[:100], "ids": ids}])},
        )
        assert made.status_code == 201
        link = send("POST", f"{SCENES}/{made.json['id']}/links", json={"days": 1}).json["url"]
        assert rows(read(client, link))[: len(ids)] == ids
        read(client, f"/explore?scene={made.json['id']}")
    read(client, "/scenes")


def test_whoever_has_a_link_reads_who_worked_together(client: FlaskClient, send: Send) -> None:
    def shown(**more: Any) -> str:
        id = send("POST", SCENES, json={"name": "Mine", "view": view(BRUNO, SLASHED, **more)}).json["id"]
        return read(client, send("POST", f"{SCENES}/{id}/links", json={"days": 1}).json["url"]).main

    assert "Worked together" not in shown()
    told = shown(together=True)
    assert "Worked together" in told
    assert "Le quai" in told
    assert "Worked together" not in shown(together=True, filters={"without": ["type:WORKED_WITH"]})
    assert "Worked together" not in shown(together=True, filters={"as_of": "2023-01-01"})
