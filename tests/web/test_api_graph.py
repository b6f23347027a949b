"""/api/v1/graph: parts of the network for drawings."""

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.web.seed import ANA, BRUNO, CHLOE, LYON, SLASHED

AMONG = "/api/v1/graph/among"


def test_around(client: FlaskClient) -> None:
    answer = client.get(f"/api/v1/graph/around/{quote(SLASHED, safe='')}", query_string={"limit": 2, "lang": "en"})
    assert answer.status_code == 200
    told = answer.json
    assert told is not None
    assert (told["node"]["kind"], told["node"]["city"]) == ("company", "Lille")
    assert told["node"]["degree"] == told["total"] == sum(count["n"] for count in told["counts"]) >= 4
    assert {(count["type"], count["direction"], count["n"]) for count in told["counts"]} >= {("WORKS_AT", "in", 1), ("LOCATED_IN", "out", 1)}
    assert len(told["nodes"]) == 2
    assert told["nodes"][0]["id"] == CHLOE
    more = client.get(f"/api/v1/graph/around/{quote(SLASHED, safe='')}", query_string={"limit": 2, "page": 2}).json
    assert more is not None
    assert {node["id"] for node in more["nodes"]}.isdisjoint(node["id"] for node in told["nodes"])
    assert client.get("/api/v1/graph/around/nobody").status_code == 404


def test_among_needs_no_token_and_changes_nothing(client: FlaskClient) -> None:
    answer = client.post(AMONG, json={"ids": [ANA, CHLOE, "gone", ANA]})
    assert answer.status_code == 200
    told = answer.json
    assert told is not None
    assert [node["id"] for node in told["nodes"]] == [ANA, CHLOE]
    assert [tie["id"] for tie in told["ties"]] == ["knows:1"]
    assert told["missing"] == ["gone"]
    assert client.get(AMONG).status_code == 405


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"ids": ["x"] * 10_001}, 413),
        ({"ids": ["x"] * 10_000}, 200),
        ({"ids": []}, 200),
        ({}, 422),
        ({"ids": "x"}, 422),
        ({"ids": [1]}, 422),
        ({"ids": [""]}, 422),
        ({"ids": ["a"], "more": 1}, 422),
        ({"ids": ["a"], "as_of": "never"}, 422),
        ([], 422),
    ],
)
def test_among_refuses_what_it_cannot_do(client: FlaskClient, body: object, status: int) -> None:
    answer = client.post(AMONG, json=body)
    assert answer.status_code == status
    assert answer.json is not None


def test_ids_of_many_characters_have_room(client: FlaskClient) -> None:
    assert client.post(AMONG, json={"ids": ["x" * 300] * 10_000}).status_code == 200
    assert client.post(AMONG, data=b'{"ids": ["' + b"x" * 5_000_000 + b'"]}', content_type="application/json").status_code == 413


def test_the_best_connected(client: FlaskClient) -> None:
    told = client.get("/api/v1/graph/network", query_string={"label": "Person", "limit": 2}).json
    assert told is not None
    assert len(told["nodes"]) == 2
    assert told["total"] == 5
    assert client.get("/api/v1/graph/network?city=nowhere").status_code == 404
    assert client.get("/api/v1/graph/network?label=Dragon").status_code == 422


def test_what_stands_behind_a_tie(client: FlaskClient) -> None:
    told = client.get("/api/v1/graph/links", query_string={"source": ANA, "target": CHLOE, "lang": "en"}).json
    assert told is not None
    assert told["ties"][0]["evidence"] == "Vu au salon"
    assert told["strength_word"]
    assert client.get("/api/v1/graph/links", query_string={"source": ANA, "target": "gone"}).status_code == 404


TOGETHER = "/api/v1/graph/together"
WORKED = f"WORKED_WITH\n{BRUNO}\n{SLASHED}"


def test_who_worked_together(client: FlaskClient) -> None:
    told = client.get(f"{TOGETHER}/{quote(SLASHED, safe='')}", query_string={"lang": "en"}).json
    assert told is not None
    assert (told["node"]["id"], told["counts"], told["total"], told["looked_at_all"]) == (SLASHED, [{"type": "WORKED_WITH", "n": 1}], 1, True)
    assert [node["id"] for node in told["nodes"]] == [BRUNO]
    (tie,) = told["ties"]
    assert (tie["id"], tie["via_total"], [entity["name"] for entity in tie["via"]]) == (WORKED, 1, ["Le quai"])
    behind = client.get("/api/v1/graph/links", query_string={"source": SLASHED, "target": BRUNO}).json
    assert behind is not None
    assert behind["strength"] == pytest.approx(tie["strength"], abs=2e-8)
    assert {fact["via"]["id"] for fact in behind["ties"]} == {"project:dock"}
    assert client.get(f"{TOGETHER}/{LYON}").json["counts"] == []  # type: ignore[index]
    assert client.get(f"{TOGETHER}/nobody").status_code == 404
    assert client.get(f"{TOGETHER}/{ANA}", query_string={"type": "KNOWS"}).status_code == 422


def test_ties_among_those_who_worked_together(client: FlaskClient) -> None:
    told = client.post(TOGETHER, json={"ids": [ANA, BRUNO, SLASHED, LYON, "gone"]}).json
    assert told is not None
    assert ([tie["id"] for tie in told["ties"]], told["complete"]) == ([WORKED], True)
    before = client.post(TOGETHER, json={"ids": [BRUNO, SLASHED], "as_of": "2023-12-31"}).json
    assert before is not None
    assert before["ties"] == []
    assert client.post(TOGETHER, json={"ids": ["x"] * 10_001}).status_code == 413
    assert client.post(TOGETHER, json={"ids": "x"}).status_code == 422
