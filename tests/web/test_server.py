"""Served by several processes: what one writes the others see, and stopping leaves nothing behind."""

import os
import signal
import socket
import sys
import time
from collections.abc import Iterator

import psutil
import pytest

from explorer.app import create_app
from explorer.domain.records import Entity
from explorer.errors import BadInput
from explorer.graphdb import Database, writes
from explorer.settings import Settings
from explorer.texts import texts
from explorer.web.server import address_of, listen, run
from tests.emptying import empty
from tests.web.serving import Served, serving

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="one process serves where the system cannot fork")


@pytest.fixture(scope="module")
def database(_embedded_for_session: Database) -> Database:
    empty(_embedded_for_session)
    return _embedded_for_session


@pytest.fixture(scope="module")
def served(database: Database, embedded_settings: Settings) -> Iterator[Served]:
    with serving(embedded_settings.data) as served:
        served.wait_until_answered("/api/v1/search?q=a")
        yield served


def both_workers(served: Served) -> list[psutil.Process]:
    """The first may answer before the second has begun."""
    until = time.monotonic() + 20
    workers: list[psutil.Process] = []
    while len(workers) < 2:
        assert time.monotonic() < until
        time.sleep(0.1)
        workers = psutil.Process(served.process.pid).children()
    return workers


def found(served: Served, name: str) -> int:
    status, body = served.get(f"/api/v1/search?q={name}")
    assert status == 200, body
    return body.count('"entity"')


def test_every_worker_sees_a_write_within_a_second(served: Served, database: Database) -> None:
    assert {found(served, "Nouvelle") for _ in range(30)} == {0}
    writes.save(database, [Entity("company:new", "Company", "Nouvelle")], [], who="tests", batch="fresh")
    time.sleep(1.1)
    assert {found(served, "Nouvelle") for _ in range(30)} == {1}


def test_answers_over_http_carry_the_headers_once(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=10) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        head = b"".join(iter(lambda: connection.recv(65536), b"")).decode().partition("\r\n\r\n")[0].lower()
    for name in ("content-security-policy", "x-content-type-options", "cache-control", "referrer-policy"):
        assert head.count(f"\r\n{name}:") == 1


def test_another_name_is_refused_over_http(served: Served) -> None:
    assert served.get("/healthz", {"Host": "evil.example"})[0] == 421


def test_long_addresses_and_many_headers_are_refused_not_read(served: Served) -> None:
    assert served.get("/" + "x" * 20_000)[0] in {400, 414}
    assert served.get("/healthz", {f"X-{n}": "y" for n in range(500)})[0] in {400, 431}
    assert served.get("/healthz")[0] == 200


@forks
def test_clients_that_never_finish_do_not_hold_the_others_up(database: Database, embedded_settings: Settings) -> None:
    with serving(embedded_settings.data, before="import explorer.web.forking as f; f.LONGEST_REQUEST = 1.0") as served:
        served.wait_until_ready()
        slow = [socket.create_connection(("127.0.0.1", served.port)) for _ in range(40)]
        try:
            for connection in slow:
                connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: loc")
            began = time.monotonic()
            assert served.get("/healthz")[0] == 200
            assert time.monotonic() - began < 15
        finally:
            for connection in slow:
                connection.close()


@forks
def test_stopping_is_clean(database: Database, embedded_settings: Settings) -> None:
    with serving(embedded_settings.data) as served:
        served.wait_until_ready()
        workers = both_workers(served)
        served.process.send_signal(signal.SIGTERM)
        said = served.process.communicate(timeout=20)
        assert served.process.returncode == 0
        assert said == ("over\n", "")
        assert not psutil.wait_procs(workers, timeout=5)[1]


@forks
def test_workers_end_with_a_killed_master(database: Database, embedded_settings: Settings) -> None:
    with serving(embedded_settings.data) as served:
        served.wait_until_ready()
        workers = both_workers(served)
        served.process.kill()
        assert not psutil.wait_procs(workers, timeout=15)[1]


@forks
def test_a_killed_worker_is_replaced(database: Database, embedded_settings: Settings) -> None:
    with serving(embedded_settings.data) as served:
        served.wait_until_ready()
        for worker in both_workers(served):
            worker.kill()
        time.sleep(1)
        served.wait_until_ready()
        assert served.get("/healthz")[0] == 200


@pytest.mark.skipif(sys.platform == "win32", reason="sends SIGINT")
def test_threads_serve_where_nothing_can_fork(database: Database, embedded_settings: Settings) -> None:
    pytest.importorskip("waitress")
    with serving(embedded_settings.data, before="import os; del os.fork") as served:
        served.wait_until_ready()
        assert served.get("/api/v1/search?q=a")[0] == 200
        served.process.send_signal(signal.SIGINT)
        assert served.process.wait(20) == 0


def test_a_port_in_use_is_said(embedded_settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(BadInput, match="--port"):
        run(embedded_settings, create_app, port=taken.getsockname()[1], on_ready=print, t=texts("en"))


@pytest.mark.parametrize(("host", "port"), [("127.0.0.1", 99999), ("127.0.0.1", -1)])
def test_an_impossible_port_is_said(host: str, port: int) -> None:
    with pytest.raises(BadInput, match="--port"):
        listen(host, port, texts("en"))


def test_the_address_can_be_opened() -> None:
    assert address_of("127.0.0.1", 80) == "http://127.0.0.1:80/"
    assert address_of("::1", 80) == "http://[::1]:80/"
    assert address_of("0.0.0.0", 80) == "http://127.0.0.1:80/"
    assert address_of("entremise.example", 80) == "http://entremise.example:80/"
