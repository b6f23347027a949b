"""Random questions about random networks."""

from typing import Any

from hypothesis import strategies as st

from explorer.domain.answers import Question
from explorer.domain.facts import Facts
from explorer.domain.vocabulary import INTRODUCING_TYPES
from tests.networks import AS_OF

LABELS = ("Person", "Company", "Structure", "PME", "GrandGroupe")


@st.composite
def questions(draw: st.DrawFn, /, facts: Facts, most_hops: int = 6, **fixed: Any) -> Question:
    """Ends are one or several actors; each filter is there now and then. `fixed` says what is not left to chance."""
    actors = st.sampled_from([entity.id for entity in facts.entities.values() if entity.is_actor])
    end = st.frozensets(actors, min_size=1, max_size=3)
    chances: dict[str, st.SearchStrategy[Any]] = {
        "sources": end,
        "targets": end,
        "as_of": st.just(AS_OF),
        "max_hops": st.integers(1, most_hops),
        "limit": st.integers(1, 12),
        "types": st.none() | st.frozensets(st.sampled_from(sorted(INTRODUCING_TYPES)), min_size=3),
        "labels": st.none() | st.frozensets(st.sampled_from(LABELS), min_size=1),
        "avoid": st.frozensets(actors, max_size=2),
        "via": st.none() | st.none() | actors,
    }
    return Question(**{name: fixed[name] if name in fixed else draw(chance) for name, chance in chances.items()})
