"""Bytes that no browser sends, against the real server: refused or answered, never a crash, a leak or a second request smuggled in."""

import os
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import psutil
import pytest

from tests.web.serving import Served, serving

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="another server serves where the system cannot fork")

END: Final = b"Connection: close\r\n\r\n"
HOST: Final = b"Host: localhost\r\n"
ONE: Final = frozenset({200})
NO: Final = frozenset({400, 404, 405, 408, 411, 413, 414, 417, 421, 431, 501, 505})
SILENT: Final = frozenset({0})
"""Nothing but the end of the connection."""
SMUGGLED: Final = b"GET /about HTTP/1.1\r\nHost: evil.example\r\n\r\n"

ROWS: Final[dict[str, tuple[bytes, frozenset[int]]]] = {
    "a line of 20,000 characters": (b"GET /" + b"x" * 20_000 + b" HTTP/1.1\r\n" + HOST + END, NO),
    "a line without an end": (b"GET /" + b"x" * 100_000, NO | SILENT),
    "a header of 100,000 characters": (b"GET /healthz HTTP/1.1\r\n" + HOST + b"X: " + b"y" * 100_000 + b"\r\n" + END, NO),
    "500 headers": (b"GET /healthz HTTP/1.1\r\n" + HOST + b"".join(b"X-%d: y\r\n" % n for n in range(500)) + END, NO),
    "two hosts": (b"GET /healthz HTTP/1.1\r\n" + HOST + b"Host: evil.example\r\n" + END, NO),
    "no host": (b"GET /healthz HTTP/1.1\r\n" + END, NO),
    "another host in the address": (b"GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n" + END, NO),
    "our host behind another address": (b"GET http://evil.example/healthz HTTP/1.1\r\n" + HOST + END, NO | ONE),
    "another host over HTTP/1.0": (b"GET / HTTP/1.0\r\nHost: evil.example\r\n\r\n", NO),
    "no host over HTTP/1.0": (b"GET / HTTP/1.0\r\n\r\n", NO),
    "HTTP/0.9": (b"GET /\r\n\r\n", NO | SILENT),
    "HTTP/9.9": (b"GET / HTTP/9.9\r\n" + HOST + END, NO),
    "no HTTP at all": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 200 + b"\r\n\r\n", NO | SILENT),
    "the start of HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", NO | SILENT),
    "a zero byte in the path": (b"GET /\0 HTTP/1.1\r\n" + HOST + END, NO),
    "a zero byte in a header": (b"GET /healthz HTTP/1.1\r\n" + HOST + b"X: a\0b\r\n" + END, NO),
    "a bare line feed in a header": (b"GET /healthz HTTP/1.1\r\n" + HOST + b"X: a\nX-Injected: yes\r\n" + END, NO | ONE),
    "a bare return in a header": (b"GET /healthz HTTP/1.1\r\n" + HOST + b"X: a\rX-Injected: yes\r\n" + END, NO),
    "a folded header": (b"GET /healthz HTTP/1.1\r\n" + HOST + b"X: a\r\n b\r\n" + END, NO | ONE),
    "a space before the colon": (b"GET /healthz HTTP/1.1\r\nHost : localhost\r\n" + END, NO),
    "a header with an underscore": (b"GET /healthz HTTP/1.1\r\n" + HOST + b"X_Forwarded_Host: evil.example\r\n" + END, ONE | NO),
    "a header that is a variable": (b"GET /healthz HTTP/1.1\r\n" + HOST + b"wsgi.url_scheme: evil\r\n" + END, ONE | NO),
    "SCRIPT_NAME": (b"GET /healthz HTTP/1.1\r\n" + HOST + b"SCRIPT_NAME: /evil\r\n" + END, ONE | NO),
    "SCRIPT_NAME that leads elsewhere": (b"GET //evil.example/introductions HTTP/1.1\r\n" + HOST + b"SCRIPT_NAME: //evil.example\r\n" + END, NO),
    "PATH_INFO": (b"GET /healthz HTTP/1.1\r\n" + HOST + b"PATH_INFO: /about\r\n" + END, ONE | NO),
    "X-Forwarded-Proto": (b"GET /healthz HTTP/1.1\r\n" + HOST + b"X-Forwarded-Proto: https\r\nX-Forwarded-Ssl: on\r\n" + END, ONE),
    "a PROXY line": (b"PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\nGET /healthz HTTP/1.1\r\n" + HOST + END, NO),
    "both lengths": (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 4\r\nTransfer-Encoding: chunked\r\n" + END + b"0\r\n\r\n" + SMUGGLED, NO),
    "two lengths": (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 0\r\nContent-Length: 44\r\n" + END + SMUGGLED, NO),
    "a negative length": (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n" + END, NO),
    "a length with a plus": (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: +4\r\n" + END + b"a=bc", NO),
    "a length in hexadecimal": (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: 0x4\r\n" + END + b"a=bc", NO),
    "a huge length": (b"POST /preferences/theme HTTP/1.1\r\n" + HOST + b"Content-Length: 99999999999\r\n" + END + b"a=b", NO),
    "a length nobody can write": (b"POST / HTTP/1.1\r\n" + HOST + b"Content-Length: " + b"9" * 5000 + b"\r\n" + END, NO),
    "an unknown encoding": (b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: xchunked\r\n" + END + SMUGGLED, NO),
    "an encoding with a tab": (b"POST / HTTP/1.1\r\n" + HOST + b"Transfer-Encoding:\tchunked, identity\r\n" + END + SMUGGLED, NO),
    "chunks without an end": (b"POST /preferences/theme HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n" + END + b"ffffffffff\r\nx", NO | SILENT),
    "a chunk of nonsense": (b"POST /preferences/theme HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n" + END + b"zz\r\nx\r\n", NO | SILENT),
    "an unknown expectation": (b"POST / HTTP/1.1\r\n" + HOST + b"Expect: everything\r\nContent-Length: 0\r\n" + END, NO),
    "an upgrade": (b"GET /healthz HTTP/1.1\r\n" + HOST + b"Upgrade: websocket\r\n" + END, ONE | NO),
    "a method of 5,000 letters": (b"G" * 5000 + b" / HTTP/1.1\r\n" + HOST + END, NO | SILENT),
    "a method in small letters": (b"get /healthz HTTP/1.1\r\n" + HOST + END, NO),
    "an asterisk": (b"OPTIONS * HTTP/1.1\r\n" + HOST + END, NO | ONE),
    "out of the folder": (b"GET /static/../../pyproject.toml HTTP/1.1\r\n" + HOST + END, NO),
    "out of the folder by backslashes": (b"GET /static/..\\..\\pyproject.toml HTTP/1.1\r\n" + HOST + END, NO),
    "an address without a slash": (b"GET healthz HTTP/1.1\r\n" + HOST + END, NO | ONE),
    "a fragment": (b"GET /healthz#/../about HTTP/1.1\r\n" + HOST + END, NO | ONE),
    "letters beyond ASCII in the line": ("GET /é HTTP/1.1\r\n".encode() + HOST + END, NO),
    "bytes that are no text in the line": (b"GET /\xff\xfe HTTP/1.1\r\n" + HOST + END, NO),
}  # fmt: skip


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """No database is needed to refuse: it has none, and says so where one is asked for."""
    data = tmp_path_factory.mktemp("wire")
    with serving(data, before=BEFORE) as served:
        yield served


BEFORE: Final = """
import explorer.web.forking as f; f.LONGEST_REQUEST = 2.0
import os; os.environ["ENTREMISE_DATABASE_URL"] = "bolt://127.0.0.1:9"
_of = Settings
Settings = lambda data: _of(data, database_url="bolt://127.0.0.1:9", database_password="x")
"""


def said(port: int, request: bytes, seconds: float = 15) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as connection:
        answer = b""
        try:
            connection.sendall(request)
            while piece := connection.recv(65536):
                answer += piece
        except (ConnectionResetError, BrokenPipeError):
            pass
        return answer


def status(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1") else 0


@pytest.mark.parametrize("name", ROWS)
def test_is_refused_or_answered_once(served: Served, name: str) -> None:
    request, expected = ROWS[name]
    answer = said(served.port, request)
    assert status(answer) in expected, answer[:300]
    assert len(re.findall(rb"HTTP/1\.[01] \d\d\d", answer)) <= 1
    for leak in (b"Traceback", b"site-packages", b"X-Injected", b"[build-system]", b"//evil.example"):
        assert leak not in answer
    assert served.get("/healthz")[0] == 200


def test_the_server_says_neither_what_it_is_nor_its_version(served: Served) -> None:
    answer = said(served.port, b"GET /healthz HTTP/1.1\r\n" + HOST + END) + said(served.port, b"\r\n\r\nnonsense\r\n\r\n")
    for name in (rb"werkzeug", rb"flask", rb"python", rb"\d+\.\d+\.\d+"):
        assert not re.search(name, answer.partition(b"HTTP/1.1")[2], re.IGNORECASE), name


SLOW: Final = {
    "the line, letter by letter": b"GET /healthz HTTP/1.1",
    "headers for ever": b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
    "a body that never comes": b"POST /preferences/theme HTTP/1.1\r\n" + HOST + b"Content-Type: text/plain\r\nContent-Length: 1000\r\n\r\n",
    "connections that say nothing": b"",
}


@pytest.mark.parametrize("name", SLOW)
def test_slow_clients_are_dropped_and_others_served(served: Served, name: str) -> None:
    """Twenty at a time, each for a few seconds."""
    slow = [socket.create_connection(("127.0.0.1", served.port), timeout=5) for _ in range(20)]
    try:
        for connection in slow:
            connection.sendall(SLOW[name])
        longest = 0.0
        for _ in range(4):
            for connection in slow:
                try:
                    connection.sendall(b"a")
                except OSError:
                    continue  # dropped, as it should be
            began = time.monotonic()
            assert served.get("/healthz")[0] == 200
            longest = max(longest, time.monotonic() - began)
            time.sleep(0.4)
        assert longest < 10
    finally:
        for connection in slow:
            connection.close()


def test_no_worker_has_died_of_all_this(served: Served, tmp_path: Path) -> None:
    """The last of this file: the same processes still answer."""
    workers = psutil.Process(served.process.pid).children()
    assert len(workers) == 2
    assert all(time.time() - worker.create_time() > 1 for worker in workers)
    assert served.get("/readyz")[0] == 503
