"""The introduction network: derived from the facts, searched exactly."""

from explorer.network.build import IntroductionNetwork
from explorer.network.ends import actors_meeting, actors_of, sectors_called
from explorer.network.engine import PathEngine, PlainEngine

__all__ = ["IntroductionNetwork", "PathEngine", "PlainEngine", "actors_meeting", "actors_of", "sectors_called"]
