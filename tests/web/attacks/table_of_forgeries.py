"""Requests that are not what they say: forged forms, other verbs, hosts and proxies, paths out of a folder, bodies and headers out of shape or out of size."""

import json
from typing import Final
from urllib.parse import quote

from tests.web.attacks.attack import EVIL, FORM, JSON, NEEDS, OK, ORGANISATION, QUESTION, THEME, Attack
from tests.web.seed import ANA, SLASHED

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
    Attack("10,001 ids that worked together", "/api/v1/graph/together", "POST", JSON, json.dumps({"ids": ["x"] * 10_001}), expected=frozenset({413})),
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
FORGERIES: Final = {
    "forgery": FORGERY, "verbs": VERBS, "hosts": HOSTS, "forwarded": FORWARDED, "traversal": TRAVERSAL, "confused": CONFUSED, "oversized": OVERSIZED,
}  # fmt: skip
