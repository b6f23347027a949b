"""What a made-up territory does: programmes, events, projects, needs, and the figures stated about them."""

from collections.abc import Iterator, Sequence
from typing import Final

from explorer.domain.vocabulary import FIGURE_STATUSES, OPPORTUNITY_STATUSES, STAGES
from explorer.examples.draft import LAST_YEAR, Draft
from explorer.examples.setting import COUNTRIES, HOME, Setting

MARKETS: Final = tuple(code for code in COUNTRIES if code != HOME)
PROGRAMME_FORMS: Final = ("Dispositif {}", "Accélérateur {}", "Fonds d’essai {}", "Plan {}")
EVENT_KINDS: Final = {"mission": "Mission {}", "fair": "Salon {}", "delegation": "Délégation {}", "round_table": "Table ronde {}"}
NEED_KINDS: Final = {
    "co_export": "Co-export {}",
    "call_for_tenders": "Appel d’offres {}",
    "partner_search": "Recherche de partenaire {}",
    "mission": "Place de mission {}",
}
MEASURES: Final = {"entreprises accompagnées": "entreprises", "emplois": "emplois", "rendez-vous": "rendez-vous", "budget": "€"}


def add_programmes(draft: Draft, setting: Setting, many: int) -> list[str]:
    random, runners = draft.random, setting.bodies("region", "agency", "chamber", "metropolis", "cluster")
    programmes = []
    for _ in range(many):
        opens = draft.year()
        id = draft.add(
            "Programme",
            draft.names.of(*PROGRAMME_FORMS),
            kind=random.choice(("accelerator", "fund", "platform", "plan")),
            capacity=random.randint(5, 60),
            size_classes=("micro", "pme") if random.random() < 0.7 else ("pme", "eti"),
            stages=tuple(draft.several(STAGES, 2)),
            opens_on=str(opens),
            closes_on=str(min(LAST_YEAR + 5, opens + random.randint(2, 8))),
        )
        draft.relate("RUNS", random.choice(runners), id, since=str(opens))
        draft.relate("COVERS", id, random.choice(setting.territories))
        draft.relate("ACTIVE_IN", id, random.choice(setting.sectors))
        draft.relate("TARGETS", id, f"country:{random.choice(MARKETS)}")
        _fund(draft, random.choice(setting.bodies("region", "fund", "metropolis")), id, opens)
        for company in draft.several(setting.companies, 14):
            draft.relate("SUPPORTED_BY" if random.random() < 0.6 else "PARTICIPATES_IN", company, id, since=draft.day_in(opens))
        programmes.append(id)
    return programmes


def add_events(draft: Draft, setting: Setting, many: int, programmes: Sequence[str]) -> list[str]:
    """Small meetings and large fairs; one in eight is part of an earlier one."""
    random = draft.random
    events: list[str] = []
    for i in range(many):
        kind = random.choice(tuple(EVENT_KINDS))
        day = f"{draft.year()}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
        crowd = draft.heavy(0.8, 400) * 4
        city = random.choice(setting.abroad) if kind in ("mission", "delegation") else setting.a_city(random)
        id = draft.add("Event", draft.names.of(EVENT_KINDS[kind]), kind=kind, starts_on=day, ends_on=day, attendance=crowd)
        host = random.choice(setting.bodies("agency", "chamber", "metropolis", "cluster", "federation"))
        draft.relate("RUNS", host, id, since=day, until=day)
        draft.relate("LOCATED_IN", id, city)
        draft.relate("TARGETS", id, f"country:{setting.country[city]}")
        if i % 4 == 1:
            draft.relate("PART_OF", id, random.choice(programmes))
        if i % 8 == 3:
            draft.relate("PART_OF", id, random.choice(events))
        _attend(draft, setting, host, id, day, min(crowd, 90))
        events.append(id)
    return events


def _attend(draft: Draft, setting: Setting, host: str, event: str, day: str, crowd: int) -> None:
    guests = list(_around(draft, setting, host, crowd))
    for guest in guests:
        if draft.random.random() < 0.3:
            draft.relate("PARTICIPATES_IN", guest, event, since=day, until=day, meetings=draft.random.randint(1, 6))
        else:
            draft.relate("PARTICIPATES_IN", guest, event, since=day, until=day)
    if len(guests) > 1:
        draft.relate("MET", guests[0], guests[-1], since=day, outcome="follow_up", event=event)


