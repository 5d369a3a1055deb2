"""The site's addresses and one more: a page that does nothing, behind the same middleware."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def bare(request: HttpRequest) -> HttpResponse:
    """Answer a signed-in person with two words; the person is read, as every page does."""
    return HttpResponse(f"hello {request.user.pk}")


urlpatterns = [path("bare/", bare), path("", include("platssamverkan.urls"))]
