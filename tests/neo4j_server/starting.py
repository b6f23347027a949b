"""Find a Neo4j, or start one, for as long as a `with` block lasts."""

import os
import secrets
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import neo4j

from explorer.settings import Settings
from tests.neo4j_server.java_and_maven import HERE, jars, java, needed_java, version

OPENED = ("java.nio", "java.io", "sun.nio.ch")


@contextmanager
def running(folder: Path) -> Iterator[Settings]:
    """Settings that lead to an empty Neo4j. Raises NotHere where there can be none."""
    if address := os.environ.get("ENTREMISE_TEST_NEO4J_URI"):
        yield Settings(folder, address, os.environ.get("ENTREMISE_TEST_NEO4J_USER", "neo4j"), os.environ.get("ENTREMISE_TEST_NEO4J_PASSWORD"))
        return
    with started(folder, free_port()) as server:
        yield Settings(folder, f"bolt://127.0.0.1:{server.port}", "neo4j", with_password(server.port))


@dataclass
class Started:
    port: int
    process: "subprocess.Popen[str]"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def started(folder: Path, port: int, *, project: Path = HERE, plugins: Path | None = None, heap: str = "1g") -> Iterator[Started]:
    """A server of one's own, over what is in the folder already. Raises NotHere where there can be none.

    `project`: where the `pom.xml` of its jars is. `plugins`: the folder of those jars among them that bring procedures.
    """
    program = java(needed_java(version()))
    opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED]
    classes = jars(version(), project) / "*"
    command: list[str | Path] = [program, f"-Xmx{heap}", *opened, "-cp", classes, HERE / "Neo4jServer.java", folder, str(port), *([plugins] if plugins else [])]
    log = folder / "server.txt"
    with log.open("wb") as errors, subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        if not any(line.strip() == "ready" for line in server.stdout):
            raise AssertionError(f"Neo4j did not start:\n{log.read_text('utf-8')[-2000:]}")
        yield Started(port, server)
        server.stdin.close()


def with_password(port: int) -> str:
    """A fresh Neo4j lets nobody in before its first password was changed."""
    password = secrets.token_urlsafe(12)
    with neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=("neo4j", "neo4j")) as driver:
        driver.execute_query("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password", password=password, database_="system")
    return password
