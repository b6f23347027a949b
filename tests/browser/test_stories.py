"""Six stories, played as by those the product was made for: from the first page, by what stands on the screen, and where there is no answer too."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_every_page import PHONE

DESK = {"width": 1280, "height": 900}
Look: TypeAlias = Callable[[Page, str], None]


@pytest.fixture
def look(axe: Callable[[Page], None], pictures: Path | None) -> Look:
    """See a screen as it is by day, by night and on a phone: it fits, everybody can use it, and it leaves its pictures."""

    def seen(page: Page, name: str) -> None:
        expect(page.locator("h1")).to_be_attached()
        for way, theme, size in (("light", "light", DESK), ("dark", "dark", DESK), ("phone", "light", PHONE), ("phone-dark", "dark", PHONE)):
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
            page.set_viewport_size(size)  # type: ignore[arg-type]
            page.evaluate("scrollTo(0, 0)")
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= size["width"], f"{name}, {way}: {wide} pixels wide"
            axe(page)
            if pictures:
                page.screenshot(path=pictures / f"story-{name}-{way}.png", full_page=True)
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(DESK)  # type: ignore[arg-type]

    return seen


def main(page: Page) -> Locator:
    return page.get_by_role("main")


def pick(page: Page, field: str, written: str, name: str) -> None:
    """Write the beginning of a name and take it from what is offered."""
    box = main(page).get_by_role("combobox", name=field, exact=True)
    box.press_sequentially(written)
    page.get_by_role("option", name=name).first.click()
    expect(box).to_have_value(re.compile(name[:12]))


def follow(page: Page, name: str) -> None:
    main(page).get_by_role("link", name=name).first.click()


def sections(page: Page, name: str) -> None:
    page.get_by_role("navigation").get_by_role("link", name=name, exact=True).click()


def search(page: Page, word: str) -> None:
    main(page).get_by_role("button", name=word, exact=True).first.click()


def carried(page: Page, company: str, market: str) -> None:
    page.goto("/")
    follow(page, "Quel grand groupe peut nous porter à l’étranger ?")
    pick(page, "Entreprise", company[:4], company)
    page.get_by_role("combobox", name="Marché").select_option(label=market)
    search(page, "Chercher")


def test_a_maker_of_isothermal_containers_looks_for_a_group_in_the_gulf(page: Page, look: Look) -> None:
    carried(page, "Olivo", "Émirats arabes unis")
    expect(page.get_by_role("article")).to_have_count(2)
    best, next_best = page.get_by_role("article", name="Groupe Norvanel"), page.get_by_role("article", name="Compagnie Arvelle")
    expect(page.get_by_role("article").first).to_have_accessible_name(re.compile("Groupe Norvanel"))
    expect(best.get_by_text("rapport annuel inventé").first).to_be_visible()
    expect(best).to_contain_text("Business France Moyen-Orient")
    expect(next_best).to_contain_text("On ne sait pas")
    best.get_by_text("D’où vient ce rang").click()
    expect(best.get_by_role("cell", name=re.compile(r"\d")).first).to_be_visible()
    look(page, "gulf")
    best.get_by_role("link", name=re.compile("^Noter ce qui a été fait")).click()
    expect(page.get_by_role("combobox", name="Entreprise")).to_have_value("Olivo")
    page.get_by_label("Étape").select_option("asked")
    search(page, "Noter")
    expect(page.get_by_role("status")).to_have_text("Noté.")
    expect(page.get_by_role("row", name=re.compile("^Sollicitées 1 "))).to_be_visible()


def test_no_group_for_a_maker_of_ribbons_in_canada(page: Page, look: Look) -> None:
    carried(page, "Neyret", "Canada")
    expect(page.get_by_role("heading", name="Aucun groupe connu")).to_be_visible()
    look(page, "gulf-none")
    follow(page, "Quels grands groupes sont à portée ?")
    expect(page.get_by_role("article").first).to_be_visible()


def called(page: Page, name: str) -> None:
    """By somebody of the cluster, who looks at what its members can do before."""
    page.goto("/")
    main(page).get_by_role("searchbox").or_(main(page).get_by_role("combobox")).fill("Mécaloire")
    search(page, "Chercher")
    main(page).get_by_role("link", name="Mécaloire", exact=True).click()
    follow(page, "Que savent faire les membres de Mécaloire ?")
    expect(page.get_by_role("heading", level=1)).to_have_text("Que savent faire les membres de Mécaloire ?")
    sections(page, "Consortium")
    page.locator("#opportunity").fill(name)
    search(page, "Chercher")


def test_a_cluster_answers_a_call_with_four_lots(open_page: OpenPage, look: Look) -> None:
    """Without scripts, which this needs nowhere."""
    page = open_page(java_script_enabled=False)
    called(page, "Banc d’essai hydraulique en quatre lots")
    expect(page.get_by_role("heading", name=re.compile("^Équipe menée par"))).to_be_visible()
    page.get_by_role("link", name=re.compile("^Voir ce qui change")).first.click()
    expect(page.get_by_role("heading", name="Ce qui change")).to_be_visible()
    page.get_by_role("link", name="Continuer avec la seconde").click()
    expect(page.get_by_role("link", name=re.compile("^Sans "))).to_be_visible()
    page.get_by_role("link", name="Fiche de réponse à imprimer").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Fiche de réponse : Banc d’essai hydraulique")
    expect(page.get_by_role("heading", name="Les réunir")).to_be_visible()
    page.get_by_role("link", name=re.compile("^Noter ce qui a été fait")).first.click()
    expect(page.get_by_label("Note", exact=True)).to_have_value(re.compile("^Lot "))
    search(page, "Noter")
    expect(page.get_by_role("status")).to_have_text("Noté.")
    expect(page.get_by_role("table", name="De la proposition à la commande")).to_be_visible()


def test_the_screens_of_a_call_with_four_lots(page: Page, look: Look) -> None:
    called(page, "Banc d’essai hydraulique en quatre lots")
    expect(page.get_by_role("heading", name=re.compile("^Équipe menée par"))).to_be_visible()
    look(page, "lots-team")
    page.get_by_role("link", name=re.compile("^Voir ce qui change")).first.click()
    expect(page.get_by_role("heading", name="Ce qui change")).to_be_visible()
    look(page, "lots-exchange")
    page.get_by_role("link", name="Fiche de réponse à imprimer").click()
    expect(page.get_by_role("heading", name="Les réunir")).to_be_visible()
    look(page, "lots-sheet")


def test_no_team_for_a_call_that_says_nothing(page: Page, look: Look) -> None:
    called(page, "Prochaines missions à l’étranger de Saint-Étienne Métropole")
    expect(page.get_by_role("heading", name="Aucune équipe n’est connue")).to_be_visible()
    expect(main(page)).to_contain_text("SEEKS")
    look(page, "lots-none")


def supported(page: Page, company: str) -> None:
    page.goto("/")
    follow(page, "Which support fits us?")
    pick(page, "Company", company[:4], company)
    page.get_by_role("combobox", name="Market").select_option(label="Canada")
    search(page, "Search")


def test_a_start_up_asks_what_support_exists_for_montreal(open_page: OpenPage, look: Look) -> None:
    page = open_page(locale="en-GB")
    supported(page, "ID touch")
    card = page.get_by_role("article", name="Unesco Elevator")
    expect(card).to_contain_text("start-up")
    expect(card).to_contain_text("Canada")
    expect(card.get_by_role("heading", name="What we do not know")).to_be_visible()
    card.get_by_text(re.compile("facts? behind it")).first.click()
    expect(card.get_by_text("003_6b146acd7412f328.txt").first).to_be_visible()
    expect(page.get_by_role("heading", name="Near misses")).to_be_visible()
    look(page, "montreal")


def test_no_support_is_known_where_nobody_says_where_a_company_is(open_page: OpenPage, look: Look) -> None:
    page = open_page(locale="en-GB")
    supported(page, "Olivo")
    expect(page.get_by_role("heading", name="Nothing is known to fit")).to_be_visible()
    look(page, "montreal-none")
    follow(page, "What is known of Olivo")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Olivo")


def published(page: Page, name: str, *sought: str) -> None:
    """By the group, on the form."""
    page.goto("/")
    sections(page, "Co-export")
    follow(page, "Published needs")
    follow(page, "Publish a need")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Kind", exact=True).select_option(label="co-export opening")
    page.locator("#status").select_option("open")
    page.get_by_label("Deadline", exact=True).fill("2031-05")
    pick(page, "Published by", "norvan", "Groupe Norvanel")
    page.get_by_role("combobox", name="Market (name or two letters)").fill("AE")
    for line, thing in enumerate(sought):
        page.locator(f"#sought-{line}").fill(thing)
    search(page, "Publish")
    expect(page.get_by_role("status")).to_have_text("Saved.")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def closed(page: Page) -> None:
    """So that the other stories do not meet it."""
    page.locator("#status").select_option("closed")
    with page.expect_navigation():
        search(page, "Save the status")
    expect(page.get_by_role("status")).to_have_text("Saved.")


def test_a_group_posts_an_opening_and_sees_who_fits(open_page: OpenPage, look: Look) -> None:
    page = open_page(locale="en-GB")
    published(page, "Steel frames for a clinic in Dubai", "Tôlerie fine", "Soudure certifiée")
    look(page, "opening")
    follow(page, "Which small companies suit it?")
    cards = page.get_by_role("article")
    expect(cards.first).to_have_accessible_name(re.compile("Gier Tôlerie"))
    expect(cards.first).to_contain_text("fiche d’audit inventée")
    expect(cards).to_have_count(3)
    look(page, "opening-who")
    page.go_back()
    closed(page)


def test_nobody_fits_and_who_may(open_page: OpenPage, look: Look) -> None:
    page = open_page(locale="en-GB")
    published(page, "Cold boxes for a clinic in Dubai", "Conteneurs isothermes")
    follow(page, "Which small companies suit it?")
    expect(main(page)).to_contain_text("No small company is known that suits")
    expect(page.get_by_role("region", name="Of unknown size").get_by_role("link", name="Olivo")).to_be_visible()
    expect(page.get_by_role("heading", name="What may open a way")).to_be_visible()
    look(page, "opening-none")
    page.go_back()
    closed(page)


def coordinated(page: Page, place: str) -> None:
    page.goto("/")
    sections(page, "Co-export")
    follow(page, "Mises en relation à faire")
    pick(page, "Un territoire, une ville, ou une structure qui a des membres", place[:6], place)
    search(page, "Chercher")


def test_a_coordinator_finds_the_ten_introductions_most_worth_making(page: Page, look: Look) -> None:
    coordinated(page, "Mécaloire")
    cards = page.get_by_role("article")
    expect(cards).to_have_count(10)
    look(page, "ten")
    first = cards.first.get_by_role("heading").first.inner_text()
    need = cards.first.get_by_role("link").nth(1).inner_text()
    cards.first.get_by_role("link", name=re.compile("^Noter ce qui a été fait")).click()
    page.get_by_label("Étape").select_option("proposed")
    search(page, "Noter")
    expect(page.get_by_role("status")).to_have_text("Noté.")
    coordinated(page, "Mécaloire")
    expect(page.get_by_role("article").filter(has_text=first).filter(has_text=need)).to_have_count(0)
    expect(page.get_by_role("table", name="Qui convient à quoi")).to_contain_text("✓")


def test_no_introduction_to_make_where_no_small_company_is_known(page: Page, look: Look) -> None:
    coordinated(page, "Monastir")
    expect(main(page)).to_contain_text("Monastir")
    expect(page.get_by_role("article")).to_have_count(0)
    expect(page.get_by_role("heading", name="Ce qui peut ouvrir une voie")).to_be_visible()
    look(page, "ten-none")
