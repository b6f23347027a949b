"""What a page consists of, whatever its texts say; and what in it could run, load or lead somewhere."""

from collections.abc import Sequence
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import urlsplit

from flask import Flask

from explorer.domain.facts import Facts
from tests.web.without_database import show

TEXT = "\"'`--></title></textarea></svg><script>alert(1)</script><img src=x onerror=alert(2)>{{7*7}}${7*7}<a href=javascript:alert(3)>"
HARMLESS_TWIN = TEXT.translate(str.maketrans("\"'`<>{}$/=():", "”’´‹›⟨⟩€⁄≡⟮⟯∶"))
"""As long and of the same letters, so that it is found and laid out in the same way."""
OF_TIES = frozenset({"evidence", "source_document", "role"})
LEADS_OUT = ("javascript:", "data:", "vbscript:", "//", "/\\", "\\")


class Shape(HTMLParser):
    """What a page consists of: elements with the names of their attributes, in order; and where it leads."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.leads_to: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))
        self.leads_to += [value or "" for name, value in attrs if name in {"href", "src", "action", "formaction", "xlink:href", "poster", "data"}]


def leads_inside(link: str) -> bool:
    parts = urlsplit(link)
    return not parts.scheme and not parts.netloc and (link.startswith(("/", "#", "?")) or not link) and not link.startswith(("//", "/\\"))


class Findings(HTMLParser):
    """What a page holds that could run, load or lead somewhere, beside our own."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        data = tag == "script" and given.get("type") == "application/json" and "src" not in given  # which no browser runs
        if tag == "script" and not data and not (given.get("src") or "").startswith("/static/"):
            self.found.append(f"script {given}")
        ours = tag == "img" and (given.get("src") or "").startswith("/shared/")
        if (tag in {"style", "iframe", "object", "embed", "base", "img"} and not ours) or (tag == "meta" and "http-equiv" in given):
            self.found.append(f"{tag} {given}")
        for name, value in attributes:
            if name.startswith("on") or name == "style":
                self.found.append(f"{tag} {name}={value}")
            if name in {"href", "src", "action", "formaction"} and (value or "").strip().lower().startswith(LEADS_OUT):
                self.found.append(f"{tag} {name}={value}")


def findings(page: str) -> list[str]:
    parser = Findings()
    parser.feed(page)
    return parser.found


def stays_text(app: Flask, field: str, known: Facts, *addresses: str) -> None:
    """With a hostile text in a field of all that has it, pages consist of what they do with a harmless one, and lead nowhere else."""
    hostile, harmless = (_shown(app, _saying(text, field, known), addresses) for text in (TEXT, HARMLESS_TWIN))
    for found, expected in zip(hostile, harmless, strict=True):
        assert found.elements == expected.elements
        assert all(leads_inside(link) for link in found.leads_to)


def _saying(text: str, field: str, known: Facts) -> Facts:
    entities, ties = list(known.entities.values()), list(known.relationships)
    if field == "name":
        return Facts([replace(e, name=f"{text} {e.id}") for e in entities], ties)
    entities = [replace(e, properties={**e.properties, field: text}) for e in entities]
    if field in OF_TIES:
        return Facts(entities, [replace(r, **{field: text}) for r in ties])  # type: ignore[arg-type]
    return Facts(entities, [replace(r, properties={**r.properties, field: text}) if field in r.properties else r for r in ties])


def _shown(app: Flask, known: Facts, addresses: Sequence[str]) -> list[Shape]:
    show(app, known)
    answers = [app.test_client().get(address) for address in addresses]
    assert all(answer.status_code == 200 for answer in answers)
    return [Shape(answer.get_data(as_text=True)) for answer in answers]
