"""What every page knows: which service this is, and the areas its reader may follow."""

from django.conf import settings
from django.http import HttpRequest

from places.permissions import districts_of


def page(request: HttpRequest) -> dict[str, object]:
    """Add the demo flag and, lazily, the reader's districts (the navigation asks for them)."""
    user = request.user
    return {
        "demo": settings.DEMO,
        "my_districts": districts_of(user) if user.is_authenticated else [],
    }
