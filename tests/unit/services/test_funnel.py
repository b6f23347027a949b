"""The numbers from proposal to order, held against counting by hand."""

import random
from dataclasses import replace
from datetime import date

import pytest

from explorer.graphdb.notes import Note
from explorer.services.funnel import OUTCOMES, STEPS, Funnel, funnel, pairs_of
from explorer.services.snapshot import Snapshot
from explorer.texts import texts
from tests.carriers import facts

EN = texts("en")
NEEDS = ("need:containers", "need:anything")
COMPANIES = ("company:froid", "company:small", "company:mid")


def noted(*notes: Note) -> Snapshot:
    return replace(Snapshot.of(facts()), noted=lambda _sequence: {note.id: note for note in notes})


def note(number: int, step: str, on: str = "2024-05", company: str = COMPANIES[0], need: str = NEEDS[0], amount: float | None = None) -> Note:
    return Note(f"note:{number}", need, company, step, on, amount=amount, currency="EUR" if amount else None, sequence=number)


def counted(*notes: Note) -> Funnel:
    return funnel(pairs_of(noted(*notes)), EN)


def test_a_later_step_counts_for_the_earlier_ones() -> None:
    told = counted(note(1, "met"), note(2, "asked", company=COMPANIES[1]), note(3, "proposed", company=COMPANIES[2]))
    assert told.steps == {"proposed": 3, "asked": 2, "met": 1, "answered": 0}
    assert (told.outcomes, told.pending) == ({"won": 0, "lost": 0, "none": 0}, 3)


def test_who_won_has_answered_and_what_came_to_nothing_need_not() -> None:
    told = counted(note(1, "won", amount=500.0), note(2, "none", company=COMPANIES[1]))
    assert told.steps == {"proposed": 2, "asked": 1, "met": 1, "answered": 1}
    assert (told.outcomes, told.pending, told.won) == ({"won": 1, "lost": 0, "none": 1}, 0, {"EUR": 500.0})


@pytest.mark.parametrize(
    ("notes", "outcome"),
    [
        ((note(1, "lost", "2024-01"), note(2, "won", "2024-02")), "won"),
        ((note(1, "won", "2024-02"), note(2, "lost", "2024-01")), "won"),
        ((note(1, "won", "2024-02"), note(2, "lost", "2024-02")), "lost"),
        ((note(1, "lost", "2024-01"), note(2, "asked", "2024-03")), None),
    ],
)
def test_the_latest_note_says_how_it_ended(notes: tuple[Note, ...], outcome: str | None) -> None:
    (pair,) = pairs_of(noted(*notes))
    assert pair.outcome == outcome
    assert [each.sequence for each in pair.notes] == [2, 1]


def test_of_some_needs_only_and_never_of_what_is_gone() -> None:
    notes = (note(1, "asked"), note(2, "asked", need=NEEDS[1]), note(3, "asked", company="company:gone"), note(4, "asked", need="need:gone"))
    assert [pair.opportunity.id for pair in pairs_of(noted(*notes))] == [NEEDS[1], NEEDS[0]]
    assert len(pairs_of(noted(*notes), {NEEDS[0]})) == 1
    assert pairs_of(noted(*notes), set()) == []


@pytest.mark.parametrize("seed", range(30))
def test_steps_never_grow_and_endings_add_up(seed: int) -> None:
    chance = random.Random(seed)
    notes = [
        note(
            n, chance.choice((*STEPS, *OUTCOMES)), str(date(2024, chance.randint(1, 5), chance.randint(1, 28))), chance.choice(COMPANIES), chance.choice(NEEDS)
        )
        for n in range(chance.randint(0, 20))
    ]
    told = counted(*notes)
    numbers = list(told.steps.values())
    assert numbers == sorted(numbers, reverse=True)
    assert told.steps["proposed"] == len({(n.opportunity, n.company) for n in notes}) == told.pending + sum(told.outcomes.values())
    for position, step in enumerate(STEPS):
        later = {*STEPS[position:], *(("won", "lost") if position else OUTCOMES)}
        assert told.steps[step] == len({(n.opportunity, n.company) for n in notes if n.step in later})


def test_the_json() -> None:
    document = counted(note(1, "won", amount=500.0)).as_json()
    assert document == {
        "steps": [{"step": step, "pairs": 1} for step in STEPS],
        "outcomes": {"won": 1, "lost": 0, "none": 0},
        "pending": 0,
        "won_amounts": {"EUR": 500.0},
    }
