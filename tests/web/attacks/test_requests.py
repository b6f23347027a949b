"""Requests made to deceive: each row of the tables is one, sent to the application over a database whose whole content is the same afterwards."""

import json
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, Final
from urllib.parse import quote, unquote_to_bytes

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from explorer.graphdb import Database, reads
from tests.web.attacks.attack import EVIL, ORGANISATION, PAGES, THEME, Attack
from tests.web.attacks.table_of_forgeries import FORGERIES
from tests.web.attacks.table_of_injections import INJECTIONS
from tests.web.seed import SLASHED
from tests.web.sending import form_token
from tests.web.shapes import findings

LEAKS: Final = (
    "Traceback",
    "site-packages",
    "/explorer/",
    "werkzeug",
    "Werkzeug",
    "gunicorn",
    "jinja2",
    "neo4j",
    "arcadedb",
    "root:",
    "[build-system]",
    '.py"',
    ".py:",
    ".py&#34;",
)
"""None may be short and of letters and dots alone: a random token would hold it now and then."""
THEMES: Final = FORGERIES | INJECTIONS
ROWS: Final = [pytest.param(attack, id=f"{theme}: {attack.name[:80]}") for theme, attacks in THEMES.items() for attack in attacks]


def ask(client: FlaskClient, path: str, method: str = "GET", headers: Mapping[str, str] | None = None, body: Any = None) -> TestResponse:
    """As the path is written: the test client would take `//name` for a host, and refuse some hosts by itself."""
    headers = dict(headers or {})
    before, _, query = path.partition("?")
    raw = {"PATH_INFO": unquote_to_bytes(before).decode("latin-1"), "QUERY_STRING": query.encode().decode("latin-1"), "REQUEST_URI": path}
    if "Host" in headers:
        raw["HTTP_HOST"] = headers.pop("Host")
    answer = client.open("/", method=method, headers=headers, data=body, environ_overrides=raw)
    answer.get_data()
    answer.close()
    return answer


def content(database: Database) -> str:
    facts = reads.snapshot(database)
    return repr((sorted(facts.entities.items()), sorted(facts.relationships, key=lambda tie: tie.id), reads.counts(database), facts.sequence))


@pytest.fixture(scope="module", autouse=True)
def database(app: Flask, _embedded_for_session: Database) -> Iterator[Database]:
    """Holds the same afterwards."""
    before = content(_embedded_for_session)
    yield _embedded_for_session
    assert content(_embedded_for_session) == before


@pytest.fixture(scope="module")
def visitor(app: Flask) -> FlaskClient:
    client = app.test_client()
    client.get("/")
    return client


@pytest.mark.parametrize("attack", ROWS)
def test_is_refused_or_harmless(visitor: FlaskClient, database: Database, attack: Attack) -> None:
    before = reads.sequence(database)
    answer = ask(visitor, attack.path, attack.method, attack.headers, attack.body)
    assert answer.status_code in attack.expected
    check(answer, attack.nowhere)
    assert reads.sequence(database) == before


def check(answer: TestResponse, nowhere: tuple[str, ...] = ()) -> None:
    """What holds for every answer, whatever was asked."""
    body = answer.get_data(as_text=True)
    head = "\n".join(f"{name}: {value}" for name, value in answer.headers)
    assert "X-Injected" not in answer.headers
    assert not any(cookie.startswith("taken") for cookie in answer.headers.getlist("Set-Cookie"))
    assert not any(text in body or text in head for text in nowhere)
    if answer.status_code >= 400:
        assert not any(leak in body for leak in LEAKS)
    if answer.mimetype == "text/html":
        assert findings(body) == []
    if answer.is_json:
        assert answer.json is not None
    if answer.status_code not in {200, 206, 304} or not answer.request.environ["PATH_INFO"].startswith("/static/"):
        assert answer.headers["Cache-Control"] == "private, no-store"
    if location := answer.headers.get("Location"):
        assert location.startswith("/")
        assert not location.startswith(("//", "/\\"))
    for cookie in answer.headers.getlist("Set-Cookie"):
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Domain=" not in cookie
    for name in ("Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy"):
        assert len(answer.headers.getlist(name)) == 1, name


