"""The page and the API that say on whom a network rests."""

from flask.testing import FlaskClient

from tests.web.reading import PageText


def read(client: FlaskClient, address: str, status: int = 200) -> PageText:
    answer = client.get(address)
    assert answer.status_code == status, address
    return PageText(answer.get_data(as_text=True))


def test_asked_first_and_answered_once_it_is_sent(client: FlaskClient) -> None:
    asked = read(client, "/territory/brokers?lang=en")
    assert asked.named("input", id="place")
    assert not asked.named("article")
    page = read(client, "/territory/brokers?place=&lang=en")
    assert page.one("h1").text == "On whom does the whole network rest?"
    first, *_ = page.named("article", aria_labelledby="broker-1")
    assert "Chambre de commerce" in first.text
    assert "Without it, 165 pairs would have none any more." in first.text
    assert {link.attributes.get("href") for link in page.named("a")} >= {"/absence?id=structure:ccid"}
    assert [cell.text.strip() for cell in page.named("td", class_="number")][:2] == ["32", "none"]
    assert "Sur qui repose tout le réseau ?" in read(client, "/territory/brokers?place=&lang=fr").main


def test_of_a_structure_and_of_what_has_no_members(client: FlaskClient) -> None:
    assert "Chambre de commerce" in read(client, "/territory/brokers?place=structure:ccid&lang=en").one("h1").text
    assert read(client, "/territory/brokers?place=nowhere&lang=en", 404).named("p", id="place-wrong")
    assert read(client, "/territory/brokers?place=person:ana&lang=en", 422).named("p", id="place-wrong")


def test_the_same_over_http(client: FlaskClient) -> None:
    document = client.get("/api/v1/brokers?limit=1").json
    assert document is not None
    assert len(document["results"]) == 1
    assert document["total"] >= 1
    assert document["results"][0]["through"] >= document["results"][0]["lost"] + document["results"][0]["weaker"]
    assert client.get("/api/v1/brokers?place=nowhere").status_code == 404
