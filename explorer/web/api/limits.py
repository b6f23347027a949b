"""How much a request may hold."""

from collections.abc import Sequence

from flask import Blueprint, abort

from explorer.web.security import LARGER_BODIES


def read_up_to(blueprint: Blueprint, most: int) -> None:
    """Bodies of requests to these addresses may have this many bytes instead of the usual."""
    blueprint.record_once(lambda state: state.app.config[LARGER_BODIES].update({blueprint.name: most}))


def refuse_more(given: Sequence[object], most: int) -> None:
    """413 where there are more of them."""
    if len(given) > most:
        abort(413)
