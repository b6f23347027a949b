"""Texts that scripts of the drawing show. They are given by the server, in the reader's language, so that every text stands in one catalogue.

Places such as `%(name)s` stay as they are, for scripts to fill; a text with a number is a pair, for one and for several, with `%(n)s` for it.
"""

from collections.abc import Mapping
from typing import Final

from explorer.domain.vocabulary import LABELS, SUB_LABELS, TYPES
from explorer.texts import Texts, headings, marked, properties, words, workspace

TEXTS: Final[Mapping[str, str]] = {
    "canvas": marked("Drawing of the network; the tables below hold the same"),
    "loading": marked("Drawing…"),
    "failed": marked("The network could not be read. Try again in a little while."),
    "missing": marked("No longer in the network: %(names)s."),
    "none": marked("Nothing is shown yet. Search for a name to begin with."),
    "strong": marked("strong tie"),
    "medium": marked("medium tie"),
    "weak": marked("weak tie"),
    "situates": marked("introduces nobody"),
    "expand": marked("Expand"),
    "hide": marked("Hide"),
    "introductions_from": marked("Introductions from here"),
    "introductions_to": marked("Introductions to here"),
}


def for_scripts(t: Texts) -> dict[str, str | list[str]]:
    """Texts by short name. `label_City` is the words of a kind, `type_KNOWS` the verb of a type, `heading_KNOWS_out` and `_in` what stands above ties."""
    return (
        {name: t.gettext(message) for name, message in (*TEXTS.items(), *workspace.WORDS.items())}
        | counted(t)
        | workspace.counted(t)
        | {f"label_{name}": [words.label(t, name), words.labels(t, name)] for name in (*LABELS, *SUB_LABELS)}
        | {f"property_{name}": properties.name(t, name) for name in properties.NAMES}
        | {f"choice_{value}": properties.choice(t, value) for value in properties.CHOICES}
        | {f"type_{name}": words.relationship_type(t, name) for name in TYPES}
        | {f"heading_{name}_{way}": headings.heading(t, name, outgoing=way == "out") for name in TYPES for way in ("out", "in")}
    )


def counted(t: Texts) -> dict[str, str | list[str]]:
    """Texts with a number, for one and for several."""
    place = {"n": "%(n)s"}
    return {
        "n_entries": [t.ngettext("%(n)s entry", "%(n)s entries", n, **place) for n in (1, 2)],
        "n_ties": [t.ngettext("%(n)s tie", "%(n)s ties", n, **place) for n in (1, 2)],
    }
