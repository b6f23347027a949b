"""Who objects is in no answer from that moment on, though the network in memory may be a second old."""

import time
from dataclasses import replace

from flask.testing import FlaskClient

from explorer.graphdb import Database, writes
from tests.web import seed
from tests.web.seed import ANA, CHLOE, SLASHED

QUESTION = {"source": ANA, "target": SLASHED, "as_of": "2026-06-01", "lang": "en"}


def passed(client: FlaskClient, address: str) -> bool:
    answer = client.get(address, query_string=QUESTION)
    assert answer.status_code == 200
    return CHLOE in answer.text


def test_an_objection_counts_at_once(client: FlaskClient, embedded: Database) -> None:
    writes.save(embedded, seed.entities(), seed.relationships(), who="tests", batch="seed")
    until = time.monotonic() + 30
    while not passed(client, "/api/v1/introductions"):
        assert time.monotonic() < until
    chloe = next(entity for entity in seed.entities() if entity.id == CHLOE)
    writes.save(embedded, [replace(chloe, properties={**chloe.properties, "objects": True})], [], who="tests", batch="objection")
    assert not passed(client, "/api/v1/introductions")
    assert not passed(client, "/introductions")
