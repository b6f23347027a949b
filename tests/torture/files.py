"""Files to load: each has things of its own, and all touch the same few, so that half of a load would be seen."""

from dataclasses import dataclass
from pathlib import Path

SHARED = 10


@dataclass(frozen=True)
class Load:
    """Load number `number`, of `size` entities of its own, in `folder`."""

    number: int
    size: int
    folder: Path

    @property
    def entities(self) -> set[str]:
        return {f"own:{self.number}:{n}" for n in range(self.size)}

    @property
    def relationships(self) -> set[str]:
        return {f"tie:{self.number}:{n}" for n in range(self.size)}

    def write(self) -> None:
        self.folder.mkdir(parents=True)
        nodes = ["id,label,name,size_class,headcount", "body,Structure,Body,,"]
        # The shared ones first and last, so that they stand in different transactions of a large load.
        nodes += [self._shared(n) for n in range(SHARED // 2)]
        nodes += [f"own:{self.number}:{n},Company,Own {self.number}-{n},{'pme' if n % 2 else 'eti'},{n}" for n in range(self.size)]
        nodes += [self._shared(n) for n in range(SHARED // 2, SHARED)]
        edges = ["id,source,target,type,role", f"shared,shared:0,body,MEMBER_OF,{self.number}"]
        edges += [f"tie:{self.number}:{n},own:{self.number}:{n},{'body' if n % 2 else f'shared:{n % SHARED}'},SUPPLIES,{n}" for n in range(self.size)]
        (self.folder / "nodes.csv").write_text("\n".join(nodes) + "\n", "utf-8")
        (self.folder / "edges.csv").write_text("\n".join(edges) + "\n", "utf-8")

    def _shared(self, n: int) -> str:
        """Every load changes it, and every other one its label too."""
        return f"shared:{n},Company,Shared {n},{'pme' if self.number % 2 else 'grand_groupe'},{self.number}"
