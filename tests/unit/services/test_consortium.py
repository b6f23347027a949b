"""Who can answer a call together: the whole answer, on the mechanics of the example."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.domain.records import Entity, Relationship
from explorer.errors import BadInput, NotFound
from explorer.services.consortium import MOST_NEEDS, Answer, Request, ToldTeam, find_teams, separated
from explorer.texts import texts
from tests.calls import BENCH, DAY, LATE, TANKS, network, tie
from tests.teams import Called, answered_as_tried, random_call

EN, FR = texts("en"), texts("fr")
PLAIN = network()


def ask(opportunity: str | None = BENCH, *more: Entity | Relationship, **asked: Any) -> Answer:
    snapshot = network(*more) if more else PLAIN
    return find_teams(snapshot, Request(opportunity=opportunity, **{"as_of": DAY} | asked), EN)


def takers(team: ToldTeam) -> dict[str, str]:
    return {need.thing.name: taker.entity.name if (taker := team.taker(place)) else "" for place, need in enumerate(team.needs)}


def test_the_nearest_holder_of_each_need_and_every_lead_in_its_place() -> None:
    answer = ask()
    assert [need.lot for need in answer.needs] == ["1", "2", "2", "3", "4"]
    best = answer.teams[0]
    assert (best.lead.name, best.complete, best.unreachable) == ("Gier Tôlerie", True, ())
    assert takers(best)["Soudure certifiée"] == "Gier Tôlerie", "TIG welding is part of it"
    assert [team.team.order for team in answer.teams] == sorted(team.team.order for team in answer.teams)
    assert len({team.lead.id for team in answer.teams}) == 5
    assert answer.relax == answer.notices == ()


def test_cost_is_the_sum_over_needs_and_a_path_costs_its_distance() -> None:
    (best,) = ask(limit=1).teams
    assert best.team.cost == pytest.approx(sum((member.distance or 0) * len(member.takes) for member in best.members))
    for member in best.members[1:]:
        assert member.path is not None
        assert member.distance == member.path.path.cost / 1e8


def test_the_json_is_that_of_the_contract() -> None:
    document = ask(limit=1).as_json()
    assert list(document) == ["needs", "teams", "relax"]
    assert list(document["teams"][0]) == ["lead", "cost", "complete", "members", "uncovered"]
    assert list(document["teams"][0]["members"][0]) == ["entity", "needs", "distance", "path"]
    assert document["needs"][0] == {"lot": "1", "capability": {"id": "capability:usinage-5-axes", "name": "Usinage 5 axes", "labels": ["Capability"]}}
    lead = document["teams"][0]["members"][0]
    assert (lead["entity"], lead["distance"], lead["path"]) == (document["teams"][0]["lead"], 0, None)


def test_limits_hold() -> None:
    assert {team.lead.id for team in ask(lead="Forez Surfaces").teams} == {"company:forez-surfaces"}
    (pair,) = ask(max_members=2, limit=1).teams
    assert (len(pair.members), len(pair.uncovered)) == (2, 1)
    (with_,) = ask(include=("Couriot Contrôle",), opportunity=TANKS, limit=1).teams
    assert "company:couriot-controle" in with_.team.members
    (without,) = ask(exclude=("Gier Tôlerie", "Soudure du Pilat"), limit=1).teams
    assert takers(without)["Soudure certifiée"] == ""
    (each,) = ask(one_lot_each=True, lead="Sorbiers Mécanique").teams
    assert len({each.needs[place].lot for place in each.members[0].takes}) == 1
    for team in ask(territory="Saint-Étienne").teams:
        assert {"company:gier-tolerie", "company:nord-traitements"}.isdisjoint(team.team.members)


def test_competitors_are_not_in_one_team_unless_they_may() -> None:
    asked: dict[str, Any] = {"needs": ("Usinage 5 axes", "Tôlerie fine"), "lead": "Atelier du Furan", "include": ("Sorbiers Mécanique",)}
    none = ask(None, **asked)
    assert none.teams == ()
    assert any("competitors" in sentence for sentence in none.relax)
    assert len(ask(None, allow_competitors=True, **asked).teams) == 1


def test_a_share_of_the_turnover_holds_for_who_says_one() -> None:
    """Each need is 96,000 of the 480,000; a tenth of Gier's 1.8 million is one of them and a half."""
    (team,) = ask(turnover_share=10, lead="Gier Tôlerie").teams
    assert len(team.members[0].takes) == 1
    printed = ask(None, needs=("Impression 3D métal",))
    assert printed.teams[0].lead.name == "Furan Fusion"
    with pytest.raises(BadInput, match="amount"):
        ask(None, needs=("Impression 3D métal",), turnover_share=10)


def test_a_gap_is_said_and_why() -> None:
    answer = ask(TANKS)
    assert takers(answer.teams[0])["Certification ISO 19443 (nucléaire)"] == ""
    assert "leaves 1 need of 3" in answer.explanation
    assert any("Nobody in the network" in sentence and "ISO 19443" in sentence for sentence in answer.relax)
    assert not answer.teams[0].complete


