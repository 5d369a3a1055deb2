"""The pages of places, of what they are classified as, and of who answers for them."""

from django.urls import path

from reports import place_views, tile_views

urlpatterns = [
    path("kartlager/<int:z>/<int:x>/<int:y>/", tile_views.tile, name="tile"),
    path("platser/", place_views.place_list, name="place_list"),
    path("platser/export/platser.<str:form>", place_views.place_export, name="place_export"),
    path("platser/lagkarta/", place_views.law, name="law"),
    path("platser/export/lagkarta.<str:form>", place_views.law_export, name="law_export"),
    path("platser/kameraregister/", place_views.camera_register, name="camera_register"),
    path("platser/ny/", place_views.place_add, name="place_add"),
    path("platser/<slug:slug>/", place_views.place, name="place"),
    path("platser/<slug:slug>/faktablad.pdf", place_views.place_factsheet, name="factsheet"),
    path("platser/<slug:slug>/andra/", place_views.place_edit, name="place_edit"),
    path("platser/<slug:slug>/klassning/", place_views.designation_add, name="designation_add"),
    path(
        "platser/<slug:slug>/klassning/<int:pk>/avsluta/", place_views.designation_end, name="designation_end"
    ),
    path("platser/<slug:slug>/ansvar/", place_views.mandate_add, name="mandate_add"),
    path("platser/<slug:slug>/ansvar/<int:pk>/avsluta/", place_views.mandate_end, name="mandate_end"),
]
