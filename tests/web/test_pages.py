"""Every page: complete, in both languages, safe with any text, and usable by its address alone."""

import re
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from explorer.errors import DatabaseUnavailable
from explorer.web import held
from tests.web import seed
from tests.web.reading import PageText, read

ENTITY = f"/entities/{quote(seed.SLASHED, safe='')}"
QUESTION = f"/introductions?source={quote(seed.ANA)}&target=structure:ccid"
COEXPORT = f"/coexport?company={quote(seed.SLASHED, safe='')}&market=FR"
EXPLORE = f"/explore?around={quote(seed.SLASHED, safe='')}"
PAGES = (
    "/",
    "/search",
    "/search?q=dupont",
    "/search?q=zzzz",
    ENTITY,
    f"/entities/{seed.LILLE}",
    "/explore",
    EXPLORE,
    "/introductions",
    QUESTION,
    "/coexport",
    "/consortium",
    "/capabilities",
    COEXPORT,
    "/opportunities",
    "/opportunities?kind=call-for-tenders&market=CI&status=open&text=quai",
    "/opportunities?text=zzzz",
    "/entities/need:quay",
    "/opportunities/new",
    "/opportunities/need:quay/edit",
    "/territory/matches",
    "/territory/brokers",
    "/territory/brokers?place=",
    "/territory/matches?place=structure:ccid",
    "/opportunities/need:quay/notes",
    "/about",
    "/nowhere",
)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_whole(client: FlaskClient, address: str, language: str) -> None:
    page = read(client, f"{address}{'&' if '?' in address else '?'}lang={language}", 404 if address == "/nowhere" else 200)
    assert page.one("html").attributes["lang"] == language
    assert page.named("title")[0].text.strip(" –").endswith("Entremise")
    assert page.one("h1").text.strip()
    assert page.one("a", class_="skip").attributes["href"] == f"#{page.one('main').attributes['id']}"
    for landmark in ("header", "main", "footer"):
        assert page.named(landmark)
    ours = page.source.replace("%(name)s %s %d %", "")
    ours = re.sub(r'(?s)<script type="application/json".*?</script>', "", ours)  # which scripts fill
    assert not re.search(r"%\(\w+\)", ours), "a place of a message was not filled"


@pytest.mark.parametrize("address", PAGES)
def test_pages_hold_to_the_content_security_policy(client: FlaskClient, address: str) -> None:
    """No style or script in the markup, no event handlers, nothing from elsewhere."""
    page = read(client, address, 404 if address == "/nowhere" else 200)
    assert not [e for e in page.elements if "style" in e.attributes or any(name.startswith("on") for name in e.attributes)]
    assert not page.named("style")
    run = [script for script in page.named("script") if script.attributes.get("type") != "application/json"]
    assert all((script.attributes.get("src") or "").startswith("/static/") for script in run)
    assert all((sheet.attributes.get("href") or "").startswith("/static/") for sheet in page.named("link"))


