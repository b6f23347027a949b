"""The graph database: one driver, one set of queries, two servers. The only package that talks to it."""

from explorer.errors import DatabaseUnavailable
from explorer.graphdb import restoring, schema
from explorer.graphdb.database import Database
from explorer.graphdb.embedded import Server, wait_until_ended
from explorer.graphdb.java import DATABASE, USER
from explorer.settings import Settings

__all__ = ["Database", "open_database", "wait_until_ended"]


def open_database(settings: Settings, *, restores: bool = False) -> Database:
    """Connect to the Neo4j server of the settings, else start or join the embedded one of the data folder; the schema is in place afterwards.

    `restores`: for who restores a backup, and may open a database into which one was begun and not finished.
    Raises DatabaseUnavailable, which says why and what to do.
    """
    if settings.database_url:
        return _ready(Database(settings.database_url, settings.database_user, settings.database_password, settings.database_name), restores)
    server = Server(settings.data, settings.heap_mb)
    try:
        with server.turn():
            return _ready(Database(server.address, USER, server.password, DATABASE, on_close=server.leave), restores)
    except DatabaseUnavailable as error:
        raise server.failed(error) from error


def _ready(database: Database, restores: bool) -> Database:
    try:
        schema.apply(database)
        if not restores:
            restoring.refuse_unfinished(database)
    except BaseException:
        database.close()
        raise
    return database
