"""What can be set from outside, read once. Everything else is a constant beside the code that uses it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import platformdirs

from explorer.errors import BadInput

LEAST_MEGABYTES: Final = 256
"""The embedded database does not start with less."""


@dataclass(frozen=True, slots=True)
class Settings:
    """
    `data`: folder of the embedded database, secrets and caches. `database_url`: a Neo4j server instead of the embedded one (`bolt://…`, `neo4j://…`).
    `heap_mb`: memory of the embedded server. `trusted_network`: may listen on other addresses than the loopback without accounts.
    `allowed_hosts`: names that browsers may reach it by, beside the loopback's.
    """

    data: Path
    database_url: str | None = None
    database_user: str = "neo4j"
    database_password: str | None = None
    database_name: str | None = None
    heap_mb: int = 512
    trusted_network: bool = False
    allowed_hosts: tuple[str, ...] = ()

    @classmethod
    def from_environment(cls, data: Path | str | None = None, environment: Mapping[str, str] | None = None) -> Self:
        """`data` is what the command line said; it comes before `ENTREMISE_DATA`, which comes before the platform's user data folder.

        Raises BadInput where a variable cannot be understood.
        """
        env = os.environ if environment is None else environment
        folder = data or env.get("ENTREMISE_DATA") or platformdirs.user_data_dir("entremise", appauthor=False)
        return cls(
            data=Path(folder).expanduser().absolute(),
            database_url=env.get("ENTREMISE_DATABASE_URL") or None,
            database_user=env.get("ENTREMISE_DATABASE_USER", "neo4j"),
            database_password=env.get("ENTREMISE_DATABASE_PASSWORD") or None,
            database_name=env.get("ENTREMISE_DATABASE_NAME") or None,
            heap_mb=_megabytes(env.get("ENTREMISE_HEAP_MB", "512")),
            trusted_network=env.get("ENTREMISE_TRUSTED_NETWORK") == "1",
            allowed_hosts=tuple(name.strip().lower() for name in env.get("ENTREMISE_ALLOWED_HOSTS", "").split(",") if name.strip()),
        )


def _megabytes(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) < LEAST_MEGABYTES:
        raise BadInput(f"ENTREMISE_HEAP_MB is {text!r}: write a whole number of megabytes, at least {LEAST_MEGABYTES}.", {"ENTREMISE_HEAP_MB": [text]})
    return int(text)
