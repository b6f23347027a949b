"""Answers that pass nobody who objects, even where they said so a moment ago and the network in memory does not know yet."""

from dataclasses import replace

from explorer.domain.answers import Found, Question
from explorer.services.snapshots import Snapshot


def answered(snapshot: Snapshot, question: Question) -> tuple[Snapshot, Found]:
    """What the engine finds, and the snapshot it was found in. Everybody named in it is asked about; the question is repeated without those who object.

    Raises DatabaseUnavailable where nobody can be asked about.
    """
    while True:
        found = snapshot.engine.answer(question)
        objectors = snapshot.objecting(_people(snapshot, found))
        if not objectors:
            return snapshot, found
        snapshot = snapshot.without(objectors)
        question = replace(question, sources=question.sources - objectors, targets=question.targets - objectors)


def _people(snapshot: Snapshot, found: Found) -> list[str]:
    """Everybody on a path, or near."""
    named = {id for path in (*found.paths, *found.diverse) for id in path.ids} | {near.id for near in found.nearest}
    return sorted(id for id in named if snapshot.facts.entities[id].label == "Person")
