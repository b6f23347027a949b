"""What somebody prefers, by forms with their token."""

import re

from flask.testing import FlaskClient

from tests.web.seed import SLASHED


def token(client: FlaskClient) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/").get_data(as_text=True))
    assert found is not None
    return found.group(1)


def test_the_theme_is_remembered(client: FlaskClient) -> None:
    answer = client.post("/preferences/theme", data={"theme": "dark", "next": "/about?lang=fr", "csrf_token": token(client)})
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/about?lang=fr"
    assert 'data-theme="dark"' in client.get("/").get_data(as_text=True)
    refused = client.post("/preferences/theme", data={"theme": "pink", "csrf_token": token(client)})
    assert refused.status_code == 422
    assert 'data-theme="dark"' in client.get("/").get_data(as_text=True)


def test_my_organisation_is_remembered_and_forgotten(client: FlaskClient) -> None:
    assert client.post("/preferences/organisation", data={"id": "nobody", "csrf_token": token(client)}).status_code == 422
    answer = client.post("/preferences/organisation", data={"id": SLASHED, "next": "//evil.example", "csrf_token": token(client)})
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/"
    assert "Aciers du Nord" in client.get("/introductions").get_data(as_text=True)
    client.post("/preferences/organisation", data={"id": "", "csrf_token": token(client)})
    assert "Aciers du Nord" not in client.get("/introductions").get_data(as_text=True)
