"""Which support fits a company, over HTTP: the API and the page, over a network known by heart and without a database."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from explorer.services import support
from tests.carriers import entity
from tests.supporting import DAY, JEUNE, facts
from tests.web.reading import read, read_whole
from tests.web.sending import refused
from tests.web.shapes import stays_text
from tests.web.without_database import show

ADDRESS = "/api/v1/support"
QUESTION = f"/support?company={JEUNE}&lang=en"


@pytest.fixture
def app(bare: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setattr(support, "today", lambda: DAY)
    show(bare, facts())
    return bare


def test_the_api_answers_with_reasons_the_adviser_and_a_path(client: FlaskClient) -> None:
    answer = client.get(ADDRESS, query_string={"company": "jeune pousse", "market": "ca", "lang": "en"})
    assert answer.json is not None
    assert list(answer.json) == ["company", "results", "near_misses", "total", "explanation"]
    best = next(result for result in answer.json["results"] if result["entity"]["id"] == "programme:best")
    assert list(best) == ["entity", "score", "reasons", "unknown", "adviser", "path"]
    assert best["adviser"]["name"] == "Ada Colin"
    assert best["path"]["target"]["id"] == "person:ada"
    near = {miss["entity"]["id"]: miss["missing"] for miss in answer.json["near_misses"]}
    assert near["programme:large"] == ["Your size is: micro-enterprise; it takes: mid-sized company."]


@pytest.mark.parametrize(
    ("asked", "status", "field"),
    [
        ({}, 422, "company"),
        ({"company": JEUNE, "limit": 0}, 422, "limit"),
        ({"company": JEUNE, "market": "ZZ"}, 422, "market"),
        ({"company": JEUNE, "as_of": "soon"}, 422, "as_of"),
        ({"company": "person:ada"}, 422, "company"),
        ({"company": "Jeune Pouss"}, 404, "company"),
    ],
)
def test_bad_input_names_the_parameter(client: FlaskClient, asked: dict[str, object], status: int, field: str) -> None:
    refused(client, ADDRESS, asked, status, field)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("address", ["/support", f"/support?company={JEUNE}", f"/support?company={JEUNE}&market=CA", "/support?company=company:bare"])
def test_the_page_is_whole(client: FlaskClient, address: str, language: str) -> None:
    read_whole(client, address, language)


def test_the_page_says_why_why_not_and_who_advises(client: FlaskClient) -> None:
    page = read(client, QUESTION)
    assert page.one("h1").text == "Which support fits Jeune Pousse?"
    assert "It covers Auvergne-Rhône-Alpes, where you are." in page.main
    assert "règlement" in page.main
    assert "Ada Colin" in page.main
    assert "It has closed: 31 May 2024." in page.main
    assert f"/introductions?source={JEUNE}&target=person:ada" in page.links()
    for href in {href for href in page.links() if href.startswith("/")}:
        assert client.get(href).status_code in {200, 302}, href


def test_none_says_why_and_where_to_go_on(client: FlaskClient) -> None:
    page = read(client, "/support?company=company:bare&lang=en")
    assert "Nothing is known to fit" in page.main
    assert "/entities/company:bare" in page.links()


def test_a_field_that_is_wrong_says_so(client: FlaskClient, app: Flask) -> None:
    page = read(client, "/support?company=Jeune+Pouss&market=CA&lang=en", 404)
    assert page.one("input", id="company").attributes["aria-invalid"] == "true"
    assert f"/support?company={JEUNE}&market=CA" in page.links()
    assert read(client, f"/support?company={JEUNE}&market=ZZ", 422).one("p", id="market-wrong").text.strip()
    show(app, facts(entity("company:jeune-2", "Company", "Jeune Pousse")))
    assert "Which one do you mean?" in read(client, "/support?company=jeune+pousse&lang=en", 409).main
    for query in ("company=%00", "company=" + "a" * 5000, "company=x&market=" + "A" * 3000, "limit=-1"):
        assert client.get(f"/support?{query}").status_code in {200, 404, 422}


def test_companies_lead_here_and_my_organisation_is_the_start(client: FlaskClient) -> None:
    assert f"/support?company={JEUNE}" in read(client, f"/entities/{JEUNE}").links()
    assert not [href for href in read(client, "/entities/structure:agency").links() if "/support" in href]
    client.set_cookie("entremise_organisation", "company%3Ajeune")
    assert read(client, "/support").one("input", id="company").attributes["value"] == "Jeune Pousse"


@pytest.mark.parametrize("field", ["name", "evidence", "source_document"])
def test_hostile_texts_stay_text(app: Flask, field: str) -> None:
    stays_text(app, field, facts(), QUESTION)
