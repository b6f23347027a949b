"""Who is worth meeting, in words: the reasons, and what the answer is."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from explorer.domain.records import Entity
from explorer.texts import Texts, marked, properties

REASONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "offers": marked("Has what you seek"),
        "seeks": marked("Seeks what you have"),
        "shared_ties": marked("Shared ties"),
        "sectors": marked("Same sectors"),
        "capabilities": marked("Same know-how"),
        "markets": marked("Same markets"),
        "programmes": marked("Same programmes"),
        "place": marked("Proximity"),
        "kind": marked("Same kind"),
    }
)
BOTH: Final[Mapping[str, str]] = MappingProxyType(
    {
        "sectors": marked("Both are active in: %(things)s."),
        "capabilities": marked("Both can do: %(things)s."),
        "markets": marked("Both look towards: %(things)s."),
        "programmes": marked("Both take part in: %(things)s."),
    }
)
NAMED: Final = 3
"""Shared ties and things named in a sentence; it says how many more there are."""


def reason(t: Texts, name: str) -> str:
    return t.gettext(REASONS[name])


def sentence(t: Texts, name: str, actor: Entity, other: Entity, about: Sequence[Entity], count: int, place: str | None) -> str:
    """Why two actors are worth each other's while. `about`: what they share, of `count` in all; `place`: where both are."""
    things = named(t, [entity.name for entity in about[:NAMED]], count)
    if name == "offers":
        return t.gettext("%(other)s has what %(name)s seeks: %(things)s.", other=other.name, name=actor.name, things=things)
    if name == "seeks":
        return t.gettext("%(other)s seeks what %(name)s has: %(things)s.", other=other.name, name=actor.name, things=things)
    if name == "shared_ties":
        return t.ngettext("%(n)s shared tie: %(things)s.", "%(n)s shared ties: %(things)s.", count, things=things)
    if name == "place":
        return t.gettext("Both are in: %(place)s.", place=place or "?")
    if name == "kind":
        kind = other.text("kind")
        return t.gettext("Both are of one kind: %(kind)s.", kind=properties.choice(t, kind)) if kind else t.gettext("Both are companies.")
    return t.gettext(BOTH[name], things=things)


def named(t: Texts, names: Sequence[str], count: int) -> str:
    """The first names, and how many more."""
    more = count - len(names)
    return t.enumerate([*names, t.ngettext("%(n)s more", "%(n)s more", more)] if more else list(names))


def explanation(t: Texts, name: str, found: int, ties: int, *, known: bool, complete: bool) -> str:
    """What the suggestions rest on, or why there is none. `ties`: how many the actor has; `known`: whether anything is known of what it does or seeks."""
    if not found:
        return none(t, name, ties, known=known)
    told = [t.ngettext("%(n)s actor is worth meeting for %(name)s.", "%(n)s actors are worth meeting for %(name)s.", found, name=name)]
    if not ties:
        told.append(t.gettext("No tie of theirs is known: only what they do and seek counts."))
    if not known:
        told.append(t.gettext("Nothing is known of what they do or seek: only shared ties count. Add a sector or a know-how, and the answer gets better."))
    if not complete:
        told.append(t.gettext("Around them the network is too large to look at everybody: the strongest ties and the most telling themes were followed."))
    return " ".join(told)


def none(t: Texts, name: str, ties: int, *, known: bool) -> str:
    if not ties and not known:
        return t.gettext(
            "Nobody can be suggested to %(name)s: nothing is known of what they do or seek, and no tie of theirs. Add a sector, a know-how or a tie.", name=name
        )
    return t.gettext("Nobody new is known who shares a tie, a sector, a know-how, a market or a programme with %(name)s, or matches what they seek.", name=name)


def next_step(t: Texts, other: Entity, *, path: str | None, contact: Entity | None) -> str:
    """What to do first."""
    if path:
        return path
    if contact:
        return t.gettext("Write to %(contact)s, at %(group)s, who does not know you yet.", contact=contact.name, group=other.name)
    return t.gettext("No path to %(name)s is known: find out who to ask there.", name=other.name)
