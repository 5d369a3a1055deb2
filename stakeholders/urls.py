"""Addresses of organisations, people and links.  Pages that read ties too live in `places`, a floor up."""

from django.urls import include, path

from stakeholders import views

app_name = "stakeholders"
urlpatterns = [
    path("inbjudan/<str:token>/", views.invitation, name="invitation"),
    path("aktorer/", include("places.party_urls")),
]
