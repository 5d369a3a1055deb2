"""Undersökningar: what people answered, area by area and survey by survey, and tables in from survey firms."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from indicators.models import Survey
from indicators.offered import survey_sentences
from indicators.survey_analysis import QuestionView, question_view, questions_of, surveys_asking
from indicators.survey_figures import bars, choropleth, source_of, survey_csv
from indicators.survey_forms import SurveyPasteForm, chosen_roles, column_field
from indicators.surveys import (
    ColumnsNotUnderstood,
    Role,
    SurveyHasChanged,
    SurveyPreview,
    guess_roles,
    preview_survey,
    store_survey,
)
from places.models import Area, AreaKind
from places.permissions import area_or_404, can
from platssamverkan.core.incoming import ImportRefused, read_table
from platssamverkan.core.statistics import LEAST_RESPONDENTS
from stakeholders.audit import record
from stakeholders.http import UserRequest
from stakeholders.policy import Action


@require_safe
def survey_page(request: UserRequest, slug: str) -> HttpResponse:
    """Show a question; ?fraga and ?undersokning choose, ?csv is a file of what is shown."""
    district = area_or_404(request.user, slug, may=Action.VIEW_AREA, kind=AreaKind.CITY_DISTRICT)
    questions = questions_of(district)
    asked = request.GET.get("fraga", "")
    question = asked if asked in questions else (questions[0] if questions else "")
    surveys = surveys_asking(district, question) if question else []
    chosen = next(
        (s for s in surveys if str(s.pk) == request.GET.get("undersokning")), surveys[0] if surveys else None
    )
    context: dict[str, object] = {
        "district": district,
        "questions": questions,
        "surveys": surveys,
        "chosen": chosen,
        "least": LEAST_RESPONDENTS,
        "may_keep": can(request.user, Action.KEEP_FIGURES, district),
    }
    if chosen is not None:
        view = question_view(district, question, chosen)
        if "csv" in request.GET:
            record(request.user, "survey.exported", district, survey=chosen.pk)
            answer = HttpResponse(survey_csv(view), content_type="text/csv; charset=utf-8")
            answer["Content-Disposition"] = f'attachment; filename="undersokning-{slug}.csv"'
            return answer
        context |= _shown(district, view, chosen)
    answer = render(request, "indicators/surveys.html", context)
    answer.csp_inline_styles = True  # type: ignore[attr-defined]  # Plotly writes styles into the page
    return answer


def _shown(district: Area, view: QuestionView, survey: Survey) -> dict[str, object]:
    source = source_of(survey)
    return {
        "view": view,
        "source": source,
        "by_area": bars("survey-areas", view.question, view.areas, source) if view.areas else None,
        "by_group": bars("survey-groups", view.question, view.groups, source) if view.groups else None,
        "beside": bars("survey-beside", view.question, view.side_by_side, source)
        if len({line.found.survey_id for line in view.side_by_side}) > 1
        else None,
        "sentences": survey_sentences(view),
        "map": choropleth(district, view) if view.parts else None,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def survey_paste(request: UserRequest, slug: str) -> HttpResponse:
    """Take a survey's table: ask what its columns mean if need be, show what it says, then store it."""
    district = area_or_404(request.user, slug, may=Action.KEEP_FIGURES, kind=AreaKind.CITY_DISTRICT)
    form = SurveyPasteForm(request.POST or None)
    preview: SurveyPreview | None = None
    complaints: list[str] = []
    roles: dict[str, str] = {}
    missing: list[str] = []
    out_of_date = False
    if request.method == "POST" and form.is_valid():
        text, described = form.cleaned_data["text"], form.described
        try:
            columns = read_table(text).columns
            chosen = chosen_roles(columns, request.POST.dict())
            roles = guess_roles(columns) | chosen
            if form.cleaned_data["seen"]:
                try:
                    store_survey(
                        by=request.user, district=district, text=text, described=described, chosen=chosen,
                        seen=form.cleaned_data["seen"],
                    )  # fmt: skip
                except SurveyHasChanged:
                    out_of_date = True
                else:
                    messages.success(request, _("Undersökningen är sparad."))
                    return redirect("indicators:surveys", slug)
            preview = preview_survey(district, text, described, chosen)
        except ColumnsNotUnderstood as unsure:
            missing = list(unsure.missing)
        except ImportRefused as refused:
            complaints = [str(complaint) for complaint in refused.complaints]
    context = {
        "district": district,
        "form": form,
        "preview": preview,
        "sample": preview.answers[:12] if preview else (),
        "complaints": complaints,
        "missing": missing,
        "columns": [(column_field(number), name, role) for number, (name, role) in enumerate(roles.items())],
        "roles": Role.choices,
        "out_of_date": out_of_date,
        "least": LEAST_RESPONDENTS,
    }
    return render(request, "indicators/survey_paste.html", context)
