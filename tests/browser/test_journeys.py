"""What people come for, step by step, as they see it: by the words on the page."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Complaints, OpenPage

QUESTION = "/introductions?source=RSA+Cosmos&target=Katowice"


def test_from_a_name_to_an_introduction_and_its_evidence(page: Page) -> None:
    page.goto("/")
    page.get_by_role("main").get_by_role("searchbox").or_(page.get_by_role("main").get_by_role("combobox")).fill("katowice")
    page.get_by_role("main").get_by_role("button", name="Chercher").click()
    expect(page).to_have_url(re.compile(r"/search\?q=katowice"))
    page.get_by_role("main").get_by_role("link", name="Katowice", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Katowice")
    page.get_by_role("link", name="Qui peut nous y présenter ?").click()
    page.get_by_role("combobox", name="De", exact=True).fill("RSA Cosmos")
    page.get_by_role("main").get_by_role("button", name="Chercher").first.click()
    best = page.get_by_role("article").first
    expect(best).to_be_visible()
    best.get_by_text("faits derrière ce lien").click()
    expect(best.get_by_text("000_2eba67a3858b7edd.txt").first).to_be_visible()
    expect(best.get_by_text(re.compile("décembre 2022")).first).to_be_visible()
    expect(best.get_by_role("heading", name="Pour commencer")).to_be_visible()


def test_suggestions_lead_to_the_entity(page: Page) -> None:
    page.goto("/")
    box = page.get_by_role("main").get_by_role("combobox")
    box.fill("rsa co")
    option = page.get_by_role("option", name="RSA Cosmos")
    expect(option).to_be_visible()
    box.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("RSA Cosmos")


def test_avoiding_an_intermediary_and_allowing_it_again(page: Page) -> None:
    page.goto(QUESTION)
    avoid = page.get_by_role("link", name=re.compile("^Éviter")).first
    avoided = avoid.inner_text().removeprefix("Éviter").strip()
    avoid.click()
    expect(page).to_have_url(re.compile("avoid="))
    chip = page.get_by_role("link", name=re.compile(f"^Sans {re.escape(avoided)}"))
    expect(chip).to_be_visible()
    for title in page.get_by_role("article").get_by_role("heading", level=3).all_inner_texts():
        assert avoided not in title
    chip.click()
    expect(page).not_to_have_url(re.compile("avoid="))


def test_language_and_theme_are_switched_in_place_and_remembered(page: Page) -> None:
    page.goto(QUESTION)
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page).to_have_url(re.compile(r"source=RSA(%20|\+)Cosmos.*target=Katowice"))
    expect(page.get_by_role("heading", name=re.compile("way.* to go about it"))).to_be_visible()
    with page.expect_response(re.compile("/preferences/theme")):
        page.get_by_role("button", name="Dark theme").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.goto("/about")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    with page.expect_response(re.compile("/preferences/theme")):
        page.get_by_role("button", name="Light theme").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != dark


def test_everything_by_keyboard(page: Page) -> None:
    page.goto("/about")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Aller au contenu")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("banner").get_by_role("combobox")).to_be_focused()
    page.keyboard.type("katowice")
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/search"))
    page.goto(QUESTION)
    details = page.get_by_role("article").first.locator("summary").first
    reach(page, details)
    page.keyboard.press("Enter")
    expect(page.get_by_role("article").first.locator("details").first).to_have_attribute("open", "")
    avoid = page.get_by_role("link", name=re.compile("^Éviter")).first
    reach(page, avoid)
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none", "one does not see where one is"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("avoid="))


def reach(page: Page, target: Locator, most: int = 60) -> None:
    """Press Tab until there."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"not reached by {most} times Tab: {target}")


def test_everything_without_scripts(open_page: OpenPage) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("main").get_by_role("searchbox").fill("rsa")
    page.get_by_role("main").get_by_role("button", name="Chercher").click()
    page.get_by_role("main").get_by_role("link", name="RSA Cosmos", exact=True).click()
    page.get_by_role("button", name="C’est mon organisation").or_(page.get_by_role("button", name=re.compile("mon organisation", re.IGNORECASE))).click()
    expect(page.get_by_role("banner").get_by_role("link", name=re.compile("Mon organisation.*RSA Cosmos"))).to_be_visible()
    page.goto("/introductions")
    expect(page.get_by_label("De", exact=True)).to_have_value("RSA Cosmos")
    page.get_by_label("Vers une fiche, ou un besoin ci-dessous").fill("Katowice")
    page.get_by_role("main").get_by_role("button", name="Chercher").first.click()
    expect(page.get_by_role("article")).not_to_have_count(0)
    page.get_by_role("link", name=re.compile("^Éviter")).first.click()
    expect(page).to_have_url(re.compile("avoid="))
    page.get_by_role("button", name="Thème sombre").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    expect(page).to_have_url(re.compile("avoid="))
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_an_honest_none_says_what_is_nearest(page: Page) -> None:
    page.goto("/introductions?source=Ana+Alv%C3%A8s&target=Zo%C3%A9+Seule")
    expect(page.get_by_role("heading", name="Aucun chemin connu")).to_be_visible()
    expect(page.get_by_role("heading", name="Ce qui peut ouvrir un chemin")).to_be_visible()
    assert page.get_by_role("article").count() == 0


