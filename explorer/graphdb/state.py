"""Which database this is, and how far: what tells a process whether what it holds, or finds in its files, is of this one."""

from typing import Final, NamedTuple
from uuid import uuid4

from explorer.graphdb.database import Database, Transaction
from explorer.graphdb.schema import CHANGES

_STATE: Final = "state"


class State(NamedTuple):
    """`name` differs between any two databases, and changes where something was written past the log (`renew`). `sequence`: number of the latest change."""

    name: str
    sequence: int


def state(db: Database) -> State:
    """As the database says it now. Its name is made at the first asking."""
    found = db.read(_read)
    return found if found.name else db.write(_named)


def renew(db: Database) -> State:
    """Give the state another name: whatever was made of it is no longer valid, in any process."""
    return db.write(_renamed)


def _read(tx: Transaction) -> State:
    row = next(iter(list(tx.rows("read/state", changes=CHANGES, state=_STATE))), {})
    return State(row.get("state") or "", int(row.get("sequence") or 0))


def _named(tx: Transaction) -> State:
    """Unless somebody else has just done so."""
    found = _read(tx)
    return found if found.name else _renamed(tx)


def _renamed(tx: Transaction) -> State:
    tx.run("write/begin_counter", id=_STATE)
    tx.run("write/lock_counter", id=_STATE, holder=uuid4().hex)
    return _read(tx)
