"""What whoever has a link to a view sees of it, and for how long."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from explorer.domain.dates import today
from explorer.domain.facts import Facts
from explorer.domain.records import Entity
from explorer.errors import Gone
from explorer.graphdb import Database, scenes, writes
from explorer.services import scenes as service
from explorer.services.snapshot import Snapshot
from explorer.texts import texts
from tests.waiting import until
from tests.web import seed
from tests.web.exploring import read, rows
from tests.web.reading import PageText
from tests.web.scenes.views import SCENES, Send, drawn, view
from tests.web.seed import ANA, BRUNO, CHLOE, SLASHED


def test_a_link_is_read_only_expires_and_is_taken_back(client: FlaskClient, send: Send, database: Database) -> None:
    id = send("POST", SCENES, json={"name": "Mine", "view": view(ANA, CHLOE)}).json["id"]
    made = send("POST", f"{SCENES}/{id}/links", json={"days": 7})
    assert made.status_code == 201
    assert made.json["expires_on"] == (today() + timedelta(days=7)).isoformat()
    held = scenes.scene(database, id)
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
    scenes.link(database, id, service.hashed(old), (today() - timedelta(days=1)).isoformat())
    over = client.get(f"/shared/{old}?lang=en")
    assert over.status_code == 410
    assert "time of this link is over" in over.get_data(as_text=True)


def test_the_last_day_of_a_link_counts(database: Database) -> None:
    t = texts("en")
    snapshot = Snapshot.of(Facts([Entity("a", "City", "A")], []))
    id = service.save(database, snapshot, "x", {"nodes": [{"id": "a"}]}, t).id
    day = date(2026, 2, 27)
    link = service.share(database, id, 2, t, lambda: day)
    assert link.expires_on == "2026-03-01"
    assert service.shared(database, snapshot, link.token, t, lambda: date(2026, 3, 1)).ids == ("a",)
    with pytest.raises(Gone):
        service.shared(database, snapshot, link.token, t, lambda: date(2026, 3, 2))


def test_whoever_has_a_link_reads_the_notes_and_until_when(client: FlaskClient, send: Send) -> None:
    asked = view(ANA, CHLOE)
    asked["nodes"][0]["note"] = "<b>call</b> in March"
    asked["nodes"][1] |= {"note": "not this one", "hidden": True}
    id = send("POST", SCENES, json={"name": "Mine", "view": asked}).json["id"]
    made = send("POST", f"{SCENES}/{id}/links", json={"days": 1}).json
    page = read(client, made["url"]).main
    assert "<b>call</b> in March" in page
    assert "not this one" not in page
    assert f"good until {texts('en').date(date.fromisoformat(made['expires_on']))}" in page


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
    assert "From 1990 to 1999. As of 31 December 1999." in long_ago.main
    read(client, f"{link}?filters=9")
    read(client, f"{link}?filters=x")


def test_what_is_outside_of_the_period_is_said(client: FlaskClient, send: Send) -> None:
    this_year = today().year
    for time, said in (([1990, 1999], "outside of the period"), ([this_year - 10, this_year], "new in the period")):
        id = send("POST", SCENES, json={"name": "Mine", "view": view(ANA, CHLOE, time=time)}).json["id"]
        link = send("POST", f"{SCENES}/{id}/links", json={"days": 1}).json["url"]
        assert said in read(client, link).main


def test_whoever_has_a_link_sees_and_reads_who_worked_together(client: FlaskClient, send: Send) -> None:
    """Nobody noted that these two are tied: the drawing has a dashed line for it, which its legend explains, and a table names it."""

    def shown(**more: Any) -> PageText:
        id = send("POST", SCENES, json={"name": "Mine", "view": view(BRUNO, SLASHED, **more)}).json["id"]
        return read(client, send("POST", f"{SCENES}/{id}/links", json={"days": 1}).json["url"])

    def dashed(page: PageText) -> list[str]:
        return [looks for line in page.named("path") if "inferred" in (looks := line.attributes.get("class") or "").split()]

    without = shown()
    assert "orked together" not in without.main
    assert dashed(without) == []
    told = shown(together=True)
    for words in ("Worked together", "Le quai", "worked with", "deduced, or having worked together"):
        assert words in told.main
    assert "faded" not in told.main
    (line,) = dashed(told)
    assert "quiet" not in line
    early = shown(together=True, time=[1950, 1951])
    (line,) = dashed(early)
    assert "quiet" in line
    assert "faded: outside of the period" in early.main
    for left_out in ({"without": ["type:WORKED_WITH"]}, {"as_of": "2023-01-01"}):
        other = shown(together=True, filters=left_out)
        assert "orked together" not in other.main
        assert dashed(other) == []


def test_who_objects_is_on_no_shared_drawing(client: FlaskClient, send: Send, database: Database) -> None:
    id = send("POST", SCENES, json={"name": "Mine", "view": view(BRUNO, SLASHED, together=True)}).json["id"]
    address = send("POST", f"{SCENES}/{id}/links", json={"days": 1}).json["url"]
    bruno = next(entity for entity in seed.entities() if entity.id == BRUNO)
    assert bruno.name in client.get(address).text
    assert "Worked together" in read(client, address).main
    try:
        writes.save(database, [replace(bruno, properties={**bruno.properties, "objects": True})], [], who="tests", batch="objection")
        page = read(client, address)
        assert "Worked together" not in page.main
        assert bruno.name not in client.get(address).text
    finally:
        writes.save(database, [replace(bruno, properties={**bruno.properties, "objects": False})], [], who="tests", batch="back")
        until(lambda: BRUNO in rows(read(client, f"/explore?id={quote(BRUNO)}")), 30)
