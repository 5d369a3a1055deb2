"""Addresses of lägesbilder."""

from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("omraden/<slug:slug>/lagesbilder/", views.report_list, name="list"),
    path("omraden/<slug:slug>/lagesbilder/<uuid:job_id>/", views.job, name="job"),
    path("omraden/<slug:slug>/lagesbilder/<uuid:job_id>/status/", views.status, name="status"),
    path("omraden/<slug:slug>/lagesbilder/<uuid:job_id>/lagesbild.pdf", views.download, name="download"),
]
