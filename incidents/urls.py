"""The pages of incidents: reporting, the list, one incident, and triage."""

from django.urls import path

from incidents import import_views, pattern_views, triage_views, views

app_name = "incidents"
urlpatterns = [
    path("handelser/rapportera/", views.report, name="report"),
    path("handelser/rapportera/liknande/", views.similar, name="similar"),
    path("handelser/rapportera/karta.json", views.ground, name="ground"),
    path("handelser/mina/", views.mine, name="mine"),
    path("handelser/kvitto/<uuid:key>/", views.receipt, name="receipt"),
    path("omraden/<slug:slug>/handelser/", views.incident_list, name="list"),
    path("omraden/<slug:slug>/handelser/export/handelser.<str:form>", views.export, name="export"),
    path("omraden/<slug:slug>/handelser/monster/", pattern_views.pattern_page, name="patterns"),
    path("omraden/<slug:slug>/handelser/kansliga/", views.sensitive, name="sensitive"),
    path("omraden/<slug:slug>/handelser/granska/", triage_views.inbox, name="inbox"),
    path("omraden/<slug:slug>/handelser/granska/angra/<int:pk>/", triage_views.undo_step, name="undo"),
    path("omraden/<slug:slug>/handelser/las-in/", import_views.import_file, name="import"),
    path("omraden/<slug:slug>/handelser/las-in/<int:pk>/", import_views.import_run, name="import_run"),
    path(
        "omraden/<slug:slug>/handelser/las-in/<int:pk>/angra/", import_views.import_undo, name="import_undo"
    ),
    path("omraden/<slug:slug>/handelser/<int:pk>/", views.detail, name="detail"),
]
