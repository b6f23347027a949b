"""The API is what its description says: every answer, also to what nobody would ask."""

import re
from collections import Counter
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from explorer.domain.vocabulary import LABELS, TYPES
from tests.web.seed import entities

EXAMPLES = 60
"""Of each address and mode."""
PATHS = (
    "/api/v1/introductions",
    "/api/v1/coexport",
    "/api/v1/suited",
    "/api/v1/absence",
    "/api/v1/brokers",
    "/api/v1/search",
    "/api/v1/entities/{entity_id}",
    "/api/v1/entities/{entity_id}/ties",
    "/api/v1/opportunities",
    "/api/v1/opportunities/{entity_id}",
    "/api/v1/token",
    "/api/v1/matches",
    "/api/v1/graph/around/{entity_id}",
    "/api/v1/graph/together/{entity_id}",
    "/api/v1/graph/network",
    "/api/v1/graph/links",
    "/api/v1/graph/places",
    "/api/v1/partners",
    "/api/v1/support",
    "/api/v1/consortium",
    "/api/v1/capabilities",
)
BY_BODY = {
    "/api/v1/graph/among": ("post",),
    "/api/v1/graph/together": ("post",),
    "/api/v1/export": ("post",),
    "/api/v1/opportunities": ("get", "post"),
    "/api/v1/opportunities/{entity_id}": ("get", "put"),
    "/api/v1/opportunities/{entity_id}/notes": ("get", "post"),
}
SCENES = {
    "/api/v1/scenes": ("get", "post"),
    "/api/v1/scenes/{scene_id}": ("get", "put", "delete"),
    "/api/v1/scenes/{scene_id}/links": ("post",),
    "/api/v1/scenes/{scene_id}/links/{token}": ("delete",),
}
METHODS = BY_BODY | SCENES
"""Addresses that are asked otherwise, and how."""
OPEN = {"View", "ViewNode", "ViewGroup", "Camera", "FilterSet", "Filters", "Styles"}
"""Shapes that may be sent with some of their keys."""
CONTRARY = ("opportunity", "turnover_share", "lead", "include", "exclude", "territory", "relationship")
"""What a question cannot say beside what it is asked here, or hardly ever of what is there."""
HERE = {"Host": "localhost"}
NAMES = (*(entity.id for entity in entities()), "Dupont", "bruno dupont", "Chambre")


@pytest.fixture(scope="module")
def described(app: Flask) -> schemathesis.BaseSchema:
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize("path", PATHS)
def test_answers_are_as_described(described: schemathesis.BaseSchema, path: str, mode: GenerationMode) -> None:
    """Made-up questions, sensible and not: no server error, described statuses, shapes and types; what is wrong is refused."""

    @given(case=described[path]["GET"].as_strategy(generation_mode=mode))
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def ask(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(headers=HERE, excluded_checks=[positive_data_acceptance])

    ask()


@pytest.mark.parametrize("mode", GenerationMode)
@pytest.mark.parametrize(("path", "method"), [(path, method) for path, methods in METHODS.items() for method in methods if method != "delete"])
def test_what_is_sent_is_taken_as_described(described: schemathesis.BaseSchema, path: str, method: str, mode: GenerationMode) -> None:
    @given(case=described[path][method.upper()].as_strategy(generation_mode=mode))
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def ask(case: schemathesis.Case[Any]) -> None:
        answer = case.call(headers=HERE)
        # What is too much is refused before anybody looks at what is wrong with it.
        unread = [negative_data_rejection] if answer.status_code == 413 else []
        case.validate_response(answer, excluded_checks=[positive_data_acceptance, *unread])

    ask()


@pytest.mark.parametrize("path", PATHS)
def test_questions_about_what_is_there_are_answered_as_described(described: schemathesis.BaseSchema, path: str) -> None:
    """Made-up names are hardly ever in the network: these questions are made up but for the names.

    Some are refused although each parameter is right, such as a question without a target or with one that is the source too: OpenAPI cannot say that.
    """
    statuses = Counter[int]()

    @given(case=described[path]["GET"].as_strategy(generation_mode=GenerationMode.POSITIVE), names=st.lists(st.sampled_from(NAMES), min_size=4, max_size=6))
    @settings(max_examples=2 * EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def ask(case: schemathesis.Case[Any], names: list[str]) -> None:
        said = {"source": names[0], "target": names[1], "via": names[2], "avoid": names[3:], "to_market": "FR", "to_sector": "Eau", "q": names[0]}
        said |= {
            "entity": names[0],
            "id": names[0],
            "company": names[0],
            "market": "FR",
            "product": "Eau",
            "sector": "Eau",
            "publisher": "structure:ccid",
            "place": "structure:ccid",
        }
        case.query = {name: said.get(name, value) for name, value in (case.query or {}).items() if name not in CONTRARY}
        if path == "/api/v1/consortium":
            case.query["needs"] = "Eau"
        if path == "/api/v1/capabilities":
            case.query["structure"] = "structure:ccid"
        if case.path_parameters:
            case.path_parameters = {"entity_id": quote("need:quay" if "opportunities" in path else names[0], safe="")}
        answer = case.call(headers=HERE)
        case.validate_response(answer, excluded_checks=[positive_data_acceptance])
        statuses[answer.status_code] += 1

    ask()
    assert statuses[200] >= EXAMPLES / 4, statuses


def test_the_description_is_complete(client: FlaskClient) -> None:
    document = client.get("/api/v1/openapi.json").json
    assert document is not None
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {*PATHS, *METHODS}
    for address, path in document["paths"].items():
        for method in METHODS.get(address, ("get",)):
            assert {"default"} | ({"422"} if method != "delete" else set()) <= set(path[method]["responses"])
            for parameter in (*path.get("parameters", []), *path[method].get("parameters", [])):
                assert parameter.get("description"), parameter
    for name, shape in document["components"]["schemas"].items():
        assert shape["additionalProperties"] is False, name
        assert sorted(shape.get("required", [])) == sorted(shape["properties"]) or name.endswith("Asked") or name in OPEN, name
    labels = document["components"]["schemas"]["Entity"]["properties"]["labels"]["items"]["enum"]
    assert set(LABELS) <= set(labels)
    assert document["components"]["schemas"]["Tie"]["properties"]["type"]["enum"] == list(TYPES)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_page_shows_all_of_it_without_another_host(client: FlaskClient, language: str) -> None:
    document = client.get("/api/v1/openapi.json").json
    assert document is not None
    answer = client.get("/api/v1/docs", query_string={"lang": language})
    assert answer.status_code == 200
    page = answer.get_data(as_text=True)
    for path, item in document["paths"].items():
        for method in METHODS.get(path, ("get",)):
            assert f"{method.upper()} {path}" in page
            for parameter in item[method].get("parameters", []):
                assert f"<code>{parameter['name']}</code>" in page
    for name in document["components"]["schemas"]:
        assert f'id="shape-{name}"' in page
    assert not re.findall(r'(?:src|href|action)="(?:https?:)?//', page)
