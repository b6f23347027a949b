"""The index of names agrees with the plain way, and with itself made anew after any changes."""

from random import Random
from unittest.mock import patch

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.domain.facts import Facts
from explorer.domain.identity import plain, relationship_id, slug
from explorer.domain.records import Entity, Relationship, Value
from explorer.network.names import NameIndex
from explorer.network.names.index import LIKENESSES, RECENT
from explorer.network.names.lexicon import Lexicon
from explorer.network.names.spelling import LIGATURES, words_in
from tests.unit.network.plain_names import found, typos

WORDS = (
    "olivo",
    "oliva",
    "olive",
    "saint",
    "etienne",
    "st",
    "sas",
    "SARL",
    "C.C.I.",
    "cci",
    "de",
    "l'",
    "Chambre",
    "commerce",
    "industrie",
    "é",
    "a",
    "Œuvre",
    "42",
    "!",
)
IDS = tuple(f"e{n}" for n in range(8))
CITIES = ("c1", "c2")

words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
typed = st.one_of(
    words,
    st.lists(st.sampled_from((*WORDS, "oli", "ind", "com", "ca", "olvio", "sanit", "ettienne", "chambre", "in", "7328", "732829320", "73282")), max_size=4).map(
        " ".join
    ),
)


@st.composite
def networks(draw: st.DrawFn, ids: tuple[str, ...] = IDS) -> Facts:
    entities = [draw(entities_called(id)) for id in draw(st.sets(st.sampled_from(ids)))]
    cities = [Entity(id, "City", draw(words)) for id in draw(st.sets(st.sampled_from(CITIES)))]
    located = [("LOCATED_IN", entity.id, city.id) for entity in entities for city in cities if entity.label != "Sector" and draw(st.booleans())]
    known = [("KNOWS", a.id, b.id) for a in entities for b in entities if a.id < b.id and a.label == b.label == "Person" and draw(st.booleans())]
    return Facts([*entities, *cities], [Relationship(relationship_id(*tie, {}), *tie) for tie in (*located, *known)])


@st.composite
def entities_called(draw: st.DrawFn, id: str) -> Entity:
    label = draw(st.sampled_from(("Company", "Person", "Sector")))
    values: dict[str, Value] = {}
    if draw(st.booleans()):
        values["aliases"] = tuple(draw(st.lists(words, max_size=2)))
    if label == "Company" and draw(st.booleans()):
        values["siren"] = draw(st.sampled_from(("732829320", "732 829 320", "404833048")))
    if label == "Person" and draw(st.booleans()):
        values["objects"] = True
    return Entity(id, label, draw(words), values)


@settings(deadline=None)
@given(networks(), typed)
def test_what_fits_without_typos_is_what_the_plain_way_finds(facts: Facts, text: str) -> None:
    plainly = [id for _, id in found(facts, text)]
    search = NameIndex(facts).search(text)
    if plainly:
        assert [entity.id for entity in search] == plainly
    else:
        assert not any(entity.objects for entity in search)


@settings(deadline=None)
@given(networks(), st.lists(networks(), min_size=1, max_size=4), typed, st.sampled_from((0, 2, 5, RECENT)))
def test_changes_laid_over_an_index_give_what_a_new_one_gives(before: Facts, later: list[Facts], text: str, recent: int) -> None:
    index = NameIndex(before)
    with patch("explorer.network.names.index.RECENT", recent):
        for facts in later:
            index = index.with_changes(facts, changed(before, facts))
            before = facts
            assert told(index, text) == told(NameIndex(facts), text)


@settings(deadline=None)
@given(networks(), typed)
def test_an_index_opened_from_its_arrays_is_the_same(facts: Facts, text: str) -> None:
    index = NameIndex(facts)
    assert told(NameIndex.from_arrays(index.arrays(), facts), text) == told(index, text)


def changed(before: Facts, after: Facts) -> set[str]:
    entities = {id for id in before.entities.keys() | after.entities.keys() if before.entities.get(id) != after.entities.get(id)}
    return entities | {end for r in set(map(ends, before.relationships)) ^ set(map(ends, after.relationships)) for end in r}


def ends(r: Relationship) -> tuple[str, str]:
    return r.source, r.target


def told(index: NameIndex, text: str) -> list[object]:
    found = index.search(text)
    companies = found.having(["Company"])
    return [list(found), found.by_label(), list(companies), list(index.alike(text)), list(index.alike(text, ["Person"], 2)), list(index.called(text))]


def test_typos_are_counted_as_the_table_of_edit_distances_counts_them() -> None:
    random = Random(5)
    vocabulary = sorted({"".join(random.choices("abcdeé", k=random.randint(1, 11))) for _ in range(1500)})
    lexicon = Lexicon.of(vocabulary)
    for _ in range(60):
        word, unfinished = "".join(random.choices("abcdeéz", k=random.randint(1, 11))), random.random() < 0.5
        numbers, edits = lexicon.near(word, unfinished)
        expected = {other: count for other in vocabulary if (count := typos(word, other, unfinished)) is not None}
        assert {vocabulary[number]: int(count) for number, count in zip(numbers, edits, strict=True)} == expected


def test_few_are_offered_that_are_only_alike() -> None:
    facts = Facts([Entity(f"c{n}", "Company", "Aciers Dupont Nord") for n in range(3 * LIKENESSES)], [])
    assert len(NameIndex(facts).search("Aciers Dupont Nord Export")) == LIKENESSES


def test_arrays_are_refused_once_there_were_changes() -> None:
    facts = Facts([Entity("c", "Company", "Olivo")], [])
    index = NameIndex(facts)
    assert all(isinstance(array, np.ndarray) for array in index.arrays().values())
    try:
        index.with_changes(facts, ["c"]).arrays()
    except ValueError:
        return
    raise AssertionError("arrays that are out of date were given")


@settings(deadline=None)
@given(st.one_of(st.text(), st.text("aZéÀŒß'-. ðﬁ̧ͅ4_")))
def test_words_are_those_of_the_slug_but_for_ligatures(text: str) -> None:
    assert words_in(text) == [word for word in slug(plain(text).translate(LIGATURES)).split("-") if word]
