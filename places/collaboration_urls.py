"""The pages of the joint work around places and in areas, under `places`."""

from django.urls import path

from places import collaboration_views as views
from places import publication_views

urlpatterns = [
    path("samverkan/", views.collaboration_list, name="collaborations"),
    path("samverkan/ny/", views.collaboration_add, name="collaboration_add"),
    path("samverkan/program/ny/", views.programme_add, name="programme_add"),
    path("samverkan/program/<int:pk>/", views.programme, name="programme"),
    path("samverkan/program/<int:pk>/andra/", views.programme_edit, name="programme_edit"),
    path("samverkan/<int:pk>/", views.collaboration, name="collaboration"),
    path("samverkan/<int:pk>/andra/", views.collaboration_edit, name="collaboration_edit"),
    path("samverkan/<int:pk>/beslut/", views.decision_add, name="decision_add"),
    path("samverkan/<int:pk>/grupp/", views.group_add, name="group_add"),
    path("samverkan/grupper/<int:pk>/", views.group, name="group"),
    path("samverkan/grupper/<int:pk>/andra/", views.group_edit, name="group_edit"),
    path("samverkan/grupper/<int:pk>/deltagare/", views.member_add, name="member_add"),
    path(
        "samverkan/grupper/<int:pk>/deltagare/<int:member_id>/avsluta/", views.member_end, name="member_end"
    ),
    path("samverkan/grupper/<int:pk>/mote/", views.meeting_add, name="meeting_add"),
    path("samverkan/grupper/<int:pk>/mote/<int:meeting_id>/", views.meeting_edit, name="meeting_edit"),
    path("samverkan/teman/<int:pk>/", views.theme_edit, name="theme_edit"),
    path("samverkan/overenskommelser/<int:pk>/", views.agreement_edit, name="agreement_edit"),
    path("samverkan/loften/<int:pk>/", views.promise_edit, name="promise_edit"),
    path("samverkan/loften/<int:pk>/uppfoljning/", views.promise_follow_up, name="promise_follow_up"),
    path("platser/<slug:slug>/publicera/", publication_views.place_publish, name="publish"),
    path("platser/<slug:slug>/avpublicera/", publication_views.place_unpublish, name="unpublish"),
    path("offentligt/<slug:slug>/", publication_views.public, name="public"),
    path("platser/<slug:slug>/samverkan/", views.place_collaboration_add, name="place_collaboration_add"),
    path("omraden/<slug:slug>/samverkan/", views.structure, name="structure"),
    path("omraden/<slug:slug>/samverkan/ny/", views.area_collaboration_add, name="area_collaboration_add"),
    path("omraden/<slug:slug>/samverkan/grupp/", views.area_group_add, name="area_group_add"),
    path("omraden/<slug:slug>/samverkan/tema/", views.theme_add, name="theme_add"),
    path("omraden/<slug:slug>/samverkan/overenskommelse/", views.agreement_add, name="agreement_add"),
    path("omraden/<slug:slug>/samverkan/lofte/", views.promise_add, name="promise_add"),
]
