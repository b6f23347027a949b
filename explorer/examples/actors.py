"""The companies, structures and people of a made-up territory, and the ties between them."""

from typing import Final

from explorer.examples.draft import LAST_YEAR, Draft
from explorer.examples.invented import COMPANY_FORMS, GROUP_FORMS, KIND_FORMS
from explorer.examples.setting import COUNTRIES, HOME, Setting

SIZES: Final = {"micro": (0.44, 1, 9), "pme": (0.42, 10, 249), "eti": (0.09, 250, 4_999), "grand_groupe": (0.03, 5_000, 90_000)}
"""Share, fewest and most employees of each size class; the few left have no known size."""
FIRST_KINDS: Final = ("region", "metropolis", "municipality", "chamber", "cluster", "agency", "network", "fund", "school", "embassy", "state", "federation")
FREQUENT_KINDS: Final = ("association", "cluster", "incubator", "school", "research", "university", "public_body", "chamber", "municipality", "fund", "agency")
TOWN_KINDS: Final = ("metropolis", "municipality", "chamber", "embassy", "state", "region")
POSTS: Final = ("gérance", "direction commerciale", "direction technique", "achats", "développement export", "innovation")
BODY_POSTS: Final = ("direction", "adviser", "chargé de mission", "présidence")
OUTCOMES: Final = ("none", "follow_up", "follow_up", "order", "partnership")
BASIS: Final = "personne inventée : aucune donnée personnelle"
OBJECTS, MOVED, ISOLATED = 0.02, 0.2, 0.03


def add_structures(draft: Draft, setting: Setting, many: int) -> None:
    one_a_town: set[tuple[str, str]] = set()
    for i in range(many):
        city = setting.a_city(draft.random)
        kind = FIRST_KINDS[i] if i < len(FIRST_KINDS) else draft.random.choice(FREQUENT_KINDS)
        if kind in TOWN_KINDS and (kind, city) in one_a_town:
            kind = "association"
        one_a_town.add((kind, city))
        form = KIND_FORMS[kind]
        name = draft.names.exactly(form.format(setting.town_names[city])) if kind in TOWN_KINDS else draft.names.of(form)
        id = draft.add("Structure", name, kind=kind, country=HOME)
        setting.structures[kind].append(id)
        setting.settle(id, city, draft.random.choice(setting.sectors))
        draft.relate("LOCATED_IN", id, city)
        draft.relate("ACTIVE_IN", id, setting.trade[id])


def add_companies(draft: Draft, setting: Setting, many: int) -> None:
    for i in range(many):
        size = _size(draft, i)
        id = draft.add("Company", draft.names.of(*(GROUP_FORMS if size == "grand_groupe" else COMPANY_FORMS)), **_company_facts(draft, size))
        if size == "grand_groupe":
            setting.groups.append(id)
        setting.companies.append(id)
        abroad = draft.random.random() < 0.04
        setting.settle(id, draft.random.choice(setting.abroad) if abroad else setting.a_city(draft.random), draft.random.choice(setting.sectors))
        setting.rivals[setting.trade[id]].append(id)
        _situate(draft, setting, id, draft.random.randint(3, 8) if size == "grand_groupe" else int(draft.random.random() < 0.15))


def _size(draft: Draft, i: int) -> str | None:
    """The first two are large groups, so that there are some in the smallest network."""
    if i < 2:
        return "grand_groupe"
    left = draft.random.random()
    for size, (share, _, _) in SIZES.items():
        left -= share
        if left < 0:
            return size
    return None


def _company_facts(draft: Draft, size: str | None) -> dict[str, str | int | float | bool | None]:
    if size is None:
        return {}
    _, fewest, most = SIZES[size]
    headcount = min(most, fewest * draft.heavy(0.9, most))
    draw = draft.random.random
    return {
        "size_class": size,
        "size_year": draft.year(),
        "size_source": "inventé",
        "headcount": headcount,
        "turnover": float(headcount * draft.random.randint(60, 240) * 1_000) if draw() < 0.6 else None,
        "stage": "start_up" if size == "micro" and draw() < 0.3 else "established",
        "welcomes_sme": draw() < 0.5 if size == "grand_groupe" else None,
    }


def _situate(draft: Draft, setting: Setting, id: str, markets: int) -> None:
    sector, random = setting.trade[id], draft.random
    draft.relate("LOCATED_IN", id, setting.home[id])
    draft.relate("ACTIVE_IN", id, sector)
    for skill in draft.several(setting.capabilities[sector], 3):
        draft.relate("OFFERS" if random.random() < 0.85 else "SEEKS", id, skill)
    for code in random.sample(list(COUNTRIES), markets):
        draft.tie("OPERATES_IN", id, f"country:{code}")
    if random.random() < 0.12:
        draft.relate("TARGETS", id, f"country:{random.choice(list(COUNTRIES))}")


