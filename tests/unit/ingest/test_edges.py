"""Ends, directions and ids of relationships."""

from itertools import pairwise
from pathlib import Path

from explorer.domain.dates import parse_date
from explorer.domain.identity import relationship_id
from explorer.domain.records import Relationship
from explorer.ingest import read_files
from tests.unit.ingest.conftest import Read, held

NODES = "id,label,name\na,Company,A\nb,Company,B\np,Person,P\nq,Person,Q\nc,City,C\nm,Event,M\n"


def test_values_are_kept_typed(read: Read) -> None:
    reading = read(
        NODES + "f,Project,F\n",
        "source,target,type,since,until,role,stated_strength,status,evidence,source_document,observed_on,amount,currency,year\n"
        'a,f,FUNDS,2020,2021-06,donor,4,Inferred,said so,http://x,2021-06-01,"1 000,50",EUR,2020\n',
    )
    assert reading.problems == ()
    (funds,) = reading.relationships
    assert funds.flat() == {
        "since": "2020",
        "until": "2021-06",
        "observed_on": "2021-06-01",
        "role": "donor",
        "stated_strength": 4,
        "status": "inferred",
        "evidence": "said so",
        "source_document": "http://x",
        "origin": "edges.csv, row 2",
        "amount": 1000.5,
        "currency": "EUR",
        "year": 2020,
    }


def test_status_is_stated_unless_said_otherwise(read: Read) -> None:
    assert [r.status for r in read(NODES, "source,target,type\na,b,SUPPLIES\n").relationships] == ["stated"]


def test_client_of_is_supplies_the_other_way_round(read: Read) -> None:
    reading = read(NODES, "source,target,type\na,b,CLIENT_OF\n")
    (supplies,) = reading.relationships
    assert (supplies.type, supplies.source, supplies.target) == ("SUPPLIES", "b", "a")
    assert supplies.id == relationship_id("SUPPLIES", "b", "a", {})


def test_client_of_and_supplies_can_be_the_same(read: Read) -> None:
    reading = read(NODES, "source,target,type\na,b,CLIENT_OF\np,q,KNOWS\nb,a,SUPPLIES\n")
    assert [(p.code, p.row, p.details["row"]) for p in reading.problems] == [("same_edge", 2, 4), ("same_edge", 4, 2)]


def test_a_symmetric_relationship_is_stored_once_whatever_its_direction(read: Read) -> None:
    (there,) = read(NODES, "source,target,type\np,q,KNOWS\n").relationships
    (back,) = read(NODES, "source,target,type\nq,p,KNOWS\n").relationships
    assert there == back
    reading = read(NODES, "source,target,type\np,q,KNOWS\nq,p,KNOWS\n")
    assert [p.code for p in reading.problems] == ["same_edge", "same_edge"]
    assert reading.relationships == ()


def test_what_tells_relationships_apart_makes_two_ids(read: Read) -> None:
    reading = read(
        NODES, "source,target,type,role,since,event\np,a,WORKS_AT,clerk,,\np,a,WORKS_AT,director,,\np,a,WORKS_AT,clerk,2020,\na,b,MET,,,\na,b,MET,,,m\n"
    )
    assert reading.problems == ()
    assert len({r.id for r in reading.relationships}) == 5


def test_an_id_given_is_kept_and_must_be_the_only_one(read: Read) -> None:
    reading = read(NODES, "id,source,target,type\nr1,a,b,SUPPLIES\nr2,a,b,SUPPLIES\nr3,p,q,KNOWS\nr3,p,a,WORKS_AT\n")
    assert [r.id for r in reading.relationships] == ["r1", "r2"]
    assert [(p.code, p.row, p.column, p.details["row"]) for p in reading.problems] == [("same_edge_id", 4, "id", 5), ("same_edge_id", 5, "id", 4)]


def test_ends_may_stand_in_the_database(read: Read) -> None:
    reading = read(None, "source,target,type\np,a,WORKS_AT\nc,a,LOCATED_IN\n", known={"p": "Person", "a": "Company", "c": "City"})
    assert [(p.code, p.row) for p in reading.problems] == [("ends_not_allowed", 3)]
    assert len(reading.relationships) == 1


