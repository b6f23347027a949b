"""The legend as a filter: by type of tie, by sector, city and country, all or nothing by one click; it says what is left out, and the tables follow."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.exploring import AROUND, explore
from tests.browser.test_explore_folding import towns
from tests.browser.test_explore_scenes import keep

LEFT_OUT = re.compile(r"Écartés par ces filtres : (\d+) fiches?, (\d+) liens?\.")
SEEN = "desk.drawing.dots.size"
TIES = "[...desk.drawing.links.values()].reduce((sum, link) => sum + link.ties.length, 0)"


def unfolded(page: Page, name: str) -> Locator:
    page.locator("#legend summary", has_text=name).click()
    part = page.locator("#legend").get_by_role("group", name=name, exact=True)
    expect(part).to_be_visible()
    return part


def test_a_type_of_tie_is_left_out_with_its_count_and_the_tables_follow(page: Page) -> None:
    drawing = explore(page)
    ties, entries = drawing.ask(TIES), drawing.ask(SEEN)
    types = unfolded(page, "Type de lien")
    box = types.get_by_role("checkbox", name=re.compile("^est situé"))
    count = int(box.locator("xpath=..").locator(".number").inner_text())
    assert count == drawing.ask("[...desk.view.ties].filter(id => desk.facts.ties.get(id).type === 'LOCATED_IN').length") > 0
    box.uncheck()
    assert (drawing.ask(TIES), drawing.ask(SEEN)) == (ties - count, entries)
    expect(page.locator("#left-out")).to_have_text(re.compile(rf": 0 fiche, {count} liens?\."))
    expect(box).to_be_focused()
    page.locator("#show-ties").click()
    expect(page.locator("#table-count")).to_have_text(re.compile(rf"^{ties - count} liens"))
    page.keyboard.press("Control+z")
    assert drawing.ask(TIES) == ties
    expect(page.locator("#left-out")).to_have_count(0)


def test_all_and_none_are_one_click_and_one_step(page: Page) -> None:
    drawing = explore(page)
    entries, ties = drawing.ask(SEEN), drawing.ask(TIES)
    types = unfolded(page, "Type de lien")
    types.get_by_role("button", name="Rien – Type de lien").click()
    assert (drawing.ask(TIES), drawing.ask(SEEN)) == (0, entries)
    expect(page.locator("#left-out")).to_have_text(re.compile(rf": 0 fiche, {ties} liens\."))
    types.get_by_role("button", name="Tout – Type de lien").click()
    assert drawing.ask(TIES) == ties
    page.keyboard.press("Control+z")
    assert drawing.ask(TIES) == 0
    page.get_by_role("button", name="Ne rien écarter").click()
    assert drawing.ask(TIES) == ties


def test_by_keyboard_only_one_city(page: Page) -> None:
    drawing = explore(page)
    summary = page.locator("#legend summary", has_text="Ville")
    summary.focus()
    page.keyboard.press("Enter")
    cities = page.locator("#legend").get_by_role("group", name="Ville", exact=True)
    none = cities.get_by_role("button", name="Rien – Ville")
    none.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#left-out")).to_be_visible()
    assert drawing.ask(SEEN) == 0
    expect(none).to_be_focused()
    box = cities.get_by_role("checkbox", name=re.compile("^Saint-Étienne"))
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    assert drawing.ask(SEEN) > 1
    assert drawing.ask("[...desk.drawing.dots.keys()].every(id => (desk.facts.entities.get(id).city ?? desk.facts.entities.get(id).name) === 'Saint-Étienne')")
    expect(page.locator("#rows tbody tr")).to_have_count(drawing.ask(SEEN))
    told = LEFT_OUT.search(page.locator("#left-out").inner_text())
    assert told is not None
    assert int(told[1]) == drawing.ask("desk.view.places.size") - drawing.ask(SEEN)


def test_what_has_several_sectors_is_shown_while_one_of_them_is(page: Page) -> None:
    drawing = explore(page)
    several = drawing.ask("(() => { const found = [...desk.facts.entities.values()].find(e => e.sectors.length > 1); return [found.id, found.sectors]; })()")
    seen = "desk.drawing.dots.has(given)"
    leave_out = "desk.store.change('did_filter', draft => draft.without.add('sector:' + given))"
    for sector in several[1]:
        assert drawing.ask(seen, several[0])
        drawing.ask(leave_out, sector)
    assert not drawing.ask(seen, several[0])


def test_they_are_kept_with_a_view_and_a_link_shows_them(open_page: OpenPage) -> None:
    page = open_page()
    drawing = explore(page, AROUND)
    types = unfolded(page, "Type de lien")
    types.get_by_role("checkbox", name=re.compile("^est situé")).uncheck()
    page.get_by_role("textbox", name="Nom des filtres du moment").fill("Sans lieux")
    page.get_by_role("button", name="Garder les filtres").click()
    expect(page.locator("#sets")).to_contain_text("Sans : est situé")
    keep(page, "Sans lieux")
    expect(page).to_have_url(re.compile(r"\?scene="))
    other = explore(open_page(), page.url)
    assert other.ask(TIES) == drawing.ask(TIES)
    page.locator("#share").click()
    dialog = page.get_by_role("dialog", name=re.compile("Sans lieux"))
    dialog.get_by_role("button", name="Créer un lien").click()
    guest = open_page()
    guest.goto(dialog.get_by_label(re.compile("^Lien, jusqu’au")).input_value())
    expect(guest.get_by_text(re.compile("^Sans : est situé"))).to_be_visible()
    expect(guest.locator("#explore-ties tbody tr")).to_have_count(drawing.ask(TIES))


def test_a_long_list_is_searched(page: Page) -> None:
    drawing = towns(page)
    countries = unfolded(page, "Pays")
    boxes = countries.get_by_role("checkbox")
    expect(boxes).to_have_count(8)
    field = countries.get_by_role("searchbox", name="Chercher dans : Pays")
    field.press_sequentially("ÉSTONIE")
    expect(boxes).to_have_count(0)
    expect(countries).to_contain_text("Rien de ce qui est montré ne répond")
    field.fill("CANADÀ")
    expect(boxes).to_have_count(1)
    assert drawing.ask("desk.view.without.size") == 0, "letters leave nothing out"
    boxes.uncheck()
    assert drawing.ask("[...desk.view.without]") == ["country:CA"]
    expect(boxes).not_to_be_checked()
    expect(boxes).to_be_focused()
    expect(field).to_have_value("CANADÀ")
    field.fill("")
    expect(boxes).to_have_count(8)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_unfolded_lists_can_be_used_by_everybody(open_page: OpenPage, axe: Callable[[Page], None], theme: str) -> None:
    page = open_page(color_scheme=theme)
    explore(page)
    summaries = page.locator("#legend summary")
    expect(summaries.first).to_be_visible()
    for summary in summaries.all():
        summary.click()
    expect(page.locator("#legend details:not([open])")).to_have_count(0)
    page.locator("#legend").get_by_role("searchbox").first.fill("a")
    axe(page)
