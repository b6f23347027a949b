"""Properties that hold the id of an entity: the contact of an opportunity, the event where two met."""

from collections.abc import Iterable, Iterator

from explorer.ingest.ends import Ends
from explorer.ingest.problems import shown
from explorer.ingest.rows import ReadRow
from explorer.ingest.schemas import REFERENCES


def referred(rows: Iterable[ReadRow]) -> Iterator[str]:
    return (str(row.properties[name]) for row in rows for name in REFERENCES if name in row.properties)


def check_references(row: ReadRow, ends: Ends) -> None:
    """What they name must be there and bear the right label; where that row is bad, this one waits for it."""
    for name, label in REFERENCES.items():
        if name not in row.properties:
            continue
        id = str(row.properties[name])
        if not ends.has(id):
            if ends.complete:
                row.refuse(name, "reference_unknown", id=shown(id))
            else:
                row.wait(name, "end_not_read")
        elif ends.label(id) not in (label, None):
            row.refuse(name, "reference_of_other_label", id=shown(id), label=label)
        elif (bad := ends.bad(id)) is not None:
            row.wait(name, "end_is_bad", file=bad.table.name, row=bad.row.number)
