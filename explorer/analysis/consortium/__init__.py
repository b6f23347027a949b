"""Who together can answer a call: for each lead the team nearest to it, and the best of these teams (leader distance, Kargar and An 2011)."""

from explorer.analysis.consortium.field import Field, Limits
from explorer.analysis.consortium.leads import Ranking, rank
from explorer.analysis.consortium.needs import Need, needs_of
from explorer.analysis.consortium.teams import Team, best_team

__all__ = ["Field", "Limits", "Need", "Ranking", "Team", "best_team", "needs_of", "rank"]
