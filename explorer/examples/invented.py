"""Names that sound French and belong to nobody: put together from invented parts."""

from collections.abc import Iterator
from itertools import count
from random import Random
from typing import Final


def _parts(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_ONSETS: Final = _parts(
    "Arv Belm Brov Calv Cormb Dorv Esp Falg Fauv Garv Gremb Jarv Lomb Louv Malv Mirv Norb Orv Pelv Quimb Rauv Sarv Tarv Tourv Umb Valm Verg Vulm Yv"
)
_MIDDLES: Final = _parts("a e i o u ou")
_LINKS: Final = _parts("l m n r t v d g")
_ENDINGS: Final = _parts("agne ande ange anne arde aude aune elle enne erge erne euil ière ille ogne oise ombe onde onge orne osse oul oux ube ule une uvre")
_FORENAMES: Final = _parts("Al Ber Bri Cla Dor El Fé Flo Gé Hé Is Jo Lé Lu Mar Na Oc Pa Ro Sy Thé Va")
_FORENAME_ENDINGS: Final = _parts("bane bin dène dine gaud line lise mance mond nande nel phin rande rême rienne selin stine tane thier vaine vienne zeline")

TOWN_FORMS: Final = ("{}", "Saint-{}", "{}-sur-Brume", "{}-les-Nuées", "La {}", "{}-le-Songe")
COMPANY_FORMS: Final = (
    "Ateliers {}",
    "{} Industrie",
    "Établissements {}",
    "{} et Fils",
    "Mécanique {}",
    "{} Systèmes",
    "Textiles {}",
    "Maison {}",
    "Laboratoires {}",
    "Conserveries {}",
    "{} Numérique",
    "Constructions {}",
)
GROUP_FORMS: Final = ("Groupe {}", "Compagnie {}", "{} International")
KIND_FORMS: Final = {
    "metropolis": "{} Métropole",
    "municipality": "Ville de {}",
    "region": "Région {}",
    "chamber": "Chambre de commerce de {}",
    "cluster": "Grappe {}",
    "agency": "Agence {}",
    "incubator": "Pépinière {}",
    "school": "École {}",
    "university": "Université {}",
    "research": "Laboratoire {}",
    "public_body": "Établissement public {}",
    "association": "Association {}",
    "federation": "Fédération {}",
    "fund": "Fonds {}",
    "network": "Réseau {}",
    "embassy": "Ambassade imaginaire de {}",
    "state": "Services imaginaires de {}",
}


class Names:
    """Draws names, never the same twice; a number tells apart those that would be."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._given: set[str] = set()

    def word(self) -> str:
        choice = self._random.choice
        return choice(_ONSETS) + choice(_MIDDLES) + choice(_LINKS) + choice(_ENDINGS)

    def of(self, *forms: str) -> str:
        return self._once(self._random.choice(forms).format(self.word()))

    def person(self) -> str:
        forename = self._random.choice(_FORENAMES) + self._random.choice(_FORENAME_ENDINGS)
        return self._once(f"{forename} {self.word()}")

    def exactly(self, name: str) -> str:
        """A name that is decided by something else, such as a body named after its town."""
        return self._once(name)

    def _once(self, name: str) -> str:
        told_apart: Iterator[str] = (f"{name} {i}" for i in count(2))
        unique = name
        while unique in self._given:
            unique = next(told_apart)
        self._given.add(unique)
        return unique
