"""What holds for each request that asks about places."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from places.permissions import asked_once


class AskOnceMiddleware:
    """Work out once what a reader holds: a page that only reads asks the same of the policy many times.

    A request that changes something asks anew each time, so that it goes by what it has itself changed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        with asked_once():
            return self.get_response(request)
