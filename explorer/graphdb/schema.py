"""Constraints and indexes, put in place at the first start and not looked at again until they change."""

from typing import Final

from explorer.graphdb.catalogue import catalogue
from explorer.graphdb.database import Database
from explorer.graphdb.failures import unavailable

VERSION: Final = 3
"""Goes up with every change of `cypher/schema`."""

CHANGES: Final = "changes"
_SCHEMA: Final = "schema"


def apply(database: Database) -> None:
    """Bring the schema to this version; nothing happens where it is there. Raises DatabaseUnavailable where the database is of a newer one."""
    found = database.read(lambda tx: tx.value("read/counter", id=_SCHEMA)) or 0
    if found > VERSION:
        raise unavailable(
            "newer_schema",
            "The database at %(address)s was written by a newer Entremise (its schema is %(found)s, this one knows %(known)s): install the newer one.",
            address=database.address,
            found=found,
            known=VERSION,
        )
    if found < VERSION:
        _upgrade(database)


def _upgrade(database: Database) -> None:
    # Neo4j takes no schema statement together with another kind of statement: one transaction each.
    for statement in catalogue().of("schema"):
        for each in statement.texts:
            database.write(lambda tx, name=statement.name, each=each: tx.run(name, each=each))  # type: ignore[misc]
    for counter in (CHANGES, _SCHEMA):
        database.write(lambda tx, id=counter: tx.run("write/begin_counter", id=id))  # type: ignore[misc]
    database.write(lambda tx: tx.run("write/set_counter", id=_SCHEMA, value=VERSION))
