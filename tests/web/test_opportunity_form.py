"""Publishing a need and changing it by the form: checked as rows of files are, saved whole or not at all."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from explorer.domain.records import Entity, Relationship
from explorer.graphdb import Database, exact, reads, writes
from tests.web.reading import PageText
from tests.web.sending import hidden, main, send

HOSTILE = "<script>alert(1)</script> {{7*7}} \u202e=HYPERLINK()"
FORM: dict[str, Any] = {
    "name": "Pompes pour Accra",
    "kind": "call_for_tenders",
    "status": "open",
    "deadline": "2031-06",
    "amount": "12 500,50",
    "currency": "EUR",
    "summary": "Des pompes.",
    "publisher": ["Chambre de commerce", ""],
    "market": ["Ghana", "CI"],
    "sector": ["Eau"],
    "lot": ["1", "", ""],
    "sought": ["HS 8905", "Eau", ""],
}


@pytest.fixture
def app(refilled: Flask) -> Flask:
    return refilled


def test_a_need_is_published_in_one_transaction_and_seen_at_once(client: FlaskClient, database: Database) -> None:
    before = reads.sequence(database)
    answer = send(client, "/opportunities/new", FORM)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/entities/opportunity:pompes-pour-accra"
    page = main(client.get(answer.headers["Location"]))
    for told in ("Saved.", "Pompes pour Accra", "call for tenders", "12,500.5", "Ghana", "Côte d’Ivoire", "Quais", "lot 1", "June 2031"):
        assert told in page, told
    changes = reads.changes(database, before, 100)
    assert {(change.who, change.batch.partition(":")[0]) for change in changes} == {("form", "form")}
    assert len({change.batch for change in changes}) == 1
    facts = reads.snapshot(database)
    need = facts.entities["opportunity:pompes-pour-accra"]
    assert (need.origin, need.properties["amount"], need.properties["deadline"]) == ("form", 12500.5, "2031-06")
    assert {(r.type, r.other(need.id), r.properties.get("lot")) for r in facts.of(need.id)} == {
        ("PUBLISHES", "structure:ccid", None),
        ("TARGETS", "country:GH", None),
        ("TARGETS", "country:CI", None),
        ("ACTIVE_IN", "sector:water", None),
        ("SEEKS", "capability:quays", "1"),
        ("SEEKS", "sector:water", None),
    }
    assert facts.entities["country:GH"].name == "Ghana"


@pytest.mark.parametrize(
    ("field", "value", "place", "told"),
    [
        ("name", "", "name", "This cell must not be empty."),
        ("name", "¡!", "name", "Write a name of letters or digits"),
        ("name", "n" * 2_000, "name", "not too long"),
        ("deadline", "2031-02-30", "deadline", "This is no date, or there is no such day."),
        ("deadline", "soon", "deadline", "This is no date"),
        ("amount", "-3", "amount", "This number is below 0."),
        ("amount", "a lot", "amount", "This is no number."),
        ("status", "pending", "status", "This must be one of"),
        ("contact", "Zoé Personne", "contact", "Neither these files nor the database"),
        ("contact", "Bruno Dupont", "contact", "Several are called"),
        ("publisher", [], "publishers-0", "Say who publishes it."),
        ("publisher", ["Nobody at all"], "publishers-0", "No company and no structure is called “Nobody at all”."),
        ("publisher", ["Chambre de commerce", "Lyon"], "publishers-1", "No company and no structure is called “Lyon”."),
        ("market", ["Atlantis"], "markets-0", "is no country"),
        ("market", ["ZZ"], "markets-0", "is no country"),
        ("sector", ["Eau", "Unicorns"], "sectors-1", "No sector is called “Unicorns”."),
        ("sought", ["HS 8905", "Unicorns"], "needs-1-sought", "No capability and no sector is called “Unicorns”."),
        ("sought", ["", ""], "needs-0-sought", "Say what is sought for this lot"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_nothing_is_written(
    client: FlaskClient, database: Database, field: str, value: Any, place: str, told: str
) -> None:
    before = reads.sequence(database)
    answer = send(client, "/opportunities/new", FORM | {field: value})
    assert answer.status_code == 422
    page = PageText(answer.get_data(as_text=True))
    assert told in page.one("p", id=f"{place}-wrong").text
    assert "Nothing was saved" in page.main
    assert [e for e in page.elements if e.attributes.get("aria-describedby") == f"{place}-wrong"]
    kept = {e.attributes.get("value") for e in page.named("input")}
    assert {"2031-06" if field != "deadline" else value, "EUR"} <= kept, "what was typed is kept"
    assert reads.sequence(database) == before


def test_all_that_is_wrong_is_told_at_once(client: FlaskClient) -> None:
    answer = send(client, "/opportunities/new", FORM | {"amount": "much", "deadline": "soon", "market": ["ZZ"], "sought": ["Unicorns"]})
    assert {e.attributes["id"] for e in PageText(answer.get_data(as_text=True)).named("p", class_="wrong")} == {
        "amount-wrong",
        "deadline-wrong",
        "markets-0-wrong",
        "needs-0-sought-wrong",
    }


def test_a_name_that_is_taken_is_refused(client: FlaskClient) -> None:
    assert send(client, "/opportunities/new", FORM).status_code == 303
    again = send(client, "/opportunities/new", FORM)
    assert again.status_code == 422
    assert "There is a need of this name already" in main(again)


def test_hostile_texts_stay_text(client: FlaskClient) -> None:
    answer = send(client, "/opportunities/new", FORM | {"name": HOSTILE, "summary": HOSTILE, "currency": HOSTILE[:20], "kind": HOSTILE})
    assert answer.status_code == 303
    for address in (answer.headers["Location"], "/opportunities", f"{answer.headers['Location'].replace('/entities/', '/opportunities/')}/edit"):
        page = client.get(address).get_data(as_text=True)
        assert "<script>alert" not in page
        assert "49" not in PageText(page).main


def test_a_deadline_behind_us_is_taken_and_said(client: FlaskClient) -> None:
    answer = send(client, "/opportunities/new", FORM | {"deadline": "2020"})
    assert "Its deadline has passed, so it counts for nobody any more" in main(client.get(answer.headers["Location"] + "?lang=en"))


def test_more_lines_save_nothing_and_keep_what_was_typed(client: FlaskClient, database: Database) -> None:
    before = reads.sequence(database)
    assert not PageText(client.get("/opportunities/new").get_data(as_text=True)).named("input", id="sought-9")
    answer = send(client, "/opportunities/new", FORM | {"more": "1"})
    page = PageText(answer.get_data(as_text=True))
    assert answer.status_code == 200
    assert page.named("input", id="sought-9")
    assert page.one("input", id="sought-0").attributes["value"] == "HS 8905"
    assert reads.sequence(database) == before


EDIT = "/opportunities/need:quay/edit"


def test_the_form_of_a_need_holds_all_of_it_and_sent_again_changes_nothing(client: FlaskClient, database: Database) -> None:
    page = PageText(client.get(EDIT).get_data(as_text=True))
    said: dict[str, list[str]] = {}
    for e in page.named("input"):
        said.setdefault(e.attributes.get("name") or "", []).append(e.attributes.get("value") or "")
    assert (said["name"], said["publisher"], said["market"], said["contact"]) == (
        ["Un quai à Abidjan"],
        ["Chambre de commerce", ""],
        ["CI", ""],
        ["Chloé Dupont"],
    )
    assert (said["lot"][0], said["sought"][0]) == ("1", "Quais")
    before = reads.sequence(database)
    sent = {name: values for name, values in said.items() if name not in ("csrf_token", "seen", "q", "next")}
    assert send(client, EDIT, {**sent, "kind": "call_for_tenders", "status": "open"}).status_code == 303
    assert reads.sequence(database) == before


def test_what_is_taken_out_goes_and_what_no_form_shows_stays(client: FlaskClient, database: Database) -> None:
    seek = next(r for r in reads.relationships_of(database, "need:quay") if r.type == "SEEKS")
    writes.save(
        database, [], [type(seek)(seek.id, seek.type, seek.source, seek.target, evidence="Cahier", properties=seek.properties)], who="tests", batch="more"
    )
    said = {"name": "Un quai", "publisher": ["structure:ccid"], "lot": ["1"], "sought": ["Quais"], "status": "answered"}
    assert send(client, EDIT, said).status_code == 303
    facts = reads.snapshot(database)
    assert facts.entities["need:quay"].properties == {"status": "answered"}
    assert {(r.type, r.evidence) for r in facts.of("need:quay")} == {("PUBLISHES", None), ("SEEKS", "Cahier")}


def test_two_tabs_the_later_one_is_told_and_nothing_is_lost(client: FlaskClient, database: Database) -> None:
    page = client.get(EDIT).get_data(as_text=True)
    seen, csrf = hidden(page, "seen"), hidden(page, "csrf_token")
    said = {"name": "Un quai", "publisher": ["structure:ccid"], "csrf_token": csrf, "seen": seen}
    assert client.post(EDIT, data=said | {"summary": "Du premier onglet"}).status_code == 303
    second = client.post(f"{EDIT}?lang=en", data=said | {"summary": "Du second onglet"})
    assert second.status_code == 409
    text = main(second)
    assert "was changed or published by somebody else meanwhile" in text
    assert "Du premier onglet" in text, "what stands there now"
    body = second.get_data(as_text=True)
    assert ">Du second onglet</textarea>" in body, "what was typed"
    assert reads.entities(database, ["need:quay"])["need:quay"].properties["summary"] == "Du premier onglet"
    third = client.post(EDIT, data=said | {"summary": "Du second onglet", "seen": hidden(body, "seen")})
    assert third.status_code == 303
    assert reads.entities(database, ["need:quay"])["need:quay"].properties["summary"] == "Du second onglet"


def test_only_what_becomes_of_it(client: FlaskClient, database: Database) -> None:
    before = reads.snapshot(database)
    answer = send(client, "/opportunities/need:quay/status", {"status": "won", "amount": "95000", "currency": "XOF"}, at="/entities/need:quay")
    assert answer.status_code == 303
    now = reads.snapshot(database).entities["need:quay"]
    assert now.properties == {**before.entities["need:quay"].properties, "status": "won", "amount": 95000.0, "currency": "XOF"}
    assert len(reads.changes(database, before.sequence, 10)) == 1
    refused = send(client, "/opportunities/need:quay/status", {"status": "gone", "amount": "much"}, at="/entities/need:quay")
    assert refused.status_code == 422
    assert {"status-wrong", "amount-wrong"} <= {e.attributes.get("id") for e in PageText(refused.get_data(as_text=True)).elements}


def test_ten_thousand_things_sought_stay_when_the_rest_is_changed(client: FlaskClient, database: Database) -> None:
    things = [Entity(f"capability:{n}", "Capability", f"Chose {n}") for n in range(300)]
    writes.save(database, things, [Relationship(f"many:{n}", "SEEKS", "need:quay", f"capability:{n}") for n in range(300)], who="tests", batch="many")
    client.get("/opportunities?page=1")
    page = client.get(EDIT).get_data(as_text=True)
    while 'name="sought"' in page:  # until the second is over
        page = client.get(EDIT).get_data(as_text=True)
    said = {"name": "Un quai", "publisher": ["structure:ccid"], "csrf_token": hidden(page, "csrf_token"), "seen": hidden(page, "seen")}
    assert client.post(EDIT, data=said).status_code == 303
    assert sum(r.type == "SEEKS" for r in reads.snapshot(database).of("need:quay")) == 301
    too_many = said | {"seen": exact.NEW, "name": "Autre", "lot": [""] * 201, "sought": ["Quais"] * 201}
    assert "A form takes at most 200 things sought" in main(client.post("/opportunities/new?lang=en", data=too_many))


@pytest.mark.parametrize("address", ["/opportunities/new", EDIT, "/opportunities/need:quay/status"])
def test_without_a_token_nothing_is_saved(client: FlaskClient, database: Database, address: str) -> None:
    before = reads.sequence(database)
    assert client.post(address, data=FORM).status_code == 400
    assert reads.sequence(database) == before


@pytest.mark.parametrize("address", ["/opportunities/nothing/edit", "/opportunities/person:ana/edit"])
def test_only_a_need_has_a_form(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code == 404
