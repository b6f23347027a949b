"""A whole territory at once, held against asking for each need by itself."""

import random
from dataclasses import replace

import pytest

from explorer.domain.records import Entity, Relationship
from explorer.errors import BadInput, NotFound
from explorer.graphdb.notes import Note
from explorer.services import matches as service
from explorer.services.matches import Matches, find_matches
from explorer.services.snapshot import Snapshot
from explorer.services.suited import find_suited
from explorer.texts import texts
from tests.carriers import DAY, entity, facts, tie

EN = texts("en")
MORE = (
    tie("SEEKS", "need:containers", "capability:containers"),
    entity("company:boxer", "Company", "Boîtes", size_class="micro"),
    tie("OFFERS", "company:boxer", "capability:boxes"),
    tie("LOCATED_IN", "company:boxer", "city:roanne"),
    entity("structure:club", "Structure", "Club"),
    tie("MEMBER_OF", "company:boxer", "structure:club"),
)


def snapshot(*more: Entity | Relationship, notes: tuple[Note, ...] = ()) -> Snapshot:
    return replace(Snapshot.of(facts(*MORE, *more)), noted=lambda _sequence: {note.id: note for note in notes})


def ask(place: str, *more: Entity | Relationship, notes: tuple[Note, ...] = (), limit: int = 10) -> Matches:
    return find_matches(snapshot(*more, notes=notes), place, EN, limit=limit, as_of=DAY)


def pairs(answer: Matches) -> list[tuple[str, str]]:
    return [(cell.company.id, cell.opportunity.id) for cell in answer.cells]


def test_a_territory_its_companies_and_the_open_needs() -> None:
    answer = ask("Loire")
    assert (answer.companies, answer.fitting) == (2, 2)
    assert pairs(answer) == [("company:boxer", "need:containers"), ("company:froid", "need:containers")]
    (best,) = answer.introductions
    assert (best.card.company.id, best.opportunity.id, best.publisher.id) == ("company:froid", "need:containers", "company:meridian")
    assert best.card.path is not None
    assert [cell.has_path for cell in answer.cells] == [False, True]


def test_the_members_of_a_structure() -> None:
    answer = ask("Club")
    assert pairs(answer) == [("company:boxer", "need:containers")]
    assert answer.introductions == ()
    assert answer.explanation.endswith("None of them is still to be introduced: no path is known, or something was noted already.")


def test_what_was_noted_is_made_already() -> None:
    note = Note("note:1", "need:containers", "company:froid", "asked", "2024-05", sequence=1)
    answer = ask("Loire", notes=(note,))
    assert answer.introductions == ()
    assert [cell.noted for cell in answer.cells] == [False, True]


@pytest.mark.parametrize("seed", range(12))
def test_every_score_is_that_of_asking_for_the_need_alone(seed: int) -> None:
    chance = random.Random(seed)
    more: list[Entity | Relationship] = []
    for n in range(6):
        city = chance.choice(("city:feurs", "city:roanne"))
        more += [entity(f"company:{n}", "Company", f"PME {n}", size_class="pme"), tie("LOCATED_IN", f"company:{n}", city)]
        more += [tie("OFFERS", f"company:{n}", chance.choice(("capability:boxes", "capability:containers")))] if chance.random() < 0.8 else []
        more += [tie("TARGETS", f"company:{n}", "country:AE")] if chance.random() < 0.4 else []
        more += [entity(f"person:{n}", "Person", f"P {n}"), tie("WORKS_AT", f"person:{n}", f"company:{n}", since="2022")] if chance.random() < 0.7 else []
        more += [tie("KNOWS", f"person:{n}", "person:max", since="2023")] if chance.random() < 0.5 and any(x.id == f"person:{n}" for x in more) else []
        more += [tie("PARTNER_OF", f"company:{n}", "company:sante", since="2022")] if chance.random() < 0.5 else []
    for n, publisher in enumerate(("company:sante", "company:mid")):
        need = entity(f"need:{n}", "Opportunity", f"Besoin {n}", status="open")
        more += [need, tie("PUBLISHES", publisher, need.id), tie("SEEKS", need.id, chance.choice(("capability:boxes", "capability:containers")))]
    now = snapshot(*more)
    answer = find_matches(now, "Loire", EN, limit=100, as_of=DAY)
    here = {cell.company.id for cell in answer.cells}
    alone = {
        (card.company.id, need): card.score
        for need in ("need:containers", "need:0", "need:1")
        for card in find_suited(now, need, EN, limit=100, as_of=DAY).cards
        if card.company.id in here
    }
    assert {(cell.company.id, cell.opportunity.id): pytest.approx(cell.score) for cell in answer.cells} == alone
    assert [each.card.score for each in answer.introductions] == [pytest.approx(cell.score) for cell in answer.cells if cell.has_path]


def test_none_says_why() -> None:
    assert ask("Lille").explanation.startswith("No small company is known at Lille")
    idle = find_matches(Snapshot.of(facts(*MORE)), "Loire", EN, as_of=DAY.replace(year=2023))
    assert idle.explanation
    bare = ask("Loire", replace_status("need:containers"), replace_status("need:anything"))
    assert bare.explanation.startswith("No need is open now")


def replace_status(id: str) -> Entity:
    return entity(id, "Opportunity", id, status="closed")


def test_what_is_left_out_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "MOST_COMPANIES", 1)
    monkeypatch.setattr(service, "MOST_OPENINGS", 0)
    answer = ask("Loire")
    assert [sentence[:20] for sentence in answer.cut] == ["Only the first 1 of ", "Only the first 0 of "]


def test_who_objects_by_now_is_in_no_path() -> None:
    late = replace(snapshot(), objecting=lambda ids: frozenset({"person:lea"}) & frozenset(ids))
    assert "Léa Morel" not in str(find_matches(late, "Loire", EN, as_of=DAY).as_json())
    assert "Léa Morel" in str(ask("Loire").as_json())


@pytest.mark.parametrize(("place", "error"), [("Froid du Forez", BadInput), ("nowhere at all", NotFound)])
def test_only_a_place_or_a_structure(place: str, error: type[BadInput]) -> None:
    with pytest.raises(error) as raised:
        ask(place)
    assert list(raised.value.errors) == ["place"]
