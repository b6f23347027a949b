"""What people type, and whom it must find first, in the example network with invented namesakes and look-alikes added."""

import pytest

from explorer.domain.facts import Facts
from explorer.domain.identity import relationship_id
from explorer.domain.records import Entity, Relationship, Value
from explorer.network.names import NameIndex
from tests.unit.examples.reading import facts as example


def invented(id: str, label: str, name: str, **properties: Value) -> Entity:
    return Entity(id, label, name, properties)


def located(id: str, city: str) -> Relationship:
    return Relationship(relationship_id("LOCATED_IN", id, city, {}), "LOCATED_IN", id, city)


INVENTED = (
    invented("x:olivo-lyon", "Company", "OLIVO SAS"),
    invented("x:olivo-froid", "Company", "Olivo Froid Services", siren="404833048"),
    invented("x:lyon", "City", "Lyon"),
    invented("x:l-isle", "City", "L'Isle-d'Abeau"),
    invented("x:st-priest", "City", "St-Priest"),
    invented("x:cci-lyon", "Structure", "Chambre de commerce et d'industrie Lyon Métropole", aliases=("CCI Lyon",)),
    invented("x:cci-roanne", "Structure", "Chambre de commerce et d’industrie de Roanne"),
    invented("x:cma", "Structure", "Chambre des Métiers et de l'Artisanat de la Loire", short_name="CMA 42"),
    invented("x:enise", "Structure", "E.N.I.S.E."),
    invented("x:cnrs", "Structure", "Centre national de la recherche scientifique"),
    invented("x:oeuvres", "Structure", "Œuvres sociales du Forez"),
    invented("x:dupont", "Company", "SARL Dupont et Fils", siret="73282932000074", vat="FR44732829320"),
    invented("x:dupond", "Company", "Dupond", lei="969500TJ5KRTCJQWXH05"),
    invented("x:thyssen", "Company", "Thyssen Mécanique de précision"),
    invented("x:aciers", "Company", "Aciéries et Forges de Firminy", siren="732829320"),
    invented("x:zefal", "Company", "Zéfal"),
    invented("x:bic", "Company", "Bic"),
    invented("x:loreal", "Company", "L'Oréal"),
    invented("x:air", "Company", "Air Liquide"),
    invented("x:blackberry", "Company", "Blackberry Loire"),
    invented("x:noel", "Person", "Zoë Noël-Ångström"),
    invented("x:martin", "Person", "Jean-Baptiste Martin"),
    invented("x:martine", "Person", "Martine Jean"),
    invented("x:kovalenko", "Person", "Оксана Коваленко"),
    invented("x:refuses", "Person", "Amandine Introuvable", objects=True),
    invented("x:la", "Company", "LÀ"),
    invented("x:3d", "Company", "3D Print 42"),
)
TIES = (located("x:olivo-lyon", "x:lyon"), located("company:olivo", "city:saint-etienne"), located("x:thyssen", "x:l-isle"), located("x:bic", "x:st-priest"))

