"""A made-up territory of any size: every label and type, communities by town and trade, a few actors with very many ties."""

from typing import Final

from explorer.domain.records import Entity, Relationship
from explorer.examples.activity import add_events, add_figures, add_needs, add_programmes, add_projects
from explorer.examples.actors import add_companies, add_people, add_structures, relate_companies, relate_people, relate_structures
from explorer.examples.draft import Draft
from explorer.examples.setting import Setting, add_setting

LEAST: Final = 200
"""Below this there is no room for every label and type."""
SHARES: Final = {
    "city": 0.02,
    "capability": 0.03,
    "structure": 0.08,
    "company": 0.36,
    "programme": 0.015,
    "event": 0.02,
    "project": 0.035,
    "opportunity": 0.03,
    "figure": 0.03,
}
"""Of all nodes; people are the rest."""
FEWEST: Final = {"city": 6, "capability": 16, "structure": 18, "company": 40, "programme": 4, "event": 4, "project": 5, "opportunity": 6, "figure": 6}


def generate(n: int, seed: int = 42) -> tuple[list[Entity], list[Relationship]]:
    """A network of `n` nodes (at least 200). The same `n` and `seed` give the same one, on any machine and any day."""
    n = max(n, LEAST)
    draft = Draft(seed)
    many = {kind: max(FEWEST[kind], round(share * n)) for kind, share in SHARES.items()}
    setting = add_setting(draft, cities=many["city"], capabilities=many["capability"])
    _add_actors(draft, setting, many, n)
    _add_activity(draft, setting, many)
    return draft.entities, draft.relationships


def _add_actors(draft: Draft, setting: Setting, many: dict[str, int], n: int) -> None:
    add_structures(draft, setting, many["structure"])
    add_companies(draft, setting, many["company"])
    relate_structures(draft, setting)
    relate_companies(draft, setting)
    later = sum(many[kind] for kind in ("programme", "event", "project", "opportunity", "figure"))
    add_people(draft, setting, n - len(draft.entities) - later)
    relate_people(draft, setting)


def _add_activity(draft: Draft, setting: Setting, many: dict[str, int]) -> None:
    programmes = add_programmes(draft, setting, many["programme"])
    events = add_events(draft, setting, many["event"], programmes)
    projects = add_projects(draft, setting, many["project"], programmes)
    add_needs(draft, setting, many["opportunity"])
    add_figures(draft, many["figure"], [*programmes, *events, *projects, *setting.companies])
