"""What one step of an introduction rests on, and what to do to take it, in sentences."""

from collections.abc import Mapping
from datetime import date

from explorer.domain.records import Entity
from explorer.domain.strength import Contribution, Tie
from explorer.texts import Texts, sentences


def reason(t: Texts, entities: Mapping[str, Entity], contribution: Contribution, a: str, b: str, day: date) -> str:
    """The sentence of one reason why `a` and `b` are tied."""
    leading = contribution.behind[0]
    if contribution.via is None:
        return sentences.fact(t, leading, entities[leading.source].name, entities[leading.target].name, day)
    via = entities[contribution.via]
    said = sentences.SHARED[contribution.type]
    runner = next((r.source for r in contribution.behind if r.type == "RUNS"), a)
    other = b if runner == a else a
    # One message names the two in the order of the step, the other whoever runs first; each uses the places it has.
    clause = t.gettext(said, source=entities[a].name, target=entities[b].name, runner=entities[runner].name, other=entities[other].name, via=via.name)
    held = via.day("ends_on") or via.day("starts_on")
    return t.gettext("%(clause)s (%(details)s).", clause=clause, details=t.date(held)) if held else t.gettext("%(clause)s.", clause=clause)


def sentence(t: Texts, entities: Mapping[str, Entity], tie: Tie, a: str, b: str, day: date) -> str:
    """The strongest reason of a tie, and how many others there are."""
    first = reason(t, entities, tie.contributions[0], a, b, day)
    others = len(tie.contributions) - 1
    if not others:
        return first
    more = t.ngettext("%(n)s other fact links them.", "%(n)s other facts link them.", others)
    return f"{first} {more}"


def actionability(t: Texts, receiver: Entity, post: Entity | None, contact: Entity | None) -> tuple[float, str]:
    """May and can the receiver of a step be asked now, and why.

    A person: 1, or 0.5 without an open post. An organisation: 1 with a contact who can be named, else 0.5.
    """
    if receiver.label == "Person":
        if post is not None:
            return 1.0, t.gettext("%(person)s holds a post at %(organisation)s.", person=receiver.name, organisation=post.name)
        return 0.5, t.gettext("No current post is known for %(person)s.", person=receiver.name)
    if contact is not None:
        return 1.0, t.gettext("%(person)s can be asked there.", person=contact.name)
    return 0.5, t.gettext("Nobody to ask is named at %(organisation)s.", organisation=receiver.name)


def next_action(t: Texts, stops: list[Entity], *, colleague: bool, contact: Entity | None, to_confirm: str | None) -> str:
    """What to do now.

    `stops`: the path's actors; `contact`: who can be asked at the second of them; `to_confirm`: the weakest step's first reason, where it is out of date.
    """
    if contact is not None and len(stops) > 2 and stops[2].id == contact.id:
        stops = [*stops[:2], *stops[3:]]  # who is asked there is the next on the path: nobody is introduced to themselves
    if len(stops) == 2 and contact is not None:
        action = t.gettext("You already have a tie: write to %(contact)s, at %(target)s, and recall it.", contact=contact.name, target=stops[1].name)
    elif len(stops) == 2:
        action = t.gettext("You already have a tie: write to %(target)s and recall it.", target=stops[1].name)
    elif colleague:
        action = t.gettext("Ask your colleague %(first)s to introduce you to %(second)s.", first=stops[1].name, second=stops[2].name)
    elif stops[1].label == "Person":
        action = t.gettext("Ask %(first)s to introduce you to %(second)s.", first=stops[1].name, second=stops[2].name)
    elif contact is not None:
        action = t.gettext("Ask %(contact)s, at %(first)s, to introduce you to %(second)s.", contact=contact.name, first=stops[1].name, second=stops[2].name)
    else:
        action = t.gettext("Find out who to ask at %(first)s, then ask for an introduction to %(second)s.", first=stops[1].name, second=stops[2].name)
    if to_confirm is None:
        return action
    check = t.gettext("Before that, check that this still holds: %(fact)s", fact=to_confirm)
    return f"{action} {check}"


def title(t: Texts, intermediaries: list[Entity]) -> str:
    """The path named by who it goes through."""
    if not intermediaries:
        return t.gettext("Directly")
    names = [entity.name for entity in intermediaries]
    if len(names) == 1:
        return t.gettext("Through %(name)s", name=names[0])
    return t.gettext("Through %(names)s, then %(last)s", names=", ".join(names[:-1]), last=names[-1])
