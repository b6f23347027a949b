"""Requests made to deceive: each row is one, sent to the application over a database whose whole content is the same afterwards."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, Final
from urllib.parse import quote, unquote_to_bytes

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from explorer.graphdb import Database, reads
from tests.web.seed import ANA, SLASHED
from tests.web.test_hostile_texts import findings

EVIL: Final = "evil.example"
REFUSED: Final = frozenset({400, 403, 404, 405, 413, 414, 415, 421, 422})
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


@dataclass(frozen=True)
class Attack:
    """`expected`: statuses that are right. `nowhere`: what may stand neither in the body nor in a header."""

    name: str
    path: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Any = None
    expected: frozenset[int] = REFUSED
    nowhere: tuple[str, ...] = ()


OK: Final = frozenset({200})
ANY: Final = REFUSED | {200, 302, 303, 308, 409}
QUESTION: Final = f"source={quote(ANA)}&target={quote(SLASHED, safe='')}"
THEME, ORGANISATION = "/preferences/theme", "/preferences/organisation"
NEEDS: Final = (
    "/opportunities/new",
    *(f"/opportunities/need:quay/{form}" for form in ("edit", "notes", "notes/withdraw", "status")),
)
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
JSON: Final = {"Content-Type": "application/json"}

FORGERY: Final = [
    Attack(f"forged {path.rpartition('/')[2]}, {name}", path, "POST", headers, body)
    for path in (THEME, ORGANISATION, "/api/v1/export", *NEEDS, "/scenes", "/scenes/x", "/api/v1/scenes", "/api/v1/scenes/x/links")
    for name, headers, body in (
        ("no token", FORM, f"theme=dark&id={quote(SLASHED)}"),
        ("made-up token", FORM, f"theme=dark&id={quote(SLASHED)}&csrf_token=IjEi.aaaa.bbbb"),
        ("empty token", FORM, f"theme=dark&id={quote(SLASHED)}&csrf_token="),
        ("token in the address", FORM | {"X-Test": "query"}, "theme=dark"),
        ("as plain text", {"Content-Type": "text/plain"}, "theme=dark&csrf_token=x"),
        ("as JSON", {"Content-Type": "application/json"}, '{"theme": "dark", "csrf_token": "x"}'),
        ("from another site", FORM | {"Origin": f"http://{EVIL}", "Referer": f"http://{EVIL}/"}, "theme=dark"),
        ("from nowhere", FORM | {"Origin": "null"}, "theme=dark"),
        ("token in a header only", FORM | {"X-CSRFToken": "x"}, "theme=dark"),
    )
]
VERBS: Final = [
    *(
        Attack(f"{method} {path}", path, method)
        for method in ("PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "FOO")
        for path in ("/", "/api/v1/search")
    ),
    *(Attack(f"GET {path}", path, expected=frozenset({405, 404})) for path in (THEME, ORGANISATION, NEEDS[-1])),
    *(
        Attack(f"{name} says {verb}", f"/api/v1/entities/{quote(ANA)}", "POST", {name: verb}, expected=frozenset({400, 405}))
        for name in ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")
        for verb in ("DELETE", "GET")
    ),
    Attack("_method in a form", f"/entities/{quote(ANA)}", "POST", FORM, "_method=DELETE", expected=frozenset({400, 405})),
]
HOSTS: Final = [
    Attack(f"Host {host!r}", path, headers={"Host": host}, expected=frozenset({400, 421}), nowhere=(EVIL,))
    for path in ("/", "/api/v1/search?q=ana", "/readyz")
    for host in (
        EVIL,
        f"{EVIL}:80",
        f"127.0.0.1.{EVIL}",
        f"localhost.{EVIL}",
        f"localhost@{EVIL}",
        f"{EVIL}#localhost",
        f"localhost,{EVIL}",
        f"localhost {EVIL}",
        "localhost\t",
        "0.0.0.0",
        "10.0.0.1",
        "[::]",
        "[fe80::1]",
        "2130706433",
        "0x7f000001",
        "127.1",
        "017700000001",
        "localhost.",
        "LOCALHOST.LOCALDOMAIN",
        "xn--localhost",
        "ⓛocalhost".encode().decode("latin-1"),
        "::1",
        "[::1",
        "[::2]",
        f"[::1]{EVIL}",
        f"[::1].{EVIL}:80",
        f"[{EVIL}]",
        f"localhost:{EVIL}",
        "localhost:80:80",
        "localhost:",
        "localhost\n",
        "*",
        "",
    )
]
FORWARDED: Final = [
    Attack(f"{name}: {value}", path, headers={name: value}, expected=OK | {302}, nowhere=(EVIL,))
    for path in ("/", f"/introductions?{QUESTION}&via=")
    for name, value in (
        ("X-Forwarded-Host", EVIL),
        ("X-Forwarded-Proto", "javascript"),
        ("X-Forwarded-Prefix", f"//{EVIL}"),
        ("X-Forwarded-Server", EVIL),
        ("X-Forwarded-For", EVIL),
        ("Forwarded", f"host={EVIL};proto=https"),
        ("X-Original-URL", f"/{EVIL}"),
        ("X-Rewrite-URL", f"/{EVIL}"),
        ("X-Host", EVIL),
        ("X-Script-Name", f"//{EVIL}"),
        ("Script-Name", f"//{EVIL}"),
        ("Referer", f"http://{EVIL}/"),
        ("Origin", f"http://{EVIL}"),
    )
]
TRAVERSAL: Final = [
    Attack(f"{where}{path}", f"{where}{path}", expected=frozenset({404, 400, 308}), nowhere=("root:", "[build-system]", "SECRET_KEY"))
    for where in ("/static/", "/static/css/", "/entities/", "/api/v1/entities/", "/")
    for path in (
        "../pyproject.toml",
        "../../../../../../etc/passwd",
        "..%2f..%2f..%2fetc%2fpasswd",
        "%2e%2e/%2e%2e/pyproject.toml",
        "%252e%252e%252fpyproject.toml",
        "..%5c..%5cpyproject.toml",
        "..%c0%afpyproject.toml",
        "%c0%ae%c0%ae/pyproject.toml",
        "....//....//pyproject.toml",
        "..;/pyproject.toml",
        "%00",
        "css/base.css%00.png",
        "/etc/passwd",
        "//etc/passwd",
        "C:%5cWindows%5cwin.ini",
        "%5c%5cevil.example%5cshare",
        "file:%2f%2f%2fetc%2fpasswd",
        "~root/.ssh/id_rsa",
        "secret_key",
        ".git/config",
        ".env",
        "con",
        "%ff%fe",
    )
]
SPLIT: Final = "a\r\nSet-Cookie: taken=1\r\nX-Injected: yes\r\n\r\n<html>"
PARAMETERS: Final = (
    "q",
    "label",
    "page",
    "source",
    "target",
    "to_label",
    "to_market",
    "to_sector",
    "max_hops",
    "limit",
    "avoid",
    "via",
    "type",
    "as_of",
    "different",
    "lang",
    "next",
    "company",
    "market",
    "product",
    "entity",
    "text",
    "kind",
    "sector",
    "status",
    "publisher",
    "opportunity",
    "structure",
    "needs",
    "lead",
    "out",
    "by",
)
ASKED: Final = (
    "/search",
    "/introductions",
    "/coexport",
    "/suited",
    "/partners",
    "/support",
    "/absence",
    "/opportunities",
    "/territory/matches",
    "/territory/brokers",
    "/consortium",
    "/capabilities",
)
PAGES: Final = ("/", "/explore", *ASKED, "/about", f"/entities/{quote(ANA)}", "/nowhere")
HEADER_INJECTION: Final = [
    *(
        Attack(f"line break in {name} of {path}", f"{path}?{name}={quote(SPLIT)}&source=", expected=ANY)
        for path in (
            "/search",
            "/introductions",
            "/coexport",
            "/suited",
            "/partners",
            "/api/v1/partners",
            "/support",
            "/api/v1/support",
            "/opportunities",
            "/consortium",
            "/capabilities",
            "/api/v1/introductions",
            "/api/v1/coexport",
            "/api/v1/consortium",
            "/api/v1/opportunities",
        )
        for name in PARAMETERS
    ),
    *(Attack(f"line break in the path {path}", f"{path}{quote(SPLIT)}", expected=ANY) for path in ("/", "/entities/", "/static/", "/api/v1/entities/")),
    Attack("line break in Accept-Language", "/", headers={"Accept-Language": "fr%0d%0aX-Injected: yes"}, expected=OK),
]
TEMPLATES: Final = [
    Attack(f"{code!r} in {name} of {path}", f"{path}?{name}={quote(code)}", expected=ANY, nowhere=("13337221", "SECRET_KEY", "<Config"))
    for code in ("{{3651*3653}}", "${3651*3653}", "#{3651*3653}", "<%= 3651*3653 %>", "{{config}}", "{% raise %}", "%(3651)s{0}", "{{''.__class__.__mro__}}")
    for path, name in (
        ("/search", "q"),
        ("/introductions", "source"),
        ("/introductions", "as_of"),
        ("/coexport", "company"),
        ("/suited", "target"),
        ("/partners", "entity"),
        ("/support", "company"),
        ("/absence", "id"),
        ("/opportunities", "text"),
        ("/opportunities", "publisher"),
        ("/territory/matches", "place"),
        ("/territory/brokers", "place"),
        ("/explore", "add"),
        ("/explore", "id"),
        ("/explore", "q"),
        ("/api/v1/graph/network", "city"),
        ("/api/v1/introductions", "source"),
        ("/nowhere", "next"),
    )
]
CYPHER_TEXTS: Final = (
    "' OR 1=1 //",
    "'}) DETACH DELETE n //",
    "`) DETACH DELETE n //",
    '" MATCH (n) DETACH DELETE n WITH 1 AS x MATCH (m) RETURN m //',
    "$id",
    "\\' RETURN 1",
    "x' UNION MATCH (n) RETURN n //",
    "KNOWS|MATCH*",
    "CALL db.labels()",
    "'; DROP DATABASE entremise; --",
    "Person`:`Company",
    "\u0000' //",
)
CYPHER: Final = [
    Attack(f"{text!r} in {name} of {path}", f"{path}?{name}={quote(text)}&{rest}", expected=ANY)
    for text in CYPHER_TEXTS
    for path, names, rest in (
        ("/api/v1/introductions", ("source", "to_market", "to_sector", "via", "avoid", "type", "label", "max_hops", "as_of"), QUESTION),
        ("/api/v1/search", ("q", "label", "page", "page_size"), "q=a"),
        ("/introductions", ("source", "target", "type", "label", "via", "avoid"), ""),
        ("/coexport", ("company", "market", "product", "limit", "weight_openings"), "market=AE"),
        ("/api/v1/coexport", ("company", "market", "product", "limit"), "market=AE"),
        ("/api/v1/suited", ("target", "limit"), ""),
        ("/suited", ("target",), ""),
        ("/api/v1/partners", ("entity", "limit", "as_of"), ""),
        ("/partners", ("entity", "limit"), ""),
        ("/api/v1/support", ("company", "market", "limit", "as_of"), ""),
        ("/support", ("company", "market", "limit"), ""),
        ("/capabilities", ("structure",), ""),
        ("/api/v1/capabilities", ("structure",), ""),
        ("/consortium", ("opportunity", "needs", "lead", "include", "exclude", "territory", "max_members", "out"), "by=a"),
        ("/api/v1/consortium", ("opportunity", "needs", "lead", "include", "exclude", "territory", "turnover_share"), ""),
        ("/api/v1/absence", ("id", "relationship"), ""),
        ("/absence", ("id", "relationship"), ""),
        ("/api/v1/brokers", ("place",), ""),
        ("/territory/brokers", ("place",), ""),
        ("/search", ("q", "label", "page"), ""),
        ("/explore", ("id", "around", "without", "from", "to", "best", "scene", "layout", "as_of", "add", "q", "kind", "type", "sort", "ties", "page"), ""),
        ("/api/v1/graph/network", ("label", "sector", "city", "country", "type", "limit"), ""),
        ("/api/v1/graph/links", ("source", "target", "as_of"), ""),
        (f"/api/v1/graph/around/{quote(text, safe='')}", ("type", "label", "page"), ""),
        (f"/api/v1/entities/{quote(text, safe='')}", ("lang",), ""),
        (f"/api/v1/entities/{quote(text, safe='')}/ties", ("as_of",), ""),
        (f"/entities/{quote(text, safe='')}", ("page",), ""),
    )
    for name in names
]
XML: Final = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
PARTS: Final = {"Content-Type": "multipart/form-data; boundary=x"}
PART: Final = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n'
RANGES: Final = "bytes=" + ",".join(f"{n}-" for n in range(2000))
CONFUSED: Final = [
    Attack("JSON body on a GET", "/api/v1/search?q=a", headers={"Content-Type": "application/json"}, body='{"q": "b", "q": "c"}', expected=OK),
    Attack("XML body with an entity", "/api/v1/search?q=a", headers={"Content-Type": "application/xml"}, body=XML, expected=OK),
    Attack("broken JSON", "/preferences/theme", "POST", {"Content-Type": "application/json"}, "{{{"),
    Attack("deep JSON", "/preferences/theme", "POST", {"Content-Type": "application/json"}, "[" * 100_000),
    Attack("duplicate keys", "/preferences/theme", "POST", {"Content-Type": "application/json"}, '{"theme": "dark", "theme": "light"}'),
    Attack("unknown charset", "/preferences/theme", "POST", {"Content-Type": "application/x-www-form-urlencoded; charset=utf-7"}, "theme=+ADw-"),
    Attack("multipart without an end", "/preferences/theme", "POST", PARTS, "--x\r\nContent-Disposition: form-data; name=a\r\n\r\n"),
    Attack("multipart without a boundary", "/preferences/theme", "POST", {"Content-Type": "multipart/form-data"}, "x"),
    Attack("a file in a form", "/preferences/theme", "POST", PARTS, PART.replace('"a"', '"theme"; filename="../../x"') + "--x--\r\n"),
    Attack("ids that are no list", "/api/v1/graph/among", "POST", JSON, '{"ids": {"$ne": null}}'),
    Attack("ids in a form", "/api/v1/graph/among", "POST", FORM, "ids=a"),
    Attack("deep JSON to draw", "/api/v1/graph/among", "POST", JSON, "[" * 100_000),
    Attack("broken JSON to draw", "/api/v1/graph/among", "POST", JSON, '{"ids": ["a"'),
    Attack("a lone surrogate to draw", "/api/v1/graph/among", "POST", JSON, '{"ids": ["\\ud800"]}'),
    Attack("a parameter twice", "/api/v1/search?q=a&q=b", expected=frozenset({200, 422})),
    Attack("an unknown parameter", "/api/v1/search?q=a&admin=1"),
    Attack("a parameter in brackets", "/api/v1/search?q[]=a&q[$ne]=b"),
    Attack("a number with digits of another script", "/api/v1/search?q=a&page=%D9%A1%D9%A2", expected=frozenset({200, 422})),
    Attack("a number too large", "/api/v1/search?q=a&page=1" + "0" * 400),
    Attack("a number beyond what Python reads", "/api/v1/introductions?" + QUESTION + "&limit=" + "9" * 5000),
    Attack("not a number", "/api/v1/introductions?" + QUESTION + "&limit=NaN"),
    Attack("infinity", "/api/v1/introductions?" + QUESTION + "&limit=1e309"),
    Attack("a negative number", "/api/v1/search?q=a&page=-1"),
    Attack("year zero", "/api/v1/introductions?" + QUESTION + "&as_of=0000-00-00"),
    Attack("the last year", "/api/v1/introductions?" + QUESTION + "&as_of=9999-12-31", expected=OK),
    Attack("the first year", "/api/v1/introductions?" + QUESTION + "&as_of=0001-01-01", expected=OK),
    Attack("the last year on a page", "/introductions?" + QUESTION + "&as_of=9999-12-31", expected=OK),
    Attack("the first year on a page", "/introductions?" + QUESTION + "&as_of=0001-01-01", expected=OK),
    Attack("lone surrogates", "/api/v1/search?q=%ED%A0%80", expected=frozenset({200, 422})),
    Attack("bytes that are no text", "/search?q=%ff%fe%80", expected=OK),
    Attack("nothing but controls", "/search?q=%01%02%1b%5b31m", expected=OK),
    Attack("an absurd Range", "/static/css/base.css", headers={"Range": RANGES}, expected=frozenset({200, 206, 416})),
    Attack("an absurd Accept-Language", "/", headers={"Accept-Language": ",".join(f"x{n};q=0.{n}" for n in range(5000))}, expected=OK),
    Attack("an absurd Accept", "/nowhere", headers={"Accept": "*/*;" + "q=1;" * 5000}, expected=frozenset({404})),
    Attack("an absurd If-None-Match", "/static/css/base.css", headers={"If-None-Match": '"a",' * 5000}, expected=OK),
    Attack("an absurd date", "/static/css/base.css", headers={"If-Modified-Since": "Thu, 99 Xyz 99999 99:99:99 GMT" * 50}, expected=OK),
    Attack("a cookie that is no cookie", "/", headers={"Cookie": ";;;=;=;a;\x80=\xff;" * 500}, expected=OK),
    Attack("a session signed by somebody else", "/", headers={"Cookie": "entremise=eyJjc3JmX3Rva2VuIjoiYSJ9.aaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbb"}, expected=OK),
]  # fmt: skip
OVERSIZED: Final = [
    Attack("a form of 2 MB", THEME, "POST", FORM, "theme=" + "d" * 2_000_000, expected=frozenset({413})),
    Attack("a form of 900 kB", THEME, "POST", FORM, "theme=" + "d" * 900_000, expected=frozenset({400, 413})),
    Attack("100,000 fields", THEME, "POST", FORM, "a=&" * 100_000, expected=frozenset({400, 413})),
    Attack("5,000 parts", THEME, "POST", PARTS, PART * 5000 + "--x--", expected=frozenset({400, 413})),
    Attack("2,000 to avoid", "/api/v1/introductions?" + QUESTION + "&avoid=x" * 2000, expected=frozenset({422, 414})),
    Attack("2,000 to avoid on a page", "/introductions?" + QUESTION + "&avoid=x" * 2000, expected=frozenset({200, 404, 422})),
    Attack("2,000 parameters", "/search?q=a" + "".join(f"&x{n}=1" for n in range(2000)), expected=OK),
    Attack("2,000 unknown parameters of the API", "/api/v1/search?q=a" + "".join(f"&x{n}=1" for n in range(2000))),
    Attack("2,000 ids on a page", "/explore?" + "id=x&" * 2000, expected=OK),
    Attack("100 entities to expand on a page", "/explore?" + "".join(f"around=hostile:{n}&" for n in range(100)), expected=frozenset({422})),
    Attack("10,001 ids to draw", "/api/v1/graph/among", "POST", JSON, json.dumps({"ids": ["x"] * 10_001}), expected=frozenset({413})),
    Attack("5 MB of ids to draw", "/api/v1/graph/among", "POST", JSON, '{"ids": ["' + "x" * 5_000_000 + '"]}', expected=frozenset({413})),
    Attack("2,000 ids to write without a token", "/api/v1/export", "POST", FORM, "format=csv&" + "ids=x&" * 2000),
    Attack("5 MB to save", "/api/v1/scenes", "POST", JSON, '{"name": "' + "x" * 5_000_000 + '"}', expected=frozenset({400, 413})),
    Attack("a link of 2,000 letters", "/shared/" + "a" * 2000, expected=frozenset({404})),
    Attack("a link that is a statement", "/shared/%27%20OR%201%3D1%20//", expected=frozenset({404})),
    Attack("a link that is a hash", "/shared/" + "0" * 64, expected=frozenset({404})),
    Attack("a scene out of its folder", "/api/v1/scenes/..%2f..%2fentities", expected=frozenset({404})),
    Attack("2,000 languages", "/?" + "lang=xx&" * 2000, expected=OK),
    Attack("a name of 7,000 characters", "/api/v1/search?q=" + "n" * 7000),
    Attack("a name of 7,000 characters on a page", "/search?q=" + "n" * 7000, expected=OK),
    Attack("an id of 7,000 characters", "/api/v1/entities/" + "n" * 7000, expected=frozenset({404})),
    Attack("an id of 2,000 folders", "/entities/" + "a/" * 2000, expected=frozenset({404})),
    Attack("2,000 slashes", "/" * 2000, expected=frozenset({200, 404, 308})),
]  # fmt: skip
THEMES: Final = {
    "forgery": FORGERY, "verbs": VERBS, "hosts": HOSTS, "forwarded": FORWARDED, "traversal": TRAVERSAL, "header injection": HEADER_INJECTION,
    "templates": TEMPLATES, "cypher": CYPHER, "confused": CONFUSED, "oversized": OVERSIZED,
}  # fmt: skip
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


def form(visitor: FlaskClient) -> str:
    """The token of a page's form, as its own visitor has it."""
    page = visitor.get("/").get_data(as_text=True)
    return page.partition('name="csrf_token" value="')[2].partition('"')[0]


@pytest.mark.parametrize("address", NEXT, ids=ascii)
@pytest.mark.parametrize(
    "sent", [(THEME, {"theme": "dark"}), (ORGANISATION, {"id": SLASHED}), (ORGANISATION, {"id": ""})], ids=["theme", "organisation", "forget"]
)
def test_forms_lead_to_no_other_site(visitor: FlaskClient, sent: tuple[str, dict[str, str]], address: str) -> None:
    path, fields = sent
    answer = visitor.post(path, data=fields | {"next": address, "csrf_token": form(visitor)})
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
    theirs = form(app.test_client())
    mine = app.test_client()
    mine.get("/")
    assert mine.post(THEME, data={"theme": "dark", "csrf_token": theirs}).status_code == 400
    assert mine.post(THEME, data={"theme": "dark", "csrf_token": form(mine)}).status_code == 303


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
