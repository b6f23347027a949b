"""What the demonstration notes is made up, about what is made up, and makes a funnel that can be read."""

from dataclasses import replace

from explorer.examples.notes import DONE
from explorer.graphdb.notes import Note
from explorer.services.funnel import OUTCOMES, STEPS, funnel, pairs_of
from explorer.texts import texts
from tests.calls import network


def test_only_what_is_made_up_is_noted() -> None:
    entities = network().facts.entities
    for done in DONE:
        assert done.step in (*STEPS, *OUTCOMES)
        assert done.text.endswith("(inventé).")
        assert [entities[id].properties["synthetic"] for id in (done.opportunity, done.company)] == [True, True]


def test_the_funnel_holds_something_of_everything() -> None:
    notes = {
        str(n): Note(str(n), d.opportunity, d.company, d.step, d.on, amount=float(d.amount or 0) or None, currency="EUR", sequence=n)
        for n, d in enumerate(DONE)
    }
    told = funnel(pairs_of(replace(network(), noted=lambda _sequence: notes)), texts("en"))
    assert told.steps == {"proposed": 4, "asked": 4, "met": 2, "answered": 2}
    assert (told.outcomes, told.pending, told.won) == ({"won": 1, "lost": 1, "none": 1}, 1, {"EUR": 90000.0})
