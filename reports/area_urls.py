"""The pages behind `places:map` and `places:area`."""

from django.urls import path

from reports import area_views

urlpatterns = [
    path("omraden/", area_views.area_map, name="map"),
    path("omraden/<slug:slug>/", area_views.area, name="area"),
]