def test_the_allowed_ends_are_named(read: Read) -> None:
    (problem,) = read(NODES, "source,target,type\nc,b,KNOWS\n").problems
    assert problem.details["allowed"] == ("Person – Person",)
    (problem,) = read(NODES, "source,target,type\nc,b,WORKS_AT\n").problems
    assert problem.details["allowed"] == ("Person → Company / Structure",)


def test_a_row_that_hangs_on_a_bad_one_waits_for_it(read: Read) -> None:
    nodes = "id,label,name,country\na,Company,A,ZZ\nb,Company,B,\nc,Shop,C,\nd,Company,D,,surplus\n"
    edges = "source,target,type\na,b,SUPPLIES\nb,c,SUPPLIES\nd,b,SUPPLIES\n"
    reading = read(nodes, edges)
    assert [p.code for p in reading.problems] == ["country", "label_unknown", "long_row"]
    assert [(p.code, p.row, p.column, p.details["row"]) for p in reading.waiting] == [
        ("end_is_bad", 2, "source", 2),
        ("end_is_bad", 3, "target", 4),
        ("end_is_bad", 4, "source", 5),
    ]
    assert reading.relationships == ()


def test_what_refers_to_a_bad_row_waits_for_it_and_so_does_what_hangs_on_that(read: Read) -> None:
    nodes = "id,label,name,contact,objects\np,Person,P,,perhaps\no,Opportunity,O,p,\na,Company,A,,\n"
    reading = read(nodes, "source,target,type\na,o,PUBLISHES\n")
    assert [p.code for p in reading.problems] == ["boolean"]
    assert [(p.file, p.row, p.column, p.details["row"]) for p in reading.waiting] == [("nodes.csv", 3, "contact", 2), ("edges.csv", 2, "target", 3)]
    assert [e.id for e in reading.entities] == ["a"]
    assert reading.relationships == ()


def test_a_bad_row_of_an_entity_the_database_holds_leaves_its_relationships_alone(read: Read) -> None:
    reading = read("id,label,name,country\na,Company,A,ZZ\n", "source,target,type\na,b,SUPPLIES\n", known={"a": "Company", "b": "Company"})
    assert [p.code for p in reading.problems] == ["country"]
    assert len(reading.relationships) == 1


def test_ends_in_a_table_that_cannot_be_read_are_not_called_missing(read: Read) -> None:
    reading = read("id,name\na,A\nb,B\n", "source,target,type\na,b,SUPPLIES\na,a,LIKES\n")
    assert [(p.file, p.code) for p in reading.problems] == [("nodes.csv", "no_column"), ("edges.csv", "type_unknown")]
    assert [p.code for p in reading.waiting] == ["end_not_read", "end_not_read"]
    assert reading.relationships == ()


def test_a_circle_of_subsidiaries_loads_with_a_note(read: Read) -> None:
    nodes = "id,label,name\n" + "".join(f"{id},Company,{id}\n" for id in "abcde")
    reading = read(
        nodes, "source,target,type\na,b,SUBSIDIARY_OF\nb,c,SUBSIDIARY_OF\nc,a,SUBSIDIARY_OF\nd,a,SUBSIDIARY_OF\ne,d,SUBSIDIARY_OF\ne,a,SUBSIDIARY_OF\n"
    )
    assert reading.problems == ()
    assert len(reading.relationships) == 6
    (note,) = reading.notes
    assert (note.code, note.file, note.row, note.details["ids"]) == ("subsidiary_cycle", "edges.csv", 4, ("a", "b", "c", "a"))


def subsidiaries(*ties: str) -> list[Relationship]:
    return [Relationship(tie, "SUBSIDIARY_OF", tie[0], tie[1]) for tie in ties]


def test_a_circle_that_closes_through_the_database_is_noted_too(read: Read) -> None:
    known = held(dict.fromkeys("abcdexy", "Company"), relationships=subsidiaries("bc", "ca", "cd", "de", "ed", "xy", "yx"))
    reading = read(edges="source,target,type\na,b,SUBSIDIARY_OF\nd,y,SUBSIDIARY_OF\n", known=known)
    assert len(reading.relationships) == 2
    (note,) = reading.notes
    assert (note.code, note.row, note.details["ids"]) == ("subsidiary_cycle", 2, ("b", "c", "a", "b"))


