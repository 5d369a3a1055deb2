"""Addresses of the figures from outside."""

from django.urls import path

from indicators import views

app_name = "indicators"
urlpatterns = [
    path("omraden/<slug:slug>/statistik/", views.compstat_page, name="compstat"),
    path("omraden/<slug:slug>/statistik/klistra/", views.compstat_paste, name="compstat_paste"),
]
