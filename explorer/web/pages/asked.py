"""Reading query parameters that a page can do without: what is absurd is as if it had not been said."""

from flask import request


def number_asked(name: str, least: int, most: int) -> int:
    written = request.args.get(name, "")
    asked = int(written) if written.isascii() and written.isdigit() and len(written) < 10 else least
    return min(max(asked, least), most)
