"""Publishing a need, changing one, and saying what became of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from flask import flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from explorer.domain.records import Entity
from explorer.domain.vocabulary import OPPORTUNITY_STATUSES
from explorer.errors import Conflict, NotFound, Refused
from explorer.graphdb.exact import NEW
from explorer.services.entity import entity_of
from explorer.services.opportunities import version_of
from explorer.services.opportunities_publish import MOST_SOUGHT, PLAIN, Draft, Line, Published, change, draft_of, publish
from explorer.services.snapshot import Snapshot
from explorer.texts import Texts
from explorer.texts import opportunities as phrases
from explorer.texts.properties import choice
from explorer.web import held
from explorer.web.language import words
from explorer.web.pages.words import mine

WHO = "form"
SPARE = 2
"""Empty lines under those that are filled in."""
SPARE_SOUGHT = 4
MORE = 8
LONGEST = 20_000
MOST_LINES = 60


@dataclass(frozen=True, slots=True)
class Form:
    """What stands in the form. `wrong`: sentences by field; `differs`: what somebody else saved meanwhile, by the field's words; `spare`: empty lines more."""

    draft: Draft
    seen: str = NEW
    need: Entity | None = None
    wrong: Mapping[str, list[str]] = field(default_factory=dict)
    message: str = ""
    differs: tuple[tuple[str, str], ...] = ()
    more: int = 0

    def lines(self, name: str) -> list[str]:
        written: tuple[str, ...] = getattr(self.draft, name)
        return [*written, *[""] * (1 + (SPARE if self.more else 0))]

    @property
    def sought(self) -> list[Line]:
        return [*(self.draft.needs or ()), *[Line("", "")] * (SPARE_SOUGHT + self.more)]


def new() -> tuple[str, int] | Response:
    if request.method == "POST":
        return received(None)
    start = mine()
    publisher = request.args.get("publisher", "").strip()[:LONGEST] or (start.id if start and start.label in ("Company", "Structure") else "")
    snapshot = held.snapshot()
    entity = snapshot.facts.entities.get(publisher)
    named = (entity.name,) if entity and [e.id for e in snapshot.names.called(entity.name)] == [entity.id] else (publisher,) if publisher else ()
    return shown(Form(Draft({"status": "open", "currency": "EUR"}, publishers=named)), words()), 200


def edit(id: str) -> tuple[str, int] | Response:
    if request.method == "POST":
        return received(id)
    snapshot, t = held.snapshot(), words()
    need = need_of(snapshot, id, t)
    return shown(Form(draft_of(snapshot, id), version_of(snapshot.facts, id), need), t), 200


def need_of(snapshot: Snapshot, id: str, t: Texts) -> Entity:
    need = entity_of(snapshot, id, t)
    if need.label != "Opportunity":
        raise NotFound(t.gettext("%(name)s is no need.", name=need.name), {"id": [id[:500]]})
    return need


def received(id: str | None) -> tuple[str, int] | Response:
    """Save what was sent, or show it again with what is wrong: nothing that was typed is lost."""
    snapshot, t = held.snapshot(), words()
    need = need_of(snapshot, id, t) if id is not None else None
    sent = Form(sent_draft(request.form), request.form.get("seen", NEW)[:100], need)
    if "more" in request.form:
        return shown(replace(sent, more=MORE), t), 200
    try:
        saved = write(snapshot, sent.draft, id, sent.seen, t)
    except Refused as error:
        return shown(replace(sent, wrong=error.errors, message=error.message), t), error.status
    except Conflict as error:
        return shown(overtaken(sent, id, error, t), t), error.status
    flash(t.gettext("Saved."))
    return redirect(url_for("pages.entity", id=saved.id), 303)


def write(snapshot: Snapshot, draft: Draft, id: str | None, seen: str, t: Texts) -> Published:
    if id is None:
        return held.write(lambda db: publish(db, snapshot, draft, t, who=WHO), lambda saved: saved.sequence)
    return held.write(lambda db: change(db, snapshot, id, draft, seen, t, who=WHO), lambda saved: saved.sequence)


def overtaken(sent: Form, id: str | None, error: Conflict, t: Texts) -> Form:
    """The form as sent, with what the other one saved beside it; sending it again replaces that."""
    held_by_all = held.snapshot()
    if id is None or id not in held_by_all.facts.entities:
        return replace(sent, message=error.message)
    now = draft_of(held_by_all, id)
    return replace(sent, seen=version_of(held_by_all.facts, id), message=error.message, differs=tuple(differences(sent.draft, now, t)))


def differences(sent: Draft, now: Draft, t: Texts) -> Iterator[tuple[str, str]]:
    """What now stands in the fields that differ from what was sent."""
    for name in PLAIN:
        if sent.said.get(name, "").strip() != now.said.get(name, ""):
            yield phrases.field(t, name), now.said.get(name, "") or "–"
    for name in ("publishers", "markets", "sectors"):
        if tuple(filter(None, getattr(sent, name))) != getattr(now, name):
            yield phrases.field(t, name), ", ".join(getattr(now, name)) or "–"
    if now.needs is not None and tuple(line for line in sent.needs or () if line.sought) != now.needs:
        yield phrases.field(t, "needs"), "; ".join(f"{line.lot}: {line.sought}" if line.lot else line.sought for line in now.needs) or "–"


def sent_draft(form: MultiDict[str, str]) -> Draft:
    lots, sought = form.getlist("lot"), form.getlist("sought")
    lines = tuple(Line(lot.strip()[:LONGEST], what.strip()[:LONGEST]) for lot, what in zip(lots, sought, strict=False))
    return Draft(
        said={name: form.get(name, "").strip()[:LONGEST] for name in PLAIN},
        publishers=_filled(form, "publisher"),
        markets=_filled(form, "market"),
        sectors=_filled(form, "sector"),
        needs=None if "sought" not in form else tuple(line for line in lines if line.lot or line.sought),
    )


def _filled(form: MultiDict[str, str], name: str) -> tuple[str, ...]:
    return tuple(text.strip()[:LONGEST] for text in form.getlist(name) if text.strip())[:MOST_LINES]


def status(id: str) -> tuple[str, int] | Response:
    """A new status, with its amount: everything else of the need stays."""
    snapshot, t = held.snapshot(), words()
    need = need_of(snapshot, id, t)
    now = draft_of(snapshot, id)
    said = {name: request.form.get(name, "").strip()[:LONGEST] for name in ("status", "amount", "currency") if name in request.form}
    sent = Form(replace(now, said={**now.said, **said}), request.form.get("seen", NEW)[:100], need)
    try:
        write(snapshot, sent.draft, id, sent.seen, t)
    except Refused as error:
        return shown(replace(sent, wrong=error.errors, message=error.message), t), error.status
    except Conflict as error:
        return shown(overtaken(sent, id, error, t), t), error.status
    flash(t.gettext("Saved."))
    return redirect(url_for("pages.entity", id=id), 303)


def shown(form: Form, t: Texts) -> str:
    return render_template(
        "opportunity_form.html",
        form=form,
        kinds=[(key, phrases.kind(t, key)) for key in phrases.KINDS],
        kind=phrases.kind_key(form.draft.said.get("kind")),
        statuses=[(status, choice(t, status)) for status in OPPORTUNITY_STATUSES],
        most=MOST_SOUGHT,
    )
