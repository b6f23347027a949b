"""The time-line of an entity: what began, ended and happened, and when."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from explorer.domain.facts import Facts
from explorer.domain.records import Entity
from explorer.services.timeline import timeline as timeline_of
from explorer.services.timeline import told
from explorer.texts import texts
from explorer.web.drawing.years import NARROW, years
from tests.unit.services.village import DAY, ENTITIES, RELATIONSHIPS, entity, relationship

EN = texts("en")
ADDED = (
    entity("project:pipe", "Project", "Conduite", starts_on="2020-02", ends_on="2021-06-30"),
    entity("need:seal", "Opportunity", "Joints", deadline="2025-01-31"),
)
TIES = (
    relationship("WORKS_AT", "person:ben", "company:lumen", since="2016", until="2019-12"),
    relationship("MET", "person:ben", "person:ana", since="2018-03-02", until="2018-03-03"),
    relationship("PARTICIPATES_IN", "person:ben", "project:pipe"),
)


@pytest.fixture(scope="module")
def facts() -> Facts:
    return Facts((*ENTITIES, *ADDED), (*RELATIONSHIPS, *TIES))


def moments(facts: Facts, id: str) -> list[tuple[str, str, str]]:
    return [(moment.when.text, moment.what, moment.other) for moment in timeline_of(facts, facts.entities[id])]


def test_what_began_ended_and_happened_the_latest_first(facts: Facts) -> None:
    assert moments(facts, "person:ben") == [
        ("2020-02", "happened", "project:pipe"),
        ("2020", "began", "structure:cci"),
        ("2019-12", "ended", "company:lumen"),
        ("2018-03-02", "happened", "person:ana"),
        ("2016", "began", "company:lumen"),
        ("2012-01-01", "noted", "person:ana"),
    ]


def test_the_dates_an_entity_bears_itself(facts: Facts) -> None:
    assert moments(facts, "project:pipe") == [("2021-06-30", "ended", "project:pipe"), ("2020-02", "began", "project:pipe")]
    (deadline,) = told(facts, timeline_of(facts, facts.entities["need:seal"]), EN, DAY)
    assert (deadline.when.text, deadline.what, deadline.text) == ("2025-01-31", "ended", "Deadline")
    assert moments(facts, "city:oslo") == []


def test_each_is_a_sentence(facts: Facts) -> None:
    texts_told = [moment.text for moment in told(facts, timeline_of(facts, facts.entities["person:ben"]), EN, DAY)]
    assert texts_told[2] == texts_told[4]
    assert texts_told[2].startswith("Ben Okafor worked at Lumen")


def test_the_drawing_holds_what_is_past_and_says_what_found_no_room(facts: Facts) -> None:
    known = timeline_of(facts, facts.entities["person:ben"])
    drawn = years(facts.entities, known, DAY, NARROW)
    assert drawn is not None
    assert len(drawn.stops) + drawn.more == len(known)
    assert [stop.entity.id for stop in drawn.over] == ["company:lumen"]
    assert all(stop.left >= 0 and stop.left + stop.size <= NARROW for stop in drawn.stops)
    room = [b.x - a.x for a, b in zip(drawn.ticks, drawn.ticks[1:], strict=False)]
    assert min(room) > 50, "years do not lie over each other"
    xs = sorted({stop.x for stop in drawn.stops})
    assert all(b - a >= stop.size for a, b in pairwise(xs) for stop in drawn.stops), "no mark lies over another"
    wide = years(facts.entities, known, DAY)
    assert wide is not None
    assert wide.word < wide.base
    assert drawn.word > drawn.base, "where marks stand beside today's line, its word is below"
    crowd = Facts((Entity("a", "City", "A"), *(Entity(f"c{i}", "City", f"C{i}") for i in range(20))), ())
    many = [replace(known[0], other=f"c{i}") for i in range(20)]
    full = years(crowd.entities, many, DAY, NARROW)
    assert full is not None
    assert (len(full.stops), full.more) == (5, 15)
    assert years(facts.entities, known[:1], DAY) is None
    assert years(facts.entities, known, date(2000, 1, 1)) is None
