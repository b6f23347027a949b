"""An entity with thousands of ties: every page and answer about it tells some of them and counts all."""

from collections.abc import Iterator
from typing import Final

import pytest
from flask.testing import FlaskClient

from explorer.app import create_app
from explorer.domain.dates import parse_date
from explorer.domain.records import Entity, Relationship
from explorer.graphdb import Database, writes
from explorer.services.listing import MOST_WEIGHED
from explorer.settings import Settings
from tests.emptying import empty
from tests.web.reading import read

HUB: Final = "structure:hub"
MEMBERS: Final = 4_800
PEOPLE: Final = 200
OBJECTING: Final = 7
NAMED: Final = MEMBERS + PEOPLE - OBJECTING


def entities() -> Iterator[Entity]:
    yield Entity(HUB, "Structure", "The hub")
    yield from (Entity(f"company:{n}", "Company", f"Company {n}") for n in range(MEMBERS))
    yield from (Entity(f"person:{n}", "Person", f"Person {n}", {"objects": True} if n < OBJECTING else {}) for n in range(PEOPLE))


def relationships() -> Iterator[Relationship]:
    for n in range(MEMBERS):
        yield Relationship(f"member:{n}", "MEMBER_OF", f"company:{n}", HUB, since=parse_date(str(2000 + n % 20)))
    for n in range(PEOPLE):
        yield Relationship(f"works:{n}", "WORKS_AT", f"person:{n}", HUB, since=parse_date("2021"))


@pytest.fixture(scope="module")
def hub(_embedded_for_session: Database, tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    empty(_embedded_for_session)
    writes.save(_embedded_for_session, list(entities()), list(relationships()), who="tests", batch="hub")
    return create_app(Settings(data=tmp_path_factory.mktemp("hub")), _embedded_for_session, testing=True).test_client()


def test_it_has_more_ties_than_are_weighed_one_by_one() -> None:
    assert NAMED > MOST_WEIGHED


def test_its_page_tells_some_and_counts_all(hub: FlaskClient) -> None:
    first = read(hub, f"/entities/{HUB}?lang=en").main
    assert f"{NAMED:,} ties" in first
    assert f"{OBJECTING} more ties are with people who asked not to be named" in first
    assert "evidence from 2000 to 2021" in first
    assert f"These are the latest 40 of {NAMED:,}." in hub.get(f"/entities/{HUB}?lang=en").text
    last = read(hub, f"/entities/{HUB}?lang=en&page=10000").main
    assert "Members" in last
    assert f"{MEMBERS:,}" in last
    for text in (first, last):
        assert not any(f"Person {n} " in text for n in range(OBJECTING))


def test_pages_of_ties_hold_each_once_the_strongest_first(hub: FlaskClient) -> None:
    seen: list[str] = []
    strengths: list[float] = []
    for page in range(1, NAMED // 100 + 2):
        told = hub.get(f"/api/v1/entities/{HUB}/ties?page={page}&page_size=100").json
        assert told is not None
        assert told["total"] == NAMED
        seen += [row["tie"]["id"] for row in told["results"]]
        strengths += [row["strength"] for row in told["results"]]
    assert len(seen) == len(set(seen)) == NAMED
    assert {f"works:{n}" for n in range(OBJECTING)}.isdisjoint(seen)
    assert strengths == sorted(strengths, reverse=True)


def test_its_time_line_counts_all(hub: FlaskClient) -> None:
    answer = hub.get(f"/entities/{HUB}/timeline?lang=en")
    assert answer.status_code == 200
    assert f"These are the latest 12 of {NAMED:,}." in answer.text


def test_around_it_who_objects_is_withheld_and_not_counted(hub: FlaskClient) -> None:
    told = hub.get(f"/api/v1/graph/around/{HUB}?limit=60").json
    assert told is not None
    assert {(count["type"], count["n"]) for count in told["counts"]} == {("MEMBER_OF", MEMBERS), ("WORKS_AT", PEOPLE - OBJECTING)}
    assert (told["withheld"], told["total"], told["looked_at_all"]) == (OBJECTING, NAMED, False)
    assert len(told["nodes"]) == 60
    known = hub.get(f"/api/v1/entities/{HUB}").json
    assert known is not None
    assert (known["ties"], known["withheld"]) == (NAMED, OBJECTING)
