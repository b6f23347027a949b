"""Forms as a browser sends them, and requests of programs, each with its token."""

import re
from collections.abc import Mapping
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web.reading import PageText


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.partition("<main")[2] if name == "seen" else page)
    assert found is not None
    return found.group(1)


def form_token(client: FlaskClient) -> str:
    """That of a page's form, as its own visitor has it."""
    return hidden(client.get("/").get_data(as_text=True), "csrf_token")


def send(client: FlaskClient, address: str, said: dict[str, Any], *, at: str | None = None, language: str = "en") -> TestResponse:
    page = client.get(at or address).get_data(as_text=True)
    return client.post(f"{address}?lang={language}", data={"csrf_token": hidden(page, "csrf_token"), "seen": hidden(page, "seen"), **said})


def main(answer: TestResponse) -> str:
    return PageText(answer.get_data(as_text=True)).main


def tokens(client: FlaskClient) -> dict[str, str]:
    document = client.get("/api/v1/token").json
    assert document is not None
    return {"X-CSRFToken": document["token"]}


def refused(client: FlaskClient, address: str, asked: Mapping[str, object], status: int, field: str) -> None:
    """By the API, which names the parameter that is at fault."""
    answer = client.get(address, query_string=asked)
    assert answer.status_code == status
    assert answer.json is not None
    assert field in answer.json["errors"]
