"""What is shown as a file to take away: a form that needs no script."""

import io
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Response
from marshmallow import fields

from explorer.domain.dates import today
from explorer.export import FORMATS
from explorer.services.export import export, media
from explorer.services.graph import MOST_DRAWN
from explorer.web import held
from explorer.web.api.fields import LONGEST_ID, OneOf, Parameters, Questions, Sized
from explorer.web.api.limits import read_up_to, refuse_more
from explorer.web.api.schemas import Error
from explorer.web.language import words

blueprint = Questions("exports", __name__, url_prefix="/api/v1", description="What is shown, as files.")
MOST_BYTES = 4 * 1024 * 1024
read_up_to(blueprint, MOST_BYTES)


class ExportAsked(Parameters):
    format = fields.String(required=True, validate=OneOf(tuple(FORMATS)), metadata={"description": "Of the file; csv comes as an archive of two."})
    ids = fields.List(
        fields.String(validate=Sized(min=1, max=LONGEST_ID)),
        required=True,
        validate=Sized(min=1),
        metadata={"description": f"Of the entities to write, with the ties among them; at most {MOST_DRAWN}."},
    )
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
    format = asked["format"]
    suffix, media_type = media(format)
    with TemporaryDirectory(prefix="entremise-") as folder:
        out = Path(folder) / "export"
        export(held.snapshot(), format, out, words(), asked["ids"])
        content = archive(out) if out.is_dir() else out.read_bytes()
    name = f"entremise-{today().isoformat()}{suffix}"
    return Response(content, mimetype=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def archive(folder: Path) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.iterdir()):
            archive.write(file, file.name)
    return packed.getvalue()
