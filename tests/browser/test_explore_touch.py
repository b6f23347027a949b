"""The canvas by fingers, on a phone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.exploring import AROUND, Drawing, explore


def test_touch_selects_and_moves(open_page: OpenPage) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    drawing = explore(page, AROUND)
    page.locator("#canvas").scroll_into_view_if_needed()
    x, y = drawing.spot("RSA Cosmos")
    page.touchscreen.tap(x, y)
    expect(page.locator("#panel h2")).to_have_text("RSA Cosmos")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


class Fingers:
    """What a hand does on a screen, event by event."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)

    def down(self, *points: tuple[float, float]) -> None:
        self._tell("touchStart", points)

    def move(self, *points: tuple[float, float]) -> None:
        self._tell("touchMove", points)

    def lift(self) -> None:
        self._tell("touchEnd", ())

    def _tell(self, kind: str, points: tuple[tuple[float, float], ...]) -> None:
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)]})


def on_a_phone(open_page: OpenPage) -> Drawing:
    page = open_page(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    drawing = explore(page, AROUND)
    drawing.ask("desk.selection.choose([])")
    page.locator("#canvas").scroll_into_view_if_needed()
    return drawing


def press_long(drawing: Drawing, fingers: Fingers, at: tuple[float, float], n: int) -> None:
    fingers.down(at)
    drawing.page.wait_for_function("(n) => document.getElementById('explore').desk.selection.ids.size === n", arg=n)
    fingers.lift()


def test_a_long_press_adds_to_the_selection_as_shift_does(open_page: OpenPage) -> None:
    drawing = on_a_phone(open_page)
    fingers = Fingers(drawing.page)
    press_long(drawing, fingers, drawing.spot("RSA Cosmos"), 1)
    press_long(drawing, fingers, drawing.spot("Fiped"), 2)
    assert drawing.selected() == ["Fiped", "RSA Cosmos"], "lifting the finger is no tap"
    expect(drawing.page.get_by_role("heading", name="2 fiches sélectionnées")).to_be_visible()
    press_long(drawing, fingers, drawing.spot("RSA Cosmos"), 1)
    assert drawing.selected() == ["Fiped"]
    assert drawing.ask("desk.view.pinned.size") == 0


def test_a_finger_means_what_it_covers(open_page: OpenPage) -> None:
    """A little beside a mark, where nothing else is nearer; a mouse there means the ground."""
    drawing = on_a_phone(open_page)
    x, y = drawing.spot("RSA Cosmos")
    beside = drawing.ask("desk.canvas.spot(given).radius + 7", drawing.id("RSA Cosmos"))
    drawing.page.touchscreen.tap(x, y - beside)
    expect(drawing.page.locator("#panel h2")).to_have_text("RSA Cosmos")
    drawing.ask("desk.selection.choose([])")
    drawing.page.locator("#canvas").scroll_into_view_if_needed()
    x, y = drawing.spot("RSA Cosmos")
    drawing.page.mouse.click(x, y - beside)
    assert drawing.selected() == []


def test_fingers_drag_and_pinch(open_page: OpenPage) -> None:
    drawing = on_a_phone(open_page)
    fingers = Fingers(drawing.page)
    x, y = drawing.spot("RSA Cosmos")
    fingers.down((x, y))
    for step in range(1, 5):
        fingers.move((x + 10 * step, y + 5 * step))
    fingers.lift()
    drawing.page.wait_for_function("() => document.getElementById('explore').desk.view.pinned.size === 1")
    assert drawing.selected() == []
    now = drawing.spot("RSA Cosmos")
    assert now[0] - x == pytest.approx(40, abs=3)
    assert now[1] - y == pytest.approx(20, abs=3)
    ratio = drawing.ask("desk.canvas.sigma.getCamera().ratio")
    box = drawing.page.locator("#canvas").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    fingers.down((x - 30, y), (x + 30, y))
    for away in (40, 50, 60):
        fingers.move((x - away, y), (x + away, y))
    fingers.lift()
    drawing.page.wait_for_function("(was) => document.getElementById('explore').desk.canvas.sigma.getCamera().ratio < 0.7 * was", arg=ratio)
