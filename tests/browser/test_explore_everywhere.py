"""The main states of Explore: accessible in both languages and themes, on a phone, under bad input."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Complaints, OpenPage
from tests.browser.exploring import AROUND, BEST, Drawing, explore

LONG = "Très long nom " * 700
BAD_NAMES = {
    "long": LONG,
    "rtl": "شركة النخيل للتصدير",
    "emoji": "👩🏽‍🚀🏭 Fusée",
    "markup": '<img src=x onerror="window.hacked=1">',
    "quote": "\"'`${7*7}{{7*7}}",
}


def select(drawing: Drawing) -> None:
    drawing.choose("RSA Cosmos")
    expect(drawing.page.locator("#nature")).to_be_visible()


def open_map(drawing: Drawing) -> None:
    drawing.page.locator("#to-map").click()
    expect(drawing.page.locator(".xspot").first).to_be_visible()


def open_help(drawing: Drawing) -> None:
    drawing.page.locator("#help").click()
    expect(drawing.page.get_by_role("dialog")).to_be_visible()


def open_paths(drawing: Drawing) -> None:
    drawing.page.goto("/explore?from=company:rsa-cosmos&to=city:katowice")
    expect(drawing.page.locator("#panel article").first).to_be_visible()


def open_legend(drawing: Drawing) -> None:
    """With its lists unfolded, beside the table of ties."""
    for unfold in drawing.page.locator("#legend summary").all():
        unfold.click()
    drawing.page.locator("#show-ties").click()
    expect(drawing.page.locator("#rows .tie").first).to_be_visible()


def open_saving(drawing: Drawing) -> None:
    drawing.page.locator("#save").click()
    expect(drawing.page.get_by_role("dialog")).to_be_visible()


def open_export(drawing: Drawing) -> None:
    drawing.page.locator("#export").click()
    expect(drawing.page.get_by_role("dialog")).to_be_visible()


def open_nothing(drawing: Drawing) -> None:
    drawing.page.goto("/explore")
    expect(drawing.page.locator("#empty button").first).to_be_visible()


def open_groups(drawing: Drawing) -> None:
    """Groups folded, a period set."""
    explore(drawing.page, BEST)
    drawing.page.locator("#fold-by").select_option("community")
    drawing.page.locator("#time-from").fill("2021")
    expect(drawing.page.locator("#count")).to_contain_text(re.compile("group"))


STATES: dict[str, Callable[[Drawing], None]] = {
    "selected": select,
    "map": open_map,
    "help": open_help,
    "paths": open_paths,
    "legend": open_legend,
    "saving": open_saving,
    "export": open_export,
    "nothing": open_nothing,
    "groups": open_groups,
}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize(("language", "theme"), [("fr", "light"), ("en", "dark")])
def test_main_states_are_accessible(open_page: OpenPage, axe: Callable[[Page], None], pictures: Path | None, state: str, language: str, theme: str) -> None:
    page = open_page(color_scheme=theme, locale="fr-FR" if language == "fr" else "en-GB", viewport={"width": 1280, "height": 900})
    drawing = explore(page, AROUND)
    STATES[state](drawing)
    axe(page)
    if pictures:
        page.screenshot(path=pictures / f"explore-{state}-{language}-{theme}.png")


def test_a_phone_has_all_of_it(open_page: OpenPage, axe: Callable[[Page], None]) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    drawing = explore(page, AROUND)
    select(drawing)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    open_map(drawing)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_every_tool_is_in_sight_on_a_phone(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    explore(page, AROUND)
    outside = "[...document.querySelectorAll('#tools :is(button, select)')].filter(one => one.getBoundingClientRect().right > innerWidth).map(one => one.id)"
    assert page.evaluate(outside) == []


def test_names_of_any_kind_are_text(page: Page) -> None:
    """On the canvas, in the panel, the tables, the legend, the search box and pictures."""

    def answer(route: Route) -> None:
        told = route.fetch().json()
        for node, name in zip(told["nodes"], BAD_NAMES.values(), strict=False):
            node["name"] = name
        route.fulfill(json=told)

    page.route("**/graph/among**", answer)
    drawing = explore(page, AROUND)
    assert sorted(BAD_NAMES.values())[0] in drawing.names()
    for key in ("markup", "rtl", "long"):
        drawing.ask("desk.selection.choose([given])", drawing.id(BAD_NAMES[key]))
        expect(page.locator("#panel h2")).to_be_visible()
    drawing.ask("desk.store.change('did_style', (draft) => { draft.style.colour = 'community'; desk.findCommunities(draft); })")
    expect(page.locator("#legend .tint-1")).to_be_visible()
    for part in ("#legend", "#panel"):
        assert len(page.locator(part).inner_text()) < 3_000, part
    page.locator("#to-map").click()
    page.locator("#export").click()
    with page.expect_download() as found:
        page.get_by_role("button", name="SVG").click()
    assert "<img" not in found.value.path().read_text("utf-8")
    assert page.evaluate("window.hacked") is None
    assert page.locator("main img").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_is_not_there_is_said(page: Page, complaints: Complaints) -> None:
    drawing = explore(page, "/explore?id=company:nobody&id=company:rsa-cosmos")
    assert drawing.names() == ["RSA Cosmos"]
    expect(page.get_by_text("company:nobody").first).to_be_visible()


def test_a_server_that_is_away_is_said_and_nothing_is_lost(page: Page, complaints: Complaints) -> None:
    complaints.expected.add(503)
    drawing = explore(page, AROUND)
    before = drawing.names()
    page.route("**/graph/**", lambda route: route.fulfill(status=503, content_type="application/json", body=json.dumps({"message": "La base ne répond pas."})))
    page.locator("#canvas").focus()
    page.keyboard.press("t")
    expect(page.get_by_text("La base ne répond pas.")).to_be_visible()
    assert drawing.names() == before


def test_ten_thousand_nodes_fold_into_what_can_be_read(page: Page) -> None:
    kinds = [("company", "Company"), ("person", "Person"), ("structure", "Structure")]
    nodes = [
        {"id": f"n{i}", "name": f"Acteur {i}", "labels": [kinds[i % 3][1]], "kind": kinds[i % 3][0], "degree": 6, "city": f"Ville {i % 40}", "country": "FR"}
        | {"lat": None, "lon": None, "sectors": [], "objects": False}
        for i in range(10_000)
    ]
    ties = [
        {"id": f"t{k}", "source": f"n{k % 10_000}", "target": f"n{(k * 7 + k // 10_000 + 1) % 10_000}", "type": "PARTNER_OF", "symmetric": True}
        | {"introduces": True, "strength": 0.5, "since": None, "until": None, "year_from": None, "year_to": None, "status": "stated"}
        for k in range(30_000)
    ]
    page.set_default_timeout(60_000)
    page.route("**/graph/among**", lambda route: route.fulfill(json={"nodes": nodes, "ties": ties, "missing": []}))
    drawing = explore(page, AROUND)
    assert len(drawing.names()) <= 300
    assert drawing.ask("[...desk.drawing.dots.values()].reduce((sum, dot) => sum + (dot.members?.length ?? 1), 0)") == 10_000
    page.get_by_role("combobox", name="Regroupements").select_option("city")
    page.wait_for_function("() => document.getElementById('explore').desk.drawing.dots.size === 40")


@pytest.mark.parametrize("locale", ["fr-FR", "en-US"])
def test_the_tools_stand_in_one_row(open_page: OpenPage, locale: str) -> None:
    page = open_page(locale=locale)
    explore(page)
    row = "[...document.querySelectorAll('#tools .xtool, #tools select')].map(tool => Math.round(tool.getBoundingClientRect().bottom / 8))"
    for width in (1200, 1280, 1300, 1366, 1440, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        assert len(set(page.evaluate(row))) == 1, width
        assert page.evaluate("document.getElementById('tools').scrollWidth <= innerWidth"), width
    expect(page.locator("#save")).to_have_accessible_name(re.compile("vue|view"))


DARK = """[...document.querySelectorAll('body, #explore, #explore *')]
    .filter(one => one.checkVisibility() && /^rgb\\(\\d\\d?, \\d\\d?, /.test(getComputedStyle(one).backgroundColor))"""
CUT = """[...document.querySelectorAll('#explore *')]
    .filter(one => one.checkVisibility() && !one.closest('.xpaper [clip-path]') && one.getBoundingClientRect().right > innerWidth + 1)"""
HTML = ".map(one => one.outerHTML.slice(0, 80))"


@pytest.mark.parametrize("state", ["drawing", "map"])
def test_on_paper_all_of_it_is_there_in_the_colours_of_paper(open_page: OpenPage, state: str) -> None:
    """The drawing as a picture, the panel, all columns: whatever the theme and the width of the screen."""
    page = open_page(color_scheme="dark", viewport={"width": 1280, "height": 900})
    drawing = explore(page, AROUND)
    if state == "map":
        open_map(drawing)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 718, "height": 1040})
    picture = page.locator(".xpaper svg").first
    expect(picture).to_be_visible()
    assert len(picture.locator("text").all_text_contents()) > 3
    expect(page.locator("#panel h2")).to_be_visible()
    expect(page.get_by_role("columnheader", name="Liens")).to_be_visible()
    for hidden in ("#tools", "#legend", "#canvas", "#as-of", "#table-filter", "#panel .button", "#rows [data-act=expand]"):
        expect(page.locator(hidden).first).to_be_hidden()
    assert page.evaluate(CUT + HTML) == []
    assert page.evaluate(DARK + HTML) == []
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(picture).to_have_count(0)


def test_a_page_whose_first_answer_fails_says_so_and_where_to_begin(page: Page, complaints: Complaints) -> None:
    complaints.expected.add(503)
    body = json.dumps({"message": "La base ne répond pas."})
    page.route("**/graph/among*", lambda route: route.fulfill(status=503, content_type="application/json", body=body))
    explore(page, AROUND)
    expect(page.locator("#wait")).to_have_text("La base ne répond pas.")
    expect(page.locator("#empty").get_by_role("button").first).to_be_visible()
    expect(page.locator("footer")).to_be_visible()


SHIFTS = """window.shifted = 0;
    new PerformanceObserver((list) => { for (const one of list.getEntries()) window.shifted += one.value; })
    .observe({ type: 'layout-shift', buffered: true });"""


@pytest.mark.parametrize("path", [BEST, AROUND])
@pytest.mark.parametrize("width", [360, 800, 1280])
def test_nothing_jumps_while_it_loads(open_page: OpenPage, width: int, path: str) -> None:
    page = open_page(viewport={"width": width, "height": 740}, has_touch=width < 500, is_mobile=width < 500)
    page.add_init_script(SHIFTS)
    explore(page, path)
    expect(page.locator("#rows tbody tr").nth(5)).to_be_attached()
    assert page.evaluate("window.shifted") < 0.02
    page.evaluate("document.getElementById('explore').desk.arrange('concentric')")
    page.wait_for_function("() => document.getElementById('explore').desk.view.layout === 'concentric'")
    assert page.evaluate("window.shifted") < 0.05
