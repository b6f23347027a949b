"""How near two companies are to each other, by the cities they are located in."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from explorer.analysis.below import Chain, above, once, open_in_order
from explorer.analysis.factors import Factor
from explorer.domain.countries import country_id
from explorer.domain.facts import Facts

STEP: Final = 0.5
"""Sharing the city is worth 1; a territory half of that for each step from the farther of the two cities up to it."""
COUNTRY: Final = 0.1


class Proximity:
    """Measures from one company. A company whose city is not known is at no known distance from anybody."""

    def __init__(self, facts: Facts, company: str, day: date) -> None:
        self._facts = facts
        self._day = day
        self._larger: dict[str, Mapping[str, Chain]] = {}
        self._here = self._around([company])

    def factor(self, family: Iterable[str]) -> Factor:
        """The nearest of some companies, with the facts that place both."""
        there = self._around(family)
        if not self._here or not there:
            return Factor("proximity", 0.0, known=False)
        shared = [(-self._worth(place, there[place]), place) for place in self._here.keys() & there.keys()]
        if not shared:
            return Factor("proximity", 0.0, known=True)
        worth, place = min(shared)
        return Factor("proximity", -worth, known=True, facts=once((*self._here[place], *there[place])))

    def _worth(self, place: str, there: Chain) -> float:
        entity = self._facts.entities.get(place)
        if entity is None or entity.label == "Country":
            return COUNTRY
        return STEP ** (max(len(self._here[place]), len(there)) - 1)

    def _around(self, companies: Iterable[str]) -> Mapping[str, Chain]:
        """The places they are in, each with the shortest chain that leads there, the first of several by id."""
        found: dict[str, Chain] = {}
        for company in companies:
            for r in open_in_order(self._facts.outgoing(company, "LOCATED_IN"), self._day):
                for place, up in self._places_of(r.target).items():
                    if place not in found or len(up) + 1 < len(found[place]):
                        found[place] = (r, *up)
        return found

    def _places_of(self, city: str) -> Mapping[str, Chain]:
        """A city, the territories it is part of, and its country, which it may say by property alone."""
        if city not in self._larger:
            code = self._facts.entities[city].text("country")
            said: dict[str, Chain] = {country_id(code): ()} if code else {}
            self._larger[city] = said | above(self._facts, {city}, "PART_OF", self._day)
        return self._larger[city]
