"""The scripts of Explore ask for every text that they are given, and for no other."""

import re
from pathlib import Path
from typing import Final

import pytest

from explorer.services.scenes_filters import SIGNS
from explorer.texts import legend, texts, workspace
from explorer.texts.counted import COUNTED

SCRIPTS: Final = "\n".join(file.read_text("utf-8") for file in sorted((Path(__file__).parents[3] / "static" / "js" / "explore").glob("*.js")))
LITERALS: Final = frozenset(re.findall(r'"(\w+)"', SCRIPTS))
NAMES: Final = LITERALS | frozenset(re.findall(r"\b(\w+):", SCRIPTS))
"""Texts and keys of objects."""
ASKED: Final = frozenset(key for asked in re.findall(r"\bwords\(([^()`]+?)(?:, \{|\))", SCRIPTS) for key in re.findall(r'(?:^|[?:] )"(\w+)"', asked))
"""Keys that are written out where they are asked for, one or one of two."""
COMPOSED: Final = frozenset(re.findall(r"`([a-z]+_)?\$\{[^}`]+\}(_[a-z]+)?`", SCRIPTS)) - {("", "")}
"""What stands before and behind the part of a key that is filled in."""
GIVEN: Final = workspace.for_scripts(texts("en"))


def test_scripts_are_given_what_they_ask_for() -> None:
    assert len(ASKED) > 150
    assert ASKED - GIVEN.keys() == set()


def test_a_key_that_is_composed_begins_and_ends_as_one_that_is_given() -> None:
    assert len(COMPOSED) > 10
    assert [ends for ends in COMPOSED if not any(key.startswith(ends[0]) and key.endswith(ends[1]) for key in GIVEN)] == []


@pytest.mark.parametrize("key", [*workspace.WORDS, *COUNTED])
def test_each_text_is_asked_for(key: str) -> None:
    filled = {key.removeprefix(before).removesuffix(after) for before, after in COMPOSED if key.startswith(before) and key.endswith(after)}
    assert key in LITERALS or filled & NAMES, "no script says it: take it away"


def test_no_two_texts_say_the_same() -> None:
    messages = list(workspace.WORDS.values())
    assert sorted({message for message in messages if messages.count(message) > 1}) == []


def test_the_legend_has_words_for_every_sign_that_a_kept_filter_can_hold() -> None:
    assert legend.signs(texts("en")).keys() == set(SIGNS)


def test_what_is_left_out_is_told_in_words() -> None:
    said = legend.sign_words(texts("en"), {"weak", "type:KNOWS", "city:", "country:FR", "sector:Textiles"})
    assert said == ["weak tie", "without a city", "France", "Textiles", "knows"]


def test_a_long_list_of_what_is_left_out_says_how_much_more_there_is() -> None:
    said = legend.sign_words(texts("en"), {f"city:{'a' * 100}{i:02}" for i in range(14)})
    assert said == ["a" * 79 + "…"] * 12 + ["and 2 more"]
