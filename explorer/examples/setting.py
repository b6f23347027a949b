"""The places and trades of a made-up territory, and who is where in them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from random import Random
from typing import Final

from explorer.examples.draft import Draft
from explorer.examples.invented import TOWN_FORMS

HOME: Final = "FR"
COUNTRIES: Final = {
    "FR": "France",
    "PL": "Pologne",
    "TN": "Tunisie",
    "IE": "Irlande",
    "CA": "Canada",
    "DE": "Allemagne",
    "IT": "Italie",
    "MA": "Maroc",
    "SN": "Sénégal",
    "AE": "Émirats arabes unis",
    "JP": "Japon",
    "BR": "Brésil",
}
"""Markets are the real ones, so that `--market` works as it does on real data; all that happens in them is made up."""
TRADES: Final = {
    "Industrie inventée": ("Mécanique", "Textile", "Optique", "Emballage", "Bois et papier"),
    "Services inventés": ("Numérique", "Design", "Logistique", "Tourisme", "Formation"),
    "Ressources inventées": ("Eau", "Énergie", "Agroalimentaire", "Santé", "Construction"),
}
SKILLS: Final = ("Usinage", "Tissage", "Moulage", "Assemblage", "Étude", "Contrôle", "Logiciel", "Traitement", "Conditionnement", "Maintenance")
FOREIGN: Final = 0.12
"""Share of the cities that lie abroad."""


@dataclass(slots=True)
class Setting:
    """Where everything is. `home` and `trade` are the city and the sector of an organisation; `staff` who works there,
    `rivals` the companies of a sector."""

    cities: list[str] = field(default_factory=list)
    abroad: list[str] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    territories: list[str] = field(default_factory=list)
    territory: dict[str, str] = field(default_factory=dict)
    town_names: dict[str, str] = field(default_factory=dict)
    country: dict[str, str] = field(default_factory=dict)
    sectors: list[str] = field(default_factory=list)
    capabilities: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    structures: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    companies: list[str] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)
    rivals: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    home: dict[str, str] = field(default_factory=dict)
    trade: dict[str, str] = field(default_factory=dict)
    staff: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    people: list[str] = field(default_factory=list)
    circles: dict[tuple[str, ...], list[str]] = field(default_factory=lambda: defaultdict(list))
    """Organisations that may meet, by city and sector. Each stands there once more for every tie it has, so that who has many gets more."""

    def settle(self, organisation: str, city: str, sector: str) -> None:
        self.home[organisation], self.trade[organisation] = city, sector
        self.count_tie(organisation)

    def count_tie(self, organisation: str) -> None:
        city, sector = self.home[organisation], self.trade[organisation]
        for key in ((city, sector), (city,), (sector,), ()):
            self.circles[key].append(organisation)

    def partner_for(self, organisation: str, random: Random) -> str:
        """Somebody to deal with: mostly of the same town and trade, then of one of the two, seldom from anywhere."""
        city, sector, draw = self.home[organisation], self.trade[organisation], random.random()
        key: tuple[str, ...] = (city, sector) if draw < 0.45 else (city,) if draw < 0.75 else (sector,) if draw < 0.93 else ()
        return random.choice(self.circles[key])

    def a_city(self, random: Random) -> str:
        """One of the home towns; the first are the largest."""
        return random.choices(self.cities, cum_weights=self.weights)[0]

    def bodies(self, *kinds: str) -> Sequence[str]:
        return [id for kind in kinds for id in self.structures[kind]]


def add_setting(draft: Draft, *, cities: int, capabilities: int) -> Setting:
    setting = Setting()
    for code, name in COUNTRIES.items():
        draft.add_as(f"country:{code}", "Country", name)
    _add_places(draft, setting, cities)
    _add_trades(draft, setting, capabilities)
    return setting


def _add_places(draft: Draft, setting: Setting, cities: int) -> None:
    region = draft.add("Territory", draft.names.of("Pays imaginaire de {}"), kind="region", country=HOME)
    draft.relate("PART_OF", region, f"country:{HOME}")
    setting.territories.append(region)
    for _ in range(max(2, cities // 12)):
        area = draft.add("Territory", draft.names.of("Bassin imaginaire de {}"), kind="employment_area", country=HOME)
        draft.relate("PART_OF", area, region)
        setting.territories.append(area)
    abroad = max(2, round(cities * FOREIGN))
    for _ in range(cities - abroad):
        _add_town(draft, setting, draft.random.choice(setting.territories[1:]))
    for _ in range(abroad):
        _add_town_abroad(draft, setting)
    setting.weights = list(accumulate(1 / rank for rank in range(1, len(setting.cities) + 1)))


def _add_town(draft: Draft, setting: Setting, territory: str) -> None:
    rank = len(setting.cities) + 1
    latitude, longitude = round(draft.random.uniform(45.0, 46.2), 4), round(draft.random.uniform(3.4, 4.8), 4)
    name = draft.names.of(*TOWN_FORMS)
    city = draft.add("City", name, country=HOME, lat=latitude, lon=longitude, population=max(400, 180_000 // rank))
    draft.relate("PART_OF", city, f"country:{HOME}")
    draft.relate("PART_OF", city, territory)
    setting.cities.append(city)
    setting.territory[city], setting.town_names[city], setting.country[city] = territory, name, HOME


def _add_town_abroad(draft: Draft, setting: Setting) -> None:
    code = draft.random.choice([code for code in COUNTRIES if code != HOME])
    name = draft.names.of("{}-l’Étrangère", "Nouvelle-{}")
    city = draft.add("City", name, country=code)
    draft.relate("PART_OF", city, f"country:{code}")
    draft.tie("TWINNED_WITH", draft.random.choice(setting.cities), city)
    setting.abroad.append(city)
    setting.town_names[city], setting.country[city] = name, code


def _add_trades(draft: Draft, setting: Setting, capabilities: int) -> None:
    for whole, parts in TRADES.items():
        branch = draft.add("Sector", whole)
        for name in parts:
            sector = draft.add("Sector", f"{name} (filière inventée)")
            draft.relate("PART_OF", sector, branch)
            setting.sectors.append(sector)
    for i in range(capabilities):
        sector = setting.sectors[i % len(setting.sectors)]
        skill = draft.add("Capability", draft.names.of(f"{draft.random.choice(SKILLS)} {{}}"))
        known = setting.capabilities[sector]
        if known and (i == len(setting.sectors) or draft.random.random() < 0.2):
            draft.relate("PART_OF", skill, known[0])
        known.append(skill)
