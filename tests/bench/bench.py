"""What the measures of one size share, made once."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from explorer.network.arrays import TieArrays
from tests.bench.forms import PeerEdges, arrays_of
from tests.bench.made_up import SEED, TieLists, of_size
from tests.bench.ours import Search, search_over


def _silent(words: str) -> None:
    """Nobody watches."""


@dataclass
class Bench:
    """`questions`: how many are asked where nothing else is said. `networks`: how many small ones are tried out to the end. `rounds`: how often peers
    take turns with us. `patience`: seconds that one call of a peer may take; all its calls may take ten times as long. `say` is told what is being done.
    """

    size: str
    seed: int = SEED
    questions: int = 500
    networks: int = 2_000
    rounds: int = 5
    patience: float = 60.0
    say: Callable[[str], None] = _silent

    @cached_property
    def lists(self) -> TieLists:
        self.say("making up the network")
        return of_size(self.size, self.seed)

    @cached_property
    def lists_with_hubs(self) -> TieLists:
        return self.lists.with_hubs(seed=self.seed)

    @cached_property
    def arrays(self) -> TieArrays:
        return arrays_of(self.lists)

    @cached_property
    def search(self) -> Search:
        self.say("making the engine ready")
        return search_over(self.lists)

    @cached_property
    def edges(self) -> PeerEdges:
        return PeerEdges.of(self.lists)
