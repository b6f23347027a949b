"""GET /api/v1/search, /entities/{id} and /entities/{id}/ties: ids of any shape, and pages that add up."""

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.web.seed import ANA, BRUNO, HOSTILE, LILLE, SLASHED, hostile_id


def entity_address(id: str, more: str = "") -> str:
    return f"/api/v1/entities/{quote(id, safe='')}{more}"


def test_search_finds_without_accents_and_says_where(client: FlaskClient) -> None:
    answer = client.get("/api/v1/search", query_string={"q": "aciers du nord"})
    assert answer.status_code == 200
    assert answer.json is not None
    first = answer.json["results"][0]
    assert first["entity"] == {"id": SLASHED, "name": "Aciers du Nord", "labels": ["Company", "PME"]}
    assert first["city"]["id"] == LILLE
    assert first["ties"] == 5


def test_search_narrows_by_label_and_pages(client: FlaskClient) -> None:
    everybody = client.get("/api/v1/search", query_string={"q": "dupont", "page_size": 100}).json
    assert everybody is not None
    assert everybody["total"] == len(everybody["results"]) >= 3
    one_by_one = []
    for page in range(1, everybody["total"] + 1):
        listed = client.get("/api/v1/search", query_string={"q": "dupont", "page": page, "page_size": 1}).json
        assert listed is not None
        assert (listed["page"], listed["page_size"], listed["total"]) == (page, 1, everybody["total"])
        one_by_one += listed["results"]
    assert one_by_one == everybody["results"]
    beyond = client.get("/api/v1/search", query_string={"q": "dupont", "page": 1000}).json
    assert beyond is not None
    assert beyond["results"] == []
    cities = client.get("/api/v1/search", query_string={"q": "l", "label": "City"}).json
    assert cities is not None
    assert {hit["entity"]["labels"][0] for hit in cities["results"]} <= {"City"}


@pytest.mark.parametrize("asked", [{}, {"q": ""}, {"q": "a", "page": 0}, {"q": "a", "page_size": 101}, {"q": "a", "label": "x"}, {"q": "a" * 501}])
def test_search_refuses_what_it_cannot_do(client: FlaskClient, asked: dict[str, object]) -> None:
    assert client.get("/api/v1/search", query_string=asked).status_code == 422


@pytest.mark.parametrize("id", [ANA, BRUNO, SLASHED, LILLE, *(hostile_id(n) for n in range(len(HOSTILE)))])
def test_an_entity_of_any_id_is_found(client: FlaskClient, id: str) -> None:
    answer = client.get(entity_address(id))
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["id"] == id
    ties = client.get(entity_address(id, "/ties"))
    assert ties.status_code == 200
    assert ties.json is not None
    assert ties.json["total"] == answer.json["ties"]


def test_an_entity_says_what_is_known(client: FlaskClient) -> None:
    told = client.get(entity_address(SLASHED)).json
    assert told is not None
    assert told["properties"] == {"size_class": "pme", "country": "FR", "aliases": ["AdN", "Les Aciers"]}
    assert told["created_at"]


def test_ties_say_with_whom_and_how_strongly(client: FlaskClient) -> None:
    listed = client.get(entity_address(SLASHED, "/ties"), query_string={"as_of": "2026-06-01", "lang": "en"}).json
    assert listed is not None
    by_id = {row["tie"]["id"]: row for row in listed["results"]}
    assert by_id["works:1"]["other"]["name"] == "Chloé Dupont"
    assert by_id["works:1"]["strength"] > 0.5
    assert by_id["works:1"]["tie"]["role"] == "présidente"
    assert by_id["in:1"]["strength"] is None


def test_an_unknown_entity_is_404(client: FlaskClient) -> None:
    for address in (entity_address("nobody"), entity_address("nobody", "/ties"), entity_address("//"), entity_address("\x00")):
        answer = client.get(address)
        assert answer.status_code == 404
        assert answer.json is not None
        assert answer.json["code"] == "not_found"
