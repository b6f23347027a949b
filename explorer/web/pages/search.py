"""What was found by a name, by kind."""

from typing import Final

from flask import render_template, request

from explorer.domain.vocabulary import LABELS, SUB_LABELS
from explorer.services.search import search
from explorer.web import held
from explorer.web.pages.fields import number_asked

PER_PAGE: Final = 20
LAST_PAGE: Final = 500


def page() -> str:
    text = request.args.get("q", "").strip()[:200]
    label = request.args.get("label", "")
    labels = (label,) if label in {*LABELS, *SUB_LABELS} else ()
    number = number_asked("page", 1, LAST_PAGE)
    found = search(held.snapshot(), text, labels=labels, skip=(number - 1) * PER_PAGE, limit=PER_PAGE) if text else None
    pages = max(1, -(-found.total // PER_PAGE)) if found else 1
    return render_template("search.html", text=text, label=labels[0] if labels else None, found=found, page_number=number, pages=pages)
