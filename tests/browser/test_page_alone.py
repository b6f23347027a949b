"""The page that stands alone: names as on the canvas of Explore, where many entries stand close to each other, and whatever the names say."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from explorer.domain.records import Entity, Relationship
from explorer.export import Exported, Look, write
from tests.browser.conftest import OpenPage

HOSTILE = ("<img src=x onerror=alert(1)>", "</script><script>alert(1)</script>", "\u202eعكس", "{{7*7}}", "${alert(1)}", "N" * 10_000)
SIDE = 17
STEP = 40
BOXES = """() => {
    const pen = document.createElement("canvas").getContext("2d");
    return written.map(({ id, x, y, text, align, strong }) => {
        pen.font = fontOf(strong);
        const width = pen.measureText(text).width;
        const left = align === "left" ? x : align === "right" ? x - width : x - width / 2;
        return { id, text, left, right: left + width, top: y - 7, bottom: y + 7 };
    });
}"""
MARKS = """() => Object.entries(network.getPositions()).map(([id, at]) => {
    const { x, y } = network.canvasToDOM(at);
    const r = sizes.get(id) * network.getScale();
    return { id, left: x - r, right: x + r, top: y - r, bottom: y + r };
})"""

Box = Mapping[str, Any]


def overlap(a: Box, b: Box) -> bool:
    return bool(a["left"] < b["right"] and b["left"] < a["right"] and a["top"] < b["bottom"] and b["top"] < a["bottom"])


@pytest.fixture
def page(open_page: OpenPage, tmp_path: Path) -> Page:
    """Nearly three hundred entries so close to each other that few names have room; the last of them are the largest."""
    names = [f"Société du lieu numéro {n}" for n in range(SIDE * SIDE - len(HOSTILE))] + list(HOSTILE)
    entities = [Entity(f"c:{n:03}", "Company", name) for n, name in enumerate(names)]
    ties = [Relationship(f"r{n}", "PARTNER_OF", f"c:{n:03}", f"c:{n + 1:03}") for n in range(len(names) - 1)]
    places = {entity.id: (STEP * (n % SIDE) * 1.0, STEP * (n // SIDE) * 1.0) for n, entity in enumerate(entities)}
    sizes = {entity.id: 5 + n / 100 for n, entity in enumerate(entities)}
    write("html", Exported(entities, ties, title=HOSTILE[0], look=Look(places=places, sizes=sizes)), tmp_path / "page.html")
    page = open_page()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto((tmp_path / "page.html").as_uri())
    page.wait_for_function("() => written.length > 0")
    return page


def test_no_name_lies_over_another_or_over_a_mark_and_closer_there_are_more(page: Page) -> None:
    names, marks = page.evaluate(BOXES), page.evaluate(MARKS)
    assert 10 < len(names) < len(marks) / 2
    assert [(a["text"], b["text"]) for n, a in enumerate(names) for b in names[:n] if overlap(a, b)] == []
    largest = set(page.evaluate("[...largest]"))
    assert largest == {f"c:{SIDE * SIDE - n:03}" for n in (1, 2, 3)}
    assert [name["text"] for name in names if name["id"] not in largest and any(overlap(name, mark) for mark in marks)] == []
    assert largest <= {name["id"] for name in names}
    in_sight = "() => { const seen = network.getPositions(); return Object.values(seen).filter((at) => { const { x, y } = network.canvasToDOM(at);"
    in_sight += " return x > 0 && y > 0 && x < network.canvas.frame.clientWidth && y < network.canvas.frame.clientHeight; }).length; }"
    share = len(names) / page.evaluate(in_sight)
    page.evaluate("network.moveTo({ scale: 4 * network.getScale() })")
    page.wait_for_function("(before) => network.getScale() > 2 * before", arg=page.evaluate("network.getScale()") / 4)
    nearer = page.evaluate(BOXES)
    assert len(nearer) / page.evaluate(in_sight) > 2 * share
    assert [(a["text"], b["text"]) for n, a in enumerate(nearer) for b in nearer[:n] if overlap(a, b)] == []


def test_who_is_looked_for_has_a_name_also_in_the_crowd(page: Page) -> None:
    wanted = next(mark["id"] for mark in page.evaluate(MARKS) if mark["id"] not in {name["id"] for name in page.evaluate(BOXES)})
    page.evaluate("(id) => { network.selectNodes([id]); network.redraw(); }", wanted)
    page.wait_for_function("(id) => written.some((name) => name.id === id && name.strong)", arg=wanted)
