"""The address of the page about retention."""

from django.urls import path

from platssamverkan.retention import views

app_name = "retention"
urlpatterns = [path("omraden/<slug:slug>/gallring/", views.retention, name="page")]
