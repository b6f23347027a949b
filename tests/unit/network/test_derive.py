"""Derived ties, by numbers worked out by hand. The day is 1 June 2024; a year is 365.25 days."""

from datetime import date
from math import log

import pytest

from explorer.domain.facts import Facts
from explorer.domain.strength import Contribution
from explorer.network import IntroductionNetwork
from explorer.network.derive import derived_ties
from tests.networks import AS_OF, told


def derived(facts: Facts, day: date = AS_OF) -> dict[tuple[str, str, str, str | None], Contribution]:
    return {(min(a, b), max(a, b), made.type, made.via): made for a, b, made in derived_ties(facts, day)}


def strength(facts: Facts, a: str, b: str, day: date = AS_OF) -> float | None:
    network = IntroductionNetwork.build(facts, day)
    return network.tie(a, b).strength if network.graph.has_edge(a, b) else None


TWO_IN_A_PROJECT = """
    Company a
    Company b
    Project p ends_on=2018-06-01
    a PARTICIPATES_IN p source_document=d
    b PARTICIPATES_IN p source_document=d
"""


def test_two_in_a_project() -> None:
    # 2018-06-01 to 2024-06-01: 6·365 + 2 leap days (2020, 2024) = 2192 days = 6.00137 years
    # 0.60 · 1 · 2^(−6.00137/6) / (1 + ln 1) = 0.60 · 0.499921 = 0.299953
    made = derived(told(TWO_IN_A_PROJECT))["a", "b", "WORKED_WITH", "p"]
    assert made.strength == pytest.approx(0.299953, abs=1e-6)
    assert made.age == pytest.approx(6.00137, abs=5e-6)
    # validity: 1 · 2^(−6.00137/4) = 0.353470
    assert made.validity == pytest.approx(0.353470, abs=1e-6)
    assert [r.id for r in made.behind] == ["r1", "r2"]
    assert (made.quality, made.half_life) == (1, 6)


def test_four_in_a_project_whoever_runs_it_among_them() -> None:
    facts = told(TWO_IN_A_PROJECT + "Structure c\nStructure d\nc RUNS p\nd PARTICIPATES_IN p status=inferred\nc PARTICIPATES_IN p source_document=d")
    found = derived(facts)
    # n = 4: 1 + ln 2 = 1.693147; 0.299953 / 1.693147 = 0.177157
    assert found["a", "b", "WORKED_WITH", "p"].strength == pytest.approx(0.177157, abs=1e-6)
    # c's best is the documented participation (1), not the undocumented RUNS (0.7): as strong as a with b; both stand behind
    assert found["a", "c", "WORKED_WITH", "p"].strength == pytest.approx(0.177157, abs=1e-6)
    assert {r.id for r in found["a", "c", "WORKED_WITH", "p"].behind} == {"r1", "r3", "r5"}
    # d's is inferred (0.5), the lower of the two: 0.177157 / 2
    assert found["a", "d", "WORKED_WITH", "p"].strength == pytest.approx(0.0885785, abs=1e-6)
    assert len(found) == 6


def test_an_event_counts_its_attendance() -> None:
    facts = told("Person a\nPerson b\nEvent e attendance=20 ends_on=2024-06-01\na PARTICIPATES_IN e source_document=d\nb PARTICIPATES_IN e source_document=d")
    # ended on the day: age 0; 0.35 / (1 + ln 10) = 0.35 / 3.302585 = 0.105978
    assert strength(facts, "a", "b") == pytest.approx(0.105978, abs=1e-6)


def test_attendance_below_those_recorded_is_not_believed() -> None:
    few = told("Person a\nPerson b\nEvent e attendance=1 ends_on=2024-06-01\na PARTICIPATES_IN e source_document=d\nb PARTICIPATES_IN e source_document=d")
    assert strength(few, "a", "b") == pytest.approx(0.35)


@pytest.mark.parametrize(
    ("gathering", "first", "second", "age"),
    [
        ("ends_on=2023-06-01 starts_on=2022-06-01", "since=2020", "since=2020", 366 / 365.25),
        ("ends_on=2023", "", "", 153 / 365.25),  # the last day of 2023
        ("ends_on=2025-06-01 starts_on=2022-06-01", "since=2020", "since=2020", 731 / 365.25),  # not over: its beginning
        ("ends_on=2025", "since=2022-06-01", "since=2023-06-01", 731 / 365.25),  # the older of the two
        ("", "since=2022-06-01", "", 731 / 365.25),  # where one is unknown, the other
        ("", "since=2019 until=2022-06-01", "since=2024-06-01", 731 / 365.25),  # ended: its end
        ("", "", "", 5),
    ],
)
def test_the_date_of_working_together(gathering: str, first: str, second: str, age: float) -> None:
    facts = told(f"Person a\nPerson b\nProject p {gathering}\na PARTICIPATES_IN p {first}\nb PARTICIPATES_IN p {second}")
    assert derived(facts)["a", "b", "WORKED_WITH", "p"].age == pytest.approx(age)


def test_of_several_participations_the_latest_counts() -> None:
    first = "a PARTICIPATES_IN p since=2020\na PARTICIPATES_IN p since=2022-06-01 role=again\na PARTICIPATES_IN p role=undated"
    facts = told(f"Person a\nPerson b\nProject p\n{first}\nb PARTICIPATES_IN p since=2023-06-01")
    assert derived(facts)["a", "b", "WORKED_WITH", "p"].age == pytest.approx(731 / 365.25)


