"""What a kept view holds besides entries and places: named filters, sizes and colours; and what it says of entries that are gone."""

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from explorer.domain.records import Entity, Relationship
from explorer.graphdb import Database, state, writes
from tests.browser.conftest import OpenPage
from tests.browser.exploring import AROUND, Drawing, explore
from tests.browser.test_explore_scenes import keep

GONE = Entity("company:short-lived", "Company", "Éphémère SARL")
GONE_TIE = Relationship("partner:short-lived", "PARTNER_OF", GONE.id, "company:rsa-cosmos")


def sizes(drawing: Drawing) -> int:
    found: int = drawing.ask("new Set([...desk.drawing.dots.values()].map(dot => dot.size)).size")
    return found


def keep_filters(page: Page, name: str) -> None:
    page.get_by_role("textbox", name="Nom des filtres du moment").fill(name)
    page.get_by_role("button", name="Garder les filtres").click()


def test_filters_are_kept_under_a_name_and_chosen_again(page: Page) -> None:
    drawing = explore(page, AROUND)
    everything = drawing.names()
    page.get_by_role("checkbox", name=re.compile("^Entreprises")).uncheck()
    fewer = drawing.names()
    assert len(fewer) < len(everything)
    keep_filters(page, "Sans entreprises")
    chosen = page.get_by_role("button", name="Sans entreprises", exact=True)
    expect(chosen).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#sets")).to_contain_text("Sans : Entreprises.")
    page.get_by_role("checkbox", name=re.compile("^Entreprises")).check()
    assert drawing.names() == everything
    expect(chosen).to_have_attribute("aria-pressed", "false")
    chosen.focus()
    page.keyboard.press("Enter")
    assert drawing.names() == fewer
    expect(chosen).to_have_attribute("aria-pressed", "true")
    expect(chosen).to_be_focused()
    page.get_by_role("button", name="Supprimer Sans entreprises").click()
    expect(page.locator("#sets li")).to_have_count(0)
    assert drawing.names() == fewer, "deleting the name leaves what is shown"
    page.get_by_role("button", name="Annuler").click()
    expect(chosen).to_be_visible()


def test_sizes_and_colours(page: Page) -> None:
    drawing = explore(page)
    assert sizes(drawing) > 1
    page.get_by_role("combobox", name="Tailles").select_option("equal")
    assert sizes(drawing) == 1
    page.get_by_role("combobox", name="Couleurs").select_option("community")
    legend = page.get_by_role("group", name="Communautés")
    expect(legend).to_be_visible()
    tints = drawing.ask("[...desk.drawing.tints].map(([head, { tint, n }]) => [desk.facts.name(head), tint, n])")
    assert [tint for _, tint, _ in tints] == list(range(1, len(tints) + 1))
    assert all(n > 1 for _, _, n in tints)
    others = drawing.ask("[...desk.drawing.dots.values()].filter(dot => dot.tint === 0).length")
    expect(legend.locator(".xrow")).to_have_count(len(tints) + (others > 0))
    expect(legend).to_contain_text(tints[0][0])
    painted = drawing.ask("new Set([...desk.drawing.dots.keys()].map(id => desk.canvas.sigma.getNodeDisplayData(id).color)).size")
    drawing.ask("desk.selection.choose([given])", drawing.ask("[...desk.drawing.tints.keys()][0]"))
    expect(page.locator("#panel")).to_contain_text(f"Dans la communauté autour de {tints[0][0]}")
    assert painted == len(set(drawing.ask("[...desk.drawing.dots.values()].map(dot => dot.tint)")))
    page.get_by_role("button", name="Annuler").click()
    expect(legend).to_have_count(0)
    assert sizes(drawing) == 1
    expect(page.get_by_role("combobox", name="Couleurs")).to_have_value("kind")


