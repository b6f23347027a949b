"""A whole territory at once: who fits which open need, as a table whose cells say how well, and the best introductions to make."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import render_template, request, url_for

from explorer.domain.records import Entity
from explorer.errors import BadInput
from explorer.services.matches import Cell, Matches, find_matches
from explorer.web import held
from explorer.web.language import words
from explorer.web.pages.doubts import doubt
from explorer.web.pages.fields import LONGEST, written_as

ROWS = 40
COLUMNS = 12
LEVELS = (20.0, 40.0, 60.0)
"""Scores from which on a cell is shaded more."""


@dataclass(frozen=True, slots=True)
class Map:
    """The part of the matrix that is drawn: companies and needs with the best fits first. `rows`, `columns`: how many there are in all."""

    companies: Sequence[Entity]
    needs: Sequence[Entity]
    cells: Mapping[tuple[str, str], Cell]
    rows: int
    columns: int

    @staticmethod
    def level(cell: Cell) -> int:
        return 1 + sum(cell.score >= least for least in LEVELS)


def page() -> tuple[str, int]:
    place = request.args.get("place", "").strip()[:LONGEST]
    snapshot = held.snapshot()
    if not place:
        return render_template("matches.html", field="", answer=None, doubt=None), 200
    try:
        answer = find_matches(snapshot, place, words())
    except BadInput as error:
        return render_template("matches.html", field=place, answer=None, doubt=doubt(snapshot, error, meaning)), error.status
    return render_template("matches.html", field=written_as(snapshot, answer.place), answer=answer, map=drawn(answer), doubt=None), 200


def drawn(answer: Matches) -> Map:
    companies = {cell.company.id: cell.company for cell in answer.cells}
    needs = {cell.opportunity.id: cell.opportunity for cell in answer.cells}
    cells = {(cell.company.id, cell.opportunity.id): cell for cell in answer.cells}
    return Map(list(companies.values())[:ROWS], list(needs.values())[:COLUMNS], cells, len(companies), len(needs))


def meaning(_field: str, entity: Entity) -> str:
    return url_for("pages.matches", place=entity.id)
