"""What the demonstration adds to the example network."""

from explorer.examples import example_folders
from explorer.examples.notes import DONE
from explorer.graphdb import Database
from explorer.services.demo import note
from explorer.services.load import load
from explorer.services.snapshots import Snapshots
from explorer.texts import texts


def test_notes_are_taken_as_a_person_takes_them(embedded: Database) -> None:
    t = texts("en")
    assert load(embedded, example_folders(), t, who="test").committed
    note(embedded, Snapshots(embedded).current(), t)
    assert [(n.opportunity, n.company, n.step, n.on) for n in Snapshots(embedded).current().notes.values()] == [done[:4] for done in DONE]
