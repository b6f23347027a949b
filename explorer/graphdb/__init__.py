"""The graph database: one driver, one set of queries, two servers. The only package that talks to it."""

from explorer.errors import DatabaseUnavailable
from explorer.graphdb import large_loads, restoring, schema
from explorer.graphdb.database import Database
from explorer.graphdb.embedded import Server, wait_until_ended
from explorer.graphdb.java import DATABASE, USER
from explorer.graphdb.large_loads import Told
from explorer.settings import Settings

__all__ = ["Database", "open_database", "wait_until_ended"]


def open_database(settings: Settings, *, restores: bool = False, undone: Told | None = None) -> Database:
    """Connect to the Neo4j server of the settings, else start or join the embedded one of the data folder.

    Afterwards the schema is in place, and a large load that was interrupted is undone; `undone` is told of it. `restores`: for who restores a backup, and may
    open a database into which one was begun and not finished. Raises DatabaseUnavailable, which says why and what to do.
    """
    database = _connected(settings)
    try:
        if not restores:
            restoring.refuse_unfinished(database)
            large_loads.undo_abandoned(database, undone)
    except BaseException:
        database.close()
        raise
    return database


def _connected(settings: Settings) -> Database:
    if settings.database_url:
        return _prepared(Database(settings.database_url, settings.database_user, settings.database_password, settings.database_name))
    server = Server(settings.data, settings.heap_mb)
    joined = not server.started_here
    with server.turn():
        database = Database(server.address, USER, server.password, DATABASE, on_close=server.leave, explain=server.failed, turn_to_write=server.turn_to_write)
        try:
            return _prepared(database)
        except DatabaseUnavailable:
            if not joined or server.is_there():
                raise
    # Killed as it was joined, when its ports still seemed to listen: the next one takes its place.
    return _connected(settings)


def _prepared(database: Database) -> Database:
    try:
        schema.apply(database)
    except BaseException:
        database.close()
        raise
    return database