NEXT: Final = (
    f"//{EVIL}", f"///{EVIL}", f"/\\{EVIL}",
    f"\\/{EVIL}", f"http://{EVIL}", f"https:{EVIL}", f"http:/{EVIL}", f"/\t/{EVIL}", f"/\n/{EVIL}",
    f"\t//{EVIL}", f" //{EVIL}",
    f"//{EVIL}%2f..", f"/%2f/{EVIL}", f"/.//{EVIL}", f"/..//{EVIL}", f"//localhost@{EVIL}", "javascript:alert(1)", "data:text/html,x", f"http://localhost@{EVIL}",
    f"/\u2028/{EVIL}", f"\u3000//{EVIL}", f"／／{EVIL}",
    f"/a\r\nLocation: http://{EVIL}", "x:y", "?", "", f"//{EVIL}\\@localhost", f"/;@{EVIL}", f"ftp://{EVIL}", f"//[::1]@{EVIL}",
)  # fmt: skip


@pytest.mark.parametrize("address", NEXT, ids=ascii)
@pytest.mark.parametrize(
    "sent", [(THEME, {"theme": "dark"}), (ORGANISATION, {"id": SLASHED}), (ORGANISATION, {"id": ""})], ids=["theme", "organisation", "forget"]
)
def test_forms_lead_to_no_other_site(visitor: FlaskClient, sent: tuple[str, dict[str, str]], address: str) -> None:
    path, fields = sent
    answer = visitor.post(path, data=fields | {"next": address, "csrf_token": form_token(visitor)})
    assert answer.status_code == 303
    check(answer)
    assert leads_here(answer.headers["Location"])


def leads_here(location: str) -> bool:
    """As a browser reads it: controls and spaces away, `\\` as `/`, dots resolved."""
    seen = "".join(letter for letter in location if letter > " ").replace("\\", "/")
    return seen.startswith("/") and not seen.startswith("//")


@pytest.mark.parametrize("address", [quote(address, safe="/\\:@") for address in NEXT if address], ids=ascii)
def test_the_language_link_leads_to_no_other_site(app: Flask, address: str) -> None:
    for path in (f"/{address}", f"//{address}", f"/introductions?source={address}&via="):
        answer = ask(app.test_client(), path, headers={"Accept-Language": "en"})
        check(answer)
        assert answer.status_code < 500


def test_a_token_of_somebody_else_is_refused(app: Flask) -> None:
    theirs = form_token(app.test_client())
    mine = app.test_client()
    mine.get("/")
    assert mine.post(THEME, data={"theme": "dark", "csrf_token": theirs}).status_code == 400
    assert mine.post(THEME, data={"theme": "dark", "csrf_token": form_token(mine)}).status_code == 303


@pytest.mark.parametrize("path", [*PAGES, "/api/v1/search?q=a", "/healthz", "/readyz", THEME, "/static/css/base.css"])
def test_head_and_options_say_no_more_than_get(app: Flask, path: str) -> None:
    client = app.test_client()
    head, options = ask(client, path, "HEAD"), ask(client, path, "OPTIONS")
    assert head.get_data() == b""
    assert head.status_code == ask(client, path).status_code
    assert options.status_code in {200, 404, 405}
    assert options.get_data() == b"" or options.status_code >= 400
    assert "Access-Control-Allow-Origin" not in options.headers
    allowed = {verb.strip() for verb in options.headers.get("Allow", "").split(",") if verb}
    assert allowed <= {"GET", "HEAD", "OPTIONS"} or allowed <= {"POST", "OPTIONS"}


@pytest.mark.parametrize("path", PAGES)
def test_no_page_of_one_reader_is_kept_for_another(app: Flask, path: str) -> None:
    answer = app.test_client().get(path)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert {"Cookie", "Accept-Language"} <= {name.strip() for name in chain.from_iterable(v.split(",") for v in answer.headers.getlist("Vary"))}
    assert "ETag" not in answer.headers
    assert "Last-Modified" not in answer.headers


def test_what_is_kept_of_static_files_depends_on_nobody(app: Flask) -> None:
    client = app.test_client()
    client.set_cookie("entremise_language", "en")
    poisoned = client.get("/static/css/base.css?lang=en&v=wrong")
    assert "immutable" not in poisoned.headers["Cache-Control"]
    plain = app.test_client().get("/static/css/base.css")
    assert plain.get_data() == poisoned.get_data()
    assert "Set-Cookie" not in plain.headers
    plain.close()
    poisoned.close()


def test_the_description_of_the_api_names_no_host(app: Flask) -> None:
    text = json.dumps(app.test_client().get("/api/v1/openapi.json", headers={"X-Forwarded-Host": EVIL}).json)
    assert EVIL not in text
