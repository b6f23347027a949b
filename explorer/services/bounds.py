"""Numbers of a question that have bounds."""

from explorer.errors import BadInput
from explorer.texts import Texts


def check_from_one(name: str, value: float | None, most: int, t: Texts) -> None:
    """Raises BadInput where a number is given and is not from 1 to `most`."""
    if value is not None and not 1 <= value <= most:
        raise BadInput(t.gettext("%(name)s must be from 1 to %(most)s.", name=name, most=most), {name: [value]})
