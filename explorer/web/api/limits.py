"""How much a request may hold."""

from collections.abc import Sequence

from flask import Blueprint, abort, request


def read_up_to(blueprint: Blueprint, most: int) -> None:
    """Bodies of requests to these addresses may have this many bytes instead of the usual."""

    @blueprint.before_request
    def _read_up_to() -> None:
        request.max_content_length = request.max_form_memory_size = most


def refuse_more(given: Sequence[object], most: int) -> None:
    """413 where there are more of them."""
    if len(given) > most:
        abort(413)
