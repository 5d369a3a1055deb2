"""The walk on a telephone: a page without data that works without a network, and what it fetches and sends."""

import json

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.gis.geos import Point
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from places.imports import WGS84
from places.models import SRID
from stakeholders.http import UserRequest
from stakeholders.links import LinkRefused, find_link, issue_link
from stakeholders.models import CapabilityLink, LinkPurpose, User
from stakeholders.policy import Action
from walks.figures import walk_map
from walks.models import Observation, ObservationCategory, PhotoSize, Urgency, Walk
from walks.permissions import acts_for, walk_or_404
from walks.photos import MOST_BYTES
from walks.services import Differs, organisations_around, take_in

MOST_JSON = 20_000
PHONE_MM = 90  # how wide the map is drawn for a telephone
# What the page needs without a network.  It holds nothing about anybody: the rest is fetched and encrypted.
SHELL = (
    "walks/field.css",
    "walks/field.js",
    "vendor/fonts/source-sans-3-latin-400-normal.woff2",
    "vendor/fonts/source-sans-3-latin-600-normal.woff2",
    "favicon.svg",
)
# Modules that others import stand there under their own names, without a digest.
MODULES = (
    "walks/cover.js",
    "walks/leave.js",
    "walks/place.js",
    "walks/ghost.js",
    "walks/queue.js",
    "walks/vault.js",
)


@require_safe
@login_not_required
def shell(request: HttpRequest) -> HttpResponse:
    """The page that the telephone keeps: the same for everyone, without a word about any walk."""
    return _page(request)


@require_safe
def field(request: UserRequest, pk: int) -> HttpResponse:
    """The same page for somebody who may write on this walk; it fetches the walk at once."""
    walk_or_404(request.user, pk, may=Action.RECORD_WALKS)
    get_token(request)
    return _page(request)


def _page(request: HttpRequest) -> HttpResponse:
    answer = render(request, "walks/field.html", {"signed_in": request.user.is_authenticated})
    answer.may_use_camera = True  # type: ignore[attr-defined]  # read by SecurityHeadersMiddleware
    return answer


@require_safe
@login_not_required
def service_worker(request: HttpRequest) -> HttpResponse:
    """The worker that answers without a network.  Its version is its text: the addresses carry digests."""
    assets = [static(name) for name in SHELL] + [f"{settings.STATIC_URL}{name}" for name in MODULES]
    text = {
        "assets": json.dumps(assets),
        "modules": json.dumps([static(name) for name in MODULES]),
        "shell": json.dumps(reverse("walks:shell")),
    }
    return render(request, "walks/sw.js", text, content_type="text/javascript; charset=utf-8")


