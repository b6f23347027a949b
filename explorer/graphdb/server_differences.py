"""Where Neo4j and the embedded ArcadeDB behave differently, and what makes the difference invisible. Each entry is named after why it is there.

Some differences live in the statements themselves and are explained there: `schema/label`, `read/entities`, `read/relationships`, `write/relabel_entities`,
`write/update_relationships`, `write/lock_counter`. Everything else of the Cypher used holds on both; the contract tests run it on both.
"""

from typing import Final

from neo4j.exceptions import ConstraintError, Neo4jError

LONGEST_ID: Final = 1_000
"""Characters of an id: Neo4j indexes no text of more than some 8,000 bytes."""

MESSAGE_LIMIT: Final = 4_000_000
"""Characters of one message: ArcadeDB refuses one of more than 16 MB."""

LARGEST_THING: Final = 7_000_000
"""Bytes of one entity or relationship as the log holds it, twice where it is updated: within the same 16 MB, which ArcadeDB does not refuse but hangs on."""

ROWS_A_STATEMENT: Final = 5_000
"""Rows of one statement: neither server holds much more than that in memory for long, and ArcadeDB ends a statement that takes too long only as a whole."""

COMMAND_LIMIT_SECONDS: Final = 120
"""ArcadeDB does not enforce a transaction's own time limit, only this one, given to the whole server when it starts."""


_READ_WHILE_WRITTEN: Final = "Statement.EntityNotFound"


def lost_a_race(error: Neo4jError) -> bool:
    """Whether somebody else's transaction was met, and the same again will do.

    Two transactions created the same thing at once: Neo4j makes one of them wait; ArcadeDB lets the later one fail. What is read was being written: ArcadeDB
    shows a commit page by page, so that an index can name what is not there yet, or any more.
    """
    return isinstance(error, ConstraintError) or (error.code or "").endswith(_READ_WHILE_WRITTEN)
