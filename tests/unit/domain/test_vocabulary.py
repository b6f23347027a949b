"""The tables hold together."""

import re

import pytest

from explorer.domain.kinds import ACTORS, GONE
from explorer.domain.vocabulary import (
    DERIVED_TYPES,
    FILE_LABELS,
    INTRODUCING_TYPES,
    LABELS,
    REVERSED_TYPES,
    SIZE_CLASSES,
    SIZE_LABELS,
    STATED_WEIGHTS,
    SUB_LABELS,
    TYPES,
    entity_label,
    node_properties,
    relationship_properties,
)

WEIGHTS = {
    "KNOWS": (0.80, 4, 4),
    "WORKS_AT": (0.95, None, 3),
    "MEMBER_OF": (0.50, None, 3),
    "PARTNER_OF": (0.70, 6, 6),
    "SUPPORTED_BY": (0.60, 4, 4),
    "SUBSIDIARY_OF": (0.85, None, GONE),
    "SUPPLIES": (0.60, 4, 4),
    "FUNDS": (0.50, 4, 4),
    "MET": (0.45, 3, 3),
}


def test_weights_and_half_lives_are_those_agreed() -> None:
    assert {name: (t.weight, t.half_life_open, t.half_life_ended) for name, t in TYPES.items() if t.weight is not None} == WEIGHTS
    assert frozenset(WEIGHTS) | {"WORKED_WITH", "RUNS_FOR"} == INTRODUCING_TYPES
    assert STATED_WEIGHTS == {1: 0.2, 2: 0.4, 3: 0.6, 4: 0.8, 5: 0.95}


def test_symmetric_types_are_those_agreed() -> None:
    assert {name for name, t in TYPES.items() if t.symmetric} == {"KNOWS", "PARTNER_OF", "MET", "TWINNED_WITH", "COMPETES_WITH"}


def test_names_are_spelt_one_way() -> None:
    assert all(re.fullmatch(r"([A-Z][a-z]+)+|PME", name) for name in (*LABELS, *SUB_LABELS))
    assert all(re.fullmatch(r"[A-Z]+(_[A-Z]+)*", name) for name in (*TYPES, *DERIVED_TYPES, *REVERSED_TYPES))
    properties = {p for label in LABELS for p in node_properties(label)} | {p for name in TYPES for p in relationship_properties(name)}
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", name) for name in properties)


def test_every_kind_has_words_in_both_languages() -> None:
    labels = [words for label in (*LABELS.values(), *SUB_LABELS.values()) for words in (label.singular, label.plural)]
    for words in labels + [type_.words for type_ in TYPES.values()] + [derived.words for derived in DERIVED_TYPES.values()]:
        assert len(words) == 2
        assert all(words)


def test_filled_shapes_are_those_who_can_introduce() -> None:
    assert {name for name, label in LABELS.items() if label.shape.filled} == ACTORS
    assert all(label.shape.filled for label in SUB_LABELS.values())


def test_sizes_and_second_labels_agree() -> None:
    assert set(SIZE_LABELS) < set(SIZE_CLASSES)
    assert set(SIZE_LABELS.values()) == set(SUB_LABELS) == set(FILE_LABELS)
    assert all(SIZE_LABELS[size] == label for label, size in FILE_LABELS.items())
    assert entity_label("PME").singular == ("PME", "SME")
    assert entity_label("City") is LABELS["City"]


@pytest.mark.parametrize(
    ("type", "source", "target", "allowed"),
    [
        ("WORKS_AT", "Person", "Structure", True),
        ("WORKS_AT", "Structure", "Person", False),
        ("KNOWS", "Person", "Company", False),
        ("MET", "Person", "Structure", True),
        ("MET", "Structure", "Person", True),
        ("MEMBER_OF", "City", "Structure", True),
        ("MEMBER_OF", "Structure", "City", False),
        ("ABOUT", "Figure", "Country", True),
        ("PART_OF", "City", "Country", True),
        ("PART_OF", "Sector", "Capability", False),
        ("PART_OF", "Event", "Event", True),
    ],
)
def test_ends_a_type_allows(type: str, source: str, target: str, allowed: bool) -> None:
    assert TYPES[type].allows(source, target) is allowed


@pytest.mark.parametrize(
    ("type", "source", "target", "introduces"),
    [
        ("SUPPORTED_BY", "Company", "Structure", True),
        ("SUPPORTED_BY", "Company", "Programme", False),
        ("MEMBER_OF", "City", "Structure", False),
        ("FUNDS", "Structure", "Project", False),
        ("LOCATED_IN", "Company", "City", False),
        ("COMPETES_WITH", "Company", "Company", False),
    ],
)
def test_what_introduces(type: str, source: str, target: str, introduces: bool) -> None:
    assert TYPES[type].introduces(source, target) is introduces


def test_every_end_is_a_label() -> None:
    for type_ in TYPES.values():
        for sources, targets in type_.ends:
            assert sources <= set(LABELS)
            assert targets <= set(LABELS)
    assert all(set(derived.weights) <= set(LABELS) for derived in DERIVED_TYPES.values())
    assert set(REVERSED_TYPES.values()) <= set(TYPES)
