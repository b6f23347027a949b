"""What is shown as a file to take away: a form that needs no script."""

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Response
from marshmallow import ValidationError, fields

from explorer.domain.dates import today
from explorer.errors import BadInput
from explorer.export import FORMATS
from explorer.services import scenes
from explorer.services.export import AS_STORED, Shown, export, media, shown
from explorer.services.graph import MOST_DRAWN
from explorer.web import held
from explorer.web.api.fields import LONGEST_ID, Between, Closed, OneOf, Parameters, Questions, Sized
from explorer.web.api.limits import read_up_to, refuse_more
from explorer.web.api.scenes import LONGEST_NAME, Styles, ViewNode
from explorer.web.api.schemas import Error
from explorer.web.language import words

blueprint = Questions("exports", __name__, url_prefix="/api/v1", description="What is shown, as files.")
MOST_BYTES = 8 * 1024 * 1024
MOST_TIES = 100_000
LARGEST = 60
read_up_to(blueprint, MOST_BYTES)


class DrawnNode(ViewNode):
    size = fields.Float(allow_none=True, validate=Between(min=1, max=LARGEST), metadata={"description": "Its radius, in pixels."})


class Drawn(Closed):
    """How it is drawn: where, which ties of those there are, and under which title."""

    title = fields.String(validate=Sized(max=LONGEST_NAME))
    nodes = fields.List(fields.Nested(DrawnNode), required=True, validate=Sized(max=MOST_DRAWN))
    ties = fields.List(fields.String(validate=Sized(min=1, max=LONGEST_ID)), allow_none=True, validate=Sized(max=MOST_TIES))
    styles = fields.Nested(Styles, allow_none=True)


class ExportAsked(Parameters):
    format = fields.String(required=True, validate=OneOf(tuple(FORMATS)), metadata={"description": "Of the file; csv comes as an archive of two."})
    ids = fields.List(
        fields.String(validate=Sized(min=1, max=LONGEST_ID)),
        required=True,
        validate=Sized(min=1),
        metadata={"description": f"Of the entities to write, with the ties among them; at most {MOST_DRAWN}."},
    )
    drawn = fields.String(metadata={"description": "How it is drawn, as JSON: `nodes` and `styles` as scenes hold them, ids of the `ties` to write, `title`."})
    scene = fields.String(validate=Sized(max=LONGEST_ID), metadata={"description": "The id of a scene that says how it is drawn."})
    csrf_token = fields.String(metadata={"description": "The token of the page's forms, unless the header X-CSRFToken holds it."})


@blueprint.post("/export")
@blueprint.arguments(ExportAsked, location="form", content_type="application/x-www-form-urlencoded")
@blueprint.response(200, {"type": "string", "format": "binary"}, content_type="application/octet-stream", description="The file.")
@blueprint.alt_response(404, schema=Error, description="Nothing has one of these ids, or somebody who asked not to be named.")
@blueprint.alt_response(413, schema=Error, description="More ids than can be written at once.")
def export_file(asked: dict[str, Any]) -> Response:
    """Some entities and the ties among them as a file

    Needs the token of a form, as everything that is sent by one. Nobody who objects is in the file.
    """
    refuse_more(asked["ids"], MOST_DRAWN)
    format, how = asked["format"], drawn(asked)
    suffix, media_type = media(format)
    with TemporaryDirectory(prefix="entremise-") as folder:
        out = Path(folder) / "export"
        export(held.snapshot(), format, out, words(), asked["ids"], how)
        content = archive(out) if out.is_dir() else out.read_bytes()
    name = f"entremise-{today().isoformat()}{suffix}"
    return Response(content, mimetype=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def drawn(asked: Mapping[str, Any]) -> Shown:
    """As the request has it, or as a scene was kept."""
    if "drawn" in asked:
        view = read_drawn(asked["drawn"])
        return shown(view, view.get("ties"), view.get("title", ""))
    if "scene" in asked:
        snapshot, t = held.snapshot(), words()
        opened = held.kept(lambda db: scenes.opened(db, snapshot, asked["scene"], t))
        return shown(opened.view, title=opened.scene.name)
    return AS_STORED


def read_drawn(text: str) -> Mapping[str, Any]:
    try:
        found: Mapping[str, Any] = Drawn().load(json.loads(text))
    except (ValueError, RecursionError):
        raise BadInput(words().gettext("This view cannot be read."), {"drawn": []}) from None
    except ValidationError as error:
        raise BadInput(words().gettext("This view cannot be read."), {"drawn": [str(error.messages)[:500]]}) from None
    return found


def archive(folder: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
    return packed.getvalue()
