"""Imported text stays text, in JSON and in pages as they leave the server; what browsers make of them is looked at in tests/browser."""

import time
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.web.seed import ANA, HOSTILE, SLASHED, hostile_id
from tests.web.shapes import findings

NUMBERS = range(len(HOSTILE))


def test_the_search_for_findings_finds() -> None:
    for bad in (
        "<script>x</script>",
        "<b onclick=x>",
        "<a href=' JavaScript:x'>",
        "<img src=x>",
        "<p style='a'>",
        "<form action=//evil.example>",
        "<script type=application/json src=x></script>",
    ):
        assert findings(bad), bad
    assert findings('<script src="/static/js/main.js"></script><a href="/entities/a">&lt;script&gt;</a>') == []


@pytest.mark.parametrize("number", NUMBERS)
def test_json_says_it_as_it_is(client: FlaskClient, number: int) -> None:
    name = HOSTILE[number]
    answer = client.get(f"/api/v1/entities/{hostile_id(number)}")
    assert answer.mimetype == "application/json"
    assert answer.json is not None
    assert answer.json["name"] == name
    properties = answer.json["properties"]
    assert properties["aliases"] == [name, name]
    assert {properties[key] for key in ("short_name", "website", "evidence", "source_document", "naf")} == {name}
    ties = client.get(f"/api/v1/entities/{hostile_id(number)}/ties").json
    assert ties is not None
    assert {ties["results"][0]["tie"][key] for key in ("role", "evidence", "source_document", "origin")} == {name}
    introduced = client.get("/api/v1/introductions", query_string={"source": ANA, "target": hostile_id(number)}).json
    assert introduced is not None
    assert introduced["paths"][0]["target"]["name"] == name


@pytest.mark.parametrize("number", NUMBERS)
def test_pages_hold_nothing_of_it_but_text(client: FlaskClient, number: int) -> None:
    name, id = HOSTILE[number], hostile_id(number)
    for address in (
        f"/entities/{id}",
        f"/introductions?source={quote(ANA)}&target={id}",
        f"/introductions?source={quote(ANA)}&target={quote(SLASHED, safe='')}&avoid={id}&via={quote(name)}",
        f"/introductions?source={quote(name)}&target={quote(name)}&to_market={quote(name)}&as_of={quote(name)}&type={quote(name)}",
        f"/search?q={quote(name[:400])}&label={quote(name)}",
        f"/entities/{quote(name, safe='')}",
        f"/{quote(name, safe='')}?lang={quote(name)}&next={quote(name)}",
        f"/explore?around={id}&id={quote(name)}&add={quote(name)}&q={quote(name)}",
        f"/explore?around={id}&id={quote(name)}&q={quote(name)}&as_of={quote(name)}",
        "/about",
    ):
        answer = client.get(address)
        assert answer.status_code < 500, address
        assert findings(answer.get_data(as_text=True)) == [], address
        assert "X-Injected" not in answer.headers


@pytest.mark.parametrize("number", NUMBERS)
def test_my_organisation_may_be_called_anything(client: FlaskClient, number: int) -> None:
    client.set_cookie("entremise_organisation", quote(hostile_id(number)))
    for address in ("/", "/introductions", "/about", "/nowhere"):
        answer = client.get(address)
        assert answer.status_code in {200, 404}
        assert findings(answer.get_data(as_text=True)) == []


@pytest.mark.parametrize("cookie", [*(quote(name[:500]) for name in HOSTILE), "%00", "%ff", "\x7f", '"', "x" * 4000])
def test_cookies_are_not_believed(client: FlaskClient, cookie: str) -> None:
    answer = client.get("/", headers={"Cookie": f"entremise_organisation={cookie}; entremise_theme={cookie}; entremise_language={cookie}; entremise={cookie}"})
    assert answer.status_code == 200
    assert findings(answer.get_data(as_text=True)) == []


@pytest.mark.parametrize("text", ["a" * 400, "(a+)+$" * 60, "%" * 400, "é\u0301" * 200, "\U0001d51e" * 200, "a b c d e f g h " * 25, "\\" * 400, "*" * 400])
def test_no_search_takes_long(client: FlaskClient, text: str) -> None:
    client.get("/api/v1/search?q=warm")
    began = time.monotonic()
    assert client.get("/api/v1/search", query_string={"q": text}).status_code == 200
    assert client.get("/search", query_string={"q": text}).status_code == 200
    assert client.get("/api/v1/introductions", query_string={"source": text, "target": text}).status_code in {404, 422}
    assert time.monotonic() - began < 3
