"""Addresses of safety walks: the desk's under trygghetsvandringar/, the telephone's under vandring/."""

from django.urls import path, register_converter

from walks import field_views, photo_views, views
from walks.models import PhotoSize


class SizeConverter:
    """A picture's size."""

    regex = "|".join(PhotoSize.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(SizeConverter, "photosize")

app_name = "walks"
urlpatterns = [
    path("omraden/<slug:slug>/trygghetsvandringar/", views.walk_list, name="list"),
    path("omraden/<slug:slug>/trygghetsvandringar/ny/", views.walk_add, name="add"),
    path("trygghetsvandringar/<int:pk>/", views.walk_detail, name="detail"),
    path("trygghetsvandringar/<int:pk>/andra/", views.walk_edit, name="edit"),
    path("trygghetsvandringar/<int:pk>/deltagare/", views.people, name="people"),
    path("trygghetsvandringar/<int:pk>/lage/", views.walk_status, name="status"),
    path("trygghetsvandringar/<int:pk>/checklista/", views.checklist, name="checklist"),
    path("trygghetsvandringar/<int:pk>/vandring.ics", views.calendar, name="calendar"),
    path("trygghetsvandringar/<int:pk>/uppfoljning/", views.follow_up, name="follow_up"),
    path("trygghetsvandringar/<int:pk>/iakttagelse/", views.observation_add, name="observation_add"),
    path("trygghetsvandringar/<int:pk>/aterkoppling/", views.reader_add, name="reader_add"),
    path("trygghetsvandringar/<int:pk>/beratta/", views.tell, name="tell"),
    path("trygghetsvandringar/iakttagelse/<int:pk>/", views.observation, name="observation"),
    path("trygghetsvandringar/iakttagelse/<int:pk>/ratta/", views.observation_edit, name="observation_edit"),
    path("trygghetsvandringar/<int:pk>/bilder/", photo_views.photos, name="photos"),
    path("trygghetsvandringar/bild/<uuid:photo_id>/tack/", photo_views.photo_cover, name="photo_cover"),
    path("trygghetsvandringar/bild/<uuid:photo_id>/ta-bort/", photo_views.photo_remove, name="photo_remove"),
    path("trygghetsvandringar/<int:pk>/poang/", views.scores, name="scores"),
    path("trygghetsvandringar/bild/<uuid:photo_id>/<photosize:size>.jpg", views.photo, name="photo"),
    path("trygghetsvandringar/<int:pk>/bjud-in/", views.invite_people, name="invite"),
    path("inbjudan-vandring/<str:token>/", views.invitation, name="invitation"),
    path("inbjudan-vandring/<str:token>/vandring.ics", views.invitation_calendar, name="invitation_calendar"),
    path("svar/<str:token>/", views.answers, name="answers"),
    path("vandring/", field_views.shell, name="shell"),
    path("vandring/sw.js", field_views.service_worker, name="service_worker"),
    path("vandring/app.webmanifest", field_views.manifest, name="manifest"),
    path("vandring/<int:pk>/", field_views.field, name="field"),
    path("vandring/<int:pk>/paket/", field_views.pack, name="pack"),
    path("vandring/skicka/<str:token>/", field_views.upload, name="upload"),
]
