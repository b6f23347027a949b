"""Who objects is in no answer from that moment on, though the network in memory may be a second old."""

from dataclasses import replace
from urllib.parse import quote

from flask.testing import FlaskClient

from explorer.graphdb import Database, writes
from tests.waiting import until
from tests.web import seed
from tests.web.seed import ANA, CHLOE, SLASHED
from tests.web.test_pages import PAGES

QUESTION = {"source": ANA, "target": SLASHED, "as_of": "2026-06-01", "lang": "en"}
NAME = "Chloé"
COMPANY, NEED = quote(SLASHED, safe=""), "need:quay"
THEIR_COMPANY = (
    f"/entities/{COMPANY}",
    f"/entities/{COMPANY}/timeline",
    f"/api/v1/entities/{COMPANY}/ties",
    f"/api/v1/graph/around/{COMPANY}",
    f"/explore?around={COMPANY}",
    f"/entities/{ANA}",
    f"/entities/{ANA}/timeline",
    f"/api/v1/entities/{ANA}/ties",
    f"/entities/{NEED}",
    f"/api/v1/entities/{NEED}",
)
"""What named her while she let it."""
FOUND_BY_NAME = "/search?q=dupont"
"""Leads to everybody's own page, hers too."""


def passed(client: FlaskClient, address: str) -> bool:
    answer = client.get(address, query_string=QUESTION)
    assert answer.status_code == 200
    return CHLOE in answer.text


def seeded(client: FlaskClient, database: Database) -> None:
    writes.save(database, seed.entities(), seed.relationships(), who="tests", batch="seed")
    until(lambda: passed(client, "/api/v1/introductions"), 30)


def object_now(database: Database) -> None:
    chloe = next(entity for entity in seed.entities() if entity.id == CHLOE)
    writes.save(database, [replace(chloe, properties={**chloe.properties, "objects": True})], [], who="tests", batch="objection")


def test_an_objection_counts_at_once(client: FlaskClient, embedded: Database) -> None:
    seeded(client, embedded)
    object_now(embedded)
    assert not passed(client, "/api/v1/introductions")
    assert not passed(client, "/introductions")


def names_her(client: FlaskClient, address: str) -> bool:
    text = client.get(address, headers={"Accept-Language": "fr"}).text
    return any(sign in text for sign in (NAME, CHLOE, quote(CHLOE), NAME.encode("ascii", "backslashreplace").decode()))


def test_nobody_elses_page_names_who_objects(client: FlaskClient, embedded: Database) -> None:
    seeded(client, embedded)
    assert [address for address in THEIR_COMPANY if not names_her(client, address)] == []
    object_now(embedded)
    addresses = [*THEIR_COMPANY, *(page for page in PAGES if page != FOUND_BY_NAME)]
    assert [address for address in addresses if names_her(client, address)] == []
    assert "1 autre lien va à quelqu’un qui a demandé à n’être pas nommé" in client.get(f"/entities/{COMPANY}?lang=fr").text
    assert names_her(client, f"/entities/{quote(CHLOE)}")