def test_a_kept_view_holds_filters_and_styles_and_a_link_shows_them(open_page: OpenPage, pictures: Path | None) -> None:
    page = open_page()
    drawing = explore(page, AROUND)
    page.get_by_role("checkbox", name=re.compile("^Entreprises")).uncheck()
    keep_filters(page, "Sans entreprises")
    page.get_by_role("checkbox", name=re.compile("^Entreprises")).check()
    page.get_by_role("combobox", name="Tailles").select_option("equal")
    page.get_by_role("combobox", name="Couleurs").select_option("community")
    tints = drawing.ask("[...desk.drawing.dots.values()].map(dot => [dot.name, dot.tint]).sort()")
    keep(page, "Avec filtres")
    expect(page).to_have_url(re.compile(r"\?scene="))
    other = explore(open_page(), page.url)
    assert sizes(other) == 1
    assert other.ask("[...desk.drawing.dots.values()].map(dot => [dot.name, dot.tint]).sort()") == tints
    other.page.get_by_role("button", name="Sans entreprises", exact=True).click()
    assert len(other.names()) < len(drawing.names())
    page.locator("#share").click()
    dialog = page.get_by_role("dialog", name=re.compile("Avec filtres"))
    dialog.get_by_role("button", name="Créer un lien").click()
    guest = open_page()
    guest.goto(dialog.get_by_label(re.compile("^Lien, jusqu’au")).input_value())
    expect(guest.locator("svg.drawing use.tint-1").first).to_be_visible()
    entries = guest.locator("#explore-nodes tbody tr")
    expect(entries).to_have_count(len(drawing.names()))
    if pictures:
        guest.screenshot(path=pictures / "shared-styles.png", full_page=True)
    guest.get_by_role("link", name="Sans entreprises").click()
    expect(guest.get_by_text("Sans : Entreprises.")).to_be_visible()
    expect(entries).to_have_count(len(other.names()))


@pytest.fixture
def database(_embedded_for_session: Database) -> Database:
    return _embedded_for_session


def known(page: Page, there: bool) -> None:
    """Wait until the pages know whether it is there: they ask at most once a second."""
    until = time.monotonic() + 30
    while page.request.get(f"/api/v1/entities/{GONE.id}").ok is not there:
        assert time.monotonic() < until
        page.wait_for_timeout(100)


@contextmanager
def short_lived(database: Database, page: Page) -> Iterator[None]:
    """An entity that is gone when this is left, as after a load that was taken back."""
    writes.save(database, [GONE], [GONE_TIE], who="tests", batch="short")
    try:
        known(page, there=True)
        yield
    finally:
        database.write(lambda tx: tx.run("write/delete_entities", ids=[GONE.id]))
        state.renew(database)
    known(page, there=False)


def test_a_view_of_an_entry_that_was_deleted_opens_and_says_so(open_page: OpenPage, database: Database) -> None:
    page = open_page()
    with short_lived(database, page):
        drawing = explore(page, f"{AROUND}&id={GONE.id}")
        assert GONE.name in drawing.names()
        drawing.choose(GONE.name)
        page.get_by_role("textbox", name="Note").fill("à rappeler")
        page.locator("#canvas").focus()
        keep(page, "Avec un disparu")
        before = drawing.names()
    other = open_page()
    drawing = explore(other, page.url)
    dialog = other.get_by_role("dialog", name=re.compile("Avec un disparu"))
    expect(dialog).to_contain_text("1 fiche n’est plus là")
    expect(dialog.get_by_role("listitem").filter(has_text=GONE.name)).to_be_visible()
    dialog.get_by_role("button", name="Fermer").click()
    assert drawing.names() == [name for name in before if name != GONE.name]
    assert GONE.id not in json.dumps(drawing.ask("[[...desk.view.places.keys()], [...desk.view.notes.keys()]]"))
    drawing.choose("RSA Cosmos")
    other.locator("#canvas").focus()
    other.keyboard.press("t")
    other.get_by_role("combobox", name="Disposition").select_option("concentric")
    other.wait_for_function("() => !document.getElementById('explore').desk.settling")
    keep(other, "Sans le disparu", "Garder les changements")
    explore(other, other.url)
    expect(other.get_by_role("dialog")).to_have_count(0)
