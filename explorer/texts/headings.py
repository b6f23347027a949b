"""What stands above an entity's relationships of one type, seen from its source and from its target."""

from collections.abc import Mapping
from typing import Final

from explorer.texts import Texts, marked

HEADINGS: Final[Mapping[str, tuple[str, str]]] = {
    "WORKED_WITH": (marked("Worked together"), marked("Worked together")),
    "RUNS_FOR": (marked("Tied by what one of the two runs"), marked("Tied by what one of the two runs")),
    "KNOWS": (marked("Knows"), marked("Knows")),
    "WORKS_AT": (marked("Works at"), marked("Who works there")),
    "MEMBER_OF": (marked("Member of"), marked("Members")),
    "PARTNER_OF": (marked("Partners"), marked("Partners")),
    "SUPPORTED_BY": (marked("Supported by"), marked("Supports")),
    "SUBSIDIARY_OF": (marked("Belongs to the group"), marked("Subsidiaries")),
    "SUPPLIES": (marked("Customers"), marked("Suppliers")),
    "FUNDS": (marked("Funds"), marked("Funded by")),
    "MET": (marked("Has met"), marked("Has met")),
    "PARTICIPATES_IN": (marked("Takes part in"), marked("Who takes part")),
    "RUNS": (marked("Runs"), marked("Run by")),
    "LOCATED_IN": (marked("Where it is"), marked("Who is located there")),
    "OPERATES_IN": (marked("Operates in"), marked("Who operates there")),
    "ACTIVE_IN": (marked("Sectors"), marked("Who is active in it")),
    "OFFERS": (marked("Can do"), marked("Who can do it")),
    "SEEKS": (marked("Seeks"), marked("Who seeks it")),
    "TARGETS": (marked("Aims at"), marked("Who aims at it")),
    "COVERS": (marked("Covers"), marked("Covered by")),
    "PUBLISHES": (marked("Needs published"), marked("Published by")),
    "TWINNED_WITH": (marked("Twinned with"), marked("Twinned with")),
    "PART_OF": (marked("Part of"), marked("Contains")),
    "ABOUT": (marked("About"), marked("Figures")),
    "COMPETES_WITH": (marked("Competitors"), marked("Competitors")),
}


def heading(t: Texts, type_name: str, *, outgoing: bool) -> str:
    return t.gettext(HEADINGS[type_name][0 if outgoing else 1])
