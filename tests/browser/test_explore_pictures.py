"""Pictures of the drawing show what the screen shows, and say what its reader cannot ask: signs, notes, title."""

import json
import re
from xml.etree.ElementTree import Element, fromstring

from playwright.sync_api import Page, Route

from tests.browser.conftest import OpenPage
from tests.browser.exploring import AROUND, explore

HEAD = re.compile(r"M[-\d. ]+(L[-\d. ]+){2}Z")
"""The head of an arrow: three corners."""
SVG = "{http://www.w3.org/2000/svg}"


def picture(page: Page) -> Element:
    page.locator("#export").click()
    with page.expect_download() as found:
        page.get_by_role("button", name="SVG").click()
    return fromstring(found.value.path().read_text("utf-8"))


def texts(root: Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def strokes(root: Element) -> list[str]:
    return [element.get("stroke", "") for element in root.iter(f"{SVG}path")]


def test_a_picture_has_directions_notes_and_what_is_selected(page: Page) -> None:
    drawing = explore(page, AROUND)
    note = "à rappeler en mars, avant " + "la réunion de printemps " * 8
    drawing.ask("desk.store.change('did_note', (draft) => draft.notes.set(given, 'Voir <b>Fiped</b> & \"co\"'))", drawing.id("Fiped"))
    drawing.ask("desk.store.change('did_note', (draft) => draft.notes.set(given[0], given[1]))", [drawing.id("Sorbiers"), note])
    drawing.ask("desk.selection.choose([given])", drawing.id("RSA Cosmos"))
    root = picture(page)
    said = texts(root)
    assert any('Fiped – Voir <b>Fiped</b> & "co"' in line for line in said)
    assert note.strip() in " ".join(said).replace("Sorbiers – ", ""), "a long note goes on in the next line"
    # Each number stands at its mark and before its note.
    assert [said.count(number) for number in ("1", "2")] == [2, 2]
    assert {"Notes", "sens du lien", "sélectionné", "note, par son numéro"} <= set(said)
    accent = drawing.ask("desk.canvas.colours.accent")
    assert accent in strokes(root), "the ring"
    heads = [path for path in root.iter(f"{SVG}path") if HEAD.fullmatch(path.get("d", ""))]
    directed = drawing.ask("[...desk.drawing.links.values()].filter(link => link.arrow && link.weight !== 'situates').length")
    assert len(heads) - 1 == directed > 0, "one is the legend's"


def test_a_picture_shows_the_path_that_is_lit(page: Page) -> None:
    drawing = explore(page, "/explore?from=company:rsa-cosmos&to=city:katowice")
    page.wait_for_function("() => document.getElementById('explore').desk.selection.lit.size > 1")
    drawing.ask("desk.selection.light(desk.selection.lit, [...desk.selection.lit].slice(0, 2))")
    root = picture(page)
    assert "chemin" in texts(root)
    lines = [path for path in root.iter(f"{SVG}path") if path.get("stroke-width") == "3.5" and path.get("stroke") == drawing.ask("desk.canvas.colours.accent")]
    assert len(lines) == 1


def test_a_picture_is_on_paper_in_the_dark_as_well(open_page: OpenPage) -> None:
    page = open_page(color_scheme="dark")
    drawing = explore(page, AROUND)
    before = drawing.ask("desk.canvas.colours.ink")
    root = picture(page)
    ground = root.find(f"{SVG}rect")
    assert ground is not None
    assert ground.get("fill") == "rgb(255, 255, 255)"
    title = root.find(f"{SVG}text")
    assert title is not None
    assert title.get("fill") == "rgb(20, 32, 28)"
    assert drawing.ask("desk.canvas.colours.ink") == before != "rgb(20, 32, 28)"


def test_a_long_title_and_words_that_files_cannot_hold(page: Page) -> None:
    """Characters that XML has no way to write break no picture, and a title goes on in the next line."""
    names = ["a\x07b\x00c", "\u202eتجربة שם", "N" * 10_000]

    def answer(route: Route) -> None:
        told = route.fetch().json()
        for node, name in zip(told["nodes"], names, strict=False):
            node["name"] = name
        route.fulfill(json=json.loads(json.dumps(told)))

    page.route("**/graph/among**", answer)
    explore(page, AROUND)
    page.locator("#export").click()
    page.locator("#picture-title").fill("Qui connaît qui " * 7)
    with page.expect_download() as found:
        page.get_by_role("button", name="SVG").click()
    root = fromstring(found.value.path().read_text("utf-8"))
    assert "a\ufffdb\ufffdc" in texts(root)
    headings = [element for element in root.iter(f"{SVG}text") if element.get("font-size") == "22"]
    assert len(headings) > 1
    assert " ".join(element.text or "" for element in headings) == ("Qui connaît qui " * 7).strip()
    page.locator("#export").click()
    with page.expect_download() as found:
        page.get_by_role("button", name="PNG").click()
    assert found.value.path().read_bytes().startswith(b"\x89PNG")
