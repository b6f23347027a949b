"""What support fits a company, in words: why, what is not known, why not, and what the answer is."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final

from explorer.domain.dates import PartialDate
from explorer.domain.records import Entity
from explorer.texts import Texts, marked, properties

CONDITIONS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "territory": marked("Territory"),
        "sector": marked("Sector"),
        "size": marked("Size"),
        "market": marked("Market"),
        "stage": marked("Stage"),
        "dates": marked("Dates"),
        "capacity": marked("Places"),
    }
)


def condition(t: Texts, name: str) -> str:
    return t.gettext(CONDITIONS[name])


def choices(t: Texts, values: Sequence[str]) -> str:
    return t.enumerate([properties.choice(t, value) for value in values])


def reason(t: Texts, name: str, about: Sequence[str], *, left: int, day: PartialDate | None) -> str:
    """Why something fits. `about`: names, or the words of the vocabulary; `left`: places left."""
    if name == "territory":
        return t.gettext("It covers %(places)s, where you are.", places=t.enumerate([*about]))
    if name == "sector":
        return t.gettext("It is made for your sector: %(sectors)s.", sectors=t.enumerate([*about]))
    if name == "market":
        return t.gettext("It serves the market you aim at: %(markets)s.", markets=t.enumerate([*about]))
    if name == "size":
        return t.gettext("It takes companies of your size: %(sizes)s.", sizes=choices(t, about))
    if name == "stage":
        return t.gettext("It takes companies of your stage: %(stages)s.", stages=choices(t, about))
    if name == "dates":
        return t.gettext("It is open until %(date)s.", date=t.date(day) if day else "?")
    return t.ngettext("%(n)s place is left.", "%(n)s places are left.", left)


def for_all(t: Texts, name: str) -> str | None:
    """What is said of a condition that is not made, where that is worth a word."""
    return t.gettext("It names no sector: it is open to yours.") if name == "sector" else None


def unknown(t: Texts, name: str, helper: Entity, about: Sequence[str], market: str | None) -> str:
    """What is not known, and what to ask."""
    if name == "territory":
        if about:
            return t.gettext("We do not know where you are; it covers %(places)s: ask.", places=t.enumerate([*about]))
        return t.gettext("We do not know which territory %(name)s covers: ask.", name=helper.name)
    if name == "sector":
        return t.gettext("We do not know your sector; it is made for %(sectors)s: ask.", sectors=t.enumerate([*about]))
    if name == "size":
        return t.gettext("We do not know your size; it takes %(sizes)s: ask.", sizes=choices(t, about))
    if name == "stage":
        return t.gettext("We do not know your stage; it takes %(stages)s: ask.", stages=choices(t, about))
    if name == "dates":
        return t.gettext("We do not know until when %(name)s is open: ask.", name=helper.name)
    if market is None:
        return t.gettext("It serves %(markets)s; we do not know whether you aim there: ask.", markets=t.enumerate([*about]))
    return t.gettext("We do not know whether %(name)s serves the market %(market)s: ask.", name=helper.name, market=market)


def missed(t: Texts, name: str, company: Entity, about: Sequence[str], market: str | None, day: PartialDate | None) -> str:
    """Why something does not fit."""
    if name == "territory":
        return t.gettext("It covers %(places)s, where you are not.", places=t.enumerate([*about]))
    if name == "sector":
        return t.gettext("It is made for %(sectors)s, which is not your sector.", sectors=t.enumerate([*about]))
    if name == "market":
        return t.gettext("It serves %(markets)s, not the market %(market)s.", markets=t.enumerate([*about]), market=market or "?")
    if name == "size":
        return t.gettext("Your size is: %(own)s; it takes: %(sizes)s.", own=properties.choice(t, company.text("size_class") or "?"), sizes=choices(t, about))
    if name == "stage":
        return t.gettext("Your stage is: %(own)s; it takes: %(stages)s.", own=properties.choice(t, company.text("stage") or "?"), stages=choices(t, about))
    if name == "capacity":
        return t.gettext("All of its places are taken (%(places)s).", places=about[0])
    when = t.date(day) if day else "?"
    return t.gettext("It has closed: %(date)s.", date=when) if "closed" in about else t.gettext("It opens later: %(date)s.", date=when)


def explanation(t: Texts, company: str, found: int, shown: int, near: int, silent: int, used: Sequence[str], known: int) -> str:
    """How much fits, and what is left out. `near`: near misses not shown; `silent`: how many say nothing of whom they help; `known`: how many there are."""
    if found:
        told = [t.ngettext("%(n)s programme or structure fits %(company)s.", "%(n)s programmes and structures fit %(company)s.", found, company=company)]
    elif known:
        told = [
            t.ngettext(
                "Of one programme or structure known, none is known to fit %(company)s.",
                "None of the %(n)s programmes and structures known is known to fit %(company)s.",
                known,
                company=company,
            )
        ]
    else:
        told = [t.gettext("No programme and no structure that supports companies is known. Add one, with the territory it covers, and ask again.")]
    if found > shown:
        told.append(t.ngettext("The best one is shown.", "The best %(n)s are shown.", shown))
    if near:
        told.append(t.ngettext("%(n)s more near miss is not shown.", "%(n)s more near misses are not shown.", near))
    if silent:
        told.append(t.ngettext("%(n)s says nothing of whom it helps: ask.", "%(n)s say nothing of whom they help: ask.", silent))
    if used:
        told.append(t.gettext("Already used: %(names)s.", names=t.enumerate([*used])))
    return " ".join(told)


def next_step(t: Texts, helper: Entity, adviser: Entity | None, *, path: str | None, contact: Entity | None) -> str:
    if path:
        return path
    if adviser or contact:
        return t.gettext("Write to %(contact)s, who does not know you yet, about %(name)s.", contact=(adviser or contact).name, name=helper.name)  # type: ignore[union-attr]
    return t.gettext("Nobody to ask is named: find out who looks after %(name)s.", name=helper.name)