def relate_structures(draft: Draft, setting: Setting) -> None:
    networks = setting.bodies("network", "federation")
    areas = setting.territories
    for kind, ids in setting.structures.items():
        for id in ids:
            if kind == "embassy":
                draft.relate("OPERATES_IN", id, f"country:{draft.random.choice(list(COUNTRIES)[1:])}")
            elif kind in ("region", "metropolis", "agency", "chamber"):
                draft.relate("COVERS", id, areas[0] if kind == "region" else draft.random.choice(areas))
            if draft.random.random() < 0.5:
                draft.tie("MEMBER_OF", id, draft.random.choice(networks), role="membre")
            for _ in range(draft.heavy(1.6, 12)):
                _befriend(draft, setting, "PARTNER_OF", id)
    for city in (*setting.cities[:6], *setting.abroad[:6]):
        draft.tie("MEMBER_OF", city, networks[0], role="ville partenaire")
    for payer in setting.bodies("region", "metropolis", "fund"):
        for _ in range(draft.random.randint(1, 4)):
            _fund(draft, payer, setting.partner_for(payer, draft.random))


def relate_companies(draft: Draft, setting: Setting) -> None:
    clusters, helpers = setting.bodies("cluster", "association"), setting.bodies("chamber", "agency", "incubator")
    by_town = {city: [id for id in (*clusters, *helpers) if setting.home[id] == city] for city in setting.cities}
    random = draft.random
    for i, id in enumerate(setting.companies):
        if random.random() < ISOLATED:
            continue
        for _ in range(draft.heavy(1.3, 30)):
            _befriend(draft, setting, "PARTNER_OF" if random.random() < 0.6 else "SUPPLIES", id)
        near = by_town.get(setting.home[id]) or helpers
        if random.random() < 0.35:
            draft.tie("MEMBER_OF", id, random.choice(clusters), role="adhérente")
        if random.random() < 0.3:
            draft.tie("SUPPORTED_BY", id, random.choice(near), role="accompagnement")
        if i % 20 == 3:
            draft.tie("SUBSIDIARY_OF", id, random.choice(setting.groups))
        if i % 15 == 4:
            draft.tie("COMPETES_WITH", id, random.choice(setting.rivals[setting.trade[id]]))


def _befriend(draft: Draft, setting: Setting, type: str, id: str) -> None:
    other = setting.partner_for(id, draft.random)
    if draft.tie(type, id, other):
        setting.count_tie(id)
        setting.count_tie(other)


def _fund(draft: Draft, payer: str, payee: str) -> None:
    year = draft.year()
    draft.relate("FUNDS", payer, payee, since=draft.day_in(year), role="subvention", amount=draft.random.randint(2, 90) * 1_000, currency="EUR", year=year)


def add_people(draft: Draft, setting: Setting, many: int) -> None:
    """Everybody has a post, most where most ties are; some have left one before it."""
    random = draft.random
    everywhere = setting.circles[()]
    for _ in range(many):
        post = random.choice(everywhere)
        is_body = post.startswith("structure:")
        role = random.choice(BODY_POSTS if is_body else POSTS)
        id = draft.add("Person", draft.names.person(), headline=f"{role} (personne inventée)".capitalize(), **_holding(draft))
        setting.people.append(id)
        setting.staff[post].append(id)
        begun = draft.year()
        draft.relate("WORKS_AT", id, post, since=draft.day_in(begun), role=role)
        if random.random() < MOVED and begun > LAST_YEAR - 9:
            draft.relate("WORKS_AT", id, random.choice(everywhere), since=str(begun - 1), until=str(begun), role=random.choice(POSTS))
        if random.random() < 0.1:
            draft.relate("LOCATED_IN", id, setting.home[post])


def _holding(draft: Draft) -> dict[str, str | bool | None]:
    """Why and until when a person is held, and whether they object."""
    collected = draft.year()
    objects = draft.random.random() < OBJECTS
    return {"legal_basis": BASIS, "collected_at": str(collected), "retain_until": str(collected + 15), "objects": objects or None}


def relate_people(draft: Draft, setting: Setting) -> None:
    """People know colleagues and people of the circles their post is in; a few know very many."""
    random = draft.random
    posts = [(person, post) for post, staff in setting.staff.items() for person in staff]
    networks = setting.bodies("network", "association")
    for person, post in posts:
        for _ in range(draft.heavy(1.2, 40)):
            other = random.choice(setting.staff.get(setting.partner_for(post, random)) or setting.people)
            _introduce(draft, person, other)
        if random.random() < 0.08:
            draft.tie("MEMBER_OF", person, random.choice(networks), role="membre")
        if random.random() < 0.05:
            draft.tie("MET", person, setting.partner_for(post, random), outcome=random.choice(OUTCOMES))


def _introduce(draft: Draft, person: str, other: str) -> None:
    if draft.random.random() < 0.75:
        draft.tie("KNOWS", person, other)
    else:
        draft.tie("MET", person, other, outcome=draft.random.choice(OUTCOMES))