def add_projects(draft: Draft, setting: Setting, many: int, programmes: Sequence[str]) -> list[str]:
    random = draft.random
    projects = []
    for _ in range(many):
        begun = draft.year()
        over = random.random() < 0.6
        id = draft.add(
            "Project",
            draft.names.of("Projet {}"),
            status="terminé" if over else "en cours",
            starts_on=str(begun),
            ends_on=str(min(LAST_YEAR, begun + random.randint(0, 3))) if over else None,
            result="Résultat inventé." if over else None,
        )
        leader = random.choice((*setting.companies, *setting.bodies("research", "school", "cluster")))
        draft.relate("RUNS", leader, id, since=str(begun))
        draft.relate("PART_OF", id, random.choice(programmes))
        draft.relate("LOCATED_IN", id, setting.home[leader])
        draft.relate("ACTIVE_IN", id, setting.trade[leader])
        if random.random() < 0.3:
            draft.relate("TARGETS", id, f"country:{random.choice(MARKETS)}")
        if random.random() < 0.5:
            _fund(draft, random.choice(setting.bodies("region", "fund", "metropolis")), id, begun)
        for partner in _around(draft, setting, leader, random.randint(2, 9)):
            draft.relate("PARTICIPATES_IN", partner, id, since=str(begun), role="partenaire")
        projects.append(id)
    return projects


def _around(draft: Draft, setting: Setting, centre: str, many: int) -> Iterator[str]:
    """Up to `many` different actors of the circles somebody is in, now and then a person for their organisation."""
    seen = {centre}
    for _ in range(many):
        organisation = setting.partner_for(centre, draft.random)
        staff = setting.staff.get(organisation)
        actor = draft.random.choice(staff) if staff and draft.random.random() < 0.3 else organisation
        if actor not in seen:
            seen.add(actor)
            yield actor


def add_needs(draft: Draft, setting: Setting, many: int) -> None:
    random = draft.random
    for i in range(many):
        kind = random.choice(tuple(NEED_KINDS))
        publisher = random.choice(setting.groups if i % 2 else setting.companies)
        staff = setting.staff.get(publisher)
        id = draft.add(
            "Opportunity",
            draft.names.of(NEED_KINDS[kind]),
            kind=kind,
            status="open" if i % 3 == 0 else random.choice(OPPORTUNITY_STATUSES),
            deadline=f"{random.randint(LAST_YEAR, LAST_YEAR + 3)}-{random.randint(1, 12):02}",
            summary="Besoin inventé, pour essayer le produit.",
            amount=float(random.randint(5, 900) * 1_000),
            currency="EUR",
            contact=random.choice(staff) if staff else None,
        )
        draft.relate("PUBLISHES", publisher, id)
        draft.relate("TARGETS", id, f"country:{random.choice(MARKETS)}")
        sector = setting.trade[publisher]
        draft.relate("ACTIVE_IN", id, sector)
        for lot, skill in enumerate(draft.several(setting.capabilities[sector], 4), start=1):
            draft.relate("SEEKS", id, skill, lot=f"lot {lot}")


def add_figures(draft: Draft, many: int, subjects: Sequence[str]) -> None:
    for _ in range(many):
        measure = draft.random.choice(tuple(MEASURES))
        year = draft.year()
        id = draft.add(
            "Figure",
            draft.names.of(f"{measure.capitalize()} {{}}"),
            measure=measure,
            value=float(draft.random.randint(1, 900)),
            unit=MEASURES[measure],
            year=year,
            status=draft.random.choice(FIGURE_STATUSES),
        )
        draft.relate("ABOUT", id, draft.random.choice(subjects))


def _fund(draft: Draft, payer: str, payee: str, year: int) -> None:
    draft.relate("FUNDS", payer, payee, since=str(year), role="subvention", amount=draft.random.randint(2, 90) * 1_000, currency="EUR", year=year)
