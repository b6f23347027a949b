"""Take everything out of a database between two tests; the schema stays. The product itself has no such statement."""

from explorer.graphdb import Database

_STATEMENTS = (
    "MATCH (n:Entity) DETACH DELETE n",
    "MATCH (c:Change) DELETE c",
    "MATCH (l:Load) DELETE l",
    "MATCH (s:Scene) DELETE s",
    "MATCH (c:Counter {id: 'changes'}) SET c.value = 0",
    "MATCH (c:Counter {id: 'state'}) DELETE c",
)


def empty(database: Database) -> None:
    for statement in _STATEMENTS:
        database._driver.execute_query(statement, database_=database._name)
