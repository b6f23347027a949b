"""Who is worth meeting, over HTTP: the API and the page, over a network known by heart and without a database."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from explorer.services import partners
from tests.carriers import entity
from tests.meeting import AQUA, DAY, facts
from tests.web.reading import read, read_whole
from tests.web.sending import refused
from tests.web.shapes import stays_text
from tests.web.without_database import show

ADDRESS = "/api/v1/partners"
QUESTION = f"/partners?entity={AQUA}&lang=en"


@pytest.fixture
def app(bare: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setattr(partners, "today", lambda: DAY)
    show(bare, facts())
    return bare


def test_the_api_answers_with_reasons_facts_and_a_path(client: FlaskClient) -> None:
    answer = client.get(ADDRESS, query_string={"entity": "aqua", "lang": "en"})
    assert answer.json is not None
    assert list(answer.json) == ["entity", "results", "complete", "explanation"]
    best = answer.json["results"][0]
    assert list(best) == ["entity", "score", "reasons", "path"]
    assert best["entity"]["id"] == "company:pumps"
    assert sum(reason["contribution"] for reason in best["reasons"]) == pytest.approx(best["score"])
    assert {tie["source_document"] for reason in best["reasons"] for tie in reason["facts"]} >= {"site", "catalogue", "annuaire"}
    assert best["path"]["target"]["id"] == "company:pumps"
    first = client.get(ADDRESS, query_string={"entity": AQUA, "limit": 1, "as_of": "2024"})
    assert first.json is not None
    assert len(first.json["results"]) == 1


@pytest.mark.parametrize(
    ("asked", "status", "field"),
    [
        ({}, 422, "entity"),
        ({"entity": AQUA, "limit": 0}, 422, "limit"),
        ({"entity": AQUA, "limit": 101}, 422, "limit"),
        ({"entity": AQUA, "as_of": "soon"}, 422, "as_of"),
        ({"entity": "sector:water"}, 422, "entity"),
        ({"entity": "Aquaa"}, 404, "entity"),
    ],
)
def test_bad_input_names_the_parameter(client: FlaskClient, asked: dict[str, object], status: int, field: str) -> None:
    refused(client, ADDRESS, asked, status, field)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("address", ["/partners", f"/partners?entity={AQUA}", "/partners?entity=company:alone", "/partners?entity=structure:lab"])
def test_the_page_is_whole(client: FlaskClient, address: str, language: str) -> None:
    read_whole(client, address, language)


def test_the_page_shows_reasons_with_their_documents_and_the_way(client: FlaskClient) -> None:
    page = read(client, QUESTION)
    assert page.one("h1").text == "Who is worth meeting for Aqua?"
    assert "5 actors are worth meeting for Aqua." in page.main
    assert "Has what you seek. Pompes Réunies has what Aqua seeks: Pompes." in page.main
    assert "catalogue" in page.main
    assert "/introductions?source=company:aqua&target=company:pumps" in page.links()
    for href in {href for href in page.links() if href.startswith("/")}:
        assert client.get(href).status_code in {200, 302}, href


def test_none_says_why_and_where_to_go_on(client: FlaskClient, app: Flask) -> None:
    show(app, facts(entity("company:new", "Company", "Nouvelle")))
    page = read(client, "/partners?entity=company:new&lang=en")
    assert "Nobody to suggest" in page.main
    assert "nothing is known of what they do or seek" in page.main
    assert "/entities/company:new" in page.links()


def test_a_field_that_is_wrong_says_so(client: FlaskClient, app: Flask) -> None:
    page = read(client, "/partners?entity=Aquaa&lang=en", 404)
    field = page.one("input", id="entity")
    assert (field.attributes["value"], field.attributes["aria-invalid"], field.attributes["aria-describedby"]) == ("Aquaa", "true", "entity-wrong")
    assert f"/partners?entity={AQUA}" in page.links()
    assert read(client, "/partners?entity=city:feurs", 422).one("p", id="entity-wrong").text.strip()
    show(app, facts(entity("company:aqua-2", "Company", "Aqua")))
    assert "Which one do you mean?" in read(client, "/partners?entity=aqua&lang=en", 409).main
    for query in ("entity=%00", "entity=" + "a" * 5000, "limit=many&entity=x", "limit=-1"):
        assert client.get(f"/partners?{query}").status_code in {200, 404}


def test_actors_lead_here_and_my_organisation_is_the_start(client: FlaskClient) -> None:
    for actor in (AQUA, "structure:lab", "person:ada"):
        assert f"/partners?entity={actor}" in read(client, f"/entities/{actor}").links()
    assert not [href for href in read(client, "/entities/city:feurs").links() if "/partners" in href]
    client.set_cookie("entremise_organisation", "company%3Aaqua")
    assert read(client, "/partners").one("input", id="entity").attributes["value"] == "Aqua"


@pytest.mark.parametrize("field", ["name", "evidence", "source_document", "role", "kind"])
def test_hostile_texts_stay_text(app: Flask, field: str) -> None:
    stays_text(app, field, facts(), QUESTION)
