"""From what people type to who is meant: entities by id or name, and the actors an end of a question stands for."""

from collections.abc import Sequence
from datetime import date

from explorer.domain.answers import End
from explorer.domain.kinds import PLACES
from explorer.domain.records import Entity
from explorer.domain.vocabulary import ACTOR_LABELS
from explorer.errors import Ambiguous, BadInput, NotFound
from explorer.network.ends import actors_meeting, actors_of, sectors_called
from explorer.network.names import NameIndex
from explorer.services.snapshot import Snapshot
from explorer.services.told import entity_json
from explorer.texts import Texts, words


def named(names: NameIndex, text: str, t: Texts, field: str) -> Entity:
    """The one entity that an id or a name means. Raises NotFound (with names much alike) or Ambiguous (with the candidates)."""
    found = names.called(text)
    if len(found) == 1:
        return found[0]
    if found:
        message = t.ngettext(
            "%(n)s entity is called “%(name)s”.", "%(n)s entities are called “%(name)s”: choose one by its id (%(ids)s).", len(found),
            name=shortened(text), ids=", ".join(entity.id for entity in found),
        )  # fmt: skip
        raise Ambiguous(message, [entity_json(entity) for entity in found], field)
    alike = names.alike(text)
    message = t.gettext("Nothing in the network is called “%(name)s”.", name=shortened(text))
    if alike:
        guess = t.gettext("Did you mean: %(names)s?", names=", ".join(entity.name for entity in alike))
        message = f"{message} {guess}"
    raise NotFound(message, {field: [entity_json(entity) for entity in alike]})


def asked_place(names: NameIndex, text: str, t: Texts) -> Entity:
    """A place, or a structure, whose members are asked about. Raises BadInput for anything else, and as `named`."""
    place = named(names, text, t, "place")
    if place.label not in PLACES | {"Structure"}:
        raise BadInput(t.gettext("%(name)s is neither a place nor a structure with members.", name=place.name), {"place": [place.id]})
    return place


def shortened(text: str, most: int = 80) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def known_labels(t: Texts, labels: Sequence[str], field: str) -> frozenset[str]:
    """Labels of actors as the vocabulary spells them, case aside. Raises BadInput for any other."""
    spelt = {label.lower(): label for label in ACTOR_LABELS}
    unknown = [label for label in labels if label.lower() not in spelt]
    if unknown:
        message = t.gettext("“%(label)s” is no kind of actor. There are: %(labels)s.", label=shortened(unknown[0]), labels=", ".join(spelt.values()))
        raise BadInput(message, {field: unknown})
    return frozenset(spelt[label.lower()] for label in labels)


def entity_end(snapshot: Snapshot, text: str, t: Texts, field: str, as_of: date) -> End:
    entity = named(snapshot.names, text, t, field)
    return End(entity.id, entity.name, entity.labels, actors_of(snapshot.facts, entity.id, as_of))


def need_end(snapshot: Snapshot, t: Texts, as_of: date, label: str | None, market: str | None, sector: str | None, within: End | None) -> End:
    """The actors that meet a need (of a kind, on a market, in a sector), those of an entity where `within` is given."""
    known = next(iter(known_labels(t, [label], "to_label"))) if label else None
    told = [words.labels(t, known)] if known else [t.gettext("anybody")]
    if market:
        market = known_market(t, market)
        told.append(t.gettext("on the market %(market)s", market=country_name(t, market)))
    if sector:
        told.append(t.gettext("in the sector %(sector)s", sector=sector_name(snapshot, sector, t)))
    actors = actors_meeting(snapshot.facts, as_of, known, market, sector)
    if within is not None:
        told.append(t.gettext("at %(place)s", place=within.name))
        return End(within.id, ", ".join(told), within.labels, actors & within.actors)
    return End(None, ", ".join(told), (), actors)


def sector_name(snapshot: Snapshot, text: str, t: Texts) -> str:
    """The name of the sector that an id, a code or a name means; what was typed where several share it. Raises NotFound."""
    meant = sectors_called(snapshot.facts, text)
    if not meant:
        message = t.gettext("No sector has the id, the code or the name “%(sector)s”.", sector=shortened(text))
        raise NotFound(message, {"to_sector": [entity_json(entity) for entity in snapshot.names.alike(text, ["Sector"])]})
    return snapshot.facts.entities[next(iter(meant))].name if len(meant) == 1 else text


def known_market(t: Texts, code: str, field: str = "to_market") -> str:
    """A country code in capitals; its id (`country:XX`) will do. Raises BadInput where no country has it."""
    bare = code.strip().upper().removeprefix("COUNTRY:")
    if country_name(t, bare) == bare:
        raise BadInput(t.gettext("“%(code)s” is no country code: write two letters, as in IE for Ireland.", code=shortened(code)), {field: [code]})
    return bare


def country_name(t: Texts, code: str) -> str:
    return t.country(code) or code
