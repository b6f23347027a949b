"""What a reader expects of answers, case by case."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from explorer.domain.answers import Found, Nearest, Part, Question
from explorer.domain.facts import Facts
from explorer.network import PlainEngine
from tests.networks import AS_OF, told

SQUARE = """
    Person a
    Person b1
    Company b2 size_class=pme
    Person c
    a KNOWS b1 observed_on=2024-06-01 source_document=d
    b1 KNOWS c observed_on=2024-06-01 source_document=d
    a WORKS_AT b2 source_document=d
    c WORKS_AT b2 source_document=d
"""


def ask(text: str | Facts, sources: str, targets: str, **more: Any) -> Found:
    facts = told(text) if isinstance(text, str) else text
    return PlainEngine(facts).answer(Question(frozenset(sources.split()), frozenset(targets.split()), AS_OF, **more))


def paths(found: Found) -> list[str]:
    return [" ".join(path.ids) for path in found.paths]


def test_cost_and_score_of_a_path() -> None:
    first, second = ask(SQUARE, "a", "c").paths
    # Both ties are open posts: nobody is asked a favour. 2 · 5129329 and the company's hub: S = 1.9, 1 / (1 + ln 1.038) = 1 / 1.0372958, cost 3661712
    assert first.ids == ("a", "b2", "c")
    assert first.cost == 2 * 5129329 + 3661712
    # −ln 0.8 = 0.22314355, −ln 0.9 = 0.10536052, hub of S = 1.6: 1 / (1 + ln 1.032) = 1 / 1.0314987, cost 3101276
    assert second.cost == pytest.approx(2 * (22314355 + 10536052) + 3101276, abs=2)
    assert second.score == pytest.approx(0.64 * 0.81 / 1.0314987, rel=1e-6)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"max_hops": 1}, []),
        ({"limit": 1}, ["a b2 c"]),
        ({"avoid": frozenset({"b2"})}, ["a b1 c"]),
        ({"avoid": frozenset({"a", "c"})}, ["a b2 c", "a b1 c"]),
        ({"labels": frozenset({"PME"})}, ["a b2 c"]),
        ({"labels": frozenset({"Company"})}, ["a b2 c"]),
        ({"labels": frozenset({"Person", "Company"})}, ["a b2 c", "a b1 c"]),
        ({"labels": frozenset({"Structure"})}, []),
        ({"via": "b1"}, ["a b1 c"]),
        ({"via": "a"}, ["a b2 c", "a b1 c"]),
        ({"via": "c"}, ["a b2 c", "a b1 c"]),
        ({"via": "nobody"}, []),
        ({"types": frozenset({"KNOWS"})}, ["a b1 c"]),
    ],
)
def test_filters(filters: dict[str, Any], expected: list[str]) -> None:
    found = ask(SQUARE, "a", "c", **filters)
    assert paths(found) == expected
    assert found.complete


def test_sets_are_never_passed_and_who_is_in_both_has_been_reached() -> None:
    assert paths(ask(SQUARE, "a b2", "c")) == ["b2 c", "a b1 c"]
    assert paths(ask(SQUARE, "a", "b2 c")) == ["a b2", "a b1 c"]
    assert paths(ask(SQUARE, "a c", "c b1"))[:2] == ["a b1", "c b1"]
    assert paths(ask(SQUARE, "a c", "c a")) == []


def test_an_objector_is_in_no_path() -> None:
    text = SQUARE.replace("Person b1", "Person b1 objects=true")
    assert paths(ask(text, "a", "c")) == ["a b2 c"]
    assert paths(ask(text, "a", "b1")) == paths(ask(text, "b1", "a")) == []


RIVALS = """
    Company a
    Company rival
    Person staff
    Company t
    a COMPETES_WITH rival
    staff WORKS_AT rival
    a MET staff
    staff MET t
    a PARTNER_OF rival
    rival PARTNER_OF t