def test_an_ambiguous_name_is_asked_about(page: Page, complaints: Complaints) -> None:
    complaints.expected.add(409)
    page.goto("/introductions?source=Ana+Alv%C3%A8s&target=bruno+dupont")
    page.get_by_role("main").get_by_role("link", name=re.compile("person:bruno\\b(?!-2)")).click()
    expect(page).to_have_url(re.compile("target=person(:|%3A)bruno(&|$)"))
    expect(page.get_by_role("article")).not_to_have_count(0)


def test_an_address_sent_to_a_colleague_says_the_same(open_page: OpenPage) -> None:
    mine, theirs = open_page(), open_page()
    mine.goto(QUESTION)
    mine.get_by_role("link", name=re.compile("^Éviter")).first.click()
    mine.wait_for_load_state()
    theirs.goto(mine.url)
    assert theirs.get_by_role("main").inner_text() == mine.get_by_role("main").inner_text()


def test_from_a_company_to_a_group_that_could_carry_it(open_page: OpenPage) -> None:
    """Without scripts as with them: the weights are fields of the form."""
    page = open_page(java_script_enabled=False)
    page.goto("/search?q=CFL+Klozmann")
    page.get_by_role("main").get_by_role("link", name="CFL Klozmann", exact=True).click()
    page.get_by_role("link", name="Qui pourrait porter CFL Klozmann à l’étranger ?").click()
    page.get_by_role("combobox", name="Marché").select_option(label="Émirats arabes unis")
    page.get_by_role("textbox", name="Produit, métier ou code").fill("BTP")
    page.get_by_role("main").get_by_role("button", name="Chercher").click()
    card = page.get_by_role("article", name="Bouygues Construction")
    expect(card.get_by_text("004_b4229415c6685679.txt").first).to_be_visible()
    expect(card.get_by_text("On ne sait pas si Bouygues Construction est sur le marché Émirats arabes unis")).to_be_visible()
    expect(card.get_by_text("sur 100 dans ce niveau")).to_be_visible()
    page.get_by_text("Réglages", exact=True).click()
    page.get_by_role("spinbutton", name="Proximité").fill("25")
    page.get_by_role("button", name="Classer à nouveau").click()
    expect(page).to_have_url(re.compile(r"weight_proximity=25$"))
    expect(card.get_by_text("sur 120 dans ce niveau")).to_be_visible()
    page.get_by_role("link", name="Revenir aux réglages publiés").click()
    expect(page).not_to_have_url(re.compile("weight"))
    card.get_by_role("link", name=re.compile("Ce chemin et ses preuves")).click()
    expect(page.get_by_role("article").first).to_be_visible()


def test_publish_a_need_by_the_keyboard_and_see_it_at_once(page: Page, complaints: Complaints) -> None:
    complaints.expected.add(422)
    page.goto("/opportunities?lang=en")
    page.get_by_role("link", name="Publish a need").click()
    page.get_by_label("Name", exact=True).fill("Un planétarium de plus")
    page.get_by_role("combobox", name="Published by", exact=True).press_sequentially("Chambre de comm")
    page.get_by_role("option", name="Chambre de commerce").click()
    page.locator("#sought-0").fill("Quais")
    page.get_by_label("Deadline").fill("soon")
    page.keyboard.press("Enter")
    expect(page.get_by_text("This is no date")).to_be_visible()
    expect(page.locator("#sought-0")).to_have_value("Quais")
    page.get_by_label("Deadline").fill("2031")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("Saved.")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Un planétarium de plus")
    page.locator("#status").select_option("won")
    page.get_by_label("Amount").fill("1200")
    page.get_by_role("button", name="Save the status").click()
    expect(page.get_by_role("status")).to_have_text("Saved.")
    page.goto("/opportunities?status=won&lang=en")
    expect(page.get_by_role("link", name="Un planétarium de plus")).to_be_visible()
