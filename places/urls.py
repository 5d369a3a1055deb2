"""Addresses of areas and places.  Their pages read levels as well, so the views live in `reports`, a floor up."""

from django.urls import include, path

app_name = "places"
urlpatterns = [
    path("", include("reports.area_urls")),
    path("", include("reports.place_urls")),
    path("", include("places.collaboration_urls")),
]
