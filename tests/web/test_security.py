"""What browsers and strangers are refused."""

import os
import stat
import threading
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from explorer.errors import BadInput
from explorer.settings import Settings
from explorer.texts import texts
from explorer.web.preferences import own_address
from explorer.web.security import KEY_FILE, check_may_listen, host_allowed, secret_key

POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
    "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
)
T = texts("en")


@pytest.mark.parametrize("address", ["/", "/healthz", "/nowhere", "/api/v1/nowhere", "/api/v1/docs", "/api/v1/search?q=a"])
def test_every_answer_carries_the_protecting_headers(client: FlaskClient, address: str) -> None:
    headers = client.get(address).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "private, no-store"
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:8000", "127.1.2.3", "[::1]:8000", "LOCALHOST"])
def test_the_loopback_is_ours(client: FlaskClient, host: str) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8000",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "192.168.1.7",
        "evil@localhost",
        "localhost:80:80",
        "[::2]",
        "%00",
        "",
    ],
)
def test_other_names_are_refused(client: FlaskClient, host: str) -> None:
    """DNS rebinding: somebody else's name that leads to our address."""
    for address in ("/healthz", "/", "/api/v1/search?q=a", "/static/css/base.css"):
        answer = client.get(address, headers={"Host": host})
        assert answer.status_code in {400, 421}, address
        assert "evil" not in answer.get_data(as_text=True)


def test_hosts_on_a_trusted_network() -> None:
    alone, trusted = Settings(data=Path()), Settings(data=Path(), trusted_network=True, allowed_hosts=("entremise.example",))
    assert not host_allowed("192.168.1.7:8000", alone)
    assert host_allowed("192.168.1.7:8000", trusted)
    assert host_allowed("[fe80::1]:8000", trusted)
    assert host_allowed("Entremise.example:443", trusted)
    assert not host_allowed("evil.example", trusted)


def test_only_the_loopback_is_listened_at_without_accounts() -> None:
    alone, trusted = Settings(data=Path()), Settings(data=Path(), trusted_network=True)
    for host in ("127.0.0.1", "localhost", "::1", "127.9.9.9"):
        check_may_listen(host, alone, T)
    for host in ("0.0.0.0", "::", "", "192.168.1.7", "example.org", "127.0.0.1.example.org"):
        with pytest.raises(BadInput, match="ENTREMISE_TRUSTED_NETWORK=1"):
            check_may_listen(host, alone, T)
        check_may_listen(host, trusted, T)


def test_the_secret_is_one_for_all_and_the_owners_only(tmp_path: Path) -> None:
    keys: list[str] = []
    makers = [threading.Thread(target=lambda: keys.append(secret_key(tmp_path / "new", T))) for _ in range(8)]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    file = tmp_path / "new" / KEY_FILE
    assert set(keys) == {file.read_text("ascii")}
    assert len(keys[0]) == 64
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_half_a_secret_is_made_anew_and_a_readable_one_closed(tmp_path: Path) -> None:
    file = tmp_path / KEY_FILE
    file.write_text("short", "ascii")
    file.chmod(0o644)
    key = secret_key(tmp_path, T)
    assert len(key) == 64
    file.chmod(0o644)
    assert secret_key(tmp_path, T) == key
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(BadInput, match="cannot be written to"):
        secret_key(tmp_path / "file", T)


def test_forms_need_their_token(client: FlaskClient) -> None:
    for headers in ({}, {"Origin": "http://evil.example"}, {"Content-Type": "text/plain"}):
        answer = client.post("/preferences/theme", data={"theme": "dark", "csrf_token": "forged"}, headers=headers)
        assert answer.status_code == 400
        assert "Set-Cookie" not in answer.headers or "theme" not in answer.headers["Set-Cookie"]


ONLY_READS = {"graph.among", "graph.worked_together"}
"""Asked by POST because its question may be long."""


def test_every_address_that_changes_something_is_guarded(app: Flask) -> None:
    """Also those to come: reading and changing are different methods, and no view that changes is exempt from the token."""
    for rule in app.url_map.iter_rules():
        methods = set(rule.methods or ()) - {"HEAD", "OPTIONS", "GET"} if rule.endpoint not in ONLY_READS else set()
        assert methods <= {"POST", "PUT", "DELETE"}, rule
        path = rule.rule.replace("<", "").replace(">", "")
        for method in methods:
            assert app.test_client().open(path, method=method).status_code in {400, 404}, (method, rule)


def test_large_bodies_are_refused(client: FlaskClient) -> None:
    answer = client.post("/preferences/theme", data={"theme": "d" * 2_000_000})
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "address",
    [
        "//evil.example/",
        "/\\evil.example",
        "http://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "\\\\evil.example",
        "/\t/evil.example",
        "evil",
        "",
        " //evil.example",
        "/a\r\nX: y",
    ],
)
def test_no_form_leads_to_another_site(app: Flask, address: str) -> None:
    with app.test_request_context("/"):
        assert own_address(address) == "/"


@pytest.mark.parametrize("address", ["/", "/entities/a%2Fb?lang=fr", "/search?q=a+b&x=//y"])
def test_forms_lead_back(app: Flask, address: str) -> None:
    with app.test_request_context("/"):
        assert own_address(address) == address


@pytest.mark.parametrize(
    "path", ["../app.py", "..%2f..%2fpyproject.toml", "css/../../pyproject.toml", "%2e%2e/settings.py", "/etc/passwd", "css/%00", "..\\..\\x"]
)
def test_static_files_stay_in_their_folder(client: FlaskClient, path: str) -> None:
    assert client.get(f"/static/{path}").status_code == 404


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_api_only_reads(client: FlaskClient, method: str) -> None:
    for address in ("/api/v1/introductions", "/api/v1/search", "/api/v1/entities/x", "/api/v1/entities/x/ties", "/api/v1/openapi.json"):
        answer = client.open(address, method=method.upper())
        assert answer.status_code in {400, 405}
        assert answer.is_json
