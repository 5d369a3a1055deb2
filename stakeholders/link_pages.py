"""What the page of every capability link has in common."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import render
from django.utils.decorators import decorator_from_middleware
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from stakeholders.links import LinkRefused
from stakeholders.models import User

P = ParamSpec("P")


class LinkCsrfMiddleware(CsrfViewMiddleware):
    """The house's own check, on a page whose browser may not say where it comes from.

    With `Referrer-Policy: no-referrer` a browser posts with `Origin: null`, which the check refuses
    out of hand.  Cookie and form must match all the same, and the cookie (SameSite) stays at home when
    another site posts here.
    """

    def _origin_verified(self, request: HttpRequest) -> bool:
        verified: bool = super()._origin_verified(request)  # type: ignore[misc]  # the stubs leave it out
        return verified or request.META["HTTP_ORIGIN"] == "null"


def render_link_page(
    request: HttpRequest, template: str, context: dict[str, object], *, status: int = 200
) -> HttpResponse:
    """Draw a link's page: one thing only, so without the menu of whoever happens to be signed in."""
    context = {**context, "user": AnonymousUser(), "reader": reader_of(request)}
    return render(request, template, context, status=status)


def link_page(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Make a view the page of a link: open to its holder, kept nowhere, told to nobody.

    A LinkRefused from the view becomes a page that says why and nothing more.
    """

    @wraps(view)
    def page(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            response = view(request, *args, **kwargs)
        except LinkRefused as refused:
            response = render_link_page(
                request,
                "stakeholders/link_refused.html",
                {"sentence": refused.sentence},
                status=refused.status,
            )
        response["Referrer-Policy"] = "no-referrer"  # the address is the secret
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    page = decorator_from_middleware(LinkCsrfMiddleware)(page)  # type: ignore[assignment]
    return login_not_required(csrf_exempt(never_cache(page)))  # exempt from the outer check only


def reader_of(request: HttpRequest) -> User | None:
    """Return the person who is signed in, if any."""
    return request.user if isinstance(request.user, User) else None
