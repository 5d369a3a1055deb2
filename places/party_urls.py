"""Addresses of organisations and their people, under `stakeholders`."""

from django.urls import path

from places import party_views as views

urlpatterns = [
    path("", views.party_list, name="list"),
    path("ny/", views.party_add, name="add"),
    path("lankar/", views.link_list, name="links"),
    path("lankar/<int:pk>/aterkalla/", views.link_revoke, name="link_revoke"),
    path("lankar/<int:pk>/skicka-igen/", views.invitation_resend, name="invitation_resend"),
    path("roller/<int:pk>/", views.membership, name="membership"),
    path("roller/<int:pk>/lamnar/", views.person_leave, name="person_leave"),
    path("knytningar/<int:pk>/", views.tie_end, name="tie_end"),
    path("<int:pk>/", views.party_detail, name="detail"),
    path("<int:pk>/bjud-in/", views.invite, name="invite"),
    path("<int:pk>/knyt/", views.tie_add, name="tie"),
    path("<int:pk>/lamnar/", views.party_leave, name="leave"),
]
