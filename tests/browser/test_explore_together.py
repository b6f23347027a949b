"""Who worked together: ties that nobody stored, drawn by one step, each with what it rests on."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.exploring import METROPOLE, Drawing, explore
from tests.browser.test_explore_pictures import picture, texts
from tests.browser.test_explore_scenes import keep

ALONE = "/explore?id=structure:saint-etienne-metropole"
TRIO = "/explore?id=structure:saint-etienne-metropole&id=company:rsa-cosmos&id=structure:partenaire-fiped-katowice&id=city:katowice"
DERIVED = "[...desk.view.ties].map(id => desk.facts.ties.get(id)).filter(tie => tie?.via)"
DRAWN = "(n) => [...document.getElementById('explore').desk.drawing.links.values()].filter(link => link.ties.some(tie => tie.via)).length === n"


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_among_what_is_shown_drawn_and_taken_away(page: Page, by: str) -> None:
    drawing = explore(page, TRIO)
    button = page.get_by_role("button", name="Qui a travaillé ensemble")
    expect(button).to_have_attribute("aria-pressed", "false")

    def press() -> None:
        if by == "mouse":
            button.click()
        else:
            page.locator("#canvas").focus()
            page.keyboard.press("w")

    press()
    page.wait_for_function(DRAWN, arg=1)
    expect(button).to_have_attribute("aria-pressed", "true")
    assert drawing.ask("[...desk.drawing.links.values()].filter(link => link.ties.every(tie => tie.via)).map(link => link.inferred)") == [True]
    page.locator("#show-ties").click()
    row = page.locator("#rows tbody tr", has_text="a travaillé avec")
    expect(row).to_contain_text("Planétarium en Pologne")
    row.get_by_role("button", name="RSA Cosmos").click()
    expect(page.locator("#panel")).to_contain_text(re.compile("ont pris part à : Planétarium en Pologne"))
    expect(page.locator("#panel .source").first).to_be_visible()
    press()
    page.wait_for_function(DRAWN, arg=0)
    expect(button).to_have_attribute("aria-pressed", "false")
    page.locator("#canvas").focus()
    page.keyboard.press("Control+z")
    page.wait_for_function(DRAWN, arg=1)
    page.keyboard.press("Control+z")
    page.wait_for_function(DRAWN, arg=0)
    page.keyboard.press("Control+Shift+z")
    page.wait_for_function(DRAWN, arg=1)


def test_the_panel_shows_with_whom_one_worked_the_strongest_first(page: Page) -> None:
    drawing = explore(page, ALONE)
    drawing.choose(METROPOLE)
    show = page.locator("#worked").get_by_role("button", name=re.compile("^Ont travaillé ensemble"))
    expect(show).to_be_visible()
    show.focus()
    page.keyboard.press("Enter")
    page.wait_for_function(DRAWN, arg=14)
    assert len(drawing.names()) == 15
    assert drawing.ask(f"{DERIVED}.every(tie => tie.via.length && tie.strength > 0 && tie.type === 'WORKED_WITH')")
    expect(page.locator("#worked li").first).to_contain_text("14")
    expect(page.locator("#worked li").first.get_by_role("button")).to_have_count(0)
    page.locator("#canvas").focus()
    page.keyboard.press("Control+z")
    assert drawing.names() == [METROPOLE]


def test_who_comes_later_is_asked_for_again_before_anything_is_taken_away(page: Page) -> None:
    explore(page, ALONE + "&id=company:saur")
    page.locator("#canvas").focus()
    page.keyboard.press("w")
    page.wait_for_function(DRAWN, arg=1)
    page.locator("#find-here").fill("Numélink")
    page.get_by_role("option", name=re.compile("^Numélink")).first.click()
    page.wait_for_function("() => document.getElementById('explore').desk.drawing.dots.size === 3")
    page.locator("#canvas").focus()
    page.keyboard.press("w")
    page.wait_for_function(DRAWN, arg=2)
    page.keyboard.press("w")
    page.wait_for_function(DRAWN, arg=0)


def test_nobody_worked_together_is_said(page: Page) -> None:
    explore(page, "/explore?id=person:alone&id=person:ana")
    page.locator("#canvas").focus()
    page.keyboard.press("w")
    expect(page.locator("#wait")).to_have_text(re.compile("aucun n’est connu pour avoir travaillé"))


MANY = """(() => {
    const [first] = desk.drawing.dots.keys(), like = desk.facts.entities.get(first);
    const nodes = Array.from({ length: 12 }, (_, i) => ({ ...like, id: `m:${i}`, name: `Member ${i}` }));
    const pairs = nodes.flatMap((a, i) => nodes.slice(i + 1).map((b) => [a.id, b.id]));
    const undated = { since: null, until: null, year_from: null, year_to: null, source_document: null };
    const derived = { type: "WORKED_WITH", symmetric: true, introduces: true, status: "inferred", via: [], ...undated };
    const ties = pairs.map(([source, target], i) => ({ ...derived, id: `w:${i}`, source, target, strength: 0.9 - i / 100 }));
    const stored = { ...derived, id: "stored", type: "KNOWS", status: "stated", via: undefined, source: "m:0", target: "m:1", strength: 0.5 };
    return desk.begin({ nodes, ties: [...ties, stored] });
})()"""
"""Twelve who all worked together: 66 pairs, of which two know each other as well."""
HIDDEN = "desk.canvas.sigma.getGraph().filterEdges((key, { hidden }) => hidden).length"


def test_of_very_many_the_weaker_are_drawn_near_what_is_selected(page: Page) -> None:
    drawing = explore(page, ALONE)
    drawing.ask(MANY)
    page.wait_for_function("() => document.getElementById('explore').desk.drawing.dots.size === 12")
    aside = drawing.ask("desk.drawing.aside.size")
    assert aside > 30
    assert drawing.ask(HIDDEN) == aside
    seen = "[...desk.drawing.links.values()].filter(link => link.derived && desk.canvas.isInSight(link) && [link.source, link.target].includes(id)).length"
    assert drawing.ask(f"[...desk.drawing.dots.keys()].every(id => {seen} >= 2)"), "of each the strongest are in sight"
    expect(page.locator("#count")).to_contain_text(f"{aside} liens plus faibles")
    drawing.ask("desk.selection.point('m:11')")
    assert drawing.ask("[...desk.drawing.links.values()].filter(l => l.source === 'm:11' || l.target === 'm:11').every(l => desk.canvas.isInSight(l))")
    assert 0 < drawing.ask(HIDDEN) < aside
    drawing.ask("desk.selection.point(null)")
    assert drawing.ask(HIDDEN) == aside
    assert f"{aside} liens plus faibles" in " ".join(texts(picture(page)))
    page.locator("#legend input[value=inferred]").uncheck()
    expect(page.locator("#count")).not_to_contain_text("plus faibles")
    assert drawing.links() == 1


def test_it_is_kept_with_a_view(page: Page, open_page: OpenPage) -> None:
    explore(page, TRIO)
    page.locator("#canvas").focus()
    page.keyboard.press("w")
    page.wait_for_function(DRAWN, arg=1)
    keep(page, "Qui a travaillé ensemble")
    expect(page).to_have_url(re.compile(r"\?scene="))
    other = Drawing(open_page())
    explore(other.page, page.url)
    other.page.wait_for_function(DRAWN, arg=1)
    expect(other.page.get_by_role("button", name="Qui a travaillé ensemble")).to_have_attribute("aria-pressed", "true")


def test_on_another_day_it_is_what_was_so_that_day(page: Page) -> None:
    explore(page, "/explore?id=company:neyret&id=structure:business-france-moyen-orient")
    page.locator("#canvas").focus()
    page.keyboard.press("w")
    page.wait_for_function(DRAWN, arg=1)
    page.evaluate("() => { const { desk } = document.getElementById('explore'); desk.store.change('did_as_of', (draft) => (draft.asOf = '2020-01-01')); }")
    page.wait_for_function(DRAWN, arg=0)
    page.locator("#canvas").focus()
    page.keyboard.press("Control+z")
    page.wait_for_function(DRAWN, arg=1)


def test_files_of_data_say_that_they_hold_what_is_stored(page: Page) -> None:
    explore(page, TRIO)
    page.locator("#export").click()
    expect(page.get_by_role("dialog")).not_to_contain_text("se déduit du reste")
    page.keyboard.press("Escape")
    page.locator("#canvas").focus()
    page.keyboard.press("w")
    page.wait_for_function(DRAWN, arg=1)
    page.locator("#export").click()
    expect(page.get_by_role("dialog")).to_contain_text("Qui a travaillé ensemble se déduit du reste")
    with page.expect_download() as found:
        page.get_by_role("dialog").get_by_role("button", name="GraphML").click()
    written = found.value.path().read_text("utf-8")
    assert "RSA Cosmos" in written
    assert "WORKED_WITH" not in written
