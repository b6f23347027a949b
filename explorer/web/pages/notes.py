"""Noting what was done about a need: who was proposed, asked, met, and what came of it."""

from collections.abc import Mapping

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from explorer.domain.dates import today
from explorer.errors import Refused
from explorer.services.funnel import OUTCOMES, STEPS, funnel, pairs_of, take_back, take_note
from explorer.texts import funnel as phrases
from explorer.web import held
from explorer.web.language import words
from explorer.web.pages.fields import LONGEST
from explorer.web.pages.opportunity_form import WHO, need_of

FIELDS = ("company", "step", "on", "text", "amount", "currency")


def page(id: str) -> tuple[str, int] | Response:
    t = words()
    snapshot = held.snapshot()
    need = need_of(snapshot, id, t)
    if request.method == "GET":
        said = {name: request.args.get(name, "").strip()[:LONGEST] for name in FIELDS}
        company = snapshot.facts.entities.get(said["company"])
        if company and [each.id for each in snapshot.names.called(company.name)] == [company.id]:
            said["company"] = company.name
        return shown(id, {**said, "on": said["on"] or today().isoformat(), "currency": said["currency"] or need.text("currency") or "EUR"}, {}, ""), 200
    said = {name: request.form.get(name, "")[: 2 * LONGEST] for name in FIELDS}
    try:
        held.write(lambda db: take_note(db, snapshot, id, said, t, who=WHO), lambda number: number)
    except Refused as error:
        return shown(id, said, error.errors, error.message), error.status
    flash(t.gettext("Noted."))
    return redirect(url_for("pages.entity", id=id, _anchor="became"), 303)


def shown(id: str, said: Mapping[str, str], wrong: Mapping[str, list[str]], message: str) -> str:
    t = words()
    snapshot = held.snapshot()
    steps = [(name, phrases.step(t, name)) for name in (*STEPS, *OUTCOMES)]
    pairs = pairs_of(snapshot, {id})
    return render_template(
        "notes.html", need=snapshot.facts.entities[id], said=said, wrong=wrong, message=message, steps=steps, pairs=pairs, told=funnel(pairs, t)
    )


def withdraw(id: str) -> Response:
    t = words()
    snapshot = held.snapshot()
    need_of(snapshot, id, t)
    note = request.form.get("note", "")[:200]
    held.write(lambda db: take_back(db, snapshot, id, note, t, who=WHO), lambda number: number)
    flash(t.gettext("The note was taken back."))
    return redirect(url_for("pages.entity", id=id, _anchor="became"), 303)
