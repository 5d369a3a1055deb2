"""Files of incidents: handed in, explained, looked at before they are stored, and taken back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from incidents.analysis import kinds_by_group, span_words
from incidents.import_forms import NOT_READ, ImportForm, chosen_columns, chosen_words, column_field
from incidents.import_models import ImportRun
from incidents.import_reading import Grid
from incidents.imports import (
    NOT_IMPORTED,
    ColumnsNotUnderstood,
    FileHasChanged,
    ImportPreview,
    Reading,
    Role,
    WordsNotUnderstood,
    guess_columns,
    preview_import,
    remembered,
    store_import,
    undo_import,
    used,
)
from incidents.models import IncidentCategory
from incidents.permissions import district_or_404
from places.models import Area
from platssamverkan.core.incoming import ImportRefused
from stakeholders.http import UserRequest
from stakeholders.policy import Action

SHOWN_COMPLAINTS, SHOWN_RUNS, SHOWN_KINDS = 30, 20, 12


@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: UserRequest, slug: str) -> HttpResponse:
    """Take a file: ask what it means if need be, show what it would do, and store it when that is confirmed."""
    district = district_or_404(request.user, slug, may=Action.TRIAGE_INCIDENTS)
    posted = request.method == "POST"
    form = (
        ImportForm(request.POST, request.FILES, district=district)
        if posted
        else ImportForm(district=district)
    )
    step = _Step()
    valid = posted and form.is_valid()
    if valid:
        try:
            run = _take(request, district, form, step)
        except ImportRefused as refused:
            step.complaints = [str(complaint) for complaint in refused.complaints]
        else:
            if run is not None:
                messages.success(request, _("Filen är inläst."))
                return redirect(run)
    kinds = [kind for kind in IncidentCategory.objects.all() if kind.code != NOT_IMPORTED]
    context = {
        "district": district,
        "form": form,
        "step": step,
        "complaints": step.complaints[:SHOWN_COMPLAINTS],
        "headline": ngettext(
            "Filen har %(n)d fel. Inget sparades.",
            "Filen har %(n)d fel. Inget sparades.",
            len(step.complaints),
        )
        % {"n": len(step.complaints)},
        "sample": [(line, span_words(line.first, line.last)) for line in step.preview.sample]
        if step.preview
        else [],
        "notes": step.preview.notes[:SHOWN_COMPLAINTS] if step.preview else (),
        "kinds_found": step.preview.kinds[:SHOWN_KINDS] if step.preview else (),
        "columns": [
            (column_field(number), name, step.columns[name], example)
            for number, (name, example) in enumerate(step.examples)
            if name in step.columns
        ],
        "words": list(enumerate(step.words.items())),
        "held_words": list(enumerate(step.explained.items(), start=1000)),
        "roles": Role.choices,
        "groups": kinds_by_group(kinds),
        "not_read": NOT_READ,
        "held": form.cleaned_data.get("held", "") if valid else "",
        "runs": ImportRun.objects.filter(district=district).select_related("organisation")[:SHOWN_RUNS],
    }
    unread = posted and not (step.preview or step.missing or step.words)
    return render(request, "incidents/import.html", context, status=400 if unread else 200)


class _Step:
    """How far a file has come: what must still be said of it, or what it would do."""

    def __init__(self) -> None:
        self.complaints: list[str] = []
        self.missing: list[str] = []
        self.words: dict[str, str] = {}  # those that must be explained, with a proposal
        self.explained: dict[str, str] = {}
        self.columns: dict[str, str] = {}
        self.examples: list[tuple[str, str]] = []
        self.preview: ImportPreview | None = None
        self.out_of_date = False


def _take(request: UserRequest, district: Area, form: ImportForm, step: _Step) -> ImportRun | None:
    """Go as far with the file as it is explained; the run where it was stored."""
    grid = form.grid()
    sender = form.cleaned_data["sender"]
    known = remembered(district, sender)
    step.columns = guess_columns(grid.columns, known) | chosen_columns(grid.columns, request.POST.dict())
    step.examples = _examples(grid)
    words = (dict(known.words) if known else {}) | chosen_words(request.POST.dict())
    step.explained = {word: code or NOT_READ for word, code in words.items()}
    reading = Reading(district, sender, form.cleaned_data["visibility"], step.columns, words)
    try:
        if form.cleaned_data["seen"]:
            try:
                return store_import(
                    by=request.user, grid=grid, reading=reading, seen=form.cleaned_data["seen"]
                )
            except FileHasChanged:
                step.out_of_date = True
        step.preview = preview_import(grid, reading)
    except ColumnsNotUnderstood as unsure:
        step.missing = list(unsure.missing)
    except WordsNotUnderstood as unsure:
        step.words = unsure.proposed
    return None


def _examples(grid: Grid) -> list[tuple[str, str]]:
    """Each heading with the first cell under it that holds something."""
    first = grid.rows[:50]
    return [
        (name, next((cells[number][:40] for _line, cells in first if cells[number].strip()), ""))
        for number, name in enumerate(grid.columns)
    ]


@require_safe
def import_run(request: UserRequest, slug: str, pk: int) -> HttpResponse:
    """Show what an import did."""
    district = district_or_404(request.user, slug, may=Action.TRIAGE_INCIDENTS)
    run = get_object_or_404(ImportRun.objects.select_related("organisation"), pk=pk, district=district)
    context = {"district": district, "run": run, "used": 0 if run.undone_at else used(run)}
    return render(request, "incidents/import_run.html", context)


@require_POST
def import_undo(request: UserRequest, slug: str, pk: int) -> HttpResponse:
    """Take a whole import back."""
    district = district_or_404(request.user, slug, may=Action.TRIAGE_INCIDENTS)
    run = get_object_or_404(ImportRun, pk=pk, district=district)
    try:
        number = undo_import(by=request.user, run=run)
    except ImportRefused as refused:
        messages.error(request, str(refused))
    else:
        said = ngettext("%d händelse togs bort.", "%d händelser togs bort.", number) % number
        messages.success(request, said)
    return redirect(run)