def test_which_limit_to_lift_is_said() -> None:
    assert any(sentence.startswith("With more members, 5 of the 5") for sentence in ask(max_members=2).relax)
    outside = ask(LATE, territory="Lille").relax
    assert any("only outside of Lille, or left out: Gier Tôlerie and Sorbiers Mécanique" in sentence for sentence in outside)
    assert any("widen the territory" in sentence for sentence in outside)
    assert any("left out, 5 of the 5" in s for s in ask(exclude=("Gier Tôlerie", "Soudure du Pilat", "Sorbiers Mécanique")).relax)


def test_no_team_at_all_is_said() -> None:
    none = ask(TANKS, include=("Forez Surfaces",))
    assert none.teams == ()
    assert none.explanation == "No company is known that could lead a team as it was asked for."
    assert any("Without those who must be in the team, 2 of the 3" in sentence for sentence in none.relax)
    assert ask(TANKS, include=("Forez Surfaces",), lead="Mécaloire").explanation == "No team led by Mécaloire keeps to what was asked."


def test_nobody_holds_what_is_needed() -> None:
    answer = ask(None, needs=("Certification ISO 19443 (nucléaire)",))
    assert answer.teams == ()
    assert any("Nobody in the network" in sentence for sentence in answer.relax)


def test_a_structure_may_lead_and_need_not_take_anything() -> None:
    (team,) = ask(lead="Mécaloire").teams
    assert team.members[0].leads
    assert team.members[0].takes == {}
    assert team.complete


def test_an_opportunity_without_needs_a_late_one_and_ten_thousand_needs() -> None:
    empty = ask("opportunity:prochaines-missions")
    assert (empty.teams, empty.needs) == ((), ())
    assert "SEEKS" in empty.relax[0]
    late = ask(LATE)
    assert late.teams
    assert late.notices == ("The deadline of “Convoyeur d’un atelier, 2025” has passed: 31 May 2025.",)
    assert late.as_json()["relax"] == list(late.notices)
    with pytest.raises(BadInput, match=str(MOST_NEEDS)):
        ask(None, needs=tuple(map(str, range(10_000))))
    many = [tie("SEEKS", BENCH, "capability:usinage-5-axes", lot=f"L{n}") for n in range(10_000)]
    with pytest.raises(BadInput, match=str(MOST_NEEDS)):
        ask(BENCH, *many)


def test_circles_of_parts_and_of_subsidiaries_end_by_themselves() -> None:
    circles = (
        tie("PART_OF", "capability:soudure-certifiee", "capability:soudure-tig"),
        tie("SUBSIDIARY_OF", "company:atelier-furan", "company:gier-tolerie"),
        tie("SUBSIDIARY_OF", "company:gier-tolerie", "company:atelier-furan"),
    )
    assert ask(BENCH, *circles).teams[0].complete


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"opportunity": None}, "needs"),
        ({"needs": ("Usinage 5 axes",)}, "opportunity"),
        ({"opportunity": "Mécaloire"}, "opportunity"),
        ({"lead": "Claire Fontanel"}, "lead"),
        ({"include": ("Saint-Étienne",)}, "include"),
        ({"territory": "Mécaloire"}, "territory"),
        ({"lead": "Gier Tôlerie", "exclude": ("Gier Tôlerie",)}, "exclude"),
        ({"include": ("Gier Tôlerie",), "exclude": ("company:gier-tolerie",)}, "exclude"),
        ({"limit": 0}, "limit"),
        ({"max_members": 0}, "max_members"),
        ({"turnover_share": 0}, "turnover_share"),
    ],
)
def test_bad_input_names_the_field(asked: dict[str, Any], field: str) -> None:
    with pytest.raises(BadInput) as raised:
        ask(**asked)
    assert field in raised.value.errors


def test_an_unknown_need_offers_what_is_alike() -> None:
    with pytest.raises(NotFound) as raised:
        ask(None, needs=("Usinage 5 axe",))
    assert raised.value.errors["needs"][0]["name"] == "Usinage 5 axes"


def test_who_objects_is_named_nowhere() -> None:
    unwilling = replace(PLAIN, objecting=lambda ids: frozenset({"person:claire-fontanel"} & set(ids)))
    answer = find_teams(unwilling, Request(opportunity=BENCH, as_of=DAY), EN)
    assert "Claire Fontanel" not in str(answer.as_json())
    assert all(member.contact is None or member.contact.id != "person:claire-fontanel" for team in answer.teams for member in team.members)
    assert "Claire Fontanel" in str(ask().as_json())


def test_it_speaks_french() -> None:
    answer = find_teams(PLAIN, Request(opportunity=TANKS, as_of=DAY), FR)
    assert answer.explanation == "Aucune équipe ne prend tout : la meilleure, menée par Gier Tôlerie, laisse 1 besoin sur 3."


def test_a_team_that_could_not_be_proven_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("explorer.analysis.consortium.programme.OUT_OF_TIME", 0)
    assert any("no time to prove" in notice for notice in ask(max_members=2).notices)
    assert ask().notices == ()


def test_needs_are_separated_by_commas() -> None:
    assert separated(" a, b,,a ") == ("a", "b")


@settings(max_examples=60, deadline=None)
@given(st.builds(random_call, st.randoms(use_true_random=False)))
def test_teams_of_small_networks_are_those_that_trying_everything_finds(called: Called) -> None:
    assert answered_as_tried(called)
