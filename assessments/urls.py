"""Addresses of the week and the year."""

from django.urls import path, register_converter

from assessments import (
    focus_views,
    history_views,
    joint_views,
    meeting_views,
    series_views,
    special_views,
    views,
    year_views,
)


class IsoWeekConverter:
    """'2023-W47' in an address: its shape only; whether the week exists is the page's to say."""

    regex = r"\d{4}-W\d{2}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: object) -> str:
        return str(value)


register_converter(IsoWeekConverter, "isoweek")

app_name = "assessments"
urlpatterns = [
    path("omraden/<slug:slug>/vecka/", views.now, name="now"),
    path("omraden/<slug:slug>/vecka/<isoweek:week>/", views.week, name="week"),
    path("omraden/<slug:slug>/vecka/<isoweek:week>/bekrafta/", joint_views.week_confirm, name="week_confirm"),
    path("omraden/<slug:slug>/vecka/<isoweek:week>/avsluta/", joint_views.week_close, name="week_close"),
    path(
        "omraden/<slug:slug>/vecka/<isoweek:week>/historik/",
        history_views.week_history_page,
        name="week_history",
    ),
    path("omraden/<slug:slug>/vecka/<isoweek:week>/fokus/", focus_views.focus, name="focus"),
    path("omraden/<slug:slug>/vecka/<isoweek:week>/mote/", meeting_views.meeting, name="meeting"),
    path(
        "omraden/<slug:slug>/vecka/<isoweek:week>/mote/klart/",
        meeting_views.meeting_done,
        name="meeting_done",
    ),
    path(
        "omraden/<slug:slug>/vecka/<isoweek:week>/mote/omrade/<slug:part>/",
        meeting_views.meeting_area,
        name="meeting_area",
    ),
    path("omraden/<slug:slug>/sarskilda-handelser/", special_views.special_list, name="special_list"),
    path("omraden/<slug:slug>/sarskilda-handelser/<int:pk>/", special_views.special, name="special"),
    path("omraden/<slug:slug>/vecka/regler/", joint_views.rules, name="rules"),
    path("omraden/<slug:slug>/vecka/serie/", series_views.series, name="series"),
    path("omraden/<slug:slug>/ar/", views.year_now, name="year_now"),
    path("omraden/<slug:slug>/ar/<int:year>/", year_views.year, name="year"),
    path("omraden/<slug:slug>/ar/<int:year>/klistra/", year_views.year_paste, name="year_paste"),
    path("omraden/<slug:slug>/ar/<int:year>/klistra/<int:pk>/angra/", year_views.year_undo, name="year_undo"),
]