@require_safe
@login_not_required
def manifest(request: HttpRequest) -> HttpResponse:
    """What makes the page installable."""
    body = {
        "name": "Trygghetsvandring", "short_name": "Vandring", "lang": "sv", "display": "standalone",
        "start_url": reverse("walks:shell"), "scope": reverse("walks:shell"),
        "background_color": "#f3f6f8", "theme_color": "#0b4a6f",
        "icons": [{"src": static("favicon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }  # fmt: skip
    return HttpResponse(json.dumps(body), content_type="application/manifest+json")


@require_POST
def pack(request: UserRequest, pk: int) -> JsonResponse:
    """Give the telephone the walk and a right to add to it, until seven days after it."""
    walk = walk_or_404(request.user, pk, may=Action.RECORD_WALKS)
    organisation = acts_for(request.user, walk)
    if timezone.now() > walk.accepts_until or organisation is None:
        return JsonResponse({"error": _("Vandringen tar inte emot fler iakttagelser.")}, status=410)
    issued = issue_link(
        by=request.user, purpose=LinkPurpose.WALK_UPLOAD, target=walk, organisation=organisation,
        until=walk.accepts_until,
    )  # fmt: skip
    return JsonResponse(_pack(walk) | {"upload": issued.path})


def _pack(walk: Walk) -> dict[str, object]:
    stops = []
    for stop in walk.stops.filter(removed=False):
        spot = None
        if stop.point is not None:
            point = stop.point.clone()
            point.transform(WGS84)
            spot = [round(point.y, 6), round(point.x, 6)]
        stops.append(
            {"id": stop.pk, "number": stop.number, "name": stop.name, "look_for": stop.look_for, "at": spot}
        )
    waiting = []
    if walk.repeats:
        unsolved = walk.repeats.observations.unsolved().select_related("category", "stop")
        waiting = list(unsolved.prefetch_related("photos"))
    return {
        "walk": walk.pk,
        "title": walk.title,
        "until": walk.accepts_until.isoformat(),
        "stops": stops,
        "categories": [
            {"code": row.code, "name": row.name.partition(" (")[0]}
            for row in ObservationCategory.objects.all()
        ],
        "urgencies": [{"code": code, "name": name} for code, name in Urgency.choices],
        "organisations": [{"id": row.pk, "name": row.name} for row in organisations_around(walk)],
        "earlier": [
            {
                "id": row.pk,
                "name": f"{row.number} {row.text or row.category.name}"[:90],
                "category": row.category.code,
                "stop": row.stop.name if row.stop else "",
                "photo": _before(row),
            }
            for row in waiting
        ],
        "map": _map(walk),
    }


def _before(row: Observation) -> str:
    """The address of the picture that is to be taken again, '' without one."""
    photo = next(iter(row.photos.all()), None)
    return reverse("walks:photo", args=[photo.public_id, PhotoSize.SMALL]) if photo else ""


def _map(walk: Walk) -> dict[str, object] | None:
    """The drawing of the route, and where its corners lie: [south-west, south-east, north-west, north-east]."""
    spec = walk_map(walk)
    if spec is None:
        return None
    left, bottom, right, top = spec.extent
    corners = []
    for x, y in ((left, bottom), (right, bottom), (left, top), (right, top)):
        corner = Point(x, y, srid=SRID)
        corner.transform(WGS84)
        corners.append([round(corner.y, 6), round(corner.x, 6)])
    return {
        "svg": spec.to_svg(width_mm=PHONE_MM),
        "corners": corners,
        "shape": (top - bottom) / (right - left),
    }


@csrf_exempt  # no cookie opens this door, only the token in its address
@login_not_required
@require_POST
def upload(request: HttpRequest, token: str) -> JsonResponse:
    """Take in one observation with its pictures.  The answer tells what is kept, by digest."""
    try:
        link = find_link(token, LinkPurpose.WALK_UPLOAD, reader=None)
    except LinkRefused as refused:
        return JsonResponse({"error": refused.sentence}, status=refused.status)
    walk = Walk.objects.filter(pk=link.object_id).first()
    sent = request.FILES.get("observation")
    photos = request.FILES.getlist("photo")
    if walk is None or sent is None or sent.size is None or sent.size > MOST_JSON:
        return JsonResponse({"error": _("Iakttagelsen går inte att läsa.")}, status=400)
    if any((photo.size or 0) > MOST_BYTES for photo in photos):
        return JsonResponse(
            {"error": _("Bilden är större än 8 MB. Ta en ny, eller välj en mindre.")}, status=400
        )
    try:
        receipt = take_in(
            walk=walk, by=_writer(link), content=sent.read(), photos=[photo.read() for photo in photos]
        )
    except ValidationError as refused:
        about = "photo" if any(problem.code == "photo" for problem in refused.error_list) else ""
        return JsonResponse({"error": " ".join(refused.messages), "about": about}, status=422)
    except Differs:
        return JsonResponse({"error": _("En annan iakttagelse har redan samma nummer.")}, status=409)
    return JsonResponse(receipt.as_dict(), status=200 if receipt.again else 201)


def _writer(link: CapabilityLink) -> User | None:
    return link.created_by