@pytest.mark.parametrize(
    ("gathering", "participation", "tied"),
    [
        ("starts_on=2024-06-02", "", False),
        ("starts_on=2024-06-01", "", True),
        ("", "since=2024-06-02", False),
        ("", "since=2024-06-01", True),
        ("", "until=2000", True),
    ],
)
def test_nothing_before_it_begins_and_nothing_lost_once_it_ended(gathering: str, participation: str, tied: bool) -> None:
    facts = told(f"Person a\nPerson b\nProject p {gathering}\na PARTICIPATES_IN p {participation}\nb PARTICIPATES_IN p")
    assert bool(derived(facts)) is tied


@pytest.mark.parametrize(("label", "largest"), [("Project", 100), ("Event", 60)])
def test_large_gatherings_say_too_little(label: str, largest: int) -> None:
    def gathering(size: int) -> Facts:
        return told(
            f"{label} p ends_on=2024-06-01\n" + "\n".join(f"Person a{i} objects={'true' if i > 1 else 'false'}\na{i} PARTICIPATES_IN p" for i in range(size))
        )

    # Objectors are in no tie but count in the size.
    expected = {"Project": 0.60, "Event": 0.35}[label] * 0.7 / (1 + log(largest / 2))
    assert strength(gathering(largest), "a0", "a1") == pytest.approx(expected)
    assert strength(gathering(largest + 1), "a0", "a1") is None


def test_each_gathering_gives_one_more() -> None:
    more = "Project q ends_on=2024-06-01\na PARTICIPATES_IN q\nb PARTICIPATES_IN q\na PARTICIPATES_IN q role=again"
    # q: 0.60 · 0.7 = 0.42; with p's 0.299953: 1 − 0.58 · 0.700047 = 0.593973
    assert strength(told(TWO_IN_A_PROJECT + more), "a", "b") == pytest.approx(0.593973, abs=1e-6)


def test_whoever_runs_a_programme_and_those_it_serves() -> None:
    facts = told("""
        Structure body
        Company helped
        Structure funder
        Person guest
        Programme p
        body RUNS p
        helped SUPPORTED_BY p since=2022-06-01 source_document=d stated_strength=5
        guest PARTICIPATES_IN p observed_on=2024-06-01 status=inferred
        funder FUNDS p
    """)
    found = derived(facts)
    assert {key[:2] for key in found} == {("body", "helped"), ("body", "guest"), ("body", "funder")}
    helped = found["body", "helped", "RUNS_FOR", "p"]
    # q is the lower of 1 and the RUNS's 0.7; 731 days = 2.00137 years: 0.50 · 0.7 · 2^(−2.00137/4) = 0.35 · 0.706939 = 0.247429
    # (a stated strength says nothing here)
    assert helped.strength == pytest.approx(0.247429, abs=1e-6)
    assert [r.id for r in helped.behind] == ["r2", "r1"]
    # inferred: 0.50 · 0.5 · 2^0
    assert found["body", "guest", "RUNS_FOR", "p"].strength == pytest.approx(0.25)
    # no date: 5 years; 0.50 · 0.7 · 2^(−1.25) = 0.35 · 0.420448 = 0.147157
    assert found["body", "funder", "RUNS_FOR", "p"].strength == pytest.approx(0.147157, abs=1e-6)


def test_a_project_ties_whoever_runs_it_to_who_funds_it_only() -> None:
    facts = told("Structure body\nCompany partner\nStructure funder\nProject p\nbody RUNS p\npartner PARTICIPATES_IN p\nfunder FUNDS p")
    assert {(a, b, type) for a, b, type, _ in derived(facts)} == {("body", "partner", "WORKED_WITH"), ("body", "funder", "RUNS_FOR")}


def test_every_relationship_gives_one_more_for_every_body() -> None:
    facts = told("""
        Structure one
        Structure two
        Company c
        Programme p
        one RUNS p
        one RUNS p source_document=d
        two RUNS p
        c PARTICIPATES_IN p observed_on=2024-06-01 source_document=d
        c PARTICIPATES_IN p observed_on=2024-06-01 source_document=d role=again
        two PARTICIPATES_IN p observed_on=2024-06-01
    """)
    # one's best RUNS is documented: twice 0.5: 1 − 0.5²; two's is not: twice 0.35: 1 − 0.65²
    assert strength(facts, "one", "c") == pytest.approx(0.75)
    assert strength(facts, "two", "c") == pytest.approx(0.5775)
    # two runs it and takes part: tied to the other body, not to itself
    assert all(a != b for a, b, *_ in derived(facts))
    assert strength(facts, "one", "two") == pytest.approx(0.35)


@pytest.mark.parametrize(
    ("between", "tied"),
    [
        ("c SUPPORTED_BY body", False),
        ("c FUNDS body", False),
        ("body FUNDS c", False),
        ("body FUNDS c until=2020", False),
        ("body FUNDS c since=2025", True),
        ("c MEMBER_OF body", True),
    ],
)
def test_nothing_is_derived_where_support_is_stated(between: str, tied: bool) -> None:
    facts = told(f"Structure body\nCompany c\nProgramme p\nbody RUNS p\nc SUPPORTED_BY p\n{between}")
    assert bool(derived(facts)) is tied
    only_derived = IntroductionNetwork.build(facts, AS_OF, frozenset({"RUNS_FOR"}))
    assert only_derived.graph.has_edge("body", "c") is tied  # type filters aside


@pytest.mark.parametrize(("runs", "serves", "tied"), [("since=2025", "", False), ("", "since=2025", False), ("until=2020", "until=2020", True)])
def test_running_counts_once_begun(runs: str, serves: str, tied: bool) -> None:
    assert bool(derived(told(f"Structure body\nCompany c\nProgramme p\nbody RUNS p {runs}\nc SUPPORTED_BY p {serves}"))) is tied
