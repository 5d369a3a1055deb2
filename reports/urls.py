"""Addresses of lägesbilder."""

from django.urls import path

from reports import (
    dashboard_views,
    edition_views,
    find_views,
    law_views,
    period_views,
    plan_paper,
    read_log_views,
    records_views,
    views,
    walk_protocol,
)

app_name = "reports"
EDITION = "omraden/<slug:slug>/lagesbilder/utgavor/<uuid:edition_id>/"
urlpatterns = [
    path("trygghetsvandringar/<int:pk>/protokoll.pdf", walk_protocol.walk_protocol, name="walk_protocol"),
    path("atgardsplaner/<int:pk>/plan.pdf", plan_paper.plan_file, {"form": "pdf"}, name="plan_pdf"),
    path("atgardsplaner/<int:pk>/plan.xlsx", plan_paper.plan_file, {"form": "xlsx"}, name="plan_xlsx"),
    path("atgardsplaner/<int:pk>/plan.csv", plan_paper.plan_file, {"form": "csv"}, name="plan_csv"),
    path("sok/", find_views.search, name="find"),
    path("omraden/<slug:slug>/overlamning/", dashboard_views.handover_page, name="handover"),
    path("omraden/<slug:slug>/lagkollen/", law_views.law_check, name="law_check"),
    path("omraden/<slug:slug>/laget/", dashboard_views.situation, name="situation"),
    path("omraden/<slug:slug>/lagesbilder/", views.report_list, name="list"),
    path("omraden/<slug:slug>/vecka/<isoweek:week>/dokument/", views.week_papers, name="week_papers"),
    path("omraden/<slug:slug>/lagesbilder/<uuid:job_id>/", views.job, name="job"),
    path("omraden/<slug:slug>/lagesbilder/<uuid:job_id>/status/", views.status, name="status"),
    path("omraden/<slug:slug>/lagesbilder/<uuid:job_id>/lagesbild.pdf", views.download, name="download"),
    path("omraden/<slug:slug>/lagesbilder/<uuid:job_id>/avbryt/", views.cancel, name="cancel"),
    path("omraden/<slug:slug>/lagesbilder/period/<slug:key>/", period_views.period, name="period"),
    path(
        "omraden/<slug:slug>/lagesbilder/period/<slug:key>/lagesbild.pdf",
        period_views.period_pdf,
        name="period_pdf",
    ),
    path("omraden/<slug:slug>/lagesbilder/utgavor/", edition_views.start, name="edition_start"),
    path(EDITION, edition_views.edition, name="edition"),
    path(f"{EDITION}avsnitt/<slug:key>/", edition_views.section, name="edition_section"),
    path(f"{EDITION}avsnitt/<slug:key>/plats/", edition_views.arrange, name="edition_arrange"),
    path(f"{EDITION}avsnitt/<slug:key>/kommentarer/", edition_views.comment, name="edition_comment"),
    path(f"{EDITION}avsnitt/<slug:key>/rutor/", edition_views.boxes, name="edition_boxes"),
    path(f"{EDITION}eget-avsnitt/", edition_views.own_section, name="edition_own"),
    path(f"{EDITION}brytdatum-och-kallor/", edition_views.basis, name="edition_basis"),
    path(f"{EDITION}anmarkningar/", edition_views.findings, name="edition_findings"),
    path(f"{EDITION}steg/<slug:step>/", edition_views.step, name="edition_step"),
    path(f"{EDITION}las/", edition_views.read, name="edition_read"),
    path(f"{EDITION}lattlast/", edition_views.easy, name="edition_easy"),
    path(f"{EDITION}lagesbild.docx", edition_views.docx, name="edition_docx"),
    path(f"{EDITION}tabeller.xlsx", edition_views.xlsx, name="edition_xlsx"),
    path(f"{EDITION}uppgifter.csv", edition_views.data_file, name="edition_csv"),
    path(f"{EDITION}forandrat/", edition_views.changed, name="edition_changed"),
    path(f"{EDITION}kontroll/", edition_views.verify, name="edition_verify"),
    path("omraden/<slug:slug>/laslogg/", read_log_views.read_log, name="read_log"),
    path("omraden/<slug:slug>/utlamnanden/", records_views.records_list, name="records"),
    path(
        "omraden/<slug:slug>/utlamnanden/<uuid:request_id>/",
        records_views.records_request,
        name="records_request",
    ),
    path(
        "omraden/<slug:slug>/utlamnanden/<uuid:request_id>/uppgifter.csv",
        records_views.records_file,
        {"form": "csv"},
        name="records_csv",
    ),
    path(
        "omraden/<slug:slug>/utlamnanden/<uuid:request_id>/uppgifter.json",
        records_views.records_file,
        {"form": "json"},
        name="records_json",
    ),
]
