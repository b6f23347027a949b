"""Noting what was done about a need, by the form and by programs: taken down as written or not at all, and counted."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from explorer.graphdb import Database, reads
from tests.web.reading import PageText
from tests.web.sending import hidden, main, tokens

NOTES = "/opportunities/need:quay/notes"


@pytest.fixture
def app(refilled: Flask) -> Flask:
    return refilled


def noted(client: FlaskClient, **said: Any) -> TestResponse:
    token = hidden(client.get(NOTES).get_data(as_text=True), "csrf_token")
    return client.post(f"{NOTES}?lang=en", data={"csrf_token": token, "company": "Aciers du Nord", "step": "asked", "on": "2024-05", **said})


def test_what_was_done_is_noted_and_counted(client: FlaskClient, database: Database) -> None:
    entities = len(reads.snapshot(database).entities)
    assert noted(client, text="<b>Au téléphone</b>").status_code == 303
    assert noted(client, step="won", on="2024-06", amount="1 200,50", currency="EUR").status_code == 303
    page = client.get("/entities/need:quay?lang=en")
    text = main(page)
    for told in ("From proposal to order", "Won in all: 1,200.5 EUR.", "<b>Au téléphone</b>", "Aciers du Nord", "Won, 1,200.5 EUR"):
        assert told in text, told
    everywhere = client.get("/api/v1/opportunities").json
    assert everywhere is not None
    assert everywhere["funnel"]["steps"] == [{"step": step, "pairs": 1} for step in ("proposed", "asked", "met", "answered")]
    assert everywhere["funnel"]["won_amounts"] == {"EUR": 1200.5}
    assert "From proposal to order" in main(client.get("/opportunities?lang=en"))
    assert len(reads.snapshot(database).entities) == entities
    token, note = hidden(page.get_data(as_text=True), "csrf_token"), hidden(page.get_data(as_text=True), "note")
    assert client.post(f"{NOTES}/withdraw", data={"csrf_token": token, "note": note}).status_code == 303
    assert client.post(f"{NOTES}/withdraw", data={"csrf_token": token, "note": note}).status_code == 404
    assert ((client.get(f"/api/v1{NOTES}").json or {})["funnel"]["outcomes"])["won"] == 0


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("company", "", "No company and no structure"),
        ("company", "Lyon", "No company and no structure is called “Lyon”."),
        ("step", "dreamt", "Must be one of"),
        ("on", "soon", "This is no date"),
        ("on", "2999", "This day has not come yet"),
        ("amount", "much", "This is no number."),
        ("amount", "-1", "This number is below 0."),
        ("text", "x" * 2_001, "A note has at most"),
    ],
)
def test_a_note_with_something_wrong_is_not_taken_down(client: FlaskClient, database: Database, field: str, value: str, told: str) -> None:
    before = reads.sequence(database)
    answer = noted(client, **{"text": "Gardé", field: value})
    assert answer.status_code == 422
    page = PageText(answer.get_data(as_text=True))
    assert told in page.one("p", id=f"{field}-wrong").text
    assert field == "text" or page.one("textarea", id="text").text.strip() == "Gardé"
    assert reads.sequence(database) == before


def test_a_program_notes_too(client: FlaskClient) -> None:
    sent = {"company": "Aciers du Nord", "step": "met", "amount": 12.5, "currency": "EUR"}
    answer = client.post(f"/api/v1{NOTES}", json=sent, headers=tokens(client))
    assert answer.status_code == 201
    (pair,) = (answer.json or {})["pairs"]
    assert (pair["furthest"], pair["outcome"], pair["amount"], len(pair["notes"])) == ("met", None, 12.5, 1)
    assert client.post(f"/api/v1{NOTES}", json=sent).status_code == 400
    assert client.post("/api/v1/opportunities/person:ana/notes", json=sent, headers=tokens(client)).status_code == 404
    assert client.get("/api/v1/opportunities/person:ana/notes").status_code == 404


def test_cards_lead_to_the_note_with_the_company_filled_in(client: FlaskClient) -> None:
    page = PageText(client.get("/suited?target=need:quay").get_data(as_text=True))
    (link,) = [href for href in page.links() if "/notes" in href]
    assert PageText(client.get(link).get_data(as_text=True)).one("input", id="company").attributes["value"] == "Aciers du Nord"
