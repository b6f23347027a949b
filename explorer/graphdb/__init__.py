"""The graph database: one driver, one set of queries, two servers. The only package that talks to it."""

from explorer.errors import DatabaseUnavailable
from explorer.graphdb import schema
from explorer.graphdb.database import Database
from explorer.graphdb.embedded import Server, wait_until_ended
from explorer.graphdb.java import DATABASE, USER
from explorer.settings import Settings

__all__ = ["Database", "open_database", "wait_until_ended"]


def open_database(settings: Settings) -> Database:
    """Connect to the Neo4j server of the settings, else start or join the embedded one of the data folder; the schema is in place afterwards.

    Raises DatabaseUnavailable, which says why and what to do.
    """
    if settings.database_url:
        return _ready(Database(settings.database_url, settings.database_user, settings.database_password, settings.database_name))
    server = Server(settings.data, settings.heap_mb)
    try:
        with server.turn():
            return _ready(Database(server.address, USER, server.password, DATABASE, on_close=server.leave))
    except DatabaseUnavailable as error:
        raise server.failed(error) from error


def _ready(database: Database) -> Database:
    try:
        schema.apply(database)
    except BaseException:
        database.close()
        raise
    return database
