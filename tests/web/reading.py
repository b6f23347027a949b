"""A page as its reader gets it: elements by name, text outside drawings, links."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

from flask.testing import FlaskClient

VOID = {"meta", "link", "input", "br", "img", "use", "path", "circle", "rect"}
INLINE = {"a", "b", "bdi", "span", "h1", "title"}


@dataclass
class Element:
    name: str
    attributes: dict[str, str | None]
    text: str = ""
    in_drawing: bool = False


@dataclass
class PageText(HTMLParser):
    """`elements` in the order they begin; each with the text inside it."""

    source: str
    elements: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[Element] = []
        self.feed(self.source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._part(tag)
        drawn = any(e.name == "svg" and "drawing" in (e.attributes.get("class") or "") for e in self._open)
        element = Element(tag, dict(attrs), in_drawing=drawn)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)
        while self._open and self._open.pop().name != tag:
            pass

    def _part(self, tag: str) -> None:
        """Blocks stand apart from what is around them."""
        if tag not in INLINE:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def named(self, name: str, **attributes: str) -> list[Element]:
        wanted = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items()}
        return [e for e in self.elements if e.name == name and all(e.attributes.get(key) == value for key, value in wanted.items())]

    def one(self, name: str, **attributes: str) -> Element:
        (found,) = self.named(name, **attributes)
        return found

    @property
    def main(self) -> str:
        return " ".join(self.one("main").text.split())

    def links(self, *, drawn: bool | None = None) -> list[str]:
        return [e.attributes.get("href") or "" for e in self.named("a") if drawn is None or e.in_drawing is drawn]


def read(client: FlaskClient, address: str, status: int = 200) -> PageText:
    answer = client.get(address)
    assert answer.status_code == status, address
    assert answer.mimetype == "text/html"
    return PageText(answer.get_data(as_text=True))


def read_whole(client: FlaskClient, address: str, language: str) -> PageText:
    """A page that lacks nothing: in the language asked for, with a heading, each id once, a label for every field, nothing inline, no place left unfilled."""
    page = read(client, f"{address}{'&' if '?' in address else '?'}lang={language}")
    assert page.one("html").attributes["lang"] == language
    assert page.one("h1").text.strip()
    assert not [e for e in page.elements if "style" in e.attributes or any(name.startswith("on") for name in e.attributes)]
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    labelled = {e.attributes.get("for") for e in page.named("label")}
    fields = [e for e in page.elements if e.name in {"input", "select"} and e.attributes.get("type") not in {"hidden", "checkbox"}]
    assert all(e.attributes.get("id") in labelled for e in fields)
    assert "%(" not in page.source
    return page
