"""Path mode and the period of Explore."""

import re
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from tests.browser.exploring import AROUND, explore

PATHS = "/explore?from=company:rsa-cosmos&to=city:katowice"
ALVES = "/explore?id=person:ana"
LIT = "(stops) => document.getElementById('explore').desk.selection.route.length === stops"


def test_paths_are_cards_and_are_lit_on_the_canvas(page: Page) -> None:
    explore(page, PATHS)
    cards = page.locator("#panel article")
    expect(cards).to_have_count(2)
    page.wait_for_function(LIT, arg=2)
    cards.nth(1).hover()
    page.wait_for_function(LIT, arg=3)
    expect(cards.nth(1).get_by_role("heading", name=re.compile("^Par Fiped"))).to_be_visible()
    expect(cards.nth(1).get_by_text("maillon faible")).to_be_visible()
    expect(cards.nth(0).get_by_text("maillon faible")).to_have_count(0)


def test_an_intermediary_is_avoided_and_allowed_again_by_keyboard(page: Page) -> None:
    explore(page, PATHS)
    avoid = page.get_by_role("button", name="Éviter Fiped")
    avoid.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel article")).to_have_count(1)
    expect(page.locator("#panel")).to_be_focused()
    chip = page.get_by_role("button", name="Sans Fiped")
    chip.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#panel article")).to_have_count(2)
    expect(page.locator("#panel")).to_be_focused()


def test_the_number_of_intermediaries_changes_the_answer(page: Page) -> None:
    explore(page, PATHS)
    slider = page.get_by_role("slider", name="Intermédiaires")
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("au plus 0")).to_be_visible()
    expect(page.locator("#panel article")).to_have_count(1)


def test_the_shortest_path_stands_beside_the_most_solid_where_they_differ(page: Page) -> None:
    drawing = explore(page, "/explore?from=company:atelier-furan&to=company:gier-tolerie")
    both = page.locator("#panel .xtwo article")
    expect(both).to_have_count(2)
    for card, said, stops in ((both.nth(0), "Le plus solide", 4), (both.nth(1), "Le plus court", 2)):
        expect(card.get_by_text(said, exact=True)).to_be_visible()
        card.get_by_role("heading").get_by_role("button").focus()
        page.wait_for_function(LIT, arg=stops)
    assert drawing.ask("desk.selection.route") == ["company:atelier-furan", "company:gier-tolerie"]


def test_paths_with_different_first_steps_by_keyboard(page: Page) -> None:
    explore(page, "/explore?from=company:atelier-furan&to=company:gier-tolerie")
    diverse = page.get_by_role("button", name="Premiers pas différents")
    diverse.focus()
    page.keyboard.press("Enter")
    expect(diverse).to_have_attribute("aria-pressed", "true")
    expect(diverse).to_be_focused()
    expect(page.locator("#panel .xtwo")).to_have_count(0)
    first_steps = page.locator("#panel .xcards article").evaluate_all("(cards) => cards.map((card) => card.querySelector('.who, .source').textContent)")
    assert len(first_steps) == len(set(first_steps)) > 1


def test_paths_between_two_that_are_selected_and_none(page: Page) -> None:
    drawing = explore(page, "/explore?id=person:ana&id=person:alone")
    drawing.choose("Ana Alvès")
    page.keyboard.down("Shift")
    drawing.click("Zoé Seule")
    page.keyboard.up("Shift")
    page.get_by_role("button", name="Chemins entre les deux").click()
    expect(page.get_by_role("heading", name="Aucun chemin connu")).to_be_visible()
    page.get_by_role("button", name="Fermer").click()
    expect(page.get_by_role("heading", name="2 fiches sélectionnées")).to_be_visible()


