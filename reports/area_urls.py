"""The pages behind `places:map` and `places:area`."""

from django.urls import path

from reports import access_views, area_views

urlpatterns = [
    path("omraden/", area_views.area_map, name="map"),
    path("omraden/<slug:slug>/", area_views.area, name="area"),
    path("omraden/<slug:slug>/varfor/", access_views.why, name="why"),
]
