"""Looking through the whole database for what contradicts the vocabulary, the log of changes, or itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from explorer.graphdb import Database
from explorer.graphdb.whole import counter, outside, whole
from explorer.services.inconsistencies import Examination, Finding, Findings
from explorer.texts import Texts
from explorer.texts.findings import finding_words

MOST_STRANGERS: Final = 10_000
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was looked at, as it was after change number `sequence`, and what was found."""

    sequence: int
    seen: Mapping[str, int]
    found: Findings
    texts: Texts

    @property
    def clean(self) -> bool:
        return not self.found.counts

    def words(self, finding: Finding) -> tuple[str, str]:
        """What is wrong, and what would repair it."""
        return finding_words(self.texts, finding.code, finding.details)

    def as_json(self) -> dict[str, Any]:
        return {
            "clean": self.clean,
            "sequence": self.sequence,
            **self.seen,
            "counts": dict(self.found.counts),
            "findings": [self._finding(finding) for finding in self.found],
        }

    def _finding(self, finding: Finding) -> dict[str, Any]:
        message, fix = self.words(finding)
        return {"code": finding.code, "kind": finding.kind, "id": finding.id, "message": message, "fix": fix}


def check(db: Database, texts: Texts, progress: Progress | None = None) -> CheckReport:
    """Read everything once and change nothing. `progress` is told how many rows have been read so far."""
    examination = Examination()
    seen = {"entities": 0, "relationships": 0, "changes": 0}
    with whole(db, progress=progress) as everything:
        for name, rows, look in (
            ("entities", everything.entities(), examination.entity),
            ("relationships", everything.relationships(), examination.relationship),
            ("changes", everything.changes(), examination.change),
        ):
            for row in rows:
                look(row)
                seen[name] += 1
        # Who writes meanwhile moves the counter on, never back.
        examination.last(min(counter(db), everything.sequence))
    for row in outside(db, MOST_STRANGERS):
        examination.stranger(row)
    return CheckReport(everything.sequence, seen, examination.found, texts)
