"""From every answer a way to see it drawn: over the example network, without a database."""

from dataclasses import replace
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient

from explorer.domain.records import Entity
from explorer.web.pages.canvas import LONGEST, MOST, on_canvas
from tests.calls import facts
from tests.web.reading import read
from tests.web.without_database import show

ANSWERS = {
    "/search?q=saint-etienne": "id",
    "/entities/company:rsa-cosmos": "around",
    "/introductions?source=RSA+Cosmos&target=Katowice": "from",
    "/introductions?source=Neyret&to_label=Structure": "id",
    "/partners?entity=M%C3%A9caloire": "id",
    "/coexport?company=CFL+Klozmann&market=AE&product=BTP": "id",
    "/consortium?opportunity=opportunity:cuves-nucleaires": "id",
    "/support?company=RSA+Cosmos": "id",
    "/suited?target=Bouygues+Construction": "id",
    "/opportunities": "id",
    "/territory/brokers?place=": "id",
    "/territory/matches?place=Saint-%C3%89tienne": "id",
    "/absence?id=Fiped": "id",
    "/capabilities?structure=M%C3%A9caloire": "id",
    "/": "best",
}


@pytest.fixture
def app(bare: Flask) -> Flask:
    show(bare, facts())
    return bare


@pytest.mark.parametrize("address", ANSWERS)
def test_every_answer_can_be_drawn(client: FlaskClient, address: str) -> None:
    ways = [parse_qs(urlsplit(href).query) for href in read(client, address).links() if href.startswith("/explore?")]
    found = [way[ANSWERS[address]] for way in ways if ANSWERS[address] in way]
    assert found, f"no way to the canvas on {address}"
    assert found[0][0] == "all" or all(id in facts().entities for id in found[0])


def test_an_address_holds_what_servers_take(client: FlaskClient) -> None:
    people = [Entity(f"p:{n}", "Person", "x") for n in range(200)]
    with client.application.test_request_context():
        way = on_canvas(people[0], [people, None], (entity for entity in people))
        assert way is not None
        assert (way.shown, way.total) == (MOST, 200)
        long = on_canvas([replace(person, id=f"{person.id}é" * 50) for person in people])
        assert long is not None
        assert 0 < long.shown < MOST
        assert len(long.address) <= LONGEST + len("/explore?")
        assert on_canvas([replace(people[0], properties={"objects": True})], None) is None
        assert len(quote("é" * 4_000)) > LONGEST
        assert on_canvas(Entity("é" * 4_000, "Person", "x")) is None
