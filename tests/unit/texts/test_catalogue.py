"""The French catalogue has every message of the code, translated, and no other."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TypeAlias

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from explorer.texts import LOCALE_FOLDER, texts
from tests.scripts import load_script

ROOT = Path(__file__).parents[3]
PLACES = re.compile(r"%\((\w+)\)s")

Key: TypeAlias = tuple[str, str | None]


def key(id: str | tuple[str, ...] | list[str], context: str | None) -> Key:
    return (id if isinstance(id, str) else id[0], context)


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """What `make texts` runs."""
    return load_script("texts")


@pytest.fixture(scope="module")
def french() -> Catalog:
    with (LOCALE_FOLDER / "fr" / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale="fr")


def messages(catalogue: Catalog) -> Iterator[Message]:
    return (message for message in catalogue if message.id)


def forms(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def test_every_message_is_translated_and_none_is_left_over(french: Catalog, script: ModuleType) -> None:
    said = {key(message.id, message.context) for message in messages(script.said())}
    assert len(said) > 1000
    assert {key(message.id, message.context) for message in messages(french)} == said
    assert [message.id for message in messages(french) if not all(forms(message)) or message.fuzzy] == []


def test_each_language_has_one_apostrophe(french: Catalog) -> None:
    assert [form for message in messages(french) for form in forms(message) if "'" in form] == []
    assert [id for message in messages(french) for id in (message.id if isinstance(message.id, tuple) else (message.id,)) if "’" in id] == []


def test_no_message_hides_inside_an_f_string(script: ModuleType) -> None:
    """There the catalogue's script does not find it."""
    for file in sorted((ROOT / "explorer").rglob("*.py")):
        written = [part for part in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(part, ast.JoinedStr)]
        called = {getattr(part.func, "attr", getattr(part.func, "id", "")) for each in written for part in ast.walk(each) if isinstance(part, ast.Call)}
        assert called.isdisjoint(script.KEYWORDS), file


def test_nothing_obsolete_is_kept(french: Catalog) -> None:
    assert not french.obsolete


def test_bringing_it_up_to_date_again_leaves_it_as_it_is(french: Catalog, script: ModuleType) -> None:
    assert script.FRENCH.read_text("utf-8") == script.written(french), "run `make texts`"


def test_translations_fill_the_same_places(french: Catalog) -> None:
    for message in messages(french):
        ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        known = set().union(*(PLACES.findall(id) for id in ids)) | ({"n"} if len(ids) > 1 else set())
        for form in forms(message):
            assert set(PLACES.findall(form)) <= known, message.id


def test_compiled_beside_its_source() -> None:
    assert (LOCALE_FOLDER / "fr" / "LC_MESSAGES" / "messages.mo").exists(), "run `make texts`"


def test_what_is_compiled_is_what_is_written(french: Catalog) -> None:
    for message in messages(french):
        if isinstance(message.id, str) and not message.context:
            assert texts("fr").gettext(message.id) == message.string, "run `make texts`"
