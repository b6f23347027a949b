"""The pages about published needs, and the same over HTTP."""

import pytest
from flask.testing import FlaskClient

from tests.web.reading import PageText


def read(client: FlaskClient, address: str, status: int = 200) -> PageText:
    answer = client.get(address)
    assert answer.status_code == status, address
    return PageText(answer.get_data(as_text=True))


def test_what_can_be_answered_stands_before_what_is_over(client: FlaskClient) -> None:
    page = read(client, "/opportunities?lang=en")
    assert page.main.index("Un quai à Abidjan") < page.main.index("The deadline has passed") < page.main.index("Des pompes")
    assert "They stepped back by themselves" in page.main
    assert page.named("li", class_="need stepped-back")
    assert "Published by Chambre de commerce." in page.main


def test_filters_are_kept_in_the_form_and_the_address(client: FlaskClient) -> None:
    page = read(client, "/opportunities?lang=en&kind=Call%20for%20tenders&market=ci&publisher=Chambre%20de%20commerce")
    assert [option.attributes["value"] for option in page.named("option") if "selected" in option.attributes] == ["call-for-tenders", "CI"]
    assert page.one("input", id="publisher").attributes["value"] == "Chambre de commerce"
    assert "Un quai à Abidjan" in page.main
    assert "Des pompes" not in page.main
    assert client.get("/opportunities?kind=&market=&text=quai").headers["Location"] == "/opportunities?text=quai"


def test_nothing_found_says_what_to_do(client: FlaskClient) -> None:
    assert "Take a filter away." in read(client, "/opportunities?text=zzzz&lang=en").main


@pytest.mark.parametrize(("query", "status"), [("market=ZZ", 422), ("status=pending", 422), ("sector=unicorns", 404), ("publisher=Bruno+Dupont", 409)])
def test_a_filter_that_cannot_be_understood_is_told_at_its_field(client: FlaskClient, query: str, status: int) -> None:
    page = read(client, f"/opportunities?{query}&lang=en", status)
    name = query.partition("=")[0]
    assert page.named("p", id=f"{name}-wrong")
    assert client.get(f"/api/v1/opportunities?{query}").status_code == status


def test_the_page_of_a_need_names_lots_and_the_nearest_holders(client: FlaskClient) -> None:
    main = read(client, "/entities/need:quay?lang=en").main
    for told in ("What is sought", "Quais", "1 holder is known", "Aciers du Nord", "Which small companies suit it?"):
        assert told in main
    passed = read(client, "/entities/need:old?lang=en").main
    assert "Its deadline has passed, so it counts for nobody any more" in passed
    assert "Nothing is known of what it seeks" in passed


def test_over_http(client: FlaskClient) -> None:
    document = client.get("/api/v1/opportunities?market=CI&lang=en").json
    assert document is not None
    assert [found["opportunity"]["id"] for found in document["results"]] == ["need:quay"]
    assert document["results"][0]["contact"]["name"] == "Chloé Dupont"
    detail = client.get("/api/v1/opportunities/need:quay").json
    assert detail is not None
    assert detail["held"][0]["nearest"][0]["path"]["hops"] == 1
    assert client.get("/api/v1/opportunities/person:ana").status_code == 404
    assert client.get("/api/v1/opportunities?pages=2").status_code == 422


def test_a_whole_territory_on_a_page_and_over_http(client: FlaskClient) -> None:
    page = read(client, "/territory/matches?place=structure:ccid&lang=en")
    assert "1 pair of a small company of Chambre de commerce and an open need fits. 1 of them has a path and no note yet." in page.main
    assert page.named("td", class_="heat-4") or page.named("td", class_="heat-3")
    document = client.get("/api/v1/matches?place=structure:ccid").json
    assert document is not None
    assert [(cell["opportunity"]["id"], cell["has_path"]) for cell in document["cells"]] == [("need:quay", True)]
    assert document["introductions"][0]["path"]["hops"] == 1
    assert "No small company is known" in read(client, "/territory/matches?place=Lyon&lang=en").main
    assert read(client, "/territory/matches?place=nowhere&lang=en", 404).named("p", id="place-wrong")
    assert client.get("/api/v1/matches?place=person:ana").status_code == 422
