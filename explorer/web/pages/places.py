"""The network by places, as two tables: what a map draws, for who does not see or need one."""

from flask import render_template, request

from explorer.services.places import places
from explorer.web import held
from explorer.web.language import words
from explorer.web.pages.fields import markets, number_asked

PER_PAGE = 100
MOST_LISTED = 300


def page() -> str:
    snapshot = held.snapshot()
    country = request.args.get("country", "").strip()[:10]
    found = places(snapshot, country=country or None, limit=MOST_LISTED)
    pages = max(1, -(-max(len(found.places), len(found.arcs)) // PER_PAGE))
    number = min(number_asked("page", 1, 1_000), pages)
    here = slice((number - 1) * PER_PAGE, number * PER_PAGE)
    return render_template(
        "places.html",
        found=found,
        places=found.places[here],
        arcs=found.arcs[here],
        country=country.upper(),
        markets=markets(snapshot, country, words()),
        country_name=lambda code: words().country(code) or code,
        page_number=number,
        pages=pages,
    )
