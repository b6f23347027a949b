"""Strength and validity of ties, by numbers worked out by hand and by what must always hold. The day is 1 June 2024; a year is 365.25 days."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from explorer.domain.dates import parse_date
from explorer.domain.records import Relationship
from explorer.domain.strength import CAP, LEAST, Contribution, Tie, contribution, cost_of, hub_factor, strength_word, tie, validity_word
from explorer.domain.vocabulary import TYPES

DAY = date(2024, 6, 1)


def relationship(type: str, id: str = "r", **properties: Any) -> Relationship:
    return Relationship.from_properties(id, type, "a", "b", properties)


def made(type: str, **properties: Any) -> Contribution:
    found = contribution(relationship(type, **properties), DAY)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("type", "properties", "strength"),
    [
        # fresh and documented: the weight itself
        ("KNOWS", {"observed_on": "2024-06-01", "source_document": "d"}, 0.80),
        ("WORKS_AT", {"source_document": "d"}, 0.95),
        # without a document 0.7, inferred 0.5 (with a document or not)
        ("WORKS_AT", {}, 0.665),
        ("WORKS_AT", {"status": "inferred", "source_document": "d"}, 0.475),
        # 2020-06-01 is 1461 days = 4 years ago: KNOWS halves in 4
        ("KNOWS", {"observed_on": "2020-06-01", "source_document": "d"}, 0.40),
        ("KNOWS", {"since": "2020-06-01", "source_document": "d"}, 0.40),
        # the later of the two counts, and a year stands for its first day: 2024-01-01 is 152 days ago, 0.8 · 2^(−152/1461) = 0.744340
        ("KNOWS", {"since": "2020-06-01", "observed_on": "2024", "source_document": "d"}, 0.744340),
        # what is seen after the day is not known yet
        ("KNOWS", {"since": "2020-06-01", "observed_on": "2024-06-02", "source_document": "d"}, 0.40),
        # no date: 5 years; 0.45 · 2^(−5/3) = 0.141741
        ("MET", {"source_document": "d"}, 0.141741),
        # an open post does not age, whatever its dates; ended on the day (until 2024-06-01) it begins to
        ("WORKS_AT", {"since": "1990", "source_document": "d"}, 0.95),
        ("WORKS_AT", {"since": "1990", "until": "2024-06-01", "source_document": "d"}, 0.95),
        # ended 2021, which is its last day: 883 days = 2.417522 years; 0.95 · 2^(−2.417522/3) = 0.543427
        ("WORKS_AT", {"since": "1990", "until": "2021", "source_document": "d"}, 0.543427),
        # ended: its end counts, not what was observed since
        ("WORKS_AT", {"until": "2021", "observed_on": "2024-06-01", "source_document": "d"}, 0.543427),
        # ends later than the day: open
        ("MEMBER_OF", {"until": "2024-06-02", "source_document": "d"}, 0.50),
        # a subsidiary that was sold is none
        ("SUBSIDIARY_OF", {"until": "2024-06-02", "source_document": "d"}, 0.85),
        # stated 1 to 5 replaces the weight
        ("WORKS_AT", {"stated_strength": 1, "source_document": "d"}, 0.2),
        ("WORKS_AT", {"stated_strength": 2, "source_document": "d"}, 0.4),
        ("WORKS_AT", {"stated_strength": 3, "source_document": "d"}, 0.6),
        ("WORKS_AT", {"stated_strength": 4, "source_document": "d"}, 0.8),
        ("MEMBER_OF", {"stated_strength": 5, "source_document": "d"}, 0.95),
        # a year is no date: 5 years; 0.50 · 2^(−5/4) = 0.210224
        ("FUNDS", {"year": 2024, "source_document": "d"}, 0.210224),
    ],
)
def test_what_one_relationship_gives(type: str, properties: dict[str, Any], strength: float) -> None:
    assert made(type, **properties).strength == pytest.approx(strength, abs=1e-6)


@pytest.mark.parametrize(
    ("type", "properties"),
    [
        ("KNOWS", {"since": "2024-06-02"}),
        ("SUBSIDIARY_OF", {"until": "2024-06-01"}),
        ("LOCATED_IN", {}),
        ("COMPETES_WITH", {}),
        ("PARTICIPATES_IN", {}),
    ],
)
def test_what_gives_nothing(type: str, properties: dict[str, Any]) -> None:
    assert contribution(relationship(type, **properties), DAY) is None


@pytest.mark.parametrize(
    ("properties", "validity"),
    [
        ({"source_document": "d", "observed_on": "2024-06-01"}, 1),
        ({"observed_on": "2024-06-01"}, 0.7),
        # open ties age here: 4 years halve it, for every type
        ({"source_document": "d", "since": "2020-06-01"}, 0.5),
        # the latest date not after the day, its end included
        ({"source_document": "d", "since": "2010", "until": "2020-06-01", "observed_on": "2012"}, 0.5),
        ({"source_document": "d", "until": "2020-06-01", "observed_on": "2024-06-01"}, 1),
        ({"source_document": "d", "since": "2020-06-01", "observed_on": "2025"}, 0.5),
        # 5 years where unknown: 2^(−1.25) = 0.420448
        ({"source_document": "d"}, 0.420448),
    ],
)
def test_validity(properties: dict[str, Any], validity: float) -> None:
    assert made("WORKS_AT", **properties).validity == pytest.approx(validity, abs=1e-6)


def joined(*contributions: Contribution) -> Tie:
    found = tie("a", "b", contributions, DAY)
    assert found is not None
    return found


def test_reasons_add_up_and_are_capped() -> None:
    post = made("WORKS_AT", source_document="d", since="2020-06-01")
    met = made("MET", observed_on="2024-06-01")
    both = joined(met, post)
    # 1 − 0.05 · (1 − 0.45 · 0.7) = 1 − 0.05 · 0.685
    assert both.strength == pytest.approx(0.96575)
    assert both.contributions == (post, met)
    # the best of 0.5 and 0.7
    assert both.validity == pytest.approx(0.7)
    assert joined(post, post).strength == CAP
    assert both.other("a") == "b"
    assert both.other("b") == "a"


def test_a_favour_is_asked_unless_it_is_somebodys_open_post() -> None:
    post = joined(made("WORKS_AT", source_document="d"))
    former = joined(made("WORKS_AT", source_document="d", until="2024-06-01"))
    # −ln 0.95 = 0.05129329, −ln 0.9 = 0.10536052
    assert (post.open_post, post.cost) == (True, 5129329)
    assert (former.open_post, former.cost) == (False, 5129329 + 10536052)


def test_a_tie_too_weak_to_count_is_none() -> None:
    assert tie("a", "b", [], DAY) is None
    weak = made("MET", source_document="d", observed_on="1995")
    assert weak.strength < LEAST
    assert tie("a", "b", [weak], DAY) is None
    assert tie("a", "b", [weak, weak], DAY) is not None


def test_a_tie_outside_its_bounds_is_refused() -> None:
    for impossible in (0.0, 0.981):
        with pytest.raises(ValueError, match="strength"):
            Tie("a", "b", impossible, 1, open_post=False, contributions=())


def test_passing_through_a_hub() -> None:
    assert hub_factor(0) == 1
    # 1 / (1 + ln 2) = 0.590616
    assert hub_factor(50) == pytest.approx(0.590616, abs=1e-6)
    assert cost_of(0.5) == 69314718


@pytest.mark.parametrize(("number", "word"), [(0.98, "strong"), (0.6, "strong"), (0.5999, "medium"), (0.3, "medium"), (0.2999, "weak")])
def test_words_for_strength(number: float, word: str) -> None:
    assert strength_word(number) == word


def test_words_for_validity() -> None:
    assert (validity_word(0.5), validity_word(0.4999)) == ("confirmed", "to_confirm")


introducing = sorted(name for name, type_ in TYPES.items() if type_.weight is not None)
days = st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(lambda day: parse_date(day.isoformat()))


@st.composite
def relationships(draw: st.DrawFn, /) -> Relationship:
    return Relationship(
        draw(st.uuids()).hex,
        draw(st.sampled_from(introducing)),
        "a",
        "b",
        since=draw(st.none() | days),
        until=draw(st.none() | days),
        observed_on=draw(st.none() | days),
        stated_strength=draw(st.none() | st.integers(1, 5)),
        status=draw(st.sampled_from(("stated", "inferred"))),
        source_document=draw(st.sampled_from((None, "d"))),
    )


def strength_of(*all_of: Relationship) -> float:
    found = tie("a", "b", [c for r in all_of if (c := contribution(r, DAY))], DAY)
    return found.strength if found else 0.0


def validity_of(*all_of: Relationship) -> float:
    return max((c.validity for r in all_of if (c := contribution(r, DAY))), default=0.0)


pairs = st.lists(relationships(), max_size=5)


@given(pairs)
def test_never_above_the_cap(some: list[Relationship]) -> None:
    assert 0 <= strength_of(*some) <= CAP
    assert 0 <= validity_of(*some) <= 1


@given(pairs, relationships())
def test_one_more_never_lowers_it(some: list[Relationship], more: Relationship) -> None:
    assert strength_of(*some, more) >= strength_of(*some)
    assert validity_of(*some, more) >= validity_of(*some)


@given(pairs, relationships(), days)
def test_a_later_known_date_never_lowers_it(some: list[Relationship], one: Relationship, day: Any) -> None:
    """The date that counts moves on, up to the day: the end where it has ended, else when it was last seen. An unknown date stands for five years ago."""
    floor = one.date_at(DAY) or DAY - timedelta(days=5 * 365)
    assume(floor <= day.first <= DAY)
    later = replace(one, until=day) if one.ended_at(DAY) else replace(one, observed_on=day)
    assume(later.ended_at(DAY) == one.ended_at(DAY))
    assert strength_of(*some, later) >= strength_of(*some, one)
    assert validity_of(*some, later) >= validity_of(*some, one)


@given(pairs, relationships())
def test_a_better_source_never_lowers_it(some: list[Relationship], one: Relationship) -> None:
    ladder = [replace(one, status="inferred"), replace(one, status="stated", source_document=None), replace(one, status="stated", source_document="d")]
    strengths = [strength_of(*some, step) for step in ladder]
    assert strengths == sorted(strengths)
    validities = [validity_of(*some, step) for step in ladder]
    assert validities == sorted(validities)


@given(pairs, st.randoms())
def test_the_order_says_nothing(some: list[Relationship], random: Any) -> None:
    shuffled = random.sample(some, len(some))
    assert strength_of(*some) == strength_of(*shuffled)
