"""What the driver reports, said so that its reader can do something about it."""

from neo4j.exceptions import AuthError, ConfigurationError, DriverError, Neo4jError, TransientError

from explorer.errors import DatabaseUnavailable

_NO_DATABASE = "Neo.ClientError.Database.DatabaseNotFound"
_GIVEN_UP = "Transaction.TransactionNotFound"
"""What ArcadeDB answers where it could not write."""
_TOO_LONG = ("TransactionTimedOut", "TransactionTimedOutClientConfiguration", "TransactionTerminated", "LockClientStopped")


def unavailable(reason: str, template: str, **details: object) -> DatabaseUnavailable:
    """`reason` is stable, for programs; `details` fill the places of the template, an English message of the catalogue."""
    return DatabaseUnavailable.of(template, {"reason": reason, **details})


def bad_address(address: str, why: str) -> DatabaseUnavailable:
    return unavailable(
        "bad_address",
        "“%(address)s” is not the address of a Neo4j database (%(why)s). It begins with bolt://, neo4j:// or neo4j+s://, as in bolt://localhost:7687.",
        address=address,
        why=why,
    )


def told(error: Exception, address: str, user: str | None) -> DatabaseUnavailable | None:
    """The same error for a reader, or None where it is a mistake in our own statements."""
    if isinstance(error, Neo4jError):
        return _refused(error, address, user) or _failed(error, address)
    if isinstance(error, ConfigurationError | ValueError):
        return bad_address(address, _first_line(error))
    if isinstance(error, DriverError | OSError):
        return unavailable(
            "unreachable",
            "No database answers at %(address)s. Start it, or correct the address in ENTREMISE_DATABASE_URL. (%(why)s)",
            address=address,
            why=_first_line(error),
        )
    return None


def _refused(error: Neo4jError, address: str, user: str | None) -> DatabaseUnavailable | None:
    code = error.code or ""
    if code.endswith("CredentialsExpired"):
        return unavailable(
            "password_expired", "The database at %(address)s wants a new password for “%(user)s” first: set one in Neo4j.", address=address, user=user
        )
    if isinstance(error, AuthError) or code.startswith("Neo.ClientError.Security."):
        return unavailable(
            "wrong_password",
            "The database at %(address)s refuses the user “%(user)s”: "
            "set ENTREMISE_DATABASE_USER and ENTREMISE_DATABASE_PASSWORD to an account that may write.",
            address=address,
            user=user,
        )
    if code == _NO_DATABASE:
        return unavailable("no_such_database", "There is no such database at %(address)s: correct ENTREMISE_DATABASE_NAME, or leave it out.", address=address)
    return None


def _failed(error: Neo4jError, address: str) -> DatabaseUnavailable | None:
    code = error.code or ""
    if code.endswith(_TOO_LONG):
        return unavailable("too_long", "The database at %(address)s took too long and was stopped: try again, or ask for less.", address=address)
    if isinstance(error, TransientError) or error.is_retryable():
        return unavailable("busy", "The database at %(address)s is too busy: try again in a moment. (%(why)s)", address=address, why=_first_line(error))
    if code.startswith("Neo.DatabaseError.") or code.endswith(_GIVEN_UP):
        return unavailable("failed", "The database at %(address)s failed: look into its log. (%(why)s)", address=address, why=_first_line(error))
    return None


def connection_lost(error: Exception) -> bool:
    """The server is gone or was never there; it may be back in a moment."""
    return isinstance(error, DriverError) and error.is_retryable()


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0][:300]
