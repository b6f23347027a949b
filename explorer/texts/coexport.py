"""Who could carry a company abroad, in words: factors, tiers, what is not known, what to do next."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Final

from explorer.domain.records import Entity
from explorer.texts import Texts, marked, words

FACTORS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "market": marked("Presence on the market"),
        "product": marked("Tie to the product"),
        "open_opportunities": marked("Open need"),
        "welcomes_sme": marked("Welcome for SMEs"),
        "capability_fit": marked("Fit of the product"),
        "path": marked("Path to a contact"),
        "proximity": marked("Proximity"),
    }
)
TIERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "product_and_market": marked("The product and the market"),
        "market": marked("The market only"),
        "product": marked("The product only"),
    }
)
TOO_LITTLE: Final = marked("Too little is known to rank %(group)s.")
UNKNOWN: Final[Mapping[str, str]] = MappingProxyType(
    {
        "open_opportunities": marked("We know of no open need of %(group)s: ask whether one is coming."),
        "welcomes_sme": marked("We do not know whether %(group)s carries SMEs abroad: ask."),
        "proximity": marked("We do not know how near %(group)s and %(company)s are to each other."),
        "path": marked("No path is known from %(company)s to %(group)s."),
    }
)
"""Said of a factor of which nothing is known."""


def factor(t: Texts, name: str) -> str:
    return t.gettext(FACTORS[name])


def tier(t: Texts, name: str) -> str:
    return t.gettext(TIERS[name])


def amount(t: Texts, value: float, *, known: bool) -> str:
    """How much of a factor somebody has, in a word."""
    if not known:
        return t.gettext("not known")
    if value == 0:
        return t.gettext("none")
    return words.strength(t, value)


def said(t: Texts, entity: Entity, property: str, *, market: str) -> str:
    """What a property of a company says that no relationship does."""
    if property == "country":
        return t.gettext("%(name)s is a company of the market %(market)s.", name=entity.name, market=market)
    if entity.properties.get("welcomes_sme") is True:
        return t.gettext("%(name)s says that it welcomes SMEs.", name=entity.name)
    return t.gettext("%(name)s does not say that it welcomes SMEs: it says the contrary.", name=entity.name)


def missing(
    t: Texts, group: Entity, company: Entity, market: str, product: str | None, unknown: Sequence[str], *, too_little: bool, contact: bool
) -> list[str]:
    """What is not known of a group, as sentences. `unknown`: names of factors; `market` or `product` among them says that the group has none that we know."""
    told = [t.gettext(TOO_LITTLE, group=group.name)] if too_little else []
    if "market" in unknown:
        told.append(t.gettext("We do not know whether %(group)s is on the market %(market)s: ask.", group=group.name, market=market))
    if "product" in unknown and product is None:
        told.append(t.gettext("We do not know what %(company)s makes: name a product.", company=company.name))
    elif "product" in unknown:
        told.append(t.gettext("We do not know whether %(group)s buys, sells or makes this: %(product)s. Ask.", group=group.name, product=product))
    if group.text("size_class") is None:
        told.append(t.gettext("We do not know the size of %(group)s.", group=group.name))
    told += [t.gettext(sentence, group=group.name, company=company.name) for name, sentence in UNKNOWN.items() if name in unknown]
    if not contact:
        told.append(t.gettext("Nobody to ask is named at %(organisation)s.", organisation=group.name))
    return told


def next_step(t: Texts, group: Entity, need: Entity | None, day: date, *, path: str | None, contact: Entity | None) -> str:
    """What to do first. `need`: the open need that fits best; `path`: how a path to the group begins."""
    told = [answer_it(t, need, day)] if need else []
    if path:
        told.append(path)
    elif contact:
        told.append(t.gettext("Write to %(contact)s, at %(group)s, who does not know you yet.", contact=contact.name, group=group.name))
    else:
        told.append(t.gettext("Find out who to ask at %(group)s.", group=group.name))
    return " ".join(told)


def answer_it(t: Texts, need: Entity, day: date) -> str:
    deadline = need.day("deadline")
    if deadline is None:
        return t.gettext("Answer the open need “%(need)s”.", need=need.name)
    left = (deadline.last - day).days
    return t.ngettext(
        "Answer the open need “%(need)s” by %(deadline)s: %(n)s day is left.",
        "Answer the open need “%(need)s” by %(deadline)s: %(n)s days are left.",
        left,
        need=need.name,
        deadline=t.date(deadline),
    )


def explanation(t: Texts, company: str, market: str, product: str | None, shown: Sequence[str], *, groups: int) -> str:
    """How many could carry the company, by tier; or that none is known, among how many. `shown`: the tier of each."""
    if not shown:
        return none_known(t, company, market, product, groups=groups)
    counts = [t.gettext("%(tier)s: %(n)s.", tier=t.gettext(words_), n=t.number(shown.count(name))) for name, words_ in TIERS.items() if name in shown]
    told = t.ngettext(
        "%(n)s group could carry %(company)s into %(market)s.",
        "%(n)s groups could carry %(company)s into %(market)s.",
        len(shown),
        company=company,
        market=market,
    )
    return " ".join((told, *counts))


def none_known(t: Texts, company: str, market: str, product: str | None, *, groups: int) -> str:
    if product is None:
        told = t.gettext("No large group is known to be on the market %(market)s that could carry %(company)s.", market=market, company=company)
    else:
        told = t.gettext(
            "No large group that could carry %(company)s is known to be on the market %(market)s, or to buy, sell or make this: %(product)s.",
            company=company, market=market, product=product,
        )  # fmt: skip
    more = t.ngettext("The network knows %(n)s large group in all.", "The network knows %(n)s large groups in all.", groups)
    return f"{told} {more}"


def suited(t: Texts, target: str, products: list[str], n: int) -> str:
    """How many companies suit a need or a group; or why none does."""
    if not products:
        return t.gettext("Nothing is known of what %(target)s seeks or does: no company can be said to suit it.", target=target)
    if not n:
        return t.gettext("No small company is known that suits %(target)s, which is about: %(products)s.", target=target, products=", ".join(products))
    return t.ngettext(
        "%(n)s small company suits %(target)s, which is about: %(products)s.",
        "%(n)s small companies suit %(target)s, which is about: %(products)s.",
        n,
        target=target,
        products=", ".join(products),
    )


def missing_of_suited(t: Texts, company: Entity, group: Entity, unknown: Sequence[str]) -> list[str]:
    told = [t.gettext("We do not know whether %(company)s aims at this market: ask.", company=company.name)] if "market" in unknown else []
    kept = [name for name in ("proximity", "path") if name in unknown]
    return told + [t.gettext(UNKNOWN[name], group=company.name, company=group.name) for name in kept]
