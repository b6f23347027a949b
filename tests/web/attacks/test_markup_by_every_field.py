"""Cross-site scripting by every imported field: each page keeps exactly the elements and attributes it has with a harmless text there."""

from collections.abc import Iterator

import pytest
from flask import Flask

from explorer.domain.kinds import ACTORS
from explorer.domain.vocabulary import LABELS, TYPES
from explorer.settings import Settings
from tests.web.attacks.vocabulary_network import Field, Network, fields, quoted, showing
from tests.web.shapes import HARMLESS_TWIN, TEXT, Shape, leads_inside
from tests.web.without_database import app_without_database

ADDRESSES = (
    "javascript:alert(1)",
    " JavaScript:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "file:///etc/passwd",
    "//evil.example/x",
    "http:evil.example",
    "https://evil.example\r\n/x",
    "http://[::1",
    "blob:http://localhost/x",
    "view-source:http://localhost/",
    "http://",
)
"""In the fields that may be shown as links."""


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    return app_without_database(Settings(data=tmp_path_factory.mktemp("attacks")))


def addresses(field: Field, network: Network) -> Iterator[tuple[str, str]]:
    """Where a field may appear: (name, address)."""
    ends = [network.id_of(field.owner)] if field.owner in LABELS else list(network.ends(field.owner))
    for number, id in enumerate(ends):
        yield f"entity {number}", f"/entities/{quoted(id)}"
        yield f"api {number}", f"/api/v1/entities/{quoted(id)}"
        yield f"api ties {number}", f"/api/v1/entities/{quoted(id)}/ties"
        yield f"api around {number}", f"/api/v1/graph/around/{quoted(id)}"
        yield f"explore {number}", f"/explore?around={quoted(id)}&id=Person:2"
    yield "explore all", "/explore?best=all"
    yield "places", "/places"
    group, company, product = network.id_of("Company"), network.id_of("Company", 3), network.id_of("Capability")
    for asked in ("/coexport", "/api/v1/coexport"):
        yield f"{asked[1:4]} co-export", f"{asked}?company={quoted(company)}&market=AE&product={quoted(product)}"
    yield "opportunities", f"/opportunities?publisher={quoted(group)}"
    yield "api opportunities", "/api/v1/opportunities"
    yield "absence", f"/absence?id={quoted(group)}"
    yield "brokers", "/territory/brokers?place="
    yield "matches", f"/territory/matches?place={quoted(network.id_of('Structure'))}"
    yield "note form", f"/opportunities/{quoted(network.id_of('Opportunity'))}/notes?company={quoted(group)}"
    yield "need form", f"/opportunities/{quoted(network.id_of('Opportunity'))}/edit"
    yield "suited", f"/suited?target={quoted(group)}"
    yield "support", f"/support?company={quoted(company)}&market=AE"
    yield "api support", f"/api/v1/support?company={quoted(company)}"
    yield "partners", f"/partners?entity={quoted(company)}"
    yield "api partners", f"/api/v1/partners?entity={quoted(company)}"
    yield "capabilities", f"/capabilities?structure={quoted(network.id_of('Structure'))}"
    for asked in ("/consortium", "/consortium/sheet", "/api/v1/consortium"):
        yield f"{asked[1:4]} {asked}", f"{asked}?needs={quoted(product)}"
    if field.owner in TYPES:
        source, target = ends
        yield "introductions", f"/introductions?source={quoted(source)}&target={quoted(target)}"
        yield "api introductions", f"/api/v1/introductions?source={quoted(source)}&target={quoted(target)}"
    elif field.name in {"id", "name", "short_name", "aliases"}:
        yield "search", f"/search?q={field.owner if field.name == 'id' else 'textarea'}"
        if field.name == "name":
            yield "home", "/"
            yield "about", "/about"
        if field.owner in ACTORS:
            yield "end", f"/introductions?source={quoted(network.id_of('Company', 2))}&target={quoted(ends[0])}"


def shapes(app: Flask, field: Field, text: str) -> dict[str, Shape]:
    """Of every page that shows a field which holds this text; the API's answers must only be JSON."""
    network = Network(field, text)
    showing(app, network)
    found = {}
    for name, address in addresses(field, network):
        answer = app.test_client().get(address, headers={"Accept": "text/html"})
        assert answer.status_code in ({200, 422} if "introductions" in name or name == "end" else {200}), name
        if name.startswith("api"):
            assert answer.mimetype == "application/json"
            assert answer.json is not None
        else:
            found[name] = Shape(answer.get_data(as_text=True))
    return found


@pytest.mark.parametrize("field", list(fields()), ids=str)
def test_a_field_adds_no_element_and_no_attribute_to_any_page(app: Flask, field: Field) -> None:
    expected = shapes(app, field, HARMLESS_TWIN)
    kinds = field.name == "id"  # which also says who comes first among equals, and so what is shown
    for name, shape in shapes(app, field, TEXT).items():
        found, harmless = (sorted(set(each)) if kinds else each for each in (shape.elements, expected[name].elements))
        assert found == harmless, f"{name}: {different(found, harmless)}"
        assert all(leads_inside(link) for link in shape.leads_to), [link for link in shape.leads_to if not leads_inside(link)]


def different(found: list[tuple[str, tuple[str, ...]]], expected: list[tuple[str, tuple[str, ...]]]) -> object:
    return next(((number, a, b) for number, (a, b) in enumerate(zip(found, expected, strict=False)) if a != b), (len(found), len(expected)))


LINKED = [Field("Company", "website"), Field("Company", "source_document"), Field("Company", "evidence"), Field("PARTNER_OF", "source_document")]


@pytest.mark.parametrize("address", ADDRESSES, ids=repr)
@pytest.mark.parametrize("field", LINKED, ids=str)
def test_what_a_browser_would_run_or_misread_never_becomes_a_link(app: Flask, field: Field, address: str) -> None:
    network = Network(field, address)
    showing(app, network)
    for name, page in addresses(field, network):
        if not name.startswith("api"):
            answer = app.test_client().get(page)
            assert answer.status_code in {200, 422}
            links = Shape(answer.get_data(as_text=True)).leads_to
            assert all(leads_inside(link) for link in links), [link for link in links if not leads_inside(link)]


def test_what_is_attacked_is_shown(app: Flask) -> None:
    """Else nothing would be attacked: the group that could carry, and who could be carried."""
    showing(app, Network())
    for address, name in (
        ("/coexport?company=Company:3&market=AE&product=Capability:1", "Company the first"),
        ("/suited?target=Company:1", "Company number 3"),
        ("/partners?entity=Company:3", "Company the first"),
    ):
        assert name in app.test_client().get(address, headers={"Accept": "text/html"}).get_data(as_text=True).partition("<main")[2], address


def test_an_address_of_the_web_does_become_one(app: Flask) -> None:
    """So that the test above can fail."""
    showing(app, network := Network(Field("Company", "website"), "https://example.org/a"))
    assert "https://example.org/a" in Shape(app.test_client().get(f"/entities/{quoted(network.id_of('Company'))}").get_data(as_text=True)).leads_to