def test_a_circle_is_noted_however_it_hides_behind_one_that_was_there(read: Read) -> None:
    """A search that tells one circle for each way back it meets would tell the old one only."""
    known = held(dict.fromkeys("abc", "Company"), relationships=subsidiaries("ab", "ba"))
    (note,) = read(edges="source,target,type\nb,c,SUBSIDIARY_OF\nc,a,SUBSIDIARY_OF\n", known=known).notes
    assert note.details["ids"] == ("a", "b", "c", "a")


def test_dates_are_held_against_those_of_the_database(read: Read) -> None:
    since, until = parse_date("2020"), parse_date("2021-06")
    there = [Relationship("s", "SUPPLIES", "a", "b", since=since), Relationship("u", "SUPPLIES", "b", "a", until=until)]
    known = held({"a": "Company", "b": "Company"}, relationships=there)
    header = "id,source,target,type,Depuis,Jusqu'à\n"
    bad = read(edges=header + "s,a,b,SUPPLIES,,2019\nu,b,a,SUPPLIES,2021-07,\n", known=known).problems
    assert [(p.code, p.row, p.column, p.value, dict(p.details)) for p in bad] == [
        ("reversed_in_database", 2, "Jusqu'à", "2019", {"column": "Depuis", "held": "2020"}),
        ("reversed_in_database", 3, "Depuis", "2021-07", {"column": "Jusqu'à", "held": "2021-06"}),
    ]
    good = "s,a,b,SUPPLIES,2018,2019\nu,b,a,SUPPLIES,2021-06-30,\n"
    assert read(edges=header + good, known=known).problems == ()


def test_an_id_that_is_made_is_held_against_the_database_too(read: Read) -> None:
    made = relationship_id("SUPPLIES", "a", "b", {})
    known = held({"a": "Company", "b": "Company"}, relationships=[Relationship(made, "SUPPLIES", "b", "a")])
    (problem,) = read(edges="source,target,type\na,b,SUPPLIES\n", known=known).problems
    assert problem.code == "held_as_other_relationship"


def test_ends_are_what_the_database_says_where_a_row_says_otherwise(read: Read) -> None:
    """Such a row is refused; what hangs on it would be a relationship that cannot be."""
    reading = read("id,label,name\na,City,A\nc,City,C\n", "source,target,type\na,c,TWINNED_WITH\n", {"a": "Company"})
    assert [(p.code, p.file) for p in reading.problems] == [("held_under_other_label", "nodes.csv"), ("ends_not_allowed", "edges.csv")]


def test_a_long_chain_of_subsidiaries_is_no_circle_and_no_recursion(read: Read) -> None:
    ids = [f"n{i}" for i in range(5000)]
    nodes = "id,label,name\n" + "".join(f"{id},Company,{id}\n" for id in ids)
    edges = "source,target,type\n" + "".join(f"{child},{parent},SUBSIDIARY_OF\n" for child, parent in pairwise(ids))
    reading = read(nodes, edges)
    assert (len(reading.relationships), reading.notes) == (4999, ())


def test_an_id_of_the_database_stays_that_relationship(tmp_path: Path) -> None:
    there = {
        "same": Relationship("same", "SUPPLIES", "a", "b"),
        "turned": Relationship("turned", "PARTNER_OF", "b", "a"),
        "other": Relationship("other", "PARTNER_OF", "a", "b"),
        "backwards": Relationship("backwards", "SUPPLIES", "b", "a"),
    }
    path = tmp_path / "edges.csv"
    path.write_text("id,source,target,type\n" + "".join(f"{id},a,b,{'PARTNER_OF' if id == 'turned' else 'SUPPLIES'}\n" for id in there))
    reading = read_files([path], held({"a": "Company", "b": "Company"}, relationships=there.values()))
    assert [(p.code, p.row, p.details["type"]) for p in reading.problems] == [
        ("held_as_other_relationship", 4, "PARTNER_OF"),
        ("held_as_other_relationship", 5, "SUPPLIES"),
    ]
