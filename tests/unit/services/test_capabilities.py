"""What the members of a cluster can do: the whole answer, on the mechanics of the example."""

import pytest

from explorer.domain.records import Entity, Relationship
from explorer.errors import BadInput, NotFound
from explorer.services.capabilities import Map, map_capabilities
from explorer.texts import texts
from tests.calls import DAY, facts, network, tie

EN = texts("en")
CLUSTER = "structure:mecaloire"


def ask(structure: str = "Mécaloire", *more: Entity | Relationship) -> Map:
    return map_capabilities(network(*more), structure, EN, as_of=DAY)


def test_coverage_by_capability_as_counted_by_hand() -> None:
    answer = ask()
    known = facts()
    members = {r.source for r in known.relationships if r.type == "MEMBER_OF" and r.target == CLUSTER}
    offers = {(r.source, r.target) for r in known.relationships if r.type == "OFFERS" and r.source in members}
    wholes = {(r.source, r.target) for r in known.relationships if r.type == "PART_OF"}
    offers |= {(id, whole) for id, thing in offers for part, whole in wholes if part == thing}
    assert {(holder.id, held.capability.id) for held in answer.held for holder, _ in held.holders} == offers
    counts = [len(held.holders) for held in answer.held]
    assert counts == sorted(counts, reverse=True)
    assert all(facts_ for held in answer.held for _, facts_ in held.holders)


def test_who_is_the_only_one_and_what_calls_seek_beyond() -> None:
    answer = ask()
    alone = {held.capability.name: held.holders[0][0].name for held in answer.held if held.rests_on_one}
    assert alone["Fonderie d’aluminium"] == "Loire Fonderie"
    assert "Usinage 5 axes" not in alone
    assert [(gap.thing.name, gap.lot, gap.elsewhere) for gap in answer.gaps] == [("Certification ISO 19443 (nucléaire)", "3", 0)]
    printing = tie("SEEKS", "opportunity:cuves-nucleaires", "capability:impression-metal", lot="4")
    assert ("Impression 3D métal", "4", 1) in [(gap.thing.name, gap.lot, gap.elsewhere) for gap in ask("Mécaloire", printing).gaps]


def test_by_city_and_who_is_silent() -> None:
    silent = (Entity("company:silent", "Company", "Silencieuse"), tie("MEMBER_OF", "company:silent", CLUSTER))
    answer = ask("Mécaloire", *silent)
    assert [member.id for member in answer.silent] == ["company:silent"]
    places = {place.city.name if place.city else None: {member.name for member in place.members} for place in answer.places}
    assert places["Sorbiers"] == {"Sorbiers Mécanique"}
    assert places[None] == {"Silencieuse"}
    assert sum(map(len, places.values())) == len(answer.members)


def test_ended_members_and_late_calls_do_not_count() -> None:
    gone = tie("MEMBER_OF", "company:furan-fusion", CLUSTER, since="2020", until="2022")
    assert "company:furan-fusion" not in [member.id for member in ask("Mécaloire", gone).members]
    late = tie("SEEKS", "opportunity:convoyeur-2025", "capability:impression-metal")
    assert ask("Mécaloire", late).gaps == ask().gaps


def test_the_answer_is_a_sentence_and_a_document() -> None:
    answer = ask()
    assert answer.explanation.startswith("The 9 members of Mécaloire are known for 8 capabilities. ")
    document = answer.as_json()
    assert list(document) == ["structure", "members", "capabilities", "gaps", "silent", "cities"]
    assert document["members"] == 9
    none = ask("Loire Hydro")
    assert none.held == ()
    assert none.explanation == "No member of Loire Hydro is known: add rows of the type MEMBER_OF."


def test_bad_input() -> None:
    with pytest.raises(BadInput, match="no structure"):
        ask("Gier Tôlerie")
    with pytest.raises(NotFound):
        ask("nobody of that name")
