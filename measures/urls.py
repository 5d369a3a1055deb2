"""The pages of problems, measures and plans."""

from django.urls import path

from measures import (
    document_views,
    effect_views,
    law_views,
    plan_views,
    problem_views,
    step_views,
    views,
    walk_views,
)

app_name = "measures"
urlpatterns = [
    path("atgarder/", views.measure_list, name="list"),
    path("atgarder/export/atgarder.csv", views.measure_export, name="export"),
    path("atgarder/snabb/", views.quick, name="quick"),
    path("atgarder/ny/", views.create, name="create"),
    path("atgarder/svar/<str:token>/", views.answer, name="answer"),
    path("atgarder/fran-iakttagelse/<int:pk>/", walk_views.from_observation, name="from_observation"),
    path("atgarder/loften/<slug:slug>/", walk_views.promises, name="promises"),
    path("atgarder/loften/<slug:slug>/visa/", walk_views.publish, name="promises_publish"),
    path("atgarder/lagkollen/<slug:slug>/nytt/", law_views.law_add, name="law_add"),
    path("atgarder/lagkollen/uppfyllt/<int:pk>/", law_views.law_item, name="law_item"),
    path("atgarder/<int:pk>/", views.measure, name="measure"),
    path("atgarder/<int:pk>/andra/", views.edit, name="edit"),
    path("atgarder/<int:pk>/status/", views.status, name="status"),
    path("atgarder/<int:pk>/steg/", views.activity, name="activity"),
    path("atgarder/<int:pk>/tillfalle/", views.occurrence, name="occurrence"),
    path("atgarder/<int:pk>/finansiering/", views.funding, name="funding"),
    path("atgarder/<int:pk>/dokument/", document_views.document_add, name="document_add"),
    path("atgarder/dokument/<uuid:public_id>/", document_views.document, name="document"),
    path(
        "atgarder/dokument/<uuid:public_id>/ta-bort/", document_views.document_remove, name="document_remove"
    ),
    path("atgarder/<int:pk>/fraga/", views.remind, name="remind"),
    path("atgarder/<int:pk>/effekt/", effect_views.effect, name="effect"),
    path("atgarder/<int:pk>/forvantat/", effect_views.foresight_page, name="foresight"),
    path("atgarder/bibliotek/", effect_views.library, name="library"),
    path("samverkan/<int:pk>/pris-och-tid/", step_views.model_steps, name="model_steps"),
    path("samverkan/<int:pk>/pris-och-tid/fyll/", step_views.steps_fill, name="steps_fill"),
    path("samverkan/<int:pk>/pris-och-tid/nytt/", step_views.step_add, name="step_add"),
    path("samverkan/<int:pk>/pris-och-tid/<int:step_pk>/", step_views.step_edit, name="step_edit"),
    path("problem/", problem_views.problem_list, name="problems"),
    path("problem/nytt/", problem_views.problem_create, name="problem_create"),
    path("problem/<int:pk>/", problem_views.problem, name="problem"),
    path("problem/<int:pk>/andra/", problem_views.problem_edit, name="problem_edit"),
    path("problem/<int:pk>/underlag/", problem_views.evidence, name="evidence"),
    path("problem/<int:pk>/orsak/", problem_views.cause, name="cause"),
    path("problem/<int:pk>/mal/", problem_views.indicator, name="indicator"),
    path("problem/<int:pk>/mal/<int:indicator_pk>/", problem_views.reading, name="reading"),
    path("atgardsplaner/", plan_views.plan_list, name="plans"),
    path("atgardsplaner/ny/", plan_views.plan_create, name="plan_create"),
    path("atgardsplaner/<int:pk>/", plan_views.plan, name="plan"),
    path("atgardsplaner/<int:pk>/andra/", plan_views.plan_edit, name="plan_edit"),
    path("atgardsplaner/<int:pk>/steg/", plan_views.plan_move, name="plan_move"),
    path("atgardsplaner/<int:pk>/version/", plan_views.plan_version, name="plan_version"),
]
