"""The answer to an introduction question in a few sentences: how many there are, or why there is none and what is nearest."""

from collections.abc import Sequence
from typing import Final

from explorer.domain.answers import End, Found, Part, Question
from explorer.domain.kinds import ACTORS
from explorer.domain.records import Entity
from explorer.texts import Texts

MOST_NAMED: Final = 3
"""In one sentence."""


def explanation(t: Texts, found: Found, question: Question, source: End, target: End, nearest: Sequence[Entity], *, makeshift: bool) -> str:
    """Found: how many, within how many intermediaries. None: what each end lies in, and the nearest actors. `makeshift`: the slower engine searched."""
    told = how_many(t, found, question, source, target) if found.paths else why_none(t, found, question, source, target, nearest)
    if not found.complete:
        told.append(t.gettext("The search was cut short: there may be better answers."))
    if makeshift:
        told.append(t.gettext("Searched by plain code for now: slower, with the same answers."))
    return " ".join(told)


def how_many(t: Texts, found: Found, question: Question, source: End, target: End) -> list[str]:
    told = [
        t.ngettext(
            "%(n)s introduction from %(source)s to %(target)s.",
            "%(n)s introductions from %(source)s to %(target)s, the best first.",
            len(found.paths),
            source=source.name,
            target=target.name,
        )
    ]
    if len(found.paths) < question.limit and found.complete:
        told.append(t.gettext("There are no others %(bound)s.", bound=within(t, question.max_hops)))
    return told


def why_none(t: Texts, found: Found, question: Question, source: End, target: End, nearest: Sequence[Entity]) -> list[str]:
    told = [
        t.gettext(
            "Nobody in the network can introduce %(source)s to %(target)s %(bound)s.",
            source=source.name,
            target=target.name,
            bound=within(t, question.max_hops),
        )
    ]
    told.append(where(t, source, found.source_part))
    if target.actors and not question.targets:
        told.append(t.gettext("%(source)s contains %(target)s: start from one entity instead.", source=source.name, target=target.name))
    else:
        told.append(where(t, target, found.target_part))
    if found.source_part.rank is not None and found.source_part.rank == found.target_part.rank:
        told.append(t.gettext("They lie in the same part, but too far from each other or only joined in ways this question leaves out."))
    others = [entity for entity in nearest if entity.id not in question.targets]
    if len(others) < len(nearest):
        told.append(t.gettext("Without the intermediary that was asked for, %(target)s can be reached.", target=target.name))
    elif others:
        told.append(t.gettext("The nearest that can be reached: %(names)s.", names=t.enumerate(some_named(t, others))))
    else:
        told.append(t.gettext("Nobody near can be reached either."))
    return told


def some_named(t: Texts, nearest: Sequence[Entity]) -> list[str]:
    """The first of them; the answer lists all beside the sentence."""
    more = len(nearest) - MOST_NAMED
    return [entity.name for entity in nearest[:MOST_NAMED]] + ([t.ngettext("%(n)s other", "%(n)s others", more)] if more > 0 else [])


def within(t: Texts, max_hops: int) -> str:
    if max_hops == 1:
        return t.gettext("without an intermediary")
    return t.ngettext("with at most %(n)s intermediary", "with at most %(n)s intermediaries", max_hops - 1)


def where(t: Texts, end: End, part: Part) -> str:
    """Which part of the network an end lies in."""
    if not end.actors and ACTORS.isdisjoint(end.labels):
        return t.gettext("The network knows no actor for %(name)s.", name=end.name)
    if part.rank is None:
        return t.gettext("%(name)s takes no part in introductions.", name=end.name)
    if part.size == 1:
        return t.gettext("%(name)s has no tie to anybody.", name=end.name)
    if part.rank == 1:
        return t.ngettext(
            "%(name)s lies in the largest part of the network (%(n)s actor).",
            "%(name)s lies in the largest part of the network (%(n)s actors).",
            part.size,
            name=end.name,
        )
    return t.ngettext("%(name)s lies in a part of %(n)s actor.", "%(name)s lies in a separate part of %(n)s actors.", part.size, name=end.name)
