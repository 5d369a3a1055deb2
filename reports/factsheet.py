"""The fact sheet of a place: one page for a board or a property owner, with its reader's eyes."""

from datetime import date
from typing import Any

from django.db.models import Prefetch
from django.template import Context, loader
from django.utils.translation import gettext as _

from places.mandates import mandate_card
from places.models import GroupMember, Place, PlaceCollaboration, WorkingGroup
from places.place_permissions import areas_of
from reports.document import static_file, stylesheet
from reports.place_figures import place_map
from reports.timeline import Asked, Subject, timeline_of
from stakeholders.models import User
from stakeholders.querysets import valid_on

# What one page holds; the place's own page has the rest.
MOST_ANSWERS, MOST_EVENTS, MOST_GOALS, MOST_SEATS = 7, 6, 4, 8
MAP_MM = 78
SAID_AREAS = frozenset({"neighbourhood", "city_district", "municipality"})


def factsheet(place: Place, reader: User, today: date) -> str:
    """Write the sheet as one self-contained page of HTML, ready to print."""
    card = mandate_card(place, today)
    answers = [answer for answer in card.answers if answer.first]
    story = timeline_of(Subject(place, reader, today), Asked(last=today), 1)
    spec = place_map(place, title=_("Var %(place)s ligger") % {"place": place.name})
    designations = place.designations.filter(valid_on(today)).order_by("kind", "pk")
    context: dict[str, Any] = {
        "place": place,
        "areas": [area.name for area in areas_of(place) if area.kind in SAID_AREAS],
        "today": today,
        "designations": designations,
        "answers": answers[:MOST_ANSWERS],
        "more_answers": max(0, len(answers) - MOST_ANSWERS),
        "work": _work(place, today),
        "events": story.object_list[:MOST_EVENTS],
        "events_in_all": story.paginator.count,
        "map": spec,
        "drawing": spec.to_svg(width_mm=MAP_MM) if spec else None,
        "stylesheet": stylesheet(),
        "sheet": static_file("reports/factsheet.css").read_text(),
    }
    found: Any = loader.get_template("reports/document/factsheet.html")
    return str(found.template.render(Context(context, use_l10n=False)))


def _work(place: Place, today: date) -> dict[str, Any] | None:
    """The collaboration that goes on, or else the latest one, cut to what the page holds."""
    seats = GroupMember.objects.filter(valid_on(today)).select_related("organisation")
    groups = WorkingGroup.objects.prefetch_related(Prefetch("members", seats, to_attr="seats"))
    works = place.collaborations.prefetch_related("goals", Prefetch("groups", groups))
    found: list[PlaceCollaboration] = sorted(works, key=lambda work: work.phase == "closed")
    if not found:
        return None
    work = found[0]
    members = [str(seat) for group in work.groups.all() for seat in group.seats]  # type: ignore[attr-defined]
    return {
        "row": work,
        "goals": [goal.text for goal in work.goals.all()][:MOST_GOALS],
        "members": list(dict.fromkeys(members))[:MOST_SEATS],
    }
