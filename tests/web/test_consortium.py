"""Teams over HTTP: the API, the page and the answer sheet, over the made-up mechanics and without a database."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.calls import BENCH, DAY, LATE, TANKS, facts
from tests.web.reading import read, read_whole
from tests.web.sending import refused
from tests.web.shapes import stays_text
from tests.web.without_database import show

ADDRESS = "/api/v1/consortium"
PAGE = f"/consortium?opportunity={BENCH}&lang=en"
SURFACES, NORTH = "company:forez-surfaces", "company:nord-traitements"


@pytest.fixture
def app(bare: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setattr("explorer.services.consortium.asked.today", lambda: DAY)
    show(bare, facts())
    return bare


def test_the_api_answers_by_call_and_by_needs(client: FlaskClient) -> None:
    by_call = client.get(ADDRESS, query_string={"opportunity": BENCH, "limit": 2, "lang": "en"})
    assert by_call.json is not None
    assert list(by_call.json) == ["needs", "teams", "relax"]
    assert len(by_call.json["teams"]) == 2
    asked = {"needs": "Usinage 5 axes, capability:automatisme", "exclude": [NORTH], "one_lot_each": "true", "max_members": 2, "lang": "en"}
    by_needs = client.get(ADDRESS, query_string=asked)
    assert by_needs.json is not None
    assert [need["capability"]["name"] for need in by_needs.json["needs"]] == ["Usinage 5 axes", "Automatisme et câblage"]
    assert NORTH not in str(by_needs.json)


@pytest.mark.parametrize(
    ("asked", "status", "field"),
    [
        ({}, 422, "needs"),
        ({"opportunity": BENCH, "needs": "Usinage 5 axes"}, 422, "needs"),
        ({"opportunity": BENCH, "max_members": 0}, 422, "max_members"),
        ({"opportunity": BENCH, "limit": 51}, 422, "limit"),
        ({"opportunity": BENCH, "turnover_share": "nan"}, 422, "turnover_share"),
        ({"opportunity": BENCH, "one_lot_each": "perhaps"}, 422, "one_lot_each"),
        ({"opportunity": BENCH, "member": "x"}, 422, "member"),
        ({"opportunity": BENCH, "lead": "nobody of that name"}, 404, "lead"),
        ({"needs": ",".join(map(str, range(1000)))}, 422, "needs"),
        ({"needs": "unicorns"}, 404, "needs"),
    ],
)
def test_bad_input_names_the_parameter(client: FlaskClient, asked: dict[str, object], status: int, field: str) -> None:
    refused(client, ADDRESS, asked, status, field)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize(
    "address",
    [
        "/consortium",
        f"/consortium?opportunity={BENCH}",
        f"/consortium?opportunity={TANKS}&max_members=2&include=company:couriot-controle&territory=Saint-Étienne&one_lot_each=1",
        f"/consortium?opportunity={LATE}&beside=2",
        f"/consortium?opportunity={BENCH}&out={SURFACES}&by={NORTH}",
        "/consortium?needs=fonderie d’aluminium,Tôlerie fine",
        "/consortium?opportunity=opportunity:prochaines-missions",
        f"/consortium/sheet?opportunity={TANKS}",
    ],
)
def test_the_page_is_whole(client: FlaskClient, address: str, language: str) -> None:
    page = read_whole(client, address, language)
    assert page.one("a", href="/consortium", aria_current="page").text


def test_a_team_stands_in_full_with_its_evidence_and_the_others_beside(client: FlaskClient) -> None:
    page = read(client, PAGE)
    assert page.one("h1").text == "Who can answer “Banc d’essai hydraulique en quatre lots” together?"
    assert "Team led by Gier Tôlerie" in page.main
    assert "Gier Tôlerie offers: Soudure TIG" in page.main
    assert "fiche d’audit inventée" in page.main
    assert "Number 1 of 5 shown" in page.main
    for href in {href for href in page.links() if href.startswith("/")}:
        assert client.get(href).status_code in {200, 302}, href
    second = read(client, f"{PAGE}&team=2")
    assert "Number 2 of 5 shown" in second.main
    assert "Team led by Gier Tôlerie" not in second.main


def test_a_gap_is_a_sentence(client: FlaskClient) -> None:
    page = read(client, f"/consortium?opportunity={TANKS}&lang=en")
    assert "Gap: nobody is known to hold this" in page.main
    assert "Nobody in the network is known to be able to do this: Certification ISO 19443 (nucléaire)." in page.main
    left_out = read(client, f"/consortium?opportunity={BENCH}&territory=Lille&lang=en")
    assert "Gap: the 2 holders known were left out" in left_out.main


def test_an_exchange_is_a_link_that_shows_what_changes(client: FlaskClient) -> None:
    page = read(client, PAGE)
    (link,) = [href for href in page.links() if f"out={SURFACES}" in href]
    assert f"by={NORTH}" in link
    changed = read(client, link)
    assert "What changes" in changed.main
    assert "no known path to the lead" in changed.main
    assert "The first one stands before the second." in changed.main
    adopted = read(client, next(e.attributes["href"] or "" for e in changed.named("a") if "Go on with the second" in e.text))
    assert "With Nord Traitements" in adopted.main
    assert "Without Forez Surfaces" in adopted.main
    assert "Nord Traitements" in adopted.main.partition("Members")[2]


def test_two_teams_are_compared(client: FlaskClient) -> None:
    page = read(client, f"{PAGE}&beside=3")
    assert "Two teams compared" in page.main
    assert "The first one stands before the second." in page.main
    assert "Two teams compared" not in read(client, f"{PAGE}&beside=1").main


def test_the_form_sends_nothing_that_says_nothing(client: FlaskClient) -> None:
    answer = client.get(f"/consortium?opportunity={BENCH}&needs=&lead=&max_members=3&territory=&turnover_share=&include=&exclude=")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/consortium?opportunity={BENCH}&max_members=3"


def test_no_team_says_so_and_what_to_lift(client: FlaskClient) -> None:
    page = read(client, f"/consortium?opportunity={TANKS}&include={SURFACES}&lang=en")
    assert "No team is known" in page.main
    assert "Without those who must be in the team, 2 of the 3 needs could be taken." in page.main
    assert f"/consortium?opportunity={TANKS}" in page.links()
    empty = read(client, "/consortium?opportunity=opportunity:prochaines-missions&lang=en")
    assert "says nothing of what it needs" in empty.main


@pytest.mark.parametrize(
    ("query", "status", "field"),
    [
        ("opportunity=Banc+hydrolique+en+quatre", 404, "opportunity"),
        (f"opportunity={BENCH}&needs=Usinage+5+axes", 422, "opportunity"),
        ("needs=usinage+5+axe", 404, "needs"),
        (f"opportunity={BENCH}&lead=Forez+Surface", 404, "lead"),
        (f"opportunity={BENCH}&max_members=many", 422, "max_members"),
        (f"opportunity={BENCH}&turnover_share=0", 422, "turnover_share"),
        (f"opportunity={BENCH}&include=Forez+Surface", 404, "include"),
        (f"opportunity={BENCH}&territory=structure:mecaloire", 422, "territory"),
        (f"opportunity={BENCH}&limit=0", 422, "limit"),
    ],
)
def test_a_field_that_is_wrong_says_so(client: FlaskClient, query: str, status: int, field: str) -> None:
    assert read(client, f"/consortium?{query}&lang=en", status).one("p", id=f"{field}-wrong").text.strip()


def test_a_need_much_alike_is_offered_in_its_place(client: FlaskClient) -> None:
    page = read(client, "/consortium?needs=Tôlerie+fine,usinage+5+axe&lang=en", 404)
    assert any("needs=T" in href and "capability:usinage-5-axes" in href for href in page.links())


def test_the_sheet_is_one_to_print(client: FlaskClient) -> None:
    page = read(client, f"/consortium/sheet?opportunity={TANKS}&lang=en")
    assert "Answer sheet: Cuves pour un site nucléaire" in page.main
    assert "Loire Hydro" in page.main
    assert "2,500,000 EUR" in page.main
    assert "Samir Bensaad" in page.main
    assert "Gap: nobody is known to hold this" in page.main
    assert client.get("/consortium/sheet").status_code == 302
    assert client.get(f"/consortium/sheet?opportunity={TANKS}&include={SURFACES}").status_code == 302


def test_what_was_proposed_for_a_lot_can_be_noted(client: FlaskClient) -> None:
    """From the team and from its sheet; where no call is asked about, there is nothing to note it of."""
    for address in (PAGE, f"/consortium/sheet?opportunity={BENCH}&lang=en"):
        page = read(client, address)
        notes = [href for href in page.links() if f"{BENCH}/notes" in href]
        (link,) = [href for href in notes if f"company={SURFACES}" in href]
        form = read(client, f"{link}&lang=en")
        assert form.one("input", id="company").attributes["value"] == "Forez Surfaces"
        assert form.one("textarea", id="text").text.strip() == "Lot 3, Traitement de surface"
    assert not [href for href in read(client, "/consortium?needs=Tôlerie+fine&lang=en").links() if "/notes" in href]


@pytest.mark.parametrize("field", ["name", "evidence", "source_document", "role", "lot", "currency"])
def test_hostile_texts_stay_text(app: Flask, field: str) -> None:
    stays_text(app, field, facts(), PAGE, f"/consortium/sheet?opportunity={TANKS}", f"{PAGE}&out={SURFACES}&by={NORTH}")


def test_absurd_questions_are_answered_all_the_same(client: FlaskClient) -> None:
    for query in (
        "opportunity=%00&needs=%00",
        "needs=" + "," * 3000,
        "needs=" + "a," * 1500,
        f"opportunity={BENCH}&team=50&beside=50&out=x&by=y",
        f"opportunity={BENCH}&team=-1",
        f"opportunity={BENCH}&out={SURFACES}&by={SURFACES}",
        f"opportunity={BENCH}&out=company:gier-tolerie&by={NORTH}",
        f"opportunity={BENCH}&turnover_share=1e5",
        f"opportunity={BENCH}" + "".join(f"&include=x{n}" for n in range(300)),
    ):
        assert client.get(f"/consortium?{query}").status_code in {200, 302, 404, 422}, query
        assert client.get(f"/consortium/sheet?{query}").status_code in {200, 302}, query
