"""GET /api/v1/introductions."""

from datetime import date

import pytest
from flask.testing import FlaskClient

from tests.web.seed import ALONE, ANA, BRUNO, CHLOE, SLASHED

ADDRESS = "/api/v1/introductions"


def test_answers_with_paths_ties_and_words(client: FlaskClient) -> None:
    answer = client.get(ADDRESS, query_string={"source": ANA, "target": SLASHED, "as_of": "2026-06-01", "lang": "en"})
    assert answer.status_code == 200
    told = answer.json
    assert told is not None
    assert told["source"] == {"id": ANA, "name": "Ana Alvès", "labels": ["Person"]}
    assert told["target"]["labels"] == ["Company", "PME"]
    assert told["as_of"] == "2026-06-01"
    assert told["complete"] is True
    best = told["paths"][0]
    assert [step["to"]["id"] for step in best["steps"]] == [CHLOE, SLASHED]
    assert best["hops"] == 2
    assert best["steps"][0]["ties"][0]["evidence"] == "Vu au salon"
    assert best["steps"][0]["ties"][0]["from"]["id"] == ANA
    assert best["steps"][best["weakest"]]["strength"] == min(step["strength"] for step in best["steps"])
    assert best["next"]


def test_names_serve_as_well_as_ids(client: FlaskClient) -> None:
    by_name = client.get(ADDRESS, query_string={"source": "ana alves", "target": "Aciers du Nord"}).json
    by_id = client.get(ADDRESS, query_string={"source": ANA, "target": SLASHED}).json
    assert by_name == by_id


def test_none_is_an_answer(client: FlaskClient) -> None:
    answer = client.get(ADDRESS, query_string={"source": ANA, "target": ALONE})
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["paths"] == []
    assert answer.json["explanation"]


def test_avoid_may_be_repeated(client: FlaskClient) -> None:
    free = client.get(ADDRESS, query_string={"source": ANA, "target": BRUNO}).json
    assert free is not None
    assert free["paths"]
    answer = client.get(ADDRESS, query_string={"source": ANA, "target": BRUNO, "avoid": ["structure:ccid", CHLOE]})
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["paths"] == []


def test_a_need_instead_of_a_target(client: FlaskClient) -> None:
    answer = client.get(ADDRESS, query_string={"source": ANA, "to_sector": "Eau", "to_label": "Structure"})
    assert answer.status_code == 200
    assert answer.json is not None
    assert answer.json["target"]["id"] is None
    assert answer.json["paths"][0]["target"]["id"] == "structure:ccid"


def test_limits_labels_and_types_bear_on_the_answer(client: FlaskClient) -> None:
    asked = {"source": ANA, "target": SLASHED}
    for more in ({"max_hops": 1}, {"type": ["MET", "SUPPLIES"]}, {"label": "Structure"}):
        answer = client.get(ADDRESS, query_string={**asked, **more})
        assert answer.status_code == 200
        assert answer.json is not None
        assert answer.json["paths"] == [], more


def test_as_of_takes_one_back(client: FlaskClient) -> None:
    answer = client.get(ADDRESS, query_string={"source": ANA, "target": SLASHED, "as_of": "2001-01-01"})
    assert answer.json is not None
    assert answer.json["paths"] == []
    today = client.get(ADDRESS, query_string={"source": ANA, "target": SLASHED}).json
    assert today is not None
    assert abs((date.fromisoformat(today["as_of"]) - date.today()).days) <= 1  # noqa: DTZ011  (either side of midnight in UTC)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({}, "source"),
        ({"source": ""}, "source"),
        ({"source": ANA, "target": SLASHED, "max_hops": 0}, "max_hops"),
        ({"source": ANA, "target": SLASHED, "max_hops": 7}, "max_hops"),
        ({"source": ANA, "target": SLASHED, "max_hops": "many"}, "max_hops"),
        ({"source": ANA, "target": SLASHED, "limit": 101}, "limit"),
        ({"source": ANA, "target": SLASHED, "limit": -1}, "limit"),
        ({"source": ANA, "target": SLASHED, "as_of": "yesterday"}, "as_of"),
        ({"source": ANA, "target": SLASHED, "as_of": "2024-02-30"}, "as_of"),
        ({"source": ANA, "target": SLASHED, "label": "Nobody"}, "label"),
        ({"source": ANA, "target": SLASHED, "type": "LOCATED_IN"}, "type"),
        ({"source": ANA, "target": SLASHED, "to_label": "Nobody"}, "to_label"),
        ({"source": ANA, "to_market": "Narnia"}, "to_market"),
        ({"source": ANA, "target": SLASHED, "lang": "de"}, "lang"),
        ({"source": ANA, "target": SLASHED, "max-hops": 2}, "max-hops"),
        ({"source": "x" * 3000, "target": SLASHED}, "source"),
        ({"source": ANA, "target": SLASHED, "avoid": ["x"] * 101}, "avoid"),
        ({"source": ANA}, "target"),
        ({"source": ANA, "target": ANA}, "target"),
    ],
)
def test_bad_input_names_the_parameter(client: FlaskClient, asked: dict[str, object], field: str) -> None:
    answer = client.get(ADDRESS, query_string=asked)
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["code"] == "bad_input"
    assert answer.json["status"] == 422
    assert field in answer.json["errors"]


def test_an_unknown_name_is_404_with_what_is_alike(client: FlaskClient) -> None:
    answer = client.get(ADDRESS, query_string={"source": "Chloe Dupond", "target": SLASHED})
    assert answer.status_code == 404
    assert answer.json is not None
    assert answer.json["code"] == "not_found"
    assert {"id": CHLOE, "name": "Chloé Dupont", "labels": ["Person"]} in answer.json["errors"]["source"]


def test_an_ambiguous_name_is_409_with_the_candidates(client: FlaskClient) -> None:
    answer = client.get(ADDRESS, query_string={"source": ANA, "target": "bruno dupont"})
    assert answer.status_code == 409
    assert answer.json is not None
    assert answer.json["code"] == "ambiguous"
    assert {entity["id"] for entity in answer.json["errors"]["target"]} == {BRUNO, "person:bruno-2"}


def test_errors_speak_the_asked_language(client: FlaskClient) -> None:
    said = {language: client.get(ADDRESS, query_string={"source": ANA, "target": SLASHED, "max_hops": 99, "lang": language}).json for language in ("fr", "en")}
    assert said["fr"] is not None
    assert said["en"] is not None
    assert said["fr"]["message"] != said["en"]["message"]
    assert said["fr"]["errors"] != said["en"]["errors"]
    by_header = client.get(ADDRESS, query_string={"source": ANA, "target": SLASHED, "max_hops": 99}, headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert by_header.json == said["en"]