@pytest.mark.parametrize(("chosen", "fields"), [(["RSA Cosmos", "Fiped"], ["RSA Cosmos", "Fiped"]), (["Fiped"], ["Fiped", ""]), ([], ["", ""])])
def test_paths_begin_with_what_is_selected(page: Page, chosen: list[str], fields: list[str]) -> None:
    drawing = explore(page, AROUND)
    drawing.ask("desk.selection.choose(given)", [drawing.id(name) for name in chosen])
    button = page.get_by_role("button", name="Chemins", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    for field, said in zip(("#path-from", "#path-to"), fields, strict=True):
        expect(page.locator(field)).to_have_value(said)
    expect(page.locator("#panel article").first if len(chosen) == 2 else page.locator("#panel").get_by_text("Dites d")).to_be_visible()


def test_a_link_that_is_not_quite_a_name_is_read_as_the_closest_one_and_says_so(page: Page) -> None:
    explore(page, "/explore?from=rsa+cosmo&to=city:katowice")
    expect(page.locator("#path-from")).to_have_value("RSA Cosmos")
    panel = page.locator("#panel")
    expect(panel.get_by_text("Au plus proche de « rsa cosmo ».")).to_be_visible()
    expect(panel.locator("article").first).to_be_visible()
    expect(page.get_by_role("heading", name="Noms proches")).to_be_hidden()
    box = page.locator("#path-from")
    box.fill("Fiped")
    box.press("Enter")
    expect(panel.get_by_text("Au plus proche")).to_have_count(0)
    expect(panel.locator("article").first).to_be_visible()


@pytest.mark.parametrize("link", ["from=zzzzqqqq&to=city:katowice", "from=zzzzqqqq", "from=person:objects&to=zzzzqqqq"])
def test_a_link_to_nobody_says_so_where_another_name_can_be_written(page: Page, link: str) -> None:
    explore(page, f"/explore?{link}")
    panel = page.locator("#panel")
    expect(panel.get_by_text("Rien dans le réseau ne s’appelle « zzzzqqqq » ni n’a cet identifiant.")).to_be_visible()
    box = page.locator("#path-from")
    box.fill("RSA Cosmos")
    box.press("Enter")
    expect(panel.get_by_text("Rien dans le réseau")).to_have_count(1 if "to=zzzz" in link else 0)
    if "katowice" in link:
        expect(panel.locator("article").first).to_be_visible()


def test_an_ambiguous_link_takes_one_and_says_so(page: Page) -> None:
    explore(page, "/explore?from=Bruno+Dupont&to=person:ana")
    expect(page.locator("#panel").get_by_text("L’un de plusieurs de ce nom.")).to_be_visible()
    expect(page.locator("#path-to")).to_have_value("Ana Alvès")


def test_a_link_with_an_unknown_id_says_so_above_the_drawing(page: Page) -> None:
    explore(page, "/explore?id=company:nope")
    notice = page.locator(".notice", has_text="company:nope")
    expect(notice).to_contain_text("Cherchez")
    box, canvas = notice.bounding_box(), page.locator("#canvas").bounding_box()
    assert box
    assert canvas
    assert box["y"] < canvas["y"]


def test_an_intermediary_is_avoided_or_passed_from_the_canvas(page: Page) -> None:
    drawing = explore(page, PATHS)
    expect(page.locator("#panel article")).to_have_count(2)
    page.wait_for_function(LIT, arg=2)
    offered = page.locator("#chosen-between")
    drawing.click("Fiped")
    offered.get_by_role("button", name="Éviter Fiped").click()
    expect(page.locator("#panel article")).to_have_count(1)
    expect(page.get_by_role("button", name="Sans Fiped")).to_be_visible()
    drawing.ask("desk.selection.choose([])")
    page.locator("#canvas").focus()
    drawing.ask("desk.selection.focus(given)", drawing.id("Fiped"))
    page.keyboard.press("Enter")
    by_way = offered.get_by_role("button", name="Seulement par Fiped")
    by_way.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#path-via")).to_have_value("Fiped")
    expect(page.locator("#panel article")).to_have_count(1)
    expect(page.get_by_role("button", name="Sans Fiped")).to_have_count(0)
    drawing.ask("desk.selection.choose([given])", drawing.id("RSA Cosmos"))
    expect(offered).to_have_count(0)
    page.locator("#panel article").get_by_role("button", name="Éviter Fiped").click()
    expect(page.locator("#path-via")).to_have_value("")
    expect(page.get_by_role("button", name="Sans Fiped")).to_be_visible()


def test_only_the_paths_can_be_shown_and_undone(page: Page) -> None:
    drawing = explore(page, "/explore?around=company:rsa-cosmos")
    before = drawing.names()
    page.get_by_role("button", name="Chemins", exact=True).click()
    for name, text in {"De": "RSA Cosmos", "Vers": "Fiped"}.items():
        box = page.locator("#panel").get_by_role("combobox", name=name, exact=True)
        box.fill(text)
        expect(page.get_by_role("option", name=re.compile(f"^{text}")).first).to_be_visible()
        box.press("ArrowDown")
        box.press("Enter")
    page.get_by_role("button", name="Ne montrer que ces chemins").click()
    assert len(drawing.names()) < len(before)
    page.get_by_role("button", name="Annuler").click()
    assert drawing.names() == before


def test_a_period_fades_what_lies_outside(page: Page) -> None:
    drawing = explore(page)
    first = page.get_by_role("slider", name="Première année de la période")
    first.focus()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    assert drawing.ask("desk.view.time !== null && [...desk.drawing.links.values()].some(link => link.quiet)")
    expect(page.locator("#time-said")).to_have_text(re.compile(r"\d{4} à \d{4}, \d+ liens?, [1-9]\d* estompés"))
    expect(page.get_by_role("group", name="Dans la période").get_by_text("nouveaux")).to_be_visible()
    for _ in range(6):
        page.keyboard.press("Control+z")
    assert drawing.ask("desk.view.time === null")


def test_another_day_asks_for_the_strengths_of_that_day(page: Page) -> None:
    drawing = explore(page)
    ties = drawing.links()
    with page.expect_response(re.compile("/graph/among")):
        page.locator("#as-of").fill("2015-01-01")
        page.locator("#as-of").press("Tab")
    page.wait_for_function("(n) => document.getElementById('explore').desk.drawing.links.size < n", arg=ties)
    with page.expect_response(re.compile("/graph/among")):
        page.get_by_role("button", name="Annuler").click()
    page.wait_for_function("(n) => document.getElementById('explore').desk.drawing.links.size === n", arg=ties)


def test_pictures_are_made_here(page: Page) -> None:
    """In SVG, names, title and legend are text; a hostile title stays text."""
    explore(page, "/explore?around=company:rsa-cosmos")
    page.locator("#export").click()
    dialog = page.get_by_role("dialog", name="Exporter ce qui est montré")
    dialog.get_by_role("textbox", name="Titre").fill('<script>alert("x")</script> & "Katowice"')
    with page.expect_download() as found:
        dialog.get_by_role("button", name="SVG").click()
    text = found.value.path().read_text("utf-8")
    root = ElementTree.fromstring(text)
    said = {element.text for element in root.iter("{http://www.w3.org/2000/svg}text")}
    assert {"RSA Cosmos", "Entreprises", '<script>alert("x")</script> & "Katowice"'} <= said
    assert root.find("{http://www.w3.org/2000/svg}rect") is not None
    style = root.find("{http://www.w3.org/2000/svg}style")
    assert style is not None
    assert str(root.get("font-family")).startswith('"Source Sans 3",')
    assert 'font-family:"Source Sans 3"' in str(style.text)
    assert "src:url(data:font/woff2;base64,d09GM" in str(style.text)
    assert not list(root.iter("{http://www.w3.org/2000/svg}script"))
    page.locator("#export").click()
    dialog.get_by_role("checkbox", name="Fond transparent").check()
    with page.expect_download() as found:
        dialog.get_by_role("button", name="PNG").click()
    assert found.value.path().read_bytes().startswith(b"\x89PNG")


def test_the_target_of_paths_stands_last(page: Page) -> None:
    """Also where a short path leads to it, and a long one by way of others."""
    explore(page, PATHS)
    places = page.evaluate("""async () => {
      const { inLayers } = await import("/static/js/explore/routes.js");
      const path = (...ids) => ({ steps: ids.slice(1).map((id, i) => ({ from: { id: ids[i] }, to: { id }, ties: [] })) });
      return [...inLayers([path("a", "z"), path("a", "b", "c", "d", "z")], "a", "z", ["a", "b", "c", "d", "z"])].map(([id, { x }]) => [id, x]);
    }""")
    across = dict(places)
    assert min(across, key=across.__getitem__) == "a"
    assert all(across["z"] > x for id, x in across.items() if id != "z")


def test_the_panel_is_called_after_what_it_holds(page: Page) -> None:
    explore(page, PATHS)
    expect(page.get_by_role("complementary", name="Qui peut présenter qui")).to_be_visible()
    expect(page.get_by_role("slider", name="Intermédiaires")).to_have_attribute("aria-valuetext", re.compile("^au plus"))
    page.locator("#to-paths").click()
    expect(page.get_by_role("complementary", name="Ce qui est sélectionné")).to_be_visible()
