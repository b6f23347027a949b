"""Labels, sizes and ids of entities."""

import pytest

from explorer.domain.records import Entity
from tests.unit.ingest.conftest import Read, held


@pytest.mark.parametrize(
    ("label", "size_class", "kept", "labels"),
    [
        ("PME", "", "pme", ("Company", "PME")),
        ("pme", "micro", "micro", ("Company", "PME")),
        ("SME", "pme", "pme", ("Company", "PME")),
        ("GrandGroupe", "", "grand_groupe", ("Company", "GrandGroupe")),
        ("Grands groupes", "grand_groupe", "grand_groupe", ("Company", "GrandGroupe")),
        ("Company", "eti", "eti", ("Company",)),
        ("ENTREPRISE", "micro", "micro", ("Company", "PME")),
        ("Company", "", None, ("Company",)),
    ],
)
def test_labels_that_say_a_size(read: Read, label: str, size_class: str, kept: str | None, labels: tuple[str, ...]) -> None:
    reading = read(f"id,label,name,size_class\na,{label},A,{size_class}\n")
    assert reading.problems == ()
    (company,) = reading.entities
    assert company.properties.get("size_class") == kept
    assert company.labels == labels


@pytest.mark.parametrize(
    ("row", "id"),
    [
        ("Company,Société Générale,FR,,,", "company:societe-generale:fr"),
        ("Company,Neyret,,732829320,,", "siren:732829320"),
        ("Company,Neyret,,,73282932000074,213800KUD8LAJWSQ9D15", "lei:213800KUD8LAJWSQ9D15"),
        ("Company,Neyret,,,73282932000074,", "siret:73282932000074"),
        ("City,Łódź,PL,,,", "city:łodz:pl"),
        ("Sector,Métallurgie,,,,", "sector:metallurgie"),
        ("Country,Finlande,,,,", "country:FI"),
        ("Country,Namibia,,,,", "country:NA"),
        ("Country,Le pays du matin calme,kr,,,", "country:KR"),
    ],
)
def test_ids_are_made_of_the_best_there_is(read: Read, row: str, id: str) -> None:
    reading = read(f"label,name,country,siren,siret,lei\n{row}\n")
    assert reading.problems == ()
    assert [e.id for e in reading.entities] == [id]


def test_an_id_given_is_kept_as_it_is(read: Read) -> None:
    reading = read("id,label,name,siren\n Neyret/1 ,Company,Neyret,732829320\n")
    assert [e.id for e in reading.entities] == ["Neyret/1"]


@pytest.mark.parametrize(
    ("nodes", "code"),
    [
        ("id,label,name\na,Company,A\nb,City,B\na,City,C\n", "same_id"),
        ("label,name\nCompany,Neyret\nCity,B\nCompany,NEYRET\n", "same_made_id"),
        ("id,label,name,siren\n,Company,A,732829320\nb,City,B,\n,Company,Z,732 829 320\n", "same_made_id"),
    ],
)
def test_both_rows_of_one_id_are_refused_and_name_each_other(read: Read, nodes: str, code: str) -> None:
    reading = read(nodes)
    assert [(p.code, p.row, p.details["file"], p.details["row"]) for p in reading.problems] == [(code, 2, "nodes.csv", 4), (code, 4, "nodes.csv", 2)]
    assert [e.name for e in reading.entities] == ["B"]


def test_a_made_id_and_a_given_one_can_be_the_same(read: Read) -> None:
    reading = read("id,label,name\n,Company,Neyret\ncompany:neyret,Company,Neyret SA\n")
    assert [(p.code, p.row, p.column) for p in reading.problems] == [("same_made_id", 2, "name"), ("same_id", 3, "id")]


def test_what_the_database_holds_keeps_its_label(read: Read) -> None:
    known = {"a": "City", "company:neyret": "Structure", "c": "Company"}
    reading = read("id,label,name\na,Company,A\n,Company,Neyret\nc,PME,C\n", known=known)
    assert [(p.code, p.row, p.column, p.details["held"]) for p in reading.problems] == [
        ("held_under_other_label", 2, "id", "City"),
        ("held_under_other_label", 3, "name", "Structure"),
    ]
    assert [e.id for e in reading.entities] == ["c"]


def test_a_contact_may_stand_in_the_files_or_in_the_database(read: Read) -> None:
    nodes = "id,label,name,contact\no,Opportunity,O,p\nq,Opportunity,Q,r\np,Person,P,\n"
    assert read(nodes, known={"r": "Person"}).problems == ()
    assert [p.code for p in read(nodes, known={"r": "Company"}).problems] == ["reference_of_other_label"]


def test_the_origin_says_file_and_row(read: Read) -> None:
    assert [e.origin for e in read("id,label,name\na,Company,A\n\nb,Company,B\n").entities] == ["nodes.csv, row 2", "nodes.csv, row 4"]


def test_text_is_never_code(read: Read) -> None:
    hostile = "x'}) DETACH DELETE n // <script>alert(1)</script> %(name)s {0} ${jndi} [bold]"
    reading = read(f'id,label,name,evidence\n"{hostile}",Company,"{hostile}","{hostile}"\n')
    assert reading.problems == ()
    (entity,) = reading.entities
    assert (entity.id, entity.name, entity.properties["evidence"]) == (hostile, hostile, hostile)


@pytest.mark.parametrize(
    ("label", "there", "given"),
    [
        ("PME", "micro", None),
        ("PME", "pme", None),
        ("PME", "eti", "pme"),
        ("PME", None, "pme"),
        ("GrandGroupe", "eti", "grand_groupe"),
        ("Company", "micro", None),
    ],
)
def test_a_label_that_says_a_size_leaves_one_that_agrees_as_it_is(read: Read, label: str, there: str | None, given: str | None) -> None:
    known = held(entities=[Entity("a", "Company", "A", {"size_class": there} if there else {})])
    (entity,) = read(f"id,label,name\na,{label},A\n", known=known).entities
    assert entity.properties.get("size_class") == given


def test_dates_are_held_against_those_of_the_database(read: Read) -> None:
    event = Entity("m", "Event", "M", {"starts_on": "2024-05", "ends_on": "2024-06"})
    programme = Entity("g", "Programme", "G", {"opens_on": "not a date", "closes_on": "2024"})
    header = "id,label,name,starts_on,ends_on,closes_on\n"
    bad = read(header + "m,Event,M,,2024-04-30,\ng,Programme,G,,,2019\n", known=held(entities=[event, programme])).problems
    assert [(p.code, p.row, p.column, p.value, dict(p.details)) for p in bad] == [
        ("reversed_in_database", 2, "ends_on", "2024-04-30", {"column": "starts_on", "held": "2024-05"})
    ]
    assert read(header + "m,Event,M,2023,2024-04-30,\n", known=held(entities=[event])).problems == ()
