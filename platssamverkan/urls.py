"""The addresses of the whole house.  Rooms bring their own; paths are Swedish."""

from django.urls import include, path

from platssamverkan import overview, views
from platssamverkan.health import health

urlpatterns = [
    path("", views.home, name="home"),
    path("oversikt/", overview.overview, name="overview"),
    path("tillganglighet/", views.accessibility, name="accessibility"),
    path("stil/", views.style, name="style"),
    path("logga-in/", views.SignInView.as_view(), name="account_login"),
    path("", include("platssamverkan.signin.urls")),
    path("utkorg/", views.outbox, name="outbox"),
    path("health", health, name="health"),
    path("", include("stakeholders.urls")),
    path("", include("places.urls")),
    path("", include("assessments.urls")),
    path("", include("walks.urls")),
    path("", include("incidents.urls")),
    path("", include("indicators.urls")),
    path("", include("measures.urls")),
    path("", include("reports.urls")),
    path("", include("platssamverkan.retention.urls")),
]
