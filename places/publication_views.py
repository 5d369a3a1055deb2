"""The public page of a place: reviewed and published by a keeper, open to everyone only while published."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from places.party_views import accepted
from places.place_permissions import place_or_404
from places.publication_forms import PublicationForm
from places.publications import draft_of, headings, publish, published, texts_of, withdraw
from stakeholders.http import UserRequest


@require_http_methods(["GET", "HEAD", "POST"])
def place_publish(request: UserRequest, slug: str) -> HttpResponse:
    """Go through the texts of the public page, and publish them."""
    place = place_or_404(request.user, slug, keeping=True)
    now_public = published(slug)
    draft = draft_of(place, timezone.localdate())
    if now_public is not None:  # what the public reads is the better draft
        draft = {name: getattr(now_public, name) for name in draft}
    form = PublicationForm(request.POST or None, initial=draft)
    if form.is_valid() and accepted(form, lambda: publish(by=request.user, place=place, **form.texts)):
        messages.success(request, _("Sidan är publik."))
        return redirect("places:public", slug)
    context = {"form": form, "place_shown": place, "published": now_public, "headings": headings()}
    return render(request, "places/publish.html", context)


@require_POST
def place_unpublish(request: UserRequest, slug: str) -> HttpResponse:
    """Take the public page away."""
    place = place_or_404(request.user, slug, keeping=True)
    withdraw(by=request.user, place=place)
    messages.success(request, _("Sidan är inte längre publik."))
    return redirect(place)


@login_not_required
def public(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what was reviewed and published; without that, answer as every closed door does."""
    publication = published(slug)
    if publication is None and not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    if publication is None:
        raise Http404
    context = {"publication": publication, "texts": texts_of(publication)}
    return render(request, "places/public.html", context)
