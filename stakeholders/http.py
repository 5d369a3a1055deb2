"""A request as the doors behind the sign-in get it."""

from django.http import HttpRequest

from stakeholders.models import User


class UserRequest(HttpRequest):
    """A request whose user is a person: LoginRequiredMiddleware has turned everyone else away."""

    user: User
