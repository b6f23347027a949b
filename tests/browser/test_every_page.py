"""What holds for every page: accessible, quiet on the console, alone with its own host, in both languages and themes, on a phone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Complaints, OpenPage

PAGES = {
    "home": "/",
    "search": "/search?q=saint-etienne",
    "search-nothing": "/search?q=zzzzqqqq",
    "entity": "/entities/{RSA Cosmos}",
    "city": "/entities/{Saint-Étienne}",
    "explore": "/explore",
    "explore-around": "/explore?around={RSA Cosmos}",
    "scenes": "/scenes",
    "places": "/places",
    "ask": "/introductions",
    "introductions": "/introductions?source=RSA+Cosmos&target=Katowice",
    "none": "/introductions?source=Ana+Alv%C3%A8s&target=Zo%C3%A9+Seule",
    "doubt": "/introductions?source=Ana+Alv%C3%A8s&target=Bruno+Dupont",
    "coexport-ask": "/coexport",
    "coexport": "/coexport?company=CFL+Klozmann&market=AE&product=BTP",
    "coexport-none": "/coexport?company=Neyret&market=CA",
    "absence": "/absence?id=Fiped",
    "suited": "/suited?target=Bouygues+Construction",
    "opportunities": "/opportunities",
    "opportunities-none": "/opportunities?text=zzzz",
    "opportunity": "/entities/need:quay",
    "support-ask": "/support",
    "support": "/support?company=RSA+Cosmos",
    "support-none": "/support?company=Olivo&market=JP",
    "partners-ask": "/partners",
    "partners": "/partners?entity=M%C3%A9caloire",
    "consortium-ask": "/consortium",
    "consortium": "/consortium?opportunity=opportunity:cuves-nucleaires",
    "consortium-changed": "/consortium?opportunity=opportunity:banc-hydraulique&out=company:forez-surfaces&by=company:nord-traitements",
    "consortium-none": "/consortium?opportunity=opportunity:prochaines-missions",
    "capabilities-ask": "/capabilities",
    "capabilities": "/capabilities?structure=M%C3%A9caloire",
    "answer-sheet": "/consortium/sheet?opportunity=opportunity:cuves-nucleaires",
    "opportunity-new": "/opportunities/new",
    "opportunity-notes": "/opportunities/need:quay/notes",
    "matches-ask": "/territory/matches",
    "brokers-ask": "/territory/brokers",
    "brokers": "/territory/brokers?place=",
    "matches": "/territory/matches?place=structure:ccid",
    "matches-none": "/territory/matches?place=Lyon",
    "opportunity-edit": "/opportunities/need:quay/edit",
    "about": "/about",
    "api": "/api/v1/docs",
    "lost": "/nowhere",
}
STATUS = {"lost": 404, "doubt": 409}
PHONE = {"width": 360, "height": 740}


def goto(page: Page, name: str, complaints: Complaints, query: str = "") -> None:
    """Open one of the pages; names in braces stand for the id of what is called that."""
    address = PAGES[name]
    if "{" in address:
        called = address.partition("{")[2].rstrip("}")
        hits = page.request.get("/api/v1/search", params={"q": called}).json()["results"]
        address = address.partition("{")[0] + next(hit["entity"]["id"] for hit in hits if hit["entity"]["name"] == called)
    complaints.expected.add(STATUS.get(name, 200))
    answer = page.goto(address + (("&" if "?" in address else "?") + query if query else ""), wait_until="networkidle")
    assert answer is not None
    assert answer.status == STATUS.get(name, 200), address


@pytest.mark.parametrize("name", PAGES)
def test_is_accessible_and_fits(open_page: OpenPage, complaints: Complaints, axe: Callable[[Page], None], pictures: Path | None, name: str) -> None:
    page = open_page(viewport={"width": 1280, "height": 900})
    goto(page, name, complaints)
    axe(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "wider than the screen"
    if pictures:
        page.screenshot(path=pictures / f"{name}-fr-light.png", full_page=True)


@pytest.mark.parametrize("name", ["home", "entity", "introductions", "coexport", "opportunities", "opportunity", "opportunity-edit"])
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("theme", ["light", "dark"])
def test_is_accessible_in_all_languages_and_themes(
    open_page: OpenPage, complaints: Complaints, axe: Callable[[Page], None], pictures: Path | None, name: str, language: str, theme: str
) -> None:
    page = open_page(color_scheme=theme, viewport={"width": 1280, "height": 900})
    goto(page, name, complaints, f"lang={language}")
    assert page.locator("html").get_attribute("lang") == language
    axe(page)
    if pictures:
        page.screenshot(path=pictures / f"{name}-{language}-{theme}.png", full_page=True)


@pytest.mark.parametrize("name", PAGES)
def test_fits_a_phone(open_page: OpenPage, complaints: Complaints, axe: Callable[[Page], None], pictures: Path | None, name: str) -> None:
    page = open_page(viewport=PHONE, has_touch=True, is_mobile=True)
    goto(page, name, complaints)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= PHONE["width"], f"{wide} pixels wide"
    if name in {"home", "entity", "introductions", "coexport", "consortium"}:
        axe(page)
    if pictures:
        page.screenshot(path=pictures / f"{name}-phone.png", full_page=True)


@pytest.mark.parametrize("name", PAGES)
def test_is_complete_without_scripts(open_page: OpenPage, complaints: Complaints, name: str) -> None:
    """What scripts add may be absent, what the page says may not."""
    with_scripts, without = open_page(), open_page(java_script_enabled=False)
    goto(with_scripts, name, complaints)
    goto(without, name, complaints)
    if name.startswith("explore"):  # its tables become the workspace's, with the same entries
        assert all(entry in with_scripts.locator("main").inner_text() for entry in without.locator("#explore-nodes .name").all_inner_texts())
        return
    assert without.locator("main").inner_text() == with_scripts.locator("main").inner_text()
