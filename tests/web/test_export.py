"""Taking away what is shown: a form that works without scripts."""

import io
import zipfile
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from explorer.export import FORMATS
from tests.web.attacks.test_requests import form
from tests.web.seed import ANA, CHLOE, HOSTILE, SLASHED, hostile_id
from tests.web.test_explore import ids, read

EXPORT = "/api/v1/export"


def fields(client: FlaskClient, address: str) -> dict[str, list[str]]:
    """What the form of a page sends, its list aside."""
    page = read(client, address)
    found: dict[str, list[str]] = {}
    for element in page.named("input", type="hidden"):
        found.setdefault(element.attributes["name"] or "", []).append(element.attributes["value"] or "")
    return {name: found[name] for name in ("csrf_token", "ids", "lang")} | {"csrf_token": found["csrf_token"][:1], "lang": ["en"]}


@pytest.mark.parametrize("format", list(FORMATS))
def test_every_format_is_downloaded_whole(client: FlaskClient, format: str) -> None:
    sent = fields(client, ids(ANA, CHLOE, SLASHED, *(hostile_id(n) for n in range(len(HOSTILE)))))
    answer = client.post(EXPORT, data=sent | {"format": format})
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="entremise-20')
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    if format == "csv":
        with zipfile.ZipFile(io.BytesIO(answer.get_data())) as archive:
            assert archive.namelist() == ["edges.csv", "nodes.csv"]
            assert "Ana Alvès" in archive.read("nodes.csv").decode()
    elif format not in {"xlsx", "geojson"}:  # nobody there has a place on a map
        assert "Ana Alv" in answer.get_data(as_text=True)


def test_needs_the_token(client: FlaskClient) -> None:
    client.get("/")
    assert client.post(EXPORT, data={"format": "csv", "ids": ANA}).status_code == 400
    assert client.post(EXPORT, data={"format": "csv", "ids": ANA}, headers={"X-CSRFToken": form(client)}).status_code == 200


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"format": "pdf", "ids": [ANA]}, 422),
        ({"format": "csv"}, 422),
        ({"format": "csv", "ids": [ANA, "gone"]}, 404),
        ({"format": "csv", "ids": [ANA], "out": "/etc/passwd"}, 422),
        ({"format": "csv", "ids": ["x"] * 10_001}, 413),
    ],
)
def test_refuses_what_it_cannot_do(client: FlaskClient, sent: dict[str, object], status: int) -> None:
    assert client.post(EXPORT, data=sent | {"csrf_token": form(client)}).status_code == status


def test_the_page_offers_drawings_only_of_what_can_be_read(client: FlaskClient) -> None:
    page = read(client, f"/explore?id={quote(ANA)}")
    assert {option.attributes["value"] for option in page.named("option")} >= set(FORMATS)
