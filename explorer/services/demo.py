"""The example network in a throw-away folder, and the introductions it answers."""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from explorer.examples import example_folders
from explorer.examples.notes import DONE
from explorer.examples.synthetic import generate
from explorer.graphdb import Database, open_database, wait_until_ended
from explorer.services.funnel import take_note
from explorer.services.introductions import Answer, Request, introduce
from explorer.services.load import Progress, load, save_in_parts, silent
from explorer.services.snapshot import Snapshot
from explorer.services.snapshots import Snapshots
from explorer.settings import Settings
from explorer.texts import Texts

QUESTIONS: Final = (
    ("RSA Cosmos", "Katowice"),
    ("Neyret", "CFL Klozmann"),
    ("Olivo", "Business France Moyen-Orient"),
    ("My Cyber Royaume", "country:IE"),
    ("Mécaloire", "École des Mines de Saint-Étienne"),
    ("ID touch", "Montréal"),
    ("Olivo", "Bouygues Construction"),
)
"""Asked of the example network: each shows another kind of answer, an honest "none" among them."""
WHO: Final = "demo"
PATHS_SHOWN: Final = 2


@dataclass(frozen=True, slots=True)
class Demonstration:
    """An example network that is open: where, how much it holds, what it answers, and the seconds it took."""

    settings: Settings
    database: Database
    entities: int
    relationships: int
    answers: tuple[Answer, ...]
    seconds: float

    def as_json(self) -> dict[str, Any]:
        return {"entities": self.entities, "relationships": self.relationships, "answers": [answer.as_json() for answer in self.answers]}


@contextmanager
def prepared(t: Texts, synthetic: int | None = None, progress: Progress = silent) -> Iterator[Demonstration]:
    """Open a fresh data folder, load the example (or a made-up territory of about `synthetic` entities) and ask it; gone at the end."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="entremise-demo-", ignore_cleanup_errors=True) as folder:
        settings = Settings(data=Path(folder))
        try:
            with open_database(settings) as database:
                if synthetic is None:
                    load(database, example_folders(), t, who=WHO, progress=progress)
                else:
                    save_in_parts(database, *generate(synthetic), WHO, progress)
                snapshot = Snapshots(database).current()
                if synthetic is None:
                    note(database, snapshot, t)
                questions = QUESTIONS if synthetic is None else ()
                answers = tuple(introduce(snapshot, Request(source, target, limit=PATHS_SHOWN), t) for source, target in questions)
                facts = snapshot.facts
                yield Demonstration(settings, database, len(facts.entities), len(facts.relationships), answers, time.monotonic() - began)
        finally:
            wait_until_ended(settings.data)


def note(database: Database, snapshot: Snapshot, t: Texts) -> None:
    """What was done about the made-up needs, so that their funnels hold something."""
    for done in DONE:
        take_note(database, snapshot, done.opportunity, done._asdict() | {"currency": "EUR"}, t, who=WHO)
