"""Time in Explore: what began and ended in a period, on the canvas, in the legend and in the tables; the time-line of one entity."""

import re
from typing import Any
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.exploring import AROUND, Drawing, explore

DOCUMENTS = ("https://example.org/annonce", "presse.txt", None)
DATES: tuple[dict[str, Any], ...] = (
    {"since": "2023-03", "until": None, "year_from": 2023, "year_to": None},
    {"since": "2015", "until": "2024-06", "year_from": 2015, "year_to": 2024},
    {"since": "2010", "until": None, "year_from": 2010, "year_to": None},
)


def dated(page: Page) -> Drawing:
    """Ties of three kinds in turn: new in 2023, ended in 2024, neither; each kind with a document of its own."""

    def answer(route: Route) -> None:
        told = route.fetch().json()
        for i, tie in enumerate(told["ties"]):
            tie |= DATES[i % 3] | {"source_document": DOCUMENTS[i % 3]}
        route.fulfill(json=told)

    page.route("**/graph/among**", answer)
    return explore(page, AROUND)


def choose_period(page: Page) -> None:
    page.locator("#time-from").fill("2023")
    expect(page.locator("#time-said")).to_contain_text("2023")


def test_what_began_and_ended_in_the_period_is_told_apart(page: Page) -> None:
    drawing = dated(page)
    legend = page.get_by_role("group", name="Dans la période")
    expect(legend).to_have_count(0)
    assert drawing.ask("[...desk.drawing.links.values()].filter(link => link.fresh || link.over).length") == 0
    choose_period(page)
    ties = drawing.ask("desk.view.ties.size")
    began, ended = -(-ties // 3), -(-(ties - 1) // 3)
    assert drawing.ask("[...desk.drawing.links.values()].reduce((sum, link) => sum + link.fresh, 0)") == began
    assert drawing.ask("[...desk.drawing.links.values()].reduce((sum, link) => sum + link.over, 0)") == ended
    expect(legend).to_contain_text(re.compile(rf"\+\s*nouveaux\s*{began}"))
    expect(legend).to_contain_text(re.compile(rf"×\s*terminés\s*{ended}"))
    page.locator("#show-ties").click()
    rows = page.locator("#rows tbody tr")
    expect(rows.filter(has_text="nouveau dans la période")).to_have_count(began)
    expect(rows.filter(has_text="terminé dans la période")).to_have_count(ended)
    page.locator("#canvas").focus()
    page.keyboard.press("Control+z")
    expect(legend).to_have_count(0)
    expect(page.locator(".xchange")).to_have_count(0)


def test_the_period_counts_what_is_drawn_of_another_day(page: Page) -> None:
    drawing = dated(page)
    all_of_them = drawing.ask("desk.view.ties.size")
    page.locator("#as-of").fill("2022-06-01")
    expect(page.locator("#time-said")).not_to_contain_text(f"{all_of_them} liens")
    drawn = drawing.ask("[...desk.drawing.links.values()].reduce((sum, link) => sum + link.ties.length, 0)")
    expect(page.locator("#time-said")).to_contain_text(f" {drawn} lien")


def test_pictures_say_what_began_and_ended(page: Page) -> None:
    dated(page)
    choose_period(page)
    page.locator("#export").click()
    with page.expect_download() as found:
        page.get_by_role("button", name="SVG").click()
    root = ElementTree.fromstring(found.value.path().read_text("utf-8"))
    said = [element.text or "" for element in root.iter("{http://www.w3.org/2000/svg}text")]
    assert any(text.startswith("+") or " +" in text for text in said)
    assert any("×" in text for text in said)


def test_each_tie_in_the_table_has_its_source(page: Page) -> None:
    dated(page)
    page.locator("#show-ties").click()
    table = page.locator("#rows")
    expect(table.get_by_role("link", name="https://example.org/annonce").first).to_have_attribute("href", "https://example.org/annonce")
    expect(table.get_by_text("presse.txt").first).to_be_visible()
    expect(table.get_by_text("Aucun document").first).to_be_visible()
    table.get_by_role("button", name="Source").click()
    last_cells = [table.locator("tbody tr").nth(i).locator("td").last.inner_text().strip() for i in (0, -1)]
    assert last_cells[0] == "https://example.org/annonce"
    assert last_cells[1].startswith("Aucun document")


def test_the_panel_has_the_time_line_of_the_page(page: Page) -> None:
    drawing = explore(page, AROUND)
    drawing.choose("RSA Cosmos")
    here = page.locator("#over-time")
    expect(here.get_by_role("listitem").first).to_be_visible()
    listed = here.get_by_role("listitem").all_inner_texts()
    expect(here.locator("svg.years")).to_be_visible()
    assert here.locator("svg.years").evaluate("element => element.getBoundingClientRect().width <= element.closest('#panel').clientWidth")
    page.goto("/entities/company:rsa-cosmos")
    whole = page.locator("ol.history").get_by_role("listitem").all_inner_texts()
    assert [" ".join(text.split()) for text in listed] == [" ".join(text.split()) for text in whole[: len(listed)]]


def undated(page: Page, keep: int) -> Drawing:
    """Dates of the first so many ties alone."""

    def answer(route: Route) -> None:
        told = route.fetch().json()
        for i, tie in enumerate(told["ties"]):
            tie |= DATES[1] if i < keep else {"since": None, "until": None, "year_from": None, "year_to": None}
        route.fulfill(json=told)

    page.route("**/graph/among**", answer)
    return explore(page, AROUND)


def test_what_has_no_date_is_counted_beside_the_period(page: Page) -> None:
    drawing = undated(page, 2)
    rest = drawing.ask("desk.view.ties.size") - 2
    expect(page.locator("#time-said")).to_contain_text(f"{rest} liens sans date restent")
    page.get_by_role("slider", name="Dernière année").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#said")).to_have_text(re.compile(rf"^2015 à 2023, .*{rest} liens sans date restent$"))
    expect(page.get_by_role("slider", name="Dernière année")).to_be_focused()


def test_what_has_no_date_is_left_out_by_one_tick(page: Page) -> None:
    """Undone like any step, kept with the filters, counted with what the legend leaves out, and offered where there is something to choose."""
    drawing = undated(page, 2)
    everything, rest = drawing.ask("desk.view.ties.size"), drawing.ask("desk.view.ties.size") - 2
    drawn = "[...desk.drawing.links.values()].reduce((sum, link) => sum + link.ties.length, 0)"
    tick = page.get_by_role("checkbox", name=f"Liens sans date {rest}")
    expect(tick).to_be_checked()
    tick.focus()
    page.keyboard.press("Space")
    assert drawing.ask(drawn) == 2
    expect(page.locator("#time-said")).not_to_contain_text("sans date")
    expect(page.locator("#said")).to_have_text(re.compile(r"^2015 à 2024, 2 liens"))
    expect(page.locator("#left-out")).to_contain_text(f"0 fiche, {rest} liens")
    page.get_by_role("textbox", name="Nom des filtres du moment").fill("datés")
    page.get_by_role("button", name="Garder les filtres").click()
    expect(page.locator("#sets")).to_contain_text("Sans : liens sans date.")
    tick.check()
    assert drawing.ask(drawn) == everything
    page.get_by_role("button", name="datés", exact=True).click()
    expect(tick).not_to_be_checked()
    page.locator("#canvas").focus()
    page.keyboard.press("Control+z")
    expect(tick).to_be_checked()


def test_what_has_no_date_can_be_brought_back_where_nothing_else_is_left(page: Page) -> None:
    drawing = undated(page, 0)
    tick = page.get_by_role("checkbox", name="Liens sans date")
    expect(tick).to_be_hidden()
    drawing.ask("desk.store.change('did_undated', (draft) => void draft.without.add('undated'))")
    assert drawing.links() == 0
    tick.check()
    assert drawing.links() > 0
    expect(tick).to_be_hidden()


def test_where_nothing_is_dated_that_is_said(page: Page) -> None:
    undated(page, 0)
    expect(page.get_by_role("region", name="Période")).to_contain_text(re.compile(r"Aucun des \d+ liens dessinés n’a de date"))
    expect(page.locator("#as-of")).to_be_hidden()


def test_the_period_is_chosen_by_touch(open_page: OpenPage) -> None:
    page = open_page(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    drawing = dated(page)
    thumb = page.locator("#time-from")
    thumb.scroll_into_view_if_needed()
    box = thumb.bounding_box()
    assert box
    touch = page.context.new_cdp_session(page)
    x, y = box["x"] + 14, box["y"] + box["height"] / 2
    for kind, along in (("touchStart", 0.0), ("touchMove", 0.2), ("touchMove", 0.5)):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x + along * box["width"], "y": y, "id": 1}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function("() => document.getElementById('explore').desk.view.time !== null")
    assert drawing.ask("desk.view.time[0]") > 2010


TICKS = """() => {
  const scale = document.querySelector(".xticks"), sheet = document.getElementById("time").getBoundingClientRect();
  const boxes = [...scale.children].map((tick) => tick.getBoundingClientRect());
  return { n: boxes.length, apart: boxes.every((box, i) => !i || boxes[i - 1].right < box.left),
    inside: boxes.every((box) => box.right <= sheet.right && box.left >= sheet.left) };
}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_years_of_the_scale_stand_apart(open_page: OpenPage, width: int) -> None:
    page = open_page(viewport={"width": width, "height": 800})
    dated(page)
    ticks = page.evaluate(TICKS)
    assert ticks["n"] > 1
    assert ticks["apart"]
    assert ticks["inside"]
