"""Co-export over HTTP: the API and the page, over a network known by heart and without a database."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from explorer.analysis.coexport import WEIGHTS
from explorer.services import coexport, suited
from tests.carriers import DAY, FROID, entity, facts, tie
from tests.web.reading import PageText, read, read_whole
from tests.web.sending import refused
from tests.web.shapes import stays_text
from tests.web.without_database import show

ADDRESS = "/api/v1/coexport"
QUESTION = f"/coexport?company={FROID}&market=AE&lang=en"


@pytest.fixture
def app(bare: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setattr(coexport, "today", lambda: DAY)
    show(bare, facts())
    return bare


def groups(client: FlaskClient, **asked: object) -> list[str]:
    answer = client.get(ADDRESS, query_string={"company": FROID, "market": "AE", "lang": "en", **asked})
    assert answer.status_code == 200
    assert answer.json is not None
    return [result["group"]["name"] for result in answer.json["results"]]


def test_the_api_answers_with_tiers_factors_and_facts(client: FlaskClient) -> None:
    answer = client.get(ADDRESS, query_string={"company": "froid du forez", "market": "ae", "product": "HS 8609", "lang": "en"})
    assert answer.json is not None
    assert list(answer.json) == ["company", "market", "product", "results"]
    best = answer.json["results"][0]
    assert (best["group"]["name"], best["tier"]) == ("Groupe Méridien", "product_and_market")
    assert sum(f["contribution"] for f in best["factors"]) == best["score"]
    market = next(f for f in best["factors"] if f["name"] == "market")
    assert {tie["source_document"] for tie in market["facts"]} >= {"rapport.pdf"}
    assert best["path"]["target"]["id"] == "person:max"


def test_weights_and_limit_are_parameters(client: FlaskClient) -> None:
    assert groups(client, limit=1) == ["Groupe Méridien"]
    answer = client.get(ADDRESS, query_string={"company": FROID, "market": "AE", "weight_proximity": 50.5})
    assert answer.json is not None
    weights = {f["name"]: f["weight"] for f in answer.json["results"][0]["factors"]}
    assert weights == {"market": 0, "product": 0, "open_opportunities": 35, "welcomes_sme": 25, "capability_fit": 20, "path": 15, "proximity": 50.5}


def test_none_is_an_answer(client: FlaskClient) -> None:
    answer = client.get(ADDRESS, query_string={"company": "Petite Voisine", "market": "JP"})
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["results"] == []
    assert answer.json["product"] is None


@pytest.mark.parametrize(
    ("asked", "status", "field"),
    [
        ({}, 422, "company"),
        ({"company": FROID}, 422, "market"),
        ({"company": FROID, "market": "ZZ"}, 422, "market"),
        ({"company": FROID, "market": "AE", "limit": 101}, 422, "limit"),
        ({"company": FROID, "market": "AE", "weight_path": 101}, 422, "weight_path"),
        ({"company": FROID, "market": "AE", "weight_path": "nan"}, 422, "weight_path"),
        ({"company": FROID, "market": "AE", "weight_market": 1}, 422, "weight_market"),
        ({"company": "person:lea", "market": "AE"}, 422, "company"),
        ({"company": "Froid du Fore", "market": "AE"}, 404, "company"),
        ({"company": FROID, "market": "AE", "product": "Conteneurs isotherme"}, 404, "product"),
    ],
)
def test_bad_input_names_the_parameter(client: FlaskClient, asked: dict[str, object], status: int, field: str) -> None:
    refused(client, ADDRESS, asked, status, field)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "address", ["/coexport", f"/coexport?company={FROID}&market=AE", f"/coexport?company={FROID}&market=JP&product=Q86", "/coexport?market=AE"]
)
def test_the_page_is_whole(client: FlaskClient, address: str, language: str) -> None:
    page = read_whole(client, address, language)
    assert page.one("a", href="/coexport", aria_current="page").text


def test_cards_stand_in_their_tiers_with_what_is_known_and_what_is_not(client: FlaskClient) -> None:
    page = read(client, QUESTION)
    assert page.one("h1").text == "Which large group could carry Froid du Forez into United Arab Emirates?"
    assert [e.text.strip() for e in page.named("h2")][:3] == ["The product and the market", "The market only", "The product only"]
    assert "Méridien Stockage operates in Dubaï (since 2019)." in page.main
    assert "rapport.pdf, page 12" in page.main
    assert "Groupe Méridien says that it welcomes SMEs. charte.pdf, signataire" in page.main
    assert "We do not know whether Santé Monde is on the market United Arab Emirates: ask." in page.main
    assert "Too little known to rank" in page.main
    assert "To begin Answer the open need “500 conteneurs pour Dubaï” by June 2024" in page.main
    assert "/entities/need:containers" in page.links()
    assert "/introductions?source=company:froid&target=person:max" in page.links()
    for href in {href for href in page.links() if href.startswith("/")}:
        assert client.get(href).status_code in {200, 302}, href


def test_weights_are_fields_that_can_be_put_back(client: FlaskClient) -> None:
    page = read(client, f"{QUESTION}&weight_path=80")
    assert page.one("input", id="weight_path").attributes["value"] == "80"
    assert page.one("input", id="weight_proximity").attributes["value"] == "5"
    assert "of 165 in this tier" in page.main
    assert "open" in page.one("details", class_="weights").attributes
    back = next(e.attributes["href"] for e in page.named("a") if "published weights" in e.text)
    assert back is not None
    assert "weight" not in back
    assert "of 100 in this tier" in read(client, back).main


def test_the_form_sends_every_weight_and_the_address_keeps_those_that_differ(client: FlaskClient) -> None:
    sent = f"/coexport?company={FROID}&market=AE&product=&weight_path=15&weight_proximity=5&weight_welcomes_sme=0"
    answer = client.get(sent)
    assert answer.status_code == 302
    assert answer.headers["Location"] == "/coexport?company=company:froid&market=AE&weight_welcomes_sme=0"


def test_all_weights_of_nothing_give_no_score(client: FlaskClient) -> None:
    page = read(client, QUESTION + "".join(f"&weight_{name}=0" for name in WEIGHTS))
    assert "in this tier" not in page.main
    assert "Groupe Méridien" in page.main


def test_none_says_what_may_open_a_way(client: FlaskClient) -> None:
    none = read(client, "/coexport?company=company:small&market=JP&lang=en")
    assert "No group is known" in none.main
    assert "The network knows 4 large groups in all." in none.main
    assert "/introductions?source=company:small&to_label=GrandGroupe" in none.links()


def test_a_field_that_is_wrong_says_so_and_keeps_what_was_written(client: FlaskClient) -> None:
    page = read(client, "/coexport?company=Froid+du+Fore&market=AE&lang=en", 404)
    field = page.one("input", id="company")
    assert (field.attributes["value"], field.attributes["aria-invalid"], field.attributes["aria-describedby"]) == ("Froid du Fore", "true", "company-wrong")
    assert any("company=company:froid" in href and "market=AE" in href for href in page.links())
    assert read(client, f"/coexport?company={FROID}&market=ZZ", 422).one("p", id="market-wrong").text.strip()
    assert read(client, f"{QUESTION}&product=zzz", 404).one("p", id="product-wrong").text.strip()
    assert "0 to 100" in read(client, f"{QUESTION}&weight_path=many", 422).one("p", id="weight_path-wrong").text
    assert "1 to 100" in read(client, f"{QUESTION}&limit=0", 422).one("p", id="limit-wrong").text


def test_an_ambiguous_company_offers_who_may_be_meant(client: FlaskClient, app: Flask) -> None:
    show(app, facts(entity("company:froid-2", "Company", "Froid du Forez")))
    page = read(client, "/coexport?company=froid+du+forez&market=AE&lang=en", 409)
    assert "Which one do you mean?" in page.main
    assert any("company=company:froid-2" in href for href in page.links())


def test_a_company_leads_here_and_my_organisation_is_the_start(client: FlaskClient) -> None:
    assert f"/coexport?company={FROID}" in read(client, f"/entities/{FROID}?lang=en").links()
    assert not [href for href in read(client, "/entities/city:feurs").links() if "/coexport?" in href]
    client.set_cookie("entremise_organisation", "company%3Afroid")
    assert read(client, "/coexport").one("input", id="company").attributes["value"] == "Froid du Forez"
    assert f"/coexport?company={FROID}" in read(client, "/").links()


@pytest.mark.parametrize("field", ["name", "evidence", "source_document", "role", "summary"])
def test_hostile_texts_stay_text(app: Flask, field: str) -> None:
    stays_text(app, field, facts(), QUESTION)


def test_absurd_questions_are_answered_all_the_same(client: FlaskClient) -> None:
    for query in (
        "company=%00&market=%00",
        f"company={FROID}&market=" + "A" * 3000,
        f"company={FROID}&market=AE&product=" + "p" * 5000,
        "weight_path=1e5",
        "limit=-1",
    ):
        assert client.get(f"/coexport?{query}").status_code in {200, 302, 404, 422}
    assert isinstance(read(client, f"{QUESTION}&weight_luck=3"), PageText)


def test_the_other_way_round_by_api_and_page(client: FlaskClient, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suited, "today", lambda: DAY)
    show(app, facts(tie("SEEKS", "need:containers", "capability:containers")))
    answer = client.get("/api/v1/suited", query_string={"target": "need:containers", "lang": "en"})
    assert answer.json is not None
    assert [result["company"]["id"] for result in answer.json["results"]] == [FROID]
    page = read(client, "/suited?target=need:containers&lang=en")
    assert page.one("h1").text == "Which small companies suit 500 conteneurs pour Dubaï?"
    assert "Froid du Forez offers: Conteneurs isothermes." in page.main
    assert "We do not know whether Froid du Forez aims at this market: ask." in page.main
    for entity_page in ("/entities/need:containers", "/entities/company:meridian"):
        assert any(href.startswith("/suited?target=") for href in read(client, entity_page).links())
    assert read(client, "/suited?lang=en").one("h1").text == "Which small companies suit a need or a group?"
    assert "Nothing is known of what Travaux du Levant seeks" in read(client, "/suited?target=company:levant&lang=en").main
    assert read(client, "/suited?target=person:lea&lang=en", 422).one("p", id="target-wrong").text.strip()
    assert client.get("/api/v1/suited", query_string={"target": "nobody"}).status_code == 404
