"""Views are kept, opened and deleted, over HTTP and by forms alone; two tabs, what is refused, hostile names."""

import json
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.web.exploring import read, rows
from tests.web.scenes.views import SCENES, Send, view
from tests.web.seed import ANA, CHLOE, HOSTILE, SLASHED, hostile_id
from tests.web.sending import form_token


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
    assert told["changed"] == {"gone": [], "renamed": [], "new_ties": 0, "ended_ties": 0, "withheld": 0, "new": [], "ended": [], "compared": None}
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


def test_by_forms_alone(client: FlaskClient) -> None:
    page = read(client, f"/explore?id={quote(ANA)}&id={quote(CHLOE)}")
    (action,) = [e.attributes["action"] for e in page.named("form") if e.attributes.get("action") == "/scenes"]
    token = form_token(client)
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
