"""Pictures before they are shared: look at each, cover faces and number plates, or take it away."""

import json
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from places.permissions import can
from stakeholders.http import UserRequest
from stakeholders.policy import Action
from walks.models import Photo
from walks.permissions import photo_or_404, walk_or_404
from walks.photos import Box
from walks.services import cover_photo, remove_photo


@require_safe
def photos(request: UserRequest, pk: int) -> HttpResponse:
    """Show the walk's pictures, those that nobody has looked at first."""
    walk = walk_or_404(request.user, pk, may=Action.RECORD_WALKS)
    found = Photo.objects.filter(observation__walk=walk).select_related("observation__category")
    rows = sorted(found, key=lambda row: (row.looked_at is not None, row.observation.number, row.position))
    context = {"walk": walk, "photos": rows, "waiting": sum(row.looked_at is None for row in rows)}
    return render(request, "walks/photos.html", context)


def _own_photo(user: UserRequest, photo_id: UUID) -> Photo:
    photo = photo_or_404(user.user, photo_id)
    if not can(user.user, Action.RECORD_WALKS, photo.observation.walk.area):
        raise PermissionDenied
    return photo


@require_http_methods(["GET", "HEAD", "POST"])
def photo_cover(request: UserRequest, photo_id: UUID) -> HttpResponse:
    """Cover parts of a picture, or say that nothing has to be covered."""
    photo = _own_photo(request, photo_id)
    walk = photo.observation.walk
    problem = ""
    if request.method == "POST":
        try:
            boxes = _boxes(request)
            cover_photo(by=request.user, photo=photo, boxes=boxes)
        except ValidationError as refused:
            problem = " ".join(refused.messages)
        else:
            messages.success(
                request, _("Bilden är täckt.") if boxes else _("Bilden är granskad, inget att täcka.")
            )
            return redirect("walks:photos", pk=walk.pk)
    context = {"photo": photo, "walk": walk, "observation": photo.observation, "problem": problem}
    return render(request, "walks/photo_cover.html", context, status=400 if problem else 200)


def _boxes(request: HttpRequest) -> list[Box]:
    try:
        found = json.loads(request.POST.get("boxes") or "")
        boxes = [(float(x), float(y), float(width), float(height)) for x, y, width, height in found]
    except (ValueError, TypeError) as error:
        raise ValidationError(_("Rutorna gick inte att läsa. Dra dem igen.")) from error
    return boxes


@require_POST
def photo_remove(request: UserRequest, photo_id: UUID) -> HttpResponse:
    """Take a picture away."""
    photo = _own_photo(request, photo_id)
    walk = photo.observation.walk
    remove_photo(by=request.user, photo=photo)
    messages.success(request, _("Bilden är borttagen."))
    return redirect("walks:photos", pk=walk.pk)
