"""Addresses of the figures from outside."""

from django.urls import path

from indicators import comparison_views, official_views, series_views, survey_views, views

app_name = "indicators"
STATISTICS = "omraden/<slug:slug>/statistik"
urlpatterns = [
    path(f"{STATISTICS}/", views.compstat_page, name="compstat"),
    path(f"{STATISTICS}/klistra/", views.compstat_paste, name="compstat_paste"),
    path(f"{STATISTICS}/undersokningar/", survey_views.survey_page, name="surveys"),
    path(f"{STATISTICS}/undersokningar/klistra/", survey_views.survey_paste, name="survey_paste"),
    path(f"{STATISTICS}/jamfor/", comparison_views.compare_page, name="compare"),
    path(f"{STATISTICS}/oppna-data/", official_views.official_page, name="official"),
    path(f"{STATISTICS}/oppna-data/las-in/", official_views.official_import, name="official_import"),
    path(f"{STATISTICS}/egna/", series_views.series_page, name="series"),
    path(f"{STATISTICS}/egna/skriv/", series_views.series_edit, name="series_edit"),
]
