"""The introductions page: a question by its address, and the answer in every case."""

from urllib.parse import quote

from flask.testing import FlaskClient

from tests.web import seed
from tests.web.reading import PageText, read

ANA_TO_CHAMBER = f"/introductions?source={quote(seed.ANA)}&target=structure:ccid&lang=en"


def test_the_best_path_with_the_evidence_of_each_step(client: FlaskClient) -> None:
    page = read(client, ANA_TO_CHAMBER)
    assert page.one("h1").text == "Who can introduce Ana Alvès to Chambre de commerce?"
    assert "1 Path 1: Through Chloé Dupont, then Aciers du Nord 2 intermediaries" in page.main
    assert page.main.index("Solidity") < page.main.index("Freshness") < page.main.index("Can one ask?")
    assert "salon.txt, Vu au salon" in page.main
    assert "No document given" in page.main
    assert page.main.count("weakest link") >= 1
    assert "To begin Ask Chloé Dupont" in page.main


def test_somebody_is_avoided_by_one_link_and_allowed_again_by_another(client: FlaskClient) -> None:
    page = read(client, ANA_TO_CHAMBER)
    avoiding = next(e.attributes["href"] for e in page.named("a", class_="avoid") if "Chloé Dupont" in e.text)
    assert avoiding is not None
    without = read(client, avoiding)
    assert "No known path" in without.main
    assert "Without Chloé Dupont" in without.main
    again = next(e.attributes["href"] for e in without.named("a") if "Without Chloé Dupont" in e.text)
    assert again is not None
    assert "Path 1" in read(client, again).main


def test_other_first_steps_have_an_address(client: FlaskClient) -> None:
    page = read(client, ANA_TO_CHAMBER)
    different = next(e.attributes["href"] for e in page.named("a", class_="chip") if "first steps" in e.text)
    assert different is not None
    assert "different=1" in different
    assert "Path 1" in read(client, different).main


def test_no_path_is_an_answer(client: FlaskClient) -> None:
    page = read(client, f"/introductions?source={seed.ALONE}&target={seed.ANA}&lang=en")
    assert "No known path" in page.main
    assert "On this side 1 actor, Zoé Seule" in page.main
    assert "without restriction" in page.main
    assert any("max_hops=6" in href for href in page.links())


def test_nearest_are_offered_when_the_target_is_only_too_far(client: FlaskClient) -> None:
    page = read(client, f"{ANA_TO_CHAMBER}&max_hops=2")
    assert "Come as near as you can" in page.main
    assert any("target=siren" in href for href in page.links())
    assert "On this side" not in page.main, "both ends lie in one part"


def test_a_need_instead_of_a_name(client: FlaskClient) -> None:
    page = read(client, f"/introductions?source={seed.ANA}&to_label=Structure&to_sector=Eau&lang=en")
    assert "Path 1: Through Chloé Dupont" in page.main
    assert page.one("option", value="Structure").attributes.keys() >= {"selected"}
    assert page.one("input", id="to_sector").attributes["value"] == "Eau"


def test_an_ambiguous_name_offers_who_may_be_meant(client: FlaskClient) -> None:
    page = read(client, f"/introductions?source={seed.ANA}&target=Bruno+Dupont&lang=en", 409)
    assert "Which one do you mean?" in page.main
    assert page.one("input", id="target").attributes["value"] == "Bruno Dupont"
    meant = [href for href in page.links() if "target=person:bruno" in href]
    assert len(meant) == 2
    answered = read(client, meant[0])
    assert answered.one("input", id="target").attributes["value"] == seed.BRUNO, "the name alone would be ambiguous again"


def test_an_unknown_name_offers_close_ones_beside_its_field(client: FlaskClient) -> None:
    page = read(client, f"/introductions?source={seed.ANA}&target=Acier+du+Nor&lang=en", 404)
    field = page.one("input", id="target")
    assert field.attributes["value"] == "Acier du Nor"
    assert field.attributes["aria-invalid"] == "true"
    assert page.one("p", id="target-wrong").text.strip().startswith("Nothing in the network is called")
    assert field.attributes["aria-describedby"] == "target-wrong"
    assert any("target=siren" in href for href in page.links())


def test_bad_input_stands_beside_its_field_with_what_was_written(client: FlaskClient) -> None:
    page = read(client, f"{ANA_TO_CHAMBER}&as_of=31/05/2024", 422)
    assert page.one("input", id="as_of").attributes["value"] == "31/05/2024"
    assert "31/05/2024" in page.one("p", id="as_of-wrong").text
    assert "0 to 5" in read(client, f"{ANA_TO_CHAMBER}&max_hops=99", 422).one("p", id="max_hops-wrong").text
    assert read(client, f"{ANA_TO_CHAMBER}&via=Lyon", 422).one("p", id="via-wrong").text.strip()
    assert read(client, f"/introductions?source={seed.ANA}&target={seed.ANA}", 422).one("p", id="target-wrong").text.strip()
    assert read(client, f"/introductions?source={seed.ANA}&to_market=QQQ", 422).one("p", id="to_market-wrong").text.strip()


def test_addresses_say_only_what_was_asked(client: FlaskClient) -> None:
    answer = client.get(f"/introductions?source={seed.ANA}&target=structure:ccid&to_label=&via=&as_of=&avoid=")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/introductions?source={seed.ANA}&target=structure:ccid"


def test_a_question_half_asked_keeps_its_half(client: FlaskClient) -> None:
    page = read(client, f"/introductions?target={seed.ANA}&lang=en")
    assert page.one("input", id="target").attributes["value"] == "Ana Alvès"
    assert "How to ask" in page.main


def test_absurd_questions_are_answered_all_the_same(client: FlaskClient) -> None:
    for query in (
        "source=a" + "a" * 5000 + "&target=b",
        "source=%00&target=%00",
        f"source={seed.ANA}&target=structure:ccid&" + "&".join(f"avoid=x{i}" for i in range(60)),
    ):
        assert client.get(f"/introductions?{query}").status_code in {200, 302, 404, 409, 422}


def test_restrictions_are_kept_by_the_form_and_lifted_by_a_link(client: FlaskClient) -> None:
    page: PageText = read(client, f"{ANA_TO_CHAMBER}&type=KNOWS&type=WORKS_AT&label=Person&max_hops=3")
    ticked = {e.attributes["value"] for e in page.named("input", type="checkbox") if "checked" in e.attributes}
    assert ticked == {"KNOWS", "WORKS_AT", "Person"}
    lifting = next(e.attributes["href"] for e in page.named("a", class_="chip") if "restriction" in e.text)
    assert lifting is not None
    assert "type=" not in lifting
    assert "max_hops=3" in lifting
