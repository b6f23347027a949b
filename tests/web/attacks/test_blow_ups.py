"""Texts made to take long: each is answered within seconds, wherever it is given, in a network of a few thousand entities."""

import time
from typing import Final

import pytest
from flask import Flask

from explorer.domain.records import Entity, Relationship
from explorer.settings import Settings
from tests.web.attacks.test_requests import check
from tests.web.attacks.vocabulary_network import Network, showing
from tests.web.without_database import app_without_database

WITHIN: Final = 4.0
"""Seconds, on a machine that does much else; most take milliseconds."""
ENTITIES: Final = 3_000
TEXTS: Final = {
    "a pattern that backtracks": "(a+)+$" + "a" * 100 + "!",
    "nested groups": "(" * 200 + "a" + ")" * 200,
    "alternatives": "(a|aa|aaa)*b" * 30,
    "counted repetitions": "a{1,65535}{1,65535}" * 20,
    "a look-behind": "(?<=(a+)+)b" * 30,
    "one letter": "a" * 500,
    "two letters by turns": "ab" * 250,
    "wildcards": "*?%_" * 120,
    "only spaces": " " * 500,
    "a hundred words": "a " * 250,
    "combining marks": "e" + "\u0301" * 490,
    "compatibility letters that grow": "\ufdfa" * 300,
    "digraphs that grow": "\ufb03" * 400,
    "beyond the first plane": "\U0001d51e" * 240,
    "families": "👩‍👩‍👧‍👦" * 60,
    "right to left": "\u202e\u200f" * 240,
    "zero width": "\u200b" * 500,
    "backslashes": "\\" * 500,
    "quotes": "'\"`" * 160,
    "brackets": "[" * 500,
    "percent signs": "%s%n%x" * 80,
    "digits": "9" * 500,
    "a very long number": "1" + "0" * 498,
    "a date of digits": "1" * 490 + "-01-01",
    "every name at once": "société entreprise chambre " * 18,
    "what nothing begins with": "zzqxj" * 100,
}
PLACES: Final = (
    ("/api/v1/search", "q"),
    ("/search", "q"),
    ("/api/v1/introductions", "source"),
    ("/introductions", "source"),
    ("/introductions", "as_of"),
    ("/api/v1/introductions", "to_sector"),
    ("/coexport", "company"),
    ("/coexport", "product"),
    ("/suited", "target"),
    ("/partners", "entity"),
    ("/support", "company"),
    ("/consortium", "opportunity"),
    ("/consortium", "needs"),
    ("/capabilities", "structure"),
    ("/api/v1/consortium", "include"),
    ("/absence", "id"),
    ("/territory/brokers", "place"),
    ("/explore", "add"),
    ("/explore", "q"),
    ("/api/v1/graph/network", "sector"),
)
OTHERS: Final = {"introductions": {"source": "company:2", "target": "company:1"}, "coexport": {"company": "company:1", "market": "AE"}}
"""What else each question says."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    app = app_without_database(Settings(data=tmp_path_factory.mktemp("attacks")))
    network = Network()
    names = ("Société des aciers", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "ababababababab", "Entreprise générale")
    network.entities += [Entity(f"company:{n}", "Company", f"{names[n % 4]} {n}", {"aliases": ("a" * 60, f"alias {n}")}) for n in range(ENTITIES)]
    network.ties += [Relationship(f"p{n}", "PARTNER_OF", f"company:{n}", f"company:{n * 7 % ENTITIES}") for n in range(1, ENTITIES) if n * 6 % ENTITIES]
    showing(app, network)
    app.test_client().get("/search?q=warm")
    return app


@pytest.mark.parametrize(("path", "parameter"), PLACES, ids=[f"{parameter} of {path}" for path, parameter in PLACES])
@pytest.mark.parametrize("name", TEXTS)
def test_is_answered_in_time(app: Flask, path: str, parameter: str, name: str) -> None:
    began = time.process_time()
    others = OTHERS.get(path.rpartition("/")[2], {})
    answer = app.test_client().get(path, query_string=others | {parameter: TEXTS[name]})
    assert time.process_time() - began < WITHIN
    assert answer.status_code < 500
    check(answer)


@pytest.mark.parametrize("hops", [4, 6])
def test_the_most_that_can_be_asked_for_is_answered_in_time(app: Flask, hops: int) -> None:
    began = time.process_time()
    answer = app.test_client().get(f"/api/v1/introductions?source=company:1&target=company:2&max_hops={hops}&limit=100")
    assert answer.status_code == 200
    assert time.process_time() - began < 20
