"""Reading everything anew, where another program wrote into the database past the log of changes."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explorer.graphdb import Database
from explorer.graphdb.state import renew
from explorer.services.snapshot import Snapshot
from explorer.services.snapshots import FOLDER, Progress, Snapshots


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What the network now holds, as of change number `sequence`."""

    sequence: int
    entities: int
    relationships: int

    def as_json(self) -> dict[str, Any]:
        return {"snapshot": self.sequence, "entities": self.entities, "relationships": self.relationships}


def refresh(database: Database, data: Path, progress: Progress | None = None) -> RefreshReport:
    """Make every process that holds the network read it again, this one first; within a second the others follow.

    `data`: the data folder. `progress` is told how many rows have been read so far. Raises DatabaseUnavailable.
    """
    renew(database)
    return Snapshots(database, data / FOLDER, progress=progress).ask(_counted)


def _counted(snapshot: Snapshot) -> RefreshReport:
    facts = snapshot.facts
    return RefreshReport(facts.sequence, len(facts.entities), len(facts.relationships))
