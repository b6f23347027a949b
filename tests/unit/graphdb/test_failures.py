"""What the driver reports is told with its reason and what to do."""

import socket
import time
from pathlib import Path

import pytest
from neo4j.exceptions import AuthError, ClientError, ConfigurationError, Neo4jError, ServiceUnavailable

from explorer.errors import DatabaseUnavailable
from explorer.graphdb import Database, open_database
from explorer.graphdb.failures import told
from explorer.settings import Settings


def neo4j_error(code: str) -> Neo4jError:
    return Neo4jError._hydrate_neo4j(code=code, message="what the server said")


@pytest.mark.parametrize(
    ("error", "reason", "fix"),
    [
        (neo4j_error("Neo.ClientError.Security.Unauthorized"), "wrong_password", "ENTREMISE_DATABASE_PASSWORD"),
        (neo4j_error("Neo.ClientError.Security.AuthenticationRateLimit"), "wrong_password", "ENTREMISE_DATABASE_USER"),
        (neo4j_error("Neo.ClientError.Security.CredentialsExpired"), "password_expired", "set one"),
        (neo4j_error("Neo.ClientError.Database.DatabaseNotFound"), "no_such_database", "ENTREMISE_DATABASE_NAME"),
        (neo4j_error("Neo.ClientError.Transaction.TransactionTimedOut"), "too_long", "ask for less"),
        (neo4j_error("Neo.TransientError.Transaction.DeadlockDetected"), "busy", "try again"),
        (neo4j_error("Neo.DatabaseError.General.UnknownError"), "failed", "its log"),
        (ServiceUnavailable("connection refused"), "unreachable", "ENTREMISE_DATABASE_URL"),
        (ConfigurationError("unknown scheme"), "bad_address", "bolt://"),
    ],
    ids=lambda value: value if isinstance(value, str) else type(value).__name__,
)
def test_the_reason_and_the_fix_are_told(error: Exception, reason: str, fix: str) -> None:
    found = told(error, "bolt://example.org:7687", "ada")
    assert isinstance(found, DatabaseUnavailable)
    assert found.errors["reason"] == reason
    assert fix in found.message
    assert "bolt://example.org:7687" in found.message


def test_a_mistake_in_a_statement_is_not_blamed_on_the_server() -> None:
    assert told(neo4j_error("Neo.ClientError.Statement.SyntaxError"), "bolt://example.org", None) is None
    assert isinstance(neo4j_error("Neo.ClientError.Statement.SyntaxError"), ClientError)
    assert isinstance(neo4j_error("Neo.ClientError.Security.Unauthorized"), AuthError)


@pytest.mark.parametrize("address", ["http://localhost:7474", "localhost:7687", "bolt://", "nonsense"])
def test_a_bad_address_is_said_at_once(tmp_path: Path, address: str) -> None:
    with pytest.raises(DatabaseUnavailable, match="bolt://localhost:7687") as refused:
        open_database(Settings(tmp_path, address))
    assert refused.value.errors["reason"] == "bad_address"


def test_a_server_that_is_not_there_is_said_within_seconds(tmp_path: Path) -> None:
    began = time.monotonic()
    with pytest.raises(DatabaseUnavailable, match="No database answers") as refused:
        open_database(Settings(tmp_path, f"bolt://127.0.0.1:{_closed_port()}", "neo4j", "secret"))
    assert refused.value.errors["reason"] == "unreachable"
    assert time.monotonic() - began < 8


def test_check_does_not_wait_for_a_server_that_is_not_there() -> None:
    began = time.monotonic()
    with Database(f"bolt://127.0.0.1:{_closed_port()}", "neo4j", "secret") as database, pytest.raises(DatabaseUnavailable):
        database.check()
    assert time.monotonic() - began < 2


def test_a_server_that_takes_the_call_and_says_nothing_is_given_up(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        with Database(f"bolt://127.0.0.1:{silent.getsockname()[1]}", "neo4j", "secret") as database, pytest.raises(DatabaseUnavailable):
            database.check()
        assert time.monotonic() - began < 8


def _closed_port() -> int:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        return int(closed.getsockname()[1])