FOUND = {
    # ids and identifiers
    "company:olivo": "company:olivo",
    "732 829 320": "x:aciers",
    "732829320": "x:aciers",
    "404 833 048": "x:olivo-froid",
    "40483": "x:olivo-froid",
    "404 833 048 00022": "x:olivo-froid",
    "732 829 320 00074": "x:dupont",
    "732.829.320.000.74": "x:dupont",
    "FR 44 732829320": "x:dupont",
    "FR 45 732829320": "x:aciers",
    "732 829 320 00099": "x:aciers",
    "FR44 404 833 048": "x:olivo-froid",
    "969500tj5krtcjqwxh05": "x:dupond",
    "969500": "x:dupond",
    # accents, case, ligatures
    "saint etienne metropole": "structure:saint-etienne-metropole",
    "SAINT-ÉTIENNE MÉTROPOLE": "structure:saint-etienne-metropole",
    "herve reynaud": "person:herve-reynaud",
    "GAEL PERDRIAU": "person:gael-perdriau",
    "oeuvres sociales": "x:oeuvres",
    "Œuvres": "x:oeuvres",
    "zefal": "x:zefal",
    "zoe noel angstrom": "x:noel",
    "коваленко": "x:kovalenko",
    # order, prefixes
    "perdriau gaël": "person:gael-perdriau",
    "martin jean": "x:martin",
    "martin jean-b": "x:martin",
    "jean mart": "x:martin",
    "jean martin": "x:martin",
    "martin j": "x:martin",
    "martine j": "x:martine",
    "mines saint etienne": "structure:ecole-des-mines-de-saint-etienne",
    "éco mines": "structure:ecole-des-mines-de-saint-etienne",
    "meca": "structure:mecaloire",
    "bouyg": "company:bouygues-construction",
    "schn el": "company:schneider-electric",
    "team fr": "structure:team-france-export",
    "région pays": "structure:region-pays-de-la-loire",
    "lycée test": "structure:lycee-adrien-testud",
    "de maistre": "person:christophe-de-maistre",
    # one letter wrong, missing, doubled, swapped; two of them; in short names; while typing
    "mecalorie": "structure:mecaloire",
    "mcaloire": "structure:mecaloire",
    "mécaloirre": "structure:mecaloire",
    "mékaloir": "structure:mecaloire",
    "boygue construction": "company:bouygues-construction",
    "bouygues constuction": "company:bouygues-construction",
    "shneider electrik": "company:schneider-electric",
    "schneidre": "company:schneider-electric",
    "seimens": "company:siemens-france",
    "simens france": "company:siemens-france",
    "perdirau": "person:gael-perdriau",
    "patrice fevre duboz": "person:patrice-faivre-duboz",
    "christofe lecourtier": "person:christophe-lecourtier",
    "numelnik": "structure:numelink",
    "numleink": "structure:numelink",
    "klozman": "company:cfl-klozmann",
    "klosman": "company:cfl-klozmann",
    "tysen mecanique": "x:thyssen",
    "zeafl": "x:zefal",
    "bci": "x:bic",
    "dlivo": "company:olivo",
    "ollivo": "company:olivo",
    "bpifrence": "structure:bpifrance",
    "medfe": "structure:medef",
    "monastyr": "city:monastir",
    "коваленка": "x:kovalenko",
    "metropoel saint-etienn": "structure:saint-etienne-metropole",
    "thysssen mecan": "x:thyssen",
    # spaces too many or missing, articles
    "saintetienne metropole": "structure:saint-etienne-metropole",
    "airliquide": "x:air",
    "air liquid": "x:air",
    "black berry": "x:blackberry",
    "loreal": "x:loreal",
    "l oreal": "x:loreal",
    "oreal": "x:loreal",
    "telecom st etienne": "structure:telecom-saint-etienne",
    "ambassade france à singapour": "structure:ambassade-france-singapour",
    "chambre du commerce roanne": "x:cci-roanne",
    # short names, initials, legal forms
    "cma 42": "x:cma",
    "CCI Lyon": "x:cci-lyon",
    "c.c.i. lyon": "x:cci-lyon",
    "CCI Roanne": "x:cci-roanne",
    "C.C.I. de Roanne": "x:cci-roanne",
    "cnrs": "x:cnrs",
    "C.N.R.S.": "x:cnrs",
    "c n r s": "x:cnrs",
    "enise": "x:enise",
    "olivo sas": "x:olivo-lyon",
    "olivo s.a.s.": "x:olivo-lyon",
    "siemens france sa": "company:siemens-france",
    "dupont": "x:dupont",
    "dupont et fils": "x:dupont",
    "dupont sarl": "x:dupont",
    "dupond": "x:dupond",
    "sarl la": "x:la",
    # the city tells namesakes apart
    "olivo saint-étienne": "company:olivo",
    "olivo st etienne": "company:olivo",
    "olivo lyon": "x:olivo-lyon",
    "lyon olivo": "x:olivo-lyon",
    "OLIVO SAS LYON": "x:olivo-lyon",
    "olivo saint etiene": "company:olivo",
    "thyssen l'isle d'abeau": "x:thyssen",
    "bic saint-priest": "x:bic",
    "bic st priest": "x:bic",
    "cite du design saint etienne": "structure:cite-du-design",
    # more, or other, words than the name has
    "groupe schneider electric industries": "company:schneider-electric",
    "la société bouygues construction": "company:bouygues-construction",
    "3d print": "x:3d",
}  # fmt: skip


@pytest.fixture(scope="module")
def index() -> NameIndex:
    known = example()
    return NameIndex(Facts([*known.entities.values(), *INVENTED], [*known.relationships, *TIES]))


@pytest.mark.parametrize("typed", FOUND)
def test_the_one_meant_is_found_first(index: NameIndex, typed: str) -> None:
    assert [entity.id for entity in index.search(typed)[:1]] == [FOUND[typed]]


@pytest.mark.parametrize("name", ["Mécaloire", "Saint-Étienne Métropole", "Bouygues Construction", "Comité Richelieu", "Christophe Lecourtier"])
def test_a_name_is_found_at_every_letter_typed_from_the_fourth_on(index: NameIndex, name: str) -> None:
    missing = [name[:end] for end in range(4, len(name) + 1) if name not in [entity.name for entity in index.search(name[:end])[:8]]]
    assert missing == []


def test_namesakes_stand_with_the_most_connected_first(index: NameIndex) -> None:
    assert [entity.id for entity in index.search("olivo")[:3]] == ["company:olivo", "x:olivo-lyon", "x:olivo-froid"]


@pytest.mark.parametrize("typed", ["amandine introuvabel", "amandin introuvabel sa", "introuvble"])
def test_who_objected_is_not_suggested(index: NameIndex, typed: str) -> None:
    assert "x:refuses" not in [entity.id for entity in index.search(typed)]
    assert "x:refuses" not in [entity.id for entity in index.alike(typed)]
    assert [entity.id for entity in index.search("amandine introuvable")] == ["x:refuses"]


@pytest.mark.parametrize("typed", ["", "  ", "!?", "qzxwvk", "99999999999999"])
def test_nobody_is_found_where_nobody_is_meant(index: NameIndex, typed: str) -> None:
    assert not index.search(typed)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("olivo sas", ["x:olivo-lyon"]),
        ("Olivo", ["company:olivo"]),
        ("cma 42", ["x:cma"]),
        ("E.N.I.S.E.", ["x:enise"]),
        ("oreal", []),
        ("CCI LYON", ["x:cci-lyon"]),
    ],
)
def test_called_takes_names_as_they_are_case_and_accents_aside(index: NameIndex, typed: str, ids: list[str]) -> None:
    assert [entity.id for entity in index.called(typed)] == ids