"""


def test_rivals_of_either_end_introduce_nobody() -> None:
    assert paths(ask(RIVALS, "a", "t")) == paths(ask(RIVALS, "t", "a")) == []
    # They can be asked for.
    assert paths(ask(RIVALS, "a", "rival"))[0] == "a rival"


def test_each_path_from_a_set_obeys_the_rivals_of_its_own_ends() -> None:
    text = RIVALS + "Company other\nother PARTNER_OF rival\nother MET staff"
    assert set(paths(ask(text, "a other", "t"))) == {"other rival t", "other staff t", "other rival staff t", "other staff rival t"}
    assert set(paths(ask(text, "t", "a other"))) == {"t rival other", "t staff other", "t rival staff other", "t staff rival other"}


def test_rivalry_that_ended_is_no_reason() -> None:
    assert "a rival t" in paths(ask(RIVALS.replace("a COMPETES_WITH rival", "a COMPETES_WITH rival until=2023"), "a", "t"))


def test_the_diverse_answer_has_one_path_for_each_first_intermediary() -> None:
    text = SQUARE + "Person d\nb2 MET d\nd KNOWS c\na MET c"
    found = ask(text, "a", "c", limit=10)
    assert len(found.paths) > 3
    assert [path.first_intermediary for path in found.diverse] == ["b2", "b1", None]
    assert found.diverse[0] == found.paths[0]


def test_chokepoints_are_on_more_than_half_of_the_paths() -> None:
    text = "Person a\nPerson b\nPerson c\nPerson d\nPerson e\na KNOWS b\nb KNOWS c\nb KNOWS d\nc KNOWS e\nd KNOWS e"
    found = ask(text, "a", "e", max_hops=3)
    assert paths(found) == ["a b c e", "a b d e"]
    assert found.chokepoints == {"b": 2}


def test_a_search_cut_short_says_so() -> None:
    people = "\n".join(f"Person p{i}" for i in range(8)) + "\n" + "\n".join(f"p{i} KNOWS p{j}" for i in range(8) for j in range(i))
    question = Question(frozenset({"p0"}), frozenset({"p1"}), AS_OF, limit=100)
    assert PlainEngine(told(people)).answer(question).complete
    assert not PlainEngine(told(people), most_steps=10).answer(question).complete


def test_parts_say_where_the_ends_lie() -> None:
    found = ask("Person a\nPerson b\nPerson c\nPerson d\na KNOWS b", "a", "d c")
    assert (found.source_part, found.target_part) == (Part(2, 1), Part(1, 2))
    assert ask("Person a", "a", "nobody").target_part == Part(0, None)


def test_an_answer_needs_no_nearest() -> None:
    assert ask(SQUARE, "a", "c").nearest == ()


def test_too_far_gives_those_fewest_ties_away() -> None:
    chain = "Person a\nPerson b\nPerson c\nPerson d\nPerson e\nPerson f\na KNOWS b\nb KNOWS c\nc KNOWS d\nd KNOWS e\nb KNOWS f"
    (found,) = ask(chain, "a", "e", max_hops=2).nearest
    assert (found.id, found.hops) == ("c", 2)
    assert found.score == ask(chain, "a", "c").paths[0].score


def test_the_nearest_of_equals_go_by_score_then_id() -> None:
    text = "Person a\nPerson é\nPerson z\nPerson y\nPerson t\nPerson m"
    text += "\na KNOWS é\na KNOWS z\na KNOWS y stated_strength=5\né KNOWS m\nz KNOWS m\ny KNOWS m\nm KNOWS t"
    assert [near.id for near in ask(text, "a", "t", max_hops=1).nearest] == ["y", "z", "é"]
    assert [near.id for near in ask(text, "a", "t", max_hops=1, limit=2).nearest] == ["y", "z"]
    assert [near.id for near in ask(text, "a", "t", max_hops=1, avoid=frozenset({"y"})).nearest] == ["z", "é"]


ELSEWHERE = """
    Person a
    Person known
    Company both
    Company land
    Company far
    City montreal country=CA
    Country country:CA
    Sector s
    Company t country=CA
    a KNOWS known
    known WORKS_AT both
    known WORKS_AT land
    both LOCATED_IN montreal
    both ACTIVE_IN s
    land OPERATES_IN country:CA
    far LOCATED_IN montreal
    t ACTIVE_IN s
    t LOCATED_IN montreal
"""


def test_out_of_reach_gives_those_who_share_most() -> None:
    found = ask(ELSEWHERE, "a", "t")
    # both shares the city, its country and the sector with t; land the country
    assert [(near.id, near.hops) for near in found.nearest] == [("both", 2), ("land", 2)]


def test_a_place_without_actors_is_looked_at_itself() -> None:
    facts = told(ELSEWHERE)
    question = Question(frozenset({"a"}), frozenset(), AS_OF, target_places=frozenset({"country:CA"}))
    found = PlainEngine(facts).answer(question)
    assert found.target_part == Part(0, None)
    assert [near.id for near in found.nearest] == ["both", "land"]


def test_who_must_be_passed_may_be_what_is_impossible() -> None:
    found = ask(SQUARE, "a", "c", via="nobody")
    best = ask(SQUARE, "a", "c").paths[0]
    assert found.nearest == (Nearest("c", 2, best.score),)


@pytest.mark.parametrize(("rivalry", "offered"), [("", ["rival", "other"]), ("a COMPETES_WITH rival", ["other"]), ("rival COMPETES_WITH t", ["other"])])
def test_rivals_of_the_ends_are_not_offered_instead(rivalry: str, offered: list[str]) -> None:
    text = """
        Company a
        Company rival country=CA
        Company other country=CA
        Company t country=CA
        a MET rival stated_strength=5
        a MET other
    """
    assert [near.id for near in ask(text + rivalry, "a", "t").nearest] == offered


def test_nobody_near_is_an_honest_nothing() -> None:
    found = ask("Person a\nPerson b", "a", "b")
    assert (found.paths, found.diverse, found.nearest, found.complete) == ((), (), (), True)


def test_many_threads_share_one_network() -> None:
    engine = PlainEngine(told(SQUARE))
    with ThreadPoolExecutor(8) as pool:
        networks = list(pool.map(lambda _: engine.network(AS_OF, frozenset({"KNOWS"})), range(16)))
    assert all(network is networks[0] for network in networks)


def test_networks_asked_for_long_ago_make_room() -> None:
    engine = PlainEngine(told(SQUARE))
    first = engine.network(AS_OF)
    for year in range(2000, 2020):
        engine.network(AS_OF.replace(year=year))
    assert engine.network(AS_OF) is not first
