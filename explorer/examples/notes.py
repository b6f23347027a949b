"""What was done about the made-up needs, and what came of it. All of it is made up, like the companies and the buyer it is about.

Notes are no facts about the network and come in no file, so the demonstration takes them as a person would write them.
"""

from typing import Final, NamedTuple

CONVEYOR: Final = "opportunity:convoyeur-2025"
BENCH: Final = "opportunity:banc-hydraulique"


class Done(NamedTuple):
    """As the form of a note asks for it."""

    opportunity: str
    company: str
    step: str
    on: str
    text: str
    amount: str = ""


DONE: Final = (
    Done(CONVEYOR, "company:gier-tolerie", "proposed", "2025-01-20", "Lot 1, tôlerie fine (inventé)."),
    Done(CONVEYOR, "company:clapier-automates", "proposed", "2025-01-20", "Lot 2, automatisme et câblage (inventé)."),
    Done(CONVEYOR, "company:nord-traitements", "proposed", "2025-01-20", "Lot 2, en second choix (inventé)."),
    Done(CONVEYOR, "company:gier-tolerie", "asked", "2025-01-27", "Appel de l’animatrice de la grappe (inventé)."),
    Done(CONVEYOR, "company:clapier-automates", "asked", "2025-01-27", "Appel de l’animatrice de la grappe (inventé)."),
    Done(CONVEYOR, "company:nord-traitements", "asked", "2025-01-28", "Message laissé (inventé)."),
    Done(CONVEYOR, "company:nord-traitements", "none", "2025-02-14", "Carnet de commandes plein (inventé)."),
    Done(CONVEYOR, "company:gier-tolerie", "met", "2025-03-04", "Visite de l’atelier par l’acheteur (inventé)."),
    Done(CONVEYOR, "company:clapier-automates", "answered", "2025-05-26", "Offre remise avec Gier Tôlerie (inventé)."),
    Done(CONVEYOR, "company:gier-tolerie", "won", "2025-06-30", "Marché signé pour le lot 1 (inventé).", "90000"),
    Done(CONVEYOR, "company:clapier-automates", "lost", "2025-06-30", "Un autre était moins cher (inventé)."),
    Done(BENCH, "company:atelier-furan", "proposed", "2025-11-12", "Pour mener l’équipe (inventé)."),
    Done(BENCH, "company:atelier-furan", "asked", "2025-11-18", "Réfléchit à prendre la tête (inventé)."),
)