@pytest.mark.parametrize("address", PAGES)
def test_every_field_has_a_label_and_every_id_is_unique(client: FlaskClient, address: str) -> None:
    page = read(client, address, 404 if address == "/nowhere" else 200)
    ids = [e.attributes["id"] for e in page.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    labelled = {e.attributes.get("for") for e in page.named("label")}
    fields = [e for e in page.elements if e.name in {"input", "select"} and e.attributes.get("type") not in {"hidden", "checkbox"}]
    assert all(e.attributes.get("id") in labelled for e in fields)


@pytest.mark.parametrize("address", PAGES)
def test_no_link_is_dead(client: FlaskClient, address: str) -> None:
    page = read(client, address, 404 if address == "/nowhere" else 200)
    own = (
        {href for href in page.links() if href.startswith("/") and not href.startswith((address, "/static/"))}
        if address != "/"
        else set(page.links()) - {"#content"}
    )
    assert own
    for href in own:
        assert client.get(href).status_code in {200, 302}, href
    anchors = {href.removeprefix("#") for href in page.links() if href.startswith("#")}
    assert anchors <= {e.attributes.get("id") for e in page.elements}


def test_anchors_of_the_page_about_the_data_exist(client: FlaskClient) -> None:
    about = {e.attributes.get("id") for e in read(client, "/about").elements}
    wanted = {href.partition("#")[2] for address in PAGES[:-1] for href in read(client, address).links() if href.startswith("/about#")}
    assert wanted
    assert wanted <= about


@pytest.mark.parametrize("number", range(len(seed.HOSTILE)))
def test_hostile_texts_stay_text(client: FlaskClient, number: int) -> None:
    id, text = seed.hostile_id(number), seed.HOSTILE[number]
    addresses = (
        f"/entities/{id}",
        f"/introductions?source={seed.ANA}&target={id}",
        f"/search?q={quote(text[:200])}",
        f"/introductions?source={quote(text[:300])}&target=x",
    )
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code in {200, 404, 409, 422}, address
        page = PageText(answer.get_data(as_text=True))
        assert all((script.attributes.get("src") or "").startswith("/static/") for script in page.named("script"))
        assert not [e for e in page.elements if any(name.startswith("on") for name in e.attributes)]
        assert not page.named("img")
        assert all(re.match(r"(/|#|\?|https?://)", href) for href in page.links()), address
        assert "49" not in page.one("h1").text
    assert " ".join(text.split()) in " ".join(read(client, addresses[0]).one("h1").text.split())


def test_what_an_address_says_beyond_the_page_is_ignored(client: FlaskClient) -> None:
    for address in ("/?x=1", "/search?q=lyon&page=-3&label=Nothing", "/search?q=lyon&page=99999999999", f"{ENTITY}?page=77&y=2", "/about?page=x"):
        assert client.get(address).status_code == 200, address


def test_search_filters_by_kind_and_says_where(client: FlaskClient) -> None:
    page = read(client, "/search?q=aciers&lang=en")
    assert "Aciers du Nord SME" in page.main
    assert "Lille" in page.main
    assert "5 ties" in page.main
    assert "/search?q=aciers&label=PME" in page.links()
    assert "Aciers du Nord" not in read(client, "/search?q=aciers&label=Person&lang=en").main


def test_search_that_finds_nothing_teaches(client: FlaskClient) -> None:
    page = read(client, "/search?q=zzzz&lang=en")
    assert "Nothing is called “zzzz”" in page.main
    assert "/introductions" in page.links()


def test_an_entity_says_what_is_known_and_what_is_not(client: FlaskClient) -> None:
    page = read(client, f"{ENTITY}?lang=en")
    assert "Country France" in page.main
    assert "Website not known" in page.main
    assert "Who to ask Chloé Dupont" in page.main
    assert "No document given" in page.main
    assert "Where it is 1 Lille City" in page.main
    assert "strong tie in force since May 2020" in page.main
    assert "Who is located there 1 Aciers du Nord" in read(client, f"/entities/{seed.LILLE}?lang=en").main


@pytest.mark.parametrize("address", ["/", ENTITY, QUESTION])
def test_drawings_show_nothing_that_the_text_does_not_say(client: FlaskClient, address: str) -> None:
    page = read(client, address)
    drawn = set(page.links(drawn=True))
    assert drawn
    assert {e.attributes["aria-hidden"] for e in page.named("svg") if "drawing" in (e.attributes.get("class") or "")} == {"true"}
    if address != "/":  # the first page says where the same can be read
        own = {href for href in drawn if href.startswith(f"/entities/{quote(seed.SLASHED, safe='/:&+')}")} if address == ENTITY else set()
        assert drawn - own <= set(page.links(drawn=False))


def test_an_unknown_page_can_be_left_by_searching(client: FlaskClient) -> None:
    page = read(client, "/nowhere?lang=en", 404)
    assert "There is no such page" in page.main
    assert page.named("form", action="/search")
    assert "<form" not in client.get("/entities/nobody?lang=en").get_data(as_text=True).partition("<main")[0].partition("</header>")[2]


def test_my_organisation_is_the_start(client: FlaskClient) -> None:
    client.set_cookie("entremise_organisation", quote("structure:ccid", safe=""))
    assert read(client, "/introductions").one("input", id="source").attributes["value"] == "Chambre de commerce"
    assert any("source=structure:ccid" in href for href in read(client, "/").links())
    assert any("source=structure:ccid" in href and "target=" in href for href in read(client, ENTITY).links())
    assert "Chambre de commerce" in read(client, "/about").one("a", class_="mine").text


@pytest.mark.parametrize("address", ["/", "/search?q=a", ENTITY, QUESTION, "/about"])
def test_pages_say_so_when_the_network_cannot_be_read(client: FlaskClient, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    def unreadable() -> None:
        raise DatabaseUnavailable("Nobody answers at bolt://inside:7687.", {"reason": "unreachable"})

    monkeypatch.setattr(held, "snapshot", unreadable)
    client.set_cookie("entremise_organisation", "structure:ccid")
    page = read(client, address, 503)
    assert "sa base de données ne répond pas" in page.main
    assert "bolt://inside" not in page.source
