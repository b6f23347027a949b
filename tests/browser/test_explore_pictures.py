"""Pictures of the drawing and of the map show what the screen shows, and say what their reader cannot ask: period and day, signs, notes, title."""

import json
import re
from base64 import b64encode
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, fromstring

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.exploring import AROUND, BEST, explore

HEAD = re.compile(r"M[-\d. ]+(L[-\d. ]+){2}Z")
"""The head of an arrow: three corners."""
SVG = "{http://www.w3.org/2000/svg}"


def picture(page: Page, *, clear: bool = False) -> Element:
    page.locator("#export").click()
    page.locator("#picture-clear").set_checked(clear)
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


@pytest.mark.parametrize(
    ("locale", "period", "day", "faded"),
    [
        ("fr-FR", "Période : de 1990 à 1991, et liens sans date.", "Liens et forces au 30 juin 2023.", "estompé : hors de la période"),
        ("en-GB", "Period: from 1990 to 1991, and ties without a date.", "Ties and their strengths as of June 30, 2023.", "faded: outside of the period"),
    ],
)
def test_a_picture_says_of_which_period_and_day_it_is(open_page: OpenPage, locale: str, period: str, day: str, faded: str) -> None:
    page = open_page(locale=locale)
    drawing = explore(page, AROUND)
    before = " ".join(texts(picture(page)))
    assert period[:7] not in before
    assert faded not in before
    assert str(datetime.now(UTC).year) in before, "the day is today"
    drawing.ask("desk.store.change('did_time', (draft) => (draft.time = [1990, 1991]))")
    drawing.ask("desk.store.change('did_filter', (draft) => draft.without.add('type:LOCATED_IN'))")
    page.locator("#as-of").fill("2023-06-30")
    page.wait_for_function("() => document.getElementById('explore').desk.view.asOf === '2023-06-30'")
    said = texts(picture(page))
    assert " ".join([period, day, page.locator("#left-out").evaluate("element => element.firstChild.textContent")]) in " ".join(said)
    assert faded in said
    page.locator("#undated").uncheck()
    assert f"{period.partition(',')[0]}. {day}" in " ".join(texts(picture(page)))
    drawing.ask("desk.selection.choose([given])", drawing.id("RSA Cosmos"))
    assert {"fr-FR": "estompé : pas voisin de la sélection", "en-GB": "faded: not next to what is selected"}[locale] in texts(picture(page))


PLACED = "[...document.querySelectorAll('.xspotname.placed')].map(one => one.textContent)"


def test_a_picture_of_the_map_is_the_map_as_it_is_seen(open_page: OpenPage) -> None:
    """On paper in the dark as well; what is selected has its name, the arcs are lines, and its legend explains them."""
    page = open_page(color_scheme="dark")
    drawing = explore(page, BEST)
    drawing.ask("desk.store.change('did_time', (draft) => (draft.time = [2010, 2030]))")
    page.locator("#to-map").click()
    expect(page.locator(".xspot").first).to_be_visible()
    pins, arcs, names = page.locator(".xspot").count(), int(page.locator("#map").get_attribute("data-arcs") or ""), page.evaluate(PLACED)
    assert arcs > 0
    root = picture(page)
    said = texts(root)
    assert set(names) <= set(said)
    assert len(names) > 2
    body = root.find(f"{SVG}g")
    assert body is not None
    assert len(body.findall(f"{SVG}circle")) == pins
    curves = [path for path in body.iter(f"{SVG}path") if "Q" in path.get("d", "")]
    assert len(curves) == arcs
    assert any(len(path.get("d", "")) > 5_000 and path.get("fill") == "rgb(255, 255, 255)" for path in body.iter(f"{SVG}path")), "land"
    assert "lieu, avec le nombre de ses fiches" in said
    assert "liens entre deux lieux" in said
    about = " ".join(said)
    assert "Les liens hors de la période ne sont pas dessinés." in about
    assert page.locator(".xmapnote p").inner_text() in about
    assert [rect.get("fill") for rect in root.findall(f"{SVG}rect")] == ["rgb(255, 255, 255)"]
    assert len(body.findall(f"{SVG}rect")) == 1, "the sea"
    clear = picture(page, clear=True)
    assert clear.findall(f"{SVG}rect") == []
    assert clear.findall(f"{SVG}g/{SVG}rect") == []
    page.locator(".xspot").first.click()
    assert {"sélectionné"} <= set(texts(picture(page)))
    page.locator("#export").click()
    with page.expect_download() as found:
        page.get_by_role("button", name="PNG").click()
    assert found.value.path().read_bytes().startswith(b"\x89PNG")


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


DARK = """async (picture) => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${picture}`)).blob());
    const pen = new OffscreenCanvas(image.width, image.height).getContext("2d");
    pen.drawImage(image, 0, 0);
    const { data } = pen.getImageData(0, 0, image.width, image.height);
    return data.reduce((sum, value, i) => sum + (i % 4 === 0 && value < 90 && data[i + 1] < 90 && data[i + 2] < 90 ? 1 : 0), 0);
}"""


def test_no_name_is_missing_from_the_first_picture_that_needs_the_type_of_other_languages(open_page: OpenPage) -> None:
    """A browser that is still reading it leaves out all names beside the one with such a letter."""
    page = open_page()

    def answer(route: Route) -> None:
        told = route.fetch().json()
        told["nodes"][0]["name"] = told["nodes"][0]["short_name"] = "Jeneč Łódź"
        route.fulfill(json=told)

    page.route("**/graph/among**", answer)
    explore(page, AROUND)
    inks = []
    for _ in range(2):
        page.locator("#export").click()
        with page.expect_download() as found:
            page.get_by_role("button", name="PNG").click()
        inks.append(open_page().evaluate(DARK, b64encode(found.value.path().read_bytes()).decode()))
    assert inks[0] == inks[1] > 1_000
