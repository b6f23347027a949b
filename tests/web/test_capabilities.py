"""The capability map over HTTP: the API and the page, over the made-up mechanics and without a database."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from explorer.domain.facts import Facts
from explorer.services import capabilities
from tests.calls import DAY, facts
from tests.web.reading import read
from tests.web.shapes import stays_text
from tests.web.without_database import show

PAGE = "/capabilities?structure=structure:mecaloire&lang=en"


@pytest.fixture
def app(bare: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setattr(capabilities, "today", lambda: DAY)
    show(bare, facts())
    return bare


def test_the_api_answers(client: FlaskClient) -> None:
    answer = client.get("/api/v1/capabilities", query_string={"structure": "Mécaloire", "lang": "en"})
    assert answer.json is not None
    assert answer.json["members"] == 9
    assert [gap["capability"]["id"] for gap in answer.json["gaps"]] == ["capability:certification-nucleaire"]
    assert client.get("/api/v1/capabilities").status_code == 422
    assert client.get("/api/v1/capabilities", query_string={"structure": "nobody"}).status_code == 404


def test_table_chart_cities_and_gaps(client: FlaskClient) -> None:
    page = read(client, PAGE)
    assert page.one("h1").text == "What can the members of Mécaloire do?"
    assert "Loire Fonderie" in page.main
    assert "the only one" in page.main
    assert "What open calls seek that no member holds" in page.main
    assert "/consortium?opportunity=opportunity:cuves-nucleaires" in page.links()
    assert "nobody is known to hold it" in page.main
    assert "Le Chambon-Feugerolles" in page.main
    assert (page.source.count('<rect class="some"'), page.source.count('<rect class="alone"')) == (4, 4)
    assert page.one("a", href="/consortium", aria_current="page").text


def nowhere(*cities: str) -> Facts:
    """As if it were not known where these lie."""
    known = facts()
    entities = [replace(e, properties={name: value for name, value in e.properties.items() if name not in ("lat", "lon")}) for e in known.entities.values()]
    return Facts([e if e.id in cities else known.entities[e.id] for e in entities], known.relationships)


def test_a_map_of_cities_with_its_table(client: FlaskClient, app: Flask) -> None:
    show(app, nowhere(*facts().bearing("City")))
    page = read(client, PAGE)
    assert "9 members stand on no map" in page.main
    assert "spot-count" not in page.source
    show(app, nowhere("city:le-chambon-feugerolles"))
    page = read(client, PAGE)
    assert "1 member stands on no map" in page.main
    assert sum(int(e.text) for e in page.named("text") if "spot-count" in (e.attributes.get("class") or "")) == 8
    chosen = read(client, f"{PAGE}&capability=capability:tolerie-fine")
    counts = sorted(int(e.text) for e in chosen.named("text") if "spot-count" in (e.attributes.get("class") or ""))
    assert counts == [0, 1, 1], "Gier Tôlerie in Saint-Chamond, Sorbiers Mécanique in Sorbiers"
    assert "Who holds “Tôlerie fine”" in chosen.main
    assert chosen.source.count('class="none-there"') == 1
    assert "selected" in chosen.one("option", value="capability:tolerie-fine").attributes


def test_a_structure_and_a_call_lead_here(client: FlaskClient) -> None:
    assert "/capabilities?structure=structure:mecaloire" in read(client, "/entities/structure:mecaloire").links()
    assert "/consortium?opportunity=opportunity:banc-hydraulique" in read(client, "/entities/opportunity:banc-hydraulique").links()


def test_what_is_empty_or_wrong_says_so(client: FlaskClient) -> None:
    assert "No member of Loire Hydro is known" in read(client, "/capabilities?structure=structure:loire-hydro&lang=en").main
    assert read(client, "/capabilities?structure=Gier+T%C3%B4lerie", 422).one("p", id="structure-wrong").text.strip()
    assert any("structure=structure:mecaloire" in href for href in read(client, "/capabilities?structure=Mecaloir", 404).links())
    assert read(client, "/capabilities?lang=en").one("h1").text == "What can the members of a structure do?"


@pytest.mark.parametrize("field", ["name", "evidence", "source_document"])
def test_hostile_texts_stay_text(app: Flask, field: str) -> None:
    stays_text(app, field, facts(), PAGE)
