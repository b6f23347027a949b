"""Servers of this folder's own, to be done violence to, and a proxy in front of each."""

import json
import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace

import neo4j
import psutil
import pytest

from explorer.graphdb import Database, open_database, writes
from explorer.graphdb.java import DATABASE, USER
from explorer.graphdb.watchdog import Folder, request
from explorer.settings import Settings
from tests.neo4j_server.java_and_maven import NotHere
from tests.neo4j_server.starting import free_port, started, with_password
from tests.robustness.proxy import Proxy
from tests.web import seed

REQUIRED = "ENTREMISE_REQUIRE_NEO4J"
AS_SHIPPED = os.environ.get("ENTREMISE_TEST_WAITS") == "as shipped"
"""With the time limits of the product instead of short ones; takes some minutes."""


@dataclass
class Server:
    """A database server that may be harmed. `settings` lead through the proxy, `direct` is a way around it."""

    name: str
    settings: Settings
    direct: Database
    proxy: Proxy
    process: Callable[[], psutil.Process]
    restart: Callable[[], None]
    set_password: Callable[[str], None]
    longest: dict[str, float] = field(default_factory=dict)


@pytest.fixture(scope="package")
def embedded_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("harmed")
    with open_database(Settings(data)) as direct, Proxy(int(direct.address.rpartition(":")[2])) as proxy:
        folder = Folder(data / "graph")

        def ask(command: str) -> None:
            port = folder.state()["http_port"]
            assert isinstance(port, int)
            assert request(folder, port, "/api/v1/server", {"command": command}), command

        def set_password(password: str) -> None:
            """Of an account of its own: that of the folder is needed to do so."""
            if (proxied.name, "there") in made:
                ask("drop user tester")
            made.add((proxied.name, "there"))
            ask("create user " + json.dumps({"name": "tester", "password": password, "databases": {DATABASE: ["admin"]}}))

        def process() -> psutil.Process:
            return next(
                p for p in psutil.process_iter(["cmdline"]) if "java" in (p.info["cmdline"] or [""])[0] and any(str(data) in a for a in p.info["cmdline"])
            )

        made: set[tuple[str, str]] = set()
        settings = Settings(tmp_path_factory.mktemp("proxied"), f"bolt://127.0.0.1:{proxy.port}", USER, folder.password.read_text("utf-8"), DATABASE)
        proxied = Server("embedded", settings, direct, proxy, process, lambda: process().kill(), set_password)
        set_password("the first one")
        proxied.settings = replace(settings, database_user="tester", database_password="the first one")
        fill(direct)
        yield proxied


@pytest.fixture(scope="package")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder, port = tmp_path_factory.mktemp("neo4j"), free_port()
    with ExitStack() as stack:
        running: list[subprocess.Popen[str]] = []

        def start() -> None:
            running.append(stack.enter_context(started(folder, port)).process)

        def restart() -> None:
            running[-1].kill()
            running[-1].wait(10)
            start()

        try:
            start()
        except NotHere as reason:
            if os.environ.get(REQUIRED) == "1":
                pytest.fail(f"NEO4J IS REQUIRED AND NOT HERE: {reason}")
            pytest.skip(f"NOT TESTED ON NEO4J: {reason}")
        passwords = [with_password(port)]

        def set_password(password: str) -> None:
            with neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=("neo4j", passwords[-1])) as driver:
                driver.execute_query("ALTER USER neo4j SET PASSWORD $new CHANGE NOT REQUIRED", new=password, database_="system")
            passwords.append(password)

        proxy = stack.enter_context(Proxy(port))
        settings = Settings(tmp_path_factory.mktemp("proxied"), f"bolt://127.0.0.1:{proxy.port}", "neo4j", passwords[0])
        direct = stack.enter_context(open_database(replace(settings, database_url=f"bolt://127.0.0.1:{port}")))
        fill(direct)
        yield Server("neo4j", settings, direct, proxy, lambda: psutil.Process(running[-1].pid), restart, set_password)


def fill(database: Database) -> None:
    writes.save(database, seed.entities(), seed.relationships(), who="tests", batch="seed")


@pytest.fixture(params=["embedded", "neo4j"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    found: Server = request.getfixturevalue(f"{request.param}_server")
    yield found
    found.proxy.now("passes")


@pytest.fixture
def short_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short time limits, in the proportions of the product's own: for tests that watch somebody wait."""
    if not AS_SHIPPED:
        for name, seconds in SHORT.items():
            monkeypatch.setattr(name, seconds)


SHORT = {
    "explorer.web.held.READ_WITHIN": 2.0,
    "explorer.web.held.ANSWER_WITHIN": 1.0,
    "explorer.web.patience.SHORT_WAIT": 0.5,
    "explorer.graphdb.database.CONNECT_SECONDS": 0.6,
    "explorer.graphdb.database.GONE_SECONDS": 0.5,
    "explorer.graphdb.database.SILENT_READ_SECONDS": 3.0,
}


@pytest.fixture
def suspend() -> Iterator[Callable[[psutil.Process], None]]:
    """SIGSTOP for a server of ours; it goes on afterwards, whatever happened."""
    if not hasattr(signal, "SIGSTOP"):
        pytest.skip("processes cannot be suspended here")
    stopped: list[psutil.Process] = []

    def stop(process: psutil.Process) -> None:
        stopped.append(process)
        process.suspend()

    yield stop
    for process in stopped:
        if process.is_running():
            process.resume()
