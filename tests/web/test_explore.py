"""The page to explore: complete without scripts, whatever its address says."""

import json
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from tests.web.exploring import ids, read, rows
from tests.web.seed import ALONE, ANA, BRUNO, CHLOE, HOSTILE, LILLE, SLASHED, hostile_id

CHAMBER = "structure:ccid"


def test_says_where_to_begin(client: FlaskClient) -> None:
    page = read(client, "/explore")
    assert "Where to begin" in page.main
    starters = [link for link in page.links() if link.startswith("/explore?around=")]
    assert starters
    for link in starters[:3]:
        assert rows(read(client, link))
    assert any(link.startswith("/explore?best=Company") for link in page.links())


def test_both_tables_hold_what_the_address_names(client: FlaskClient) -> None:
    page = read(client, ids(ANA, CHLOE, SLASHED))
    assert rows(page) == [ANA, CHLOE, SLASHED, "knows:1", "works:1"]
    start = json.loads(page.one("div", id="canvas").attributes["data-start"] or "")
    assert start["ids"] == [ANA, CHLOE, SLASHED]
    assert "strong tie" in page.main
    assert "salon.txt" in page.main


def test_around_shows_neighbours_and_folds_again(client: FlaskClient) -> None:
    page = read(client, ids(SLASHED, name="around"))
    assert {SLASHED, CHLOE, CHAMBER, LILLE} <= set(rows(page))
    (fold,) = [e.attributes["href"] or "" for e in page.named("a") if e.text.startswith("Fold")]
    assert rows(read(client, fold)) == [SLASHED]


def test_every_action_is_a_link_that_works(client: FlaskClient) -> None:
    page = read(client, ids(ANA, CHLOE))
    actions = {e.text.split(" Ana")[0].removesuffix(":"): e.attributes["href"] or "" for e in page.named("a") if "Ana Alvès" in e.text and " " in e.text}
    assert CHLOE in rows(read(client, actions["Expand"]))
    assert rows(read(client, actions["Hide"])) == [CHLOE]
    assert "introductions?source=" in actions["Introductions from here"]
    assert "introductions?target=" in actions["Introductions to here"]


def test_sorts_by_links_and_filters_by_the_form(client: FlaskClient) -> None:
    address = ids(CHAMBER, name="around")
    page = read(client, address)
    by_name = next(e.attributes["href"] or "" for e in page.named("a") if e.text == "Name")
    up = read(client, by_name)
    names = rows(up)
    down = next(e.attributes["href"] or "" for e in up.named("a") if e.text.startswith("Name"))
    other_way = [id for id in rows(read(client, down)) if id in names and not id.startswith(("hostile:tie", "works", "member", "in:", "active"))]
    assert other_way != names[: len(other_way)]
    assert up.named("th", aria_sort="ascending")
    filtered = read(client, address + "&kind=City")
    assert [id for id in rows(filtered) if id.startswith("city")] == [id for id in rows(filtered) if not id.startswith("in:")]
    nothing = read(client, address + "&q=zzzz")
    assert "fits this filter" in nothing.main


def test_paths_between_two(client: FlaskClient) -> None:
    page = read(client, f"/explore?from={quote(ANA)}&to={quote(SLASHED, safe='')}")
    assert rows(page)[:3] == [ANA, SLASHED, CHLOE]
    assert "Which one do you mean?" in read(client, f"/explore?from={quote(ANA)}&to=Bruno+Dupont").main
    assert rows(read(client, f"/explore?from={quote(ANA)}&to={quote(ALONE)}"))[:2] == [ANA, ALONE]


def test_adding_by_name(client: FlaskClient) -> None:
    answer = client.get(f"/explore?id={quote(ANA)}&add=aciers+du+nord")
    assert answer.status_code == 302
    assert rows(read(client, answer.headers["Location"]))[:2] == [ANA, SLASHED]
    assert "Which one do you mean?" in read(client, "/explore?add=Bruno+Dupont", 409).main
    assert "Nothing in the network is called" in read(client, "/explore?add=qqqqqqqq", 404).main


def test_unknown_ids_are_named_and_the_rest_is_shown(client: FlaskClient) -> None:
    page = read(client, f"/explore?id={quote(ANA)}&id=gone&around=away")
    assert rows(page)[0] == ANA
    assert "gone" in page.main
    assert "away" in page.main


@pytest.mark.parametrize("query", ["layout=x", "kind=Nothing", "type=X", "sort=-nothing&ties=x", "page=999", "best=Nobody", "without=a"])
def test_what_means_nothing_does_no_harm(client: FlaskClient, query: str) -> None:
    read(client, f"/explore?id={quote(ANA)}&{query}")


def test_a_wrong_day_is_said(client: FlaskClient) -> None:
    assert "is no date" in read(client, f"/explore?id={quote(ANA)}&as_of=tomorrow", 422).main


def test_hostile_names_stay_names(client: FlaskClient) -> None:
    for number, text in enumerate(HOSTILE):
        page = read(client, ids(hostile_id(number), name="around"))
        assert hostile_id(number) in rows(page)
        data = json.loads(page.one("script", id="explore-texts").text)
        assert data["label_City"] == ["City", "Cities"]
        if len(text) < 100 and text.isprintable():
            assert " ".join(text.split()) in page.main
    read(client, ids(*(hostile_id(n) for n in range(len(HOSTILE))), BRUNO))
