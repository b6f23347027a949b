"""Taking away what is shown: a form that works without scripts."""

import html
import io
import json
import re
import zipfile
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from explorer.export import FORMATS
from tests.web.exploring import ids, read
from tests.web.seed import ANA, CHLOE, HOSTILE, SLASHED, hostile_id
from tests.web.sending import form_token

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
    assert client.post(EXPORT, data={"format": "csv", "ids": ANA}, headers={"X-CSRFToken": form_token(client)}).status_code == 200


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
    assert client.post(EXPORT, data=sent | {"csrf_token": form_token(client)}).status_code == status


def view(*ids: str, **more: Any) -> str:
    return json.dumps({"nodes": [{"id": id, "x": 10.0 * n, "y": 3.0} for n, id in enumerate(ids)], "title": "Vue de <mars>", **more})


def test_what_was_arranged_goes_out_as_it_was(client: FlaskClient) -> None:
    sent = {"csrf_token": form_token(client), "ids": [ANA, CHLOE], "lang": "en"}
    page = client.post(EXPORT, data=sent | {"format": "html", "drawn": view(ANA, CHLOE)}).get_data(as_text=True)
    assert "<h1><bdi>Vue de &lt;mars&gt;</bdi></h1>" in page
    assert '"physics": {"enabled": false}' in page
    gexf = client.post(EXPORT, data=sent | {"format": "gexf", "drawn": view(ANA, CHLOE)}).get_data(as_text=True)
    assert '<viz:position x="10.0" y="3.0" z="0.0"/>' in gexf


def test_ties_that_were_left_out_stay_out(client: FlaskClient) -> None:
    sent = fields(client, f"/explore?around={quote(ANA)}") | {"format": "graphml"}
    ties = re.findall(r'<edge id="([^"]+)"', client.post(EXPORT, data=sent).get_data(as_text=True))
    assert ties
    for shown, left in ((ties[:1], ties[:1]), ([], [])):
        drawn = view(*sent["ids"], ties=[*map(html.unescape, shown), "gone"])
        assert re.findall(r'<edge id="([^"]+)"', client.post(EXPORT, data=sent | {"drawn": drawn}).get_data(as_text=True)) == left


@pytest.mark.parametrize(
    "drawn",
    [
        "{",
        "[" * 100_000,
        "null",
        '{"nodes": [{"id": "x", "x": NaN}]}',
        '{"nodes": [{"id": "x", "x": 1e308}]}',
        '{"nodes": [{"id": "x", "y": -1e400}]}',
        '{"nodes": [{"id": "x", "tint": 7}]}',
        '{"nodes": [{"id": "x", "size": 1e9}]}',
        '{"nodes": [], "script": 1}',
        '{"nodes": [{"id": "x", "note": "' + "n" * 5_000 + '"}]}',
    ],
)
def test_what_is_no_drawing_is_refused(client: FlaskClient, drawn: str) -> None:
    answer = client.post(EXPORT, data={"csrf_token": form_token(client), "format": "html", "ids": [ANA], "drawn": drawn})
    assert answer.status_code == 422
    assert answer.json is not None
    assert answer.json["errors"].keys() == {"drawn"}


def test_more_than_five_megabytes_of_a_drawing_are_read_and_more_than_eight_refused(client: FlaskClient) -> None:
    sent = {"csrf_token": form_token(client), "format": "html", "ids": [ANA]}
    large = json.dumps({"nodes": [{"id": ANA, "x": 1, "y": 1, "note": "n" * 4_000}] * 1_300})
    assert len(large) > 5_000_000
    assert client.post(EXPORT, data=sent | {"drawn": large}).status_code == 200
    assert client.post(EXPORT, data=sent | {"drawn": " " * 8_400_000}).status_code == 413


def test_a_scene_goes_out_with_its_places_notes_and_name(client: FlaskClient) -> None:
    kept = {"name": "Mars", "view": {"nodes": [{"id": ANA, "x": 7, "y": -2, "note": "à rappeler"}, {"id": CHLOE, "x": 0, "y": 0}]}}
    made = client.post("/api/v1/scenes", json=kept, headers={"X-CSRFToken": form_token(client)})
    assert made.status_code == 201
    assert made.json is not None
    page = read(client, f"/explore?scene={made.json['id']}")
    assert [hidden.attributes["value"] for hidden in page.named("input", type="hidden") if hidden.attributes["name"] == "scene"][-1] == made.json["id"]
    sent = {"csrf_token": form_token(client), "format": "html", "ids": [ANA, CHLOE], "scene": made.json["id"]}
    answer = client.post(EXPORT, data=sent).get_data(as_text=True)
    assert "<h1><bdi>Mars</bdi></h1>" in answer
    assert '<p class="note"><bdi>à rappeler</bdi></p>' in answer
    assert client.post(EXPORT, data=sent | {"scene": "gone"}).status_code == 404


def test_the_page_offers_drawings_only_of_what_can_be_read(client: FlaskClient) -> None:
    page = read(client, f"/explore?id={quote(ANA)}")
    assert {option.attributes["value"] for option in page.named("option")} >= set(FORMATS)
