"""Who together can answer a call."""

from explorer.services.consortium.answer import Answer, Member, ToldNeed, ToldTeam
from explorer.services.consortium.asked import (
    DEFAULT_LIMIT,
    MOST_MEMBERS,
    MOST_NEEDS,
    MOST_SHARE,
    MOST_TEAMS,
    Request,
    separated,
    things_called,
    understood,
)
from explorer.services.consortium.search import people_in, search
from explorer.services.consortium.told import Told
from explorer.services.snapshot import Snapshot
from explorer.services.willing import willing
from explorer.texts import Texts

__all__ = [
    "DEFAULT_LIMIT",
    "MOST_MEMBERS",
    "MOST_NEEDS",
    "MOST_SHARE",
    "MOST_TEAMS",
    "Answer",
    "Member",
    "Request",
    "ToldNeed",
    "ToldTeam",
    "find_teams",
    "separated",
    "things_called",
]


def find_teams(snapshot: Snapshot, request: Request, t: Texts) -> Answer:
    """Answer a question. Raises BadInput, NotFound or Ambiguous, in the words of `t`, where it cannot be understood."""
    asked = understood(snapshot, request, t)
    snapshot, found = willing(snapshot, lambda now: search(now, asked, request.limit), lambda now, found: people_in(now.facts, found, asked.day))
    return Told(snapshot, asked, found, t).answer()
