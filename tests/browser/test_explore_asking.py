"""What Explore says to a question that is unclear, answered by nothing, or answered by what people did together."""

import re
from urllib.parse import quote

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.exploring import Drawing, explore
from tests.web import seed


def lit(drawing: Drawing) -> list[str]:
    found: list[str] = drawing.ask("desk.selection.route.map(id => desk.facts.name(id))")
    return found


def test_a_path_by_something_done_together_runs_through_it(page: Page) -> None:
    """Nobody stands on the drawing without the line that brought them there."""
    drawing = explore(page, f"/explore?from={quote(seed.SLASHED)}&to={seed.BRUNO}")
    expect(page.locator("#panel article").first).to_be_visible()
    page.wait_for_function("() => document.getElementById('explore').desk.selection.route.length > 2")
    assert lit(drawing) == ["Aciers du Nord", "Le quai", "Bruno Dupont"]
    joins = "[link.source, link.target].includes(id) && [link.source, link.target].includes(desk.selection.route[i])"
    assert drawing.ask(f"desk.selection.route.slice(1).every((id, i) => [...desk.drawing.links.values()].some(link => {joins}))")
    assert drawing.place("Aciers du Nord")[0] < drawing.place("Le quai")[0] < drawing.place("Bruno Dupont")[0]


def test_where_there_is_no_path_other_questions_are_a_click_away(page: Page) -> None:
    drawing = explore(page, "/explore")
    page.get_by_role("button", name="Chemins", exact=True).click()
    panel = page.locator("#panel")
    panel.get_by_role("combobox", name="De", exact=True).fill("ana alves")
    panel.get_by_role("combobox", name="Vers", exact=True).fill("zoe seule")
    page.keyboard.press("Tab")
    expect(panel.get_by_role("heading", name="Aucun chemin connu")).to_be_visible()
    panel.get_by_role("button", name="Permettre jusqu’à 5 intermédiaires").click()
    expect(panel.get_by_text("au plus 5", exact=True)).to_be_visible()
    expect(panel.get_by_role("button", name="Permettre jusqu’à 5 intermédiaires")).to_have_count(0)
    panel.get_by_role("button", name="Montrer ce qui entoure les deux").click()
    expect(panel.get_by_role("heading", name="0 fiche en commun")).to_be_visible()
    assert len(drawing.names()) > 2


def test_a_name_nobody_bears_is_said_and_asked_about_no_further(page: Page) -> None:
    explore(page, "/explore")
    page.get_by_role("button", name="Chemins", exact=True).click()
    page.locator("#path-from").fill("zzzqqq")
    page.locator("#path-from").press("Tab")
    expect(page.locator("#panel").get_by_text("ne s’appelle « zzzqqq » ni n’a cet identifiant")).to_be_visible()


def test_the_search_box_says_what_it_has_not_got(page: Page) -> None:
    explore(page, "/explore")
    box = page.get_by_role("combobox", name="Ajouter au dessin")
    box.fill("zzzqqq")
    offers = page.locator("#find-here-offers")
    expect(offers.get_by_text("Rien dans le réseau ne s’appelle « zzzqqq ».")).to_be_visible()
    box.press("ArrowDown")
    box.press("Enter")
    expect(page.get_by_role("heading", name="De qui voulez-vous voir le réseau ?")).to_be_visible()
    box.fill("saint")
    expect(offers.get_by_text(re.compile(r"^\d+ autres? : écrivez la suite du nom\.$"))).to_be_visible()


def test_on_a_phone_the_search_box_stands_above_what_it_adds_to(open_page: OpenPage) -> None:
    page = open_page(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    drawing = explore(page, "/explore")
    expect(page.locator("#zoom-in")).to_be_hidden()
    page.get_by_role("combobox", name="Ajouter au dessin").tap()
    page.keyboard.type("dubaï")
    page.locator("#find-here-offers").get_by_role("option", name=re.compile("Dubaï")).first.tap()
    page.wait_for_function("() => document.getElementById('explore').desk.drawing.dots.size === 1")
    expect(page.locator("#find-here")).to_be_in_viewport()
    assert 0 < drawing.spot("Dubaï")[1] < 740
    expect(page.locator("#zoom-in")).to_be_visible()


def test_the_return_key_does_not_wait_for_the_list(page: Page) -> None:
    drawing = explore(page, "/explore")
    box = page.get_by_role("combobox", name="Ajouter au dessin")
    box.fill("rsa cosmos")
    box.press("Enter")
    page.wait_for_function("() => document.getElementById('explore').desk.drawing.dots.size === 1")
    assert drawing.names() == ["RSA Cosmos"]


def test_recent_things_are_those_still_there_with_city_and_ties(page: Page) -> None:
    kept = '[{"id": "company:rsa-cosmos", "name": "Ancien nom", "labels": ["Company"]}, {"id": "company:gone", "name": "Disparue", "labels": ["Company"]}]'
    page.add_init_script(f"localStorage.setItem('entremise-recent', {kept!r})")
    explore(page, "/explore")
    expect(page.locator("#empty").get_by_role("button", name="RSA Cosmos")).to_be_visible()
    expect(page.locator("#empty").get_by_role("button", name="Disparue")).to_have_count(0)
    page.get_by_role("combobox", name="Ajouter au dessin").focus()
    expect(page.locator("#find-here-offers").get_by_role("option")).to_have_count(1)
    expect(page.get_by_role("option", name=re.compile("RSA Cosmos.*Sorbiers.*6 liens"))).to_be_visible()


def test_what_is_said_of_no_path_is_parted_between_sentences_not_within_names(page: Page) -> None:
    explore(page, "/explore")
    said = "Personne ne présente Vernon E. Jordan à Ivan G. Seidenberg. Vernon E. Jordan se trouve dans une partie."
    parted = page.evaluate(
        "async ([said, names]) => (await import('/static/js/explore/texts.js')).sentences(said, names)", [said, ["Vernon E. Jordan", "Ivan G. Seidenberg"]]
    )
    assert parted == ["Personne ne présente Vernon E. Jordan à Ivan G. Seidenberg.", "Vernon E. Jordan se trouve dans une partie."]
