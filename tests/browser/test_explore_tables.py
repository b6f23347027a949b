"""The tables below the canvas: by keyboard, sorted and filtered, large ones, and what those hear who do not see them."""

import re

from playwright.sync_api import Page, expect

from tests.browser.exploring import AROUND, BEST, Drawing, explore

HERE = "document.activeElement.closest('tr')?.rowIndex"


def test_the_keyboard_stays_where_a_row_was_hidden(page: Page) -> None:
    n = len(explore(page, AROUND).names())
    rows = page.locator("#rows tbody tr")
    expect(rows).to_have_count(n)
    second, after = (rows.nth(i).locator("button[data-act=hide]") for i in (1, 2))
    name = after.inner_text()
    second.focus()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(n - 1)
    page.wait_for_function(f"(name) => {HERE} === 2 && document.activeElement.innerText === name", arg=name)
    last = rows.last.locator("button[data-act=hide]")
    last.focus()
    page.keyboard.press("Enter")
    expect(rows).to_have_count(n - 2)
    page.wait_for_function(f"(row) => {HERE} === row", arg=n - 2)


def many(page: Page, n: int) -> Drawing:
    """So many entries of three kinds, drawn without groups."""
    drawing = explore(page, AROUND)
    kinds = [("company", "Company"), ("person", "Person"), ("structure", "Structure")]
    nodes = [
        {"id": f"n{i}", "name": f"Acteur {i * 7919 % n}", "labels": [kinds[i % 3][1]], "kind": kinds[i % 3][0], "degree": i % 50, "city": None, "country": "FR"}
        | {"lat": None, "lon": None, "sectors": [], "objects": False}
        for i in range(n)
    ]
    tie = {"type": "PARTNER_OF", "symmetric": True, "introduces": True, "strength": 0.5, "status": "stated", "source_document": None}
    dates = {"since": None, "until": None, "year_from": None, "year_to": None}
    ties = [tie | dates | {"id": f"t{i} {k}", "source": f"n{i}", "target": f"n{(i * 7 + k) % n}"} for i in range(n) for k in (1, 2, 3)]
    drawing.ask("desk.facts.learn(given)", {"nodes": nodes, "ties": ties})
    drawing.ask(
        """(() => {
            const drawn = [...desk.facts.entities.keys()].filter((id) => /^n\\d/.test(id));
            const places = new Map(drawn.map((id, i) => [id, { x: i % 100, y: Math.floor(i / 100) }]));
            desk.store.begin({ ...desk.view, places, ties: new Set([...desk.facts.ties.keys()].filter((id) => /^t\\d/.test(id))) });
        })()"""
    )
    expect(page.locator("#table-count")).to_have_text(re.compile(f"^{n // 1000 or ''}.?{n % 1000 or '000'} fiches$"))
    return drawing


def said(page: Page, pattern: str) -> None:
    expect(page.locator("#said")).to_have_text(re.compile(pattern))


def test_both_are_sorted_and_filtered_and_it_is_said(page: Page) -> None:
    explore(page, AROUND)
    rows = page.locator("#rows tbody tr")
    expect(page.get_by_role("table")).to_have_accessible_name("7 fiches")
    page.get_by_role("button", name="Nom", exact=True).click()
    expect(page.get_by_role("columnheader", name="Nom")).to_have_attribute("aria-sort", "ascending")
    said(page, "^Trié par Nom, en ordre croissant.$")
    names = rows.locator("th button").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    page.get_by_role("combobox", name="Nature").select_option(label="Structure (2)")
    expect(rows).to_have_count(2)
    said(page, "^2 fiches$")
    page.get_by_role("searchbox", name="Partie d’un nom").fill("fiped à kato")
    expect(rows).to_have_count(1)
    page.get_by_role("searchbox", name="Partie d’un nom").fill("personne de ce nom")
    expect(page.get_by_role("cell", name="Rien de ce qui est montré ne répond à ce filtre.")).to_be_visible()
    page.get_by_role("searchbox", name="Partie d’un nom").fill("")
    page.get_by_role("button", name="Liens", exact=True).first.click()
    expect(page.get_by_role("table")).to_have_accessible_name("9 liens")
    page.get_by_role("combobox", name="Nature").select_option(label="vise (2)")
    expect(rows).to_have_count(2)


def test_ten_thousand_rows_do_not_freeze(page: Page) -> None:
    """A hundred at a time, all of them there; sorted by name they take no longer than by number once the names have their order."""
    page.set_default_timeout(60_000)
    many(page, 10_000)
    table = page.locator("#rows")
    name = table.get_by_role("button", name="Nom", exact=True)
    name.click()
    expect(table.locator("th button[data-act]").first).to_have_text("Acteur 0")
    took = page.evaluate(
        """() => { const start = performance.now(); document.querySelector('#rows button[data-sort=name]').click(); return performance.now() - start; }"""
    )
    assert took < 2_000
    expect(table.locator("th button[data-act]").first).to_have_text("Acteur 9999")
    page.get_by_role("button", name="Lignes suivantes").focus()
    page.keyboard.press("Enter")
    said(page, "^Page 2 sur 100$")
    expect(page.get_by_role("button", name="Lignes suivantes")).to_be_focused()
    expect(table.locator("th button[data-act]").first).to_have_text("Acteur 9899")


def test_the_table_turns_to_what_has_the_focus_on_the_canvas(page: Page) -> None:
    drawing = many(page, 250)
    page.locator("#rows").get_by_role("button", name="Nom", exact=True).click()
    page.locator("#canvas").focus()
    drawing.ask("desk.selection.focus([...desk.facts.entities.values()].find(one => one.name === 'Acteur 230').id)")
    row = page.locator("#rows tr", has=page.get_by_role("button", name="Acteur 230", exact=True))
    expect(row).to_have_class(re.compile("here"))
    expect(page.locator("#rows")).to_contain_text("Page 3 sur 3")
    page.keyboard.press("Space")
    expect(row.get_by_role("button", name="Acteur 230", exact=True)).to_have_attribute("aria-pressed", "true")


def test_the_canvas_says_what_it_shows_and_where_the_keyboard_is(page: Page) -> None:
    drawing = explore(page, BEST)
    canvas = page.locator("#canvas")
    expect(canvas).to_have_accessible_description(re.compile(r"^Les flèches"))
    expect(page.get_by_role("application").filter(has=canvas)).to_have_count(1)
    canvas.focus()
    first = drawing.focused()
    said(page, rf"^{re.escape(first)}, .+, \d+ liens?\. 60 fiches, \d+ liens$")
    page.keyboard.press("Space")
    said(page, rf"^{re.escape(first)}, .+, sélectionnée?$")
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("(first) => !document.getElementById('said').textContent.startsWith(first)", arg=first)
    here = page.locator("#rows tr.here")
    expect(here).to_contain_text(drawing.focused())
