"""The protocol of a safety walk: what was seen, with pictures, who answers, what is done and why not."""

import base64
from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpResponse
from django.template import Context, loader
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from reports.document import stylesheet
from reports.rendering import print_pdf
from stakeholders.audit import record
from stakeholders.http import UserRequest
from walks.figures import walk_map, walk_summary
from walks.models import Observation, Walk
from walks.permissions import walk_or_404

MAP_MM = 90


@dataclass(frozen=True, slots=True)
class Row:
    """An observation with its small pictures as data, so that the document fetches nothing."""

    observation: Observation
    pictures: tuple[str, ...]


def protocol_html(walk: Walk) -> str:
    """Write the protocol out as one well-formed document."""
    found = walk.observations.select_related("category", "stop", "responsible").prefetch_related("photos")
    rows = [Row(row, tuple(_as_data(photo.small) for photo in row.photos.all())) for row in found]
    people = list(walk.participants.all())
    template = cast(Any, loader.get_template("reports/document/walk_protocol.html")).template
    drawing = walk_map(walk)
    context = {
        "walk": walk,
        "drawing": drawing.to_svg(width_mm=MAP_MM) if drawing else None,
        "map": drawing,
        "title": _("Protokoll: %(walk)s") % {"walk": walk.title},
        "good": [row for row in rows if row.observation.positive],
        "bad": [row for row in rows if not row.observation.positive],
        "with_pictures": [row for row in rows if row.pictures],
        "people": people,
        "summary": walk_summary([row.observation for row in rows]),
        "came": sum(row.count for row in people),
        "stops": walk.stops.filter(removed=False),
        "today": timezone.localdate(),
        "stylesheet": stylesheet(),
    }
    return cast(str, template.render(Context(context, use_l10n=False)))


def _as_data(file: Any) -> str:
    with file.open("rb") as found:
        return f"data:image/jpeg;base64,{base64.b64encode(found.read()).decode()}"


@require_safe
def walk_protocol(request: UserRequest, pk: int) -> HttpResponse:
    """Hand out the protocol as an accessible PDF, and write down that it was."""
    walk = walk_or_404(request.user, pk)
    printed = print_pdf(protocol_html(walk))
    record(request.user, "walk.downloaded", walk)
    answer = HttpResponse(printed.data, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="protokoll-{slugify(walk.title)}.pdf"'
    return answer
