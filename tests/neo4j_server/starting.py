"""Find a Neo4j, or start one, for as long as a `with` block lasts."""

import os
import secrets
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
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
    with _started(folder) as port:
        yield Settings(folder, f"bolt://127.0.0.1:{port}", "neo4j", _with_password(port))


@contextmanager
def _started(folder: Path) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    program = java(needed_java(version()))
    opened = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in OPENED]
    command: list[str | Path] = [program, "-Xmx1g", *opened, "-cp", jars(version()) / "*", HERE / "Neo4jServer.java", folder, str(port)]
    log = folder / "server.txt"
    with log.open("wb") as errors, subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        if not any(line.strip() == "ready" for line in server.stdout):
            raise AssertionError(f"Neo4j did not start:\n{log.read_text('utf-8')[-2000:]}")
        yield port
        server.stdin.close()


def _with_password(port: int) -> str:
    """A fresh Neo4j lets nobody in before its first password was changed."""
    password = secrets.token_urlsafe(12)
    with neo4j.GraphDatabase.driver(f"bolt://127.0.0.1:{port}", auth=("neo4j", "neo4j")) as driver:
        driver.execute_query("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $password", password=password, database_="system")
    return password
