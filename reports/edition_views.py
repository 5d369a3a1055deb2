"""The pages where an edition of the lägesbild is written, checked, approved, published and read."""

import difflib
import hashlib
import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.models import Party
from measures.models import Measure
from places.models import Area, AreaKind
from places.permissions import area_or_404, can
from platssamverkan.core.guard_fields import why_kept
from platssamverkan.core.spreadsheet import as_csv
from platssamverkan.core.swedish import day
from reports import editions
from reports.checker import Finding
from reports.edition_data import (
    EditionData,
    differences,
    digest_of,
    flat_rows,
    place_names,
    snapshot_of,
    unanswered,
)
from reports.edition_docx import docx_of
from reports.edition_easy import easy_parts
from reports.edition_forms import (
    ArrangeForm,
    BoxesForm,
    CommentForm,
    CutoffForm,
    NumberForm,
    OwnSectionForm,
    ReasonForm,
    SourceForm,
    StartForm,
    TextForm,
    VerifyForm,
)
from reports.edition_models import (
    ARCHIVE,
    OWN_PREFIX,
    Audience,
    Box,
    Edition,
    EditionSection,
    EditionSource,
    EditionStatus,
    SectionState,
    SectionVersion,
)
from reports.edition_parts import BY_KEY, THEME_PREFIX
from reports.edition_permissions import edition_or_404, seen_editions, signatory
from reports.edition_rooms import ABANDONED, measures_of
from reports.edition_xlsx import xlsx_of
from reports.lagesbild import coverages_of
from reports.models import ReportJob, Status
from reports.sections import assessed_until
from reports.views import file_size, ring, years_assessed, years_to_write
from stakeholders.audit import record, record_view
from stakeholders.http import UserRequest
from stakeholders.policy import Action

MOST_BYTES = 50_000_000
MOST_VERSIONS = 12


@dataclass(frozen=True, slots=True)
class SectionRow:
    """A section in the list of an edition."""

    section: EditionSection
    url: str
    findings: int


@dataclass(frozen=True, slots=True)
class Standing:
    """A finding and whether somebody has explained it."""

    finding: Finding
    url: str
    explained: str


@require_POST
def start(request: UserRequest, slug: str) -> HttpResponse:
    """Begin an edition for a year."""
    district = area_or_404(request.user, slug, may=Action.WRITE_REPORT, kind=AreaKind.CITY_DISTRICT)
    form = StartForm(request.POST, years=years_to_write(years_assessed(district)))
    if not form.is_valid():
        messages.error(request, _("Välj ett år i listan."))
        return redirect("reports:list", district.slug)
    try:
        return redirect(
            editions.start_edition(area=district, year=form.cleaned_data["year"], by=request.user)
        )
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
        return redirect("reports:list", district.slug)


@require_safe
def edition(request: UserRequest, slug: str, edition_id: uuid.UUID) -> HttpResponse:
    """Show an edition: how far it has come, its sections, what was found, its files."""
    district, shown = _seen(request, slug, edition_id)
    may_write = can(request.user, Action.WRITE_REPORT, district)
    standing: list[Standing] = []
    if may_write and shown.is_open:
        found = editions.checked(shown)
        standing = _standing(shown, found)
    open_findings = [item for item in standing if not item.explained]
    signs = signatory(request.user, district)
    party = signs[0] if signs else None
    sections = list(shown.sections.select_related("author"))
    prints = ReportJob.objects.filter(printing__edition=shown).select_related("area")
    job = prints.filter(printing__variant="").first()
    archived = prints.filter(printing__variant=ARCHIVE).first()
    context = {
        "district": district,
        "edition": shown,
        "steps": _steps(shown),
        "rows": [
            SectionRow(
                row,
                _at("edition_section", shown, key=row.key),
                sum(item.finding.where == row.key for item in open_findings),
            )
            for row in sections
        ],
        "ready": sum(row.state == SectionState.READY for row in sections if row.takes_text),
        "to_write": sum(row.takes_text for row in sections),
        "may_write": may_write,
        "party": party,
        "is_municipal": party is Party.MUNICIPALITY,
        "has_approved": shown.approvals.filter(party=party).exists() if party else False,
        "approvals": shown.approvals.select_related("organisation", "by"),
        "returns": shown.returns.select_related("by")[:3],
        "findings": standing,
        "open_findings": open_findings,
        "job": job,
        "archived": archived,
        "archived_is_done": bool(archived and archived.status == Status.DONE),
        "job_size": file_size(job.size) if job else "",
        "job_is_done": bool(job and job.status == Status.DONE),
        "may_print": may_write or can(request.user, Action.ORDER_REPORT, district),
        "number_form": NumberForm(),
        "reason_form": ReasonForm(),
        "may_arrange": may_write and shown.is_writable,
        "to_add": editions.sections_to_add(shown)
        if may_write and shown.is_writable and shown.is_joint
        else [],
        "derivable": [
            (audience.value, audience.label)
            for audience in (Audience.ALL_PARTIES, Audience.PUBLIC)
            if may_write and shown.is_joint and shown.is_frozen
        ],
        "family": _family(shown, request),
    }
    return render(request, "reports/edition.html", context)


def _steps(shown: Edition) -> list[tuple[str, str]]:
    """The way to publication: each step done, current or to come."""
    order: list[EditionStatus] = [status for status in EditionStatus if status != EditionStatus.SUPERSEDED]
    at = len(order) if shown.status == EditionStatus.SUPERSEDED else order.index(EditionStatus(shown.status))
    last = len(order) - 1
    return [
        (
            str(status.label),
            "done" if index < at or (index == at == last) else "current" if index == at else "to-come",
        )
        for index, status in enumerate(order)
    ]


def _family(shown: Edition, request: UserRequest) -> list[Edition]:
    """The other editions of the year that the reader sees."""
    found = Edition.objects.filter(seen_editions(request.user, shown.area), year=shown.year).exclude(
        pk=shown.pk
    )
    return list(found.select_related("area").defer("snapshot", "pages", "area__geometry"))


@require_http_methods(["GET", "HEAD", "POST"])
def section(request: UserRequest, slug: str, edition_id: uuid.UUID, key: str) -> HttpResponse:
    """Write a section with last year's words at hand.  Two who write at once both keep their words."""
    district, shown = _writable(request, slug, edition_id)
    row = get_object_or_404(EditionSection.objects.select_related("author"), edition=shown, key=key)
    form = None
    clash: SectionVersion | None = None
    if row.takes_text and shown.is_writable:
        form = TextForm(
            request.POST if request.method == "POST" else None,
            initial={"body": row.body, "version": row.version, "ready": row.state == SectionState.READY},
        )
        form.guard_places = list(place_names(district))
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            kept = editions.write_section(
                section=row,
                body=form.cleaned_data["body"],
                version=form.cleaned_data["version"],
                ready=form.cleaned_data["ready"],
                guard_reason=form.guard_reasons.get("body", ""),
                by=request.user,
            )
            if kept.other is None:
                messages.success(request, _("Avsnittet är sparat."))
                return redirect(shown)
            clash, row = kept.other, kept.section
            form = TextForm(
                initial={"body": form.cleaned_data["body"], "version": row.version, "ready": False}
            )
    return _section_page(request, shown, row, form=form, clash=clash)


def _section_page(
    request: UserRequest,
    shown: Edition,
    row: EditionSection,
    *,
    form: TextForm | None = None,
    clash: SectionVersion | None = None,
    comment_form: CommentForm | None = None,
    arrange_form: ArrangeForm | None = None,
) -> HttpResponse:
    """A section with everything that helps whoever writes it."""
    data, district, key = EditionData(shown), shown.area, row.key
    if form is None and row.takes_text and shown.is_writable:
        form = TextForm(
            initial={"body": row.body, "version": row.version, "ready": row.state == SectionState.READY}
        )
        form.guard_places = list(place_names(district))
    theme = next((item for item in data.themes if item.section_key == key), None)
    part = BY_KEY.get(key)
    versions = list(row.versions.select_related("author")[: MOST_VERSIONS + 1])
    context = {
        "district": district,
        "edition": shown,
        "section": row,
        "hint": part.hint
        if part
        else _("Ert eget kapitel. Skriv det som läsarna behöver och som inte står någon annanstans.")
        if row.is_own
        else _("Vad ni gör tillsammans, hur det gick och vad som behövs."),
        "form": form,
        "clash": clash,
        "clash_diff": changed_words(clash.body, str(form["body"].value() or "")) if clash and form else "",
        "last_year": _last_year(shown, row),
        "cells": list(data.cells.values()),
        "versions": [
            (item, changed_words(versions[i + 1].body if i + 1 < len(versions) else "", item.body))
            for i, item in enumerate(versions[:MOST_VERSIONS])
        ],
        "theme": theme,
        "boxes": BoxesForm(
            initial={
                "special_measures": theme.special_measures,
                "line_work": theme.line_work,
                "measures": theme.measures.all(),
            },
            measures=_measures_for(district, shown),
        )
        if theme
        else None,
        "arrange": arrange_form
        or ArrangeForm(
            initial={"audience": row.audience, "is_hidden": row.is_hidden, "title": row.title},
            is_own=row.is_own and shown.is_joint,
        ),
        "may_remove": row.is_own and shown.is_joint and shown.is_writable,
        "may_arrange": shown.is_writable,
        "comments": row.comments.select_related("author", "settled_by"),
        "comment_form": comment_form or (CommentForm() if shown.is_open else None),
    }
    wrong = any(each and each.errors for each in (form, comment_form, arrange_form))
    return render(
        request, "reports/edition_section.html", context, status=409 if clash else 400 if wrong else 200
    )


def _last_year(shown: Edition, row: EditionSection) -> EditionSection | None:
    """The same section in the latest joint edition of an earlier year; one of the district's own by its heading."""
    same = {"key__startswith": OWN_PREFIX, "title__iexact": row.title} if row.is_own else {"key": row.key}
    return (
        EditionSection.objects.filter(
            edition__area=shown.area_id,
            edition__year__lt=shown.year,
            edition__audience=Audience.AUTHORITIES,
            **same,
        )
        .exclude(body="")
        .select_related("edition")
        .defer("edition__snapshot", "edition__pages")
        .order_by("-edition__year", "-edition__number")
        .first()
    )


def changed_words(before: str, after: str) -> SafeString:
    """What was taken away and put in, word by word."""
    old, new = before.split(), after.split()
    parts = []
    for operation, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = escape(" ".join(old[a:b])), escape(" ".join(new[c:d]))
        if operation == "equal":
            parts.append(
                come
                if len(new[c:d]) < 40
                else f"{escape(' '.join(new[c : c + 12]))} … {escape(' '.join(new[d - 12 : d]))}"
            )
        else:
            parts.append((f"<del>{gone}</del> " if gone else "") + (f"<ins>{come}</ins>" if come else ""))
    return mark_safe(" ".join(parts))  # noqa: S308 - every word went through escape


@require_POST
def arrange(request: UserRequest, slug: str, edition_id: uuid.UUID, key: str) -> HttpResponse:
    """Say for whom a section is, whether it is printed, and where it stands."""
    _district, shown = _writable(request, slug, edition_id)
    row = get_object_or_404(EditionSection, edition=shown, key=key)
    if request.POST.get("flytta") in ("upp", "ner"):
        editions.move_section(section=row, up=request.POST["flytta"] == "upp", by=request.user)
        return redirect(f"{shown.get_absolute_url()}#avsnitt-{row.key}")
    if "ta-bort" in request.POST:
        editions.remove_own_section(section=row, by=request.user)
        messages.success(request, _("Avsnittet är borttaget."))
        return redirect(shown)
    form = ArrangeForm(request.POST, is_own=row.is_own and shown.is_joint)
    form.guard_places = list(place_names(shown.area))
    if not form.is_valid():
        if row.is_own:
            return _section_page(request, shown, row, arrange_form=form)
        messages.error(request, _("Välj vem avsnittet är till."))
        return redirect(_at("edition_section", shown, key=key))
    try:
        editions.arrange_section(
            section=row,
            audience=Audience(form.cleaned_data["audience"]),
            is_hidden=form.cleaned_data["is_hidden"],
            title=form.cleaned_data.get("title", ""),
            by=request.user,
        )
        messages.success(request, _("Avsnittets plats i utgåvan är sparad."))
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    return redirect(_at("edition_section", shown, key=key))


@require_http_methods(["GET", "HEAD", "POST"])
def own_section(request: UserRequest, slug: str, edition_id: uuid.UUID) -> HttpResponse:
    """Add a chapter of the district's own."""
    district, shown = _writable(request, slug, edition_id)
    if not shown.is_writable or not shown.is_joint:
        raise PermissionDenied
    rows = list(shown.sections.all())
    form = OwnSectionForm(
        request.POST if request.method == "POST" else None,
        sections=rows,
        initial={"after": rows[-1].key if rows else ""},
    )
    form.guard_places = list(place_names(district))
    if request.method == "POST" and form.is_valid():
        try:
            made = editions.add_own_section(
                edition=shown,
                title=form.cleaned_data["title"],
                audience=Audience(form.cleaned_data["audience"]),
                after=next(row for row in rows if row.key == form.cleaned_data["after"]),
                guard_reason=form.guard_reasons.get("title", ""),
                by=request.user,
            )
        except ValidationError as refused:
            form.add_error("title", refused.messages[0])
        else:
            return redirect(_at("edition_section", shown, key=made.key))
    context = {"district": district, "edition": shown, "form": form}
    return render(request, "reports/edition_own.html", context, status=400 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def basis(request: UserRequest, slug: str, edition_id: uuid.UUID) -> HttpResponse:
    """The cut-off and the sources of the texts; for a frozen edition as they were approved."""
    district, shown = _writable(request, slug, edition_id)
    if request.method == "POST" and not shown.is_writable:
        raise PermissionDenied
    cutoff_form = CutoffForm(year=shown.year, initial={"week": shown.cutoff_week})
    asked = request.POST.get("kalla", "")
    source = _source(shown, asked or request.GET.get("kalla", ""))
    source_form = SourceForm(instance=source)
    if "ta-bort" in request.POST and source.pk:
        editions.remove_source(source=source, by=request.user)
        messages.success(request, _("Källan är borttagen."))
        return redirect(_at("edition_basis", shown))
    if "brytdatum" in request.POST:
        cutoff_form = CutoffForm(request.POST, year=shown.year)
        if cutoff_form.is_valid():
            try:
                editions.set_cutoff(edition=shown, week=cutoff_form.cleaned_data["week"], by=request.user)
            except ValidationError as refused:
                cutoff_form.add_error("week", refused.messages[0])
            else:
                messages.success(request, _("Brytdatumet är sparat."))
                return redirect(_at("edition_basis", shown))
    elif request.method == "POST":
        source_form = SourceForm(request.POST, instance=source)
        source_form.guard_places = list(place_names(district))
        if source_form.is_valid():
            kept = source_form.save(commit=False)
            kept.guard_reason = why_kept(source_form)
            editions.save_source(source=kept, by=request.user)
            messages.success(request, _("Källan är sparad."))
            return redirect(_at("edition_basis", shown))
    data = EditionData(shown)
    context = {
        "district": district,
        "edition": shown,
        "may_change": shown.is_writable,
        "cutoff_form": cutoff_form if shown.is_writable and shown.is_joint else None,
        "until": assessed_until(data.board),
        "coverages": coverages_of(data.board, data.table),
        "sources": data.sources,
        "source": source,
        "source_form": source_form if shown.is_writable else None,
    }
    wrong = cutoff_form.errors or source_form.errors
    return render(request, "reports/edition_basis.html", context, status=400 if wrong else 200)


def _source(shown: Edition, asked: str) -> EditionSource:
    """The source that is asked for, or a new one.  Http404 for one the edition hasn't got."""
    if not asked:
        return EditionSource(edition=shown)
    if not asked.isdecimal() or len(asked) > 11:
        raise Http404
    return get_object_or_404(EditionSource.objects.select_related("edition"), edition=shown, pk=int(asked))


@require_POST
def boxes(request: UserRequest, slug: str, edition_id: uuid.UUID, key: str) -> HttpResponse:
    """Tick a theme's two boxes, each on its own."""
    district, shown = _writable(request, slug, edition_id)
    theme = get_object_or_404(shown.themes, code=key.removeprefix(THEME_PREFIX))
    form = BoxesForm(request.POST, measures=_measures_for(district, shown))
    if form.is_valid():
        editions.set_boxes(
            theme=theme,
            special_measures=Box(form.cleaned_data["special_measures"]),
            line_work=Box(form.cleaned_data["line_work"]),
            measures=form.cleaned_data["measures"],
            by=request.user,
        )
        messages.success(request, _("Rutorna är sparade."))
    else:
        messages.error(request, _("Välj ja, nej eller ej angivet, och åtgärder i listan."))
    return redirect(_at("edition_section", shown, key=theme.section_key))


def _measures_for(district: Area, shown: Edition) -> QuerySet[Measure]:
    """The district's measures that the edition's readers see."""
    return measures_of(district, Audience(shown.audience)).exclude(status__in=ABANDONED)


@require_POST
def comment(request: UserRequest, slug: str, edition_id: uuid.UUID, key: str) -> HttpResponse:
    """Say something about a section to the others who write, or mark what was said as dealt with."""
    _district, shown = _writable(request, slug, edition_id)
    row = get_object_or_404(EditionSection, edition=shown, key=key)
    settled = request.POST.get("klar", "")
    if settled:
        said = (
            row.comments.filter(pk=int(settled)).first()
            if settled.isdecimal() and len(settled) < 12
            else None
        )
        if said is None:
            raise Http404
        editions.settle_comment(comment=said, by=request.user)
        return redirect(_at("edition_section", shown, key=key) + "#kommentarer")
    form = CommentForm(request.POST)
    form.guard_places = list(place_names(shown.area))
    if not form.is_valid():
        return _section_page(request, shown, row, comment_form=form)
    editions.comment_on(
        section=row,
        text=form.cleaned_data["comment"],
        guard_reason=form.guard_reasons.get("comment", ""),
        by=request.user,
    )
    messages.success(request, _("Kommentaren är sparad. Den trycks aldrig."))
    return redirect(_at("edition_section", shown, key=key) + "#kommentarer")


@require_http_methods(["GET", "HEAD", "POST"])
def findings(request: UserRequest, slug: str, edition_id: uuid.UUID) -> HttpResponse:
    """What Siffergranskaren found; POST explains one finding."""
    district, shown = _writable(request, slug, edition_id)
    if not shown.is_open:
        raise Http404
    found = editions.checked(shown)
    form = None
    asked = request.POST.get("finding", "")
    if request.method == "POST":
        finding = next((item for item in found if item.fingerprint == asked), None)
        form = ReasonForm(request.POST)
        if finding is None:
            messages.info(request, _("Anmärkningen finns inte längre."))
            return redirect(_at("edition_findings", shown))
        if form.is_valid():
            editions.explain_finding(
                edition=shown,
                finding=finding,
                reason=form.cleaned_data["reason"],
                guard_reason=form.guard_reasons.get("reason", ""),
                by=request.user,
            )
            messages.success(request, _("Förklaringen är sparad."))
            return redirect(_at("edition_findings", shown))
    context = {
        "district": district,
        "edition": shown,
        "findings": [
            (
                item,
                form if form and item.finding.fingerprint == asked else ReasonForm(auto_id=f"id_{number}_%s"),
            )
            for number, item in enumerate(_standing(shown, found))
        ],
        "open": len(unanswered(shown, found)),
        "form": form,
    }
    return render(
        request, "reports/edition_findings.html", context, status=400 if form and form.errors else 200
    )


def _standing(shown: Edition, found: list[Finding]) -> list[Standing]:
    explained = dict(shown.answers.values_list("fingerprint", "reason"))
    keys = set(shown.sections.values_list("key", flat=True))
    return [
        Standing(
            item,
            _at("edition_section", shown, key=item.where) if item.where in keys else "",
            explained.get(item.fingerprint, ""),
        )
        for item in found
    ]


@require_POST
def step(request: UserRequest, slug: str, edition_id: uuid.UUID, step: str) -> HttpResponse:
    """Take the edition a step on its way, or order its PDF."""
    district = area_or_404(request.user, slug, may=Action.WRITE_REPORT, kind=AreaKind.CITY_DISTRICT)
    shown = edition_or_404(request.user, district, edition_id)
    by = request.user
    try:
        match step:
            case "granska":
                editions.send_to_review(edition=shown, by=by)
                messages.success(request, _("Utkastet är lämnat till förvaltningens granskning."))
            case "till-polisen":
                editions.send_to_police(edition=shown, by=by)
                messages.success(request, _("Utgåvan är lämnad till polisen. Texterna är låsta."))
            case "tillbaka":
                form = ReasonForm(request.POST)
                if not form.is_valid():
                    raise ValidationError(form.errors["reason"].as_data())
                editions.send_back(
                    edition=shown, by=by, reason=form.cleaned_data["reason"],
                    guard_reason=form.guard_reasons.get("reason", ""),
                )  # fmt: skip
                messages.success(request, _("Utgåvan är öppen för ändringar igen."))
            case "godkann":
                done = editions.approve(edition=shown, by=by)
                messages.success(
                    request,
                    _("Båda har godkänt. Uppgifterna och sidorna är frysta.")
                    if done.is_frozen
                    else _("Ditt godkännande är sparat. Nu väntar utgåvan på den andra parten."),
                )
            case "publicera":
                number = NumberForm(request.POST)
                if not number.is_valid():
                    raise ValidationError(number.errors["diary_number"].as_data())
                editions.publish(edition=shown, by=by, diary_number=number.cleaned_data["diary_number"])
                messages.success(request, _("Utgåvan är publicerad."))
            case "harled":
                audience = request.POST.get("audience", "")
                if audience not in Audience.values:
                    raise ValidationError(_("Välj partsutgåvan eller den offentliga utgåvan."))
                return redirect(editions.derive_edition(edition=shown, audience=Audience(audience), by=by))
            case "lagg-till":
                made = editions.add_section(edition=shown, key=request.POST.get("key", ""), by=by)
                messages.success(request, _("Avsnittet är tillagt sist. Flytta det dit det hör hemma."))
                return redirect(_at("edition_section", shown, key=made.key))
            case "skriv-ut" | "arkiv":
                job = editions.order_print(edition=shown, by=by, archive=step == "arkiv")
                if job.is_waiting:
                    ring(job)
                return redirect(job)
            case _:
                raise Http404
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    return redirect(shown)


@require_safe
def read(request: UserRequest, slug: str, edition_id: uuid.UUID) -> HttpResponse:
    """The edition as a page on the screen: the same words, tables and pictures as on paper."""
    district, shown = _seen(request, slug, edition_id)
    record_view(request.user, shown)
    body = (
        mark_safe(_body_of(editions.pages_of(shown)))  # noqa: S308 - our own templates, escaped there
        if shown.is_frozen
        else editions.on_screen(shown)
    )
    answer = render(
        request, "reports/edition_read.html", {"district": district, "edition": shown, "body": body}
    )
    answer.csp_inline_styles = True  # type: ignore[attr-defined]  # columns' widths stand on the columns
    return answer


def _body_of(pages: str) -> str:
    """The chapters of frozen pages, without cover and contents: from the first numbered heading on."""
    start = pages.index('<h2 id="')
    body = pages[start : pages.rindex("</body>")].replace("<table", '<table tabindex="0"')
    return f'<div class="twin">{body}</div>'


@require_safe
def data_file(request: UserRequest, slug: str, edition_id: uuid.UUID) -> HttpResponse:
    """Hand over the edition's data as a table: part, what, value."""
    _district, shown = _seen(request, slug, edition_id)
    rows = [(_("Del"), _("Uppgift"), _("Värde")), *flat_rows(_snapshot(shown))]
    record(request.user, "edition.exported", shown, rows=len(rows) - 1)
    answer = HttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8")
    name = f"lagesbild-{shown.area.slug}-{shown.year}-{shown.audience}-v{shown.number}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
def docx(request: UserRequest, slug: str, edition_id: uuid.UUID) -> HttpResponse:
    """Hand over the edition's words and tables as a Word document."""
    _district, shown = _seen(request, slug, edition_id)
    record(request.user, "edition.exported", shown, form="docx")
    answer = HttpResponse(
        docx_of(editions.pages_of(shown)),
        content_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    )
    name = f"lagesbild-{shown.area.slug}-{shown.year}-{shown.audience}-v{shown.number}.docx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
def xlsx(request: UserRequest, slug: str, edition_id: uuid.UUID) -> HttpResponse:
    """Hand over the edition's tables as a workbook."""
    _district, shown = _seen(request, slug, edition_id)
    record(request.user, "edition.exported", shown, form="xlsx")
    when = shown.frozen_at or timezone.now()
    about = [
        (_("Lägesbild"), f"{shown.area.name} {shown.year}"),
        (_("Till"), str(shown.get_audience_display())),
        (_("Version"), f"{shown.number} ({shown.get_status_display()})"),
        (_("Uppgifterna hämtade"), day(timezone.localtime(when).date())),
        *(
            [(_("Påhittad demodata"), _("Texterna och vissa underlag är påhittade."))]
            if shown.is_invented
            else []
        ),
    ]
    answer = HttpResponse(
        xlsx_of(editions.pages_of(shown), about),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    name = f"lagesbild-{shown.area.slug}-{shown.year}-{shown.audience}-v{shown.number}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


@require_safe
def easy(request: UserRequest, slug: str, edition_id: uuid.UUID) -> HttpResponse:
    """The edition in easy Swedish, from its own copy of the data."""
    district, shown = _seen(request, slug, edition_id)
    record(request.user, "edition.viewed", shown, form="easy")
    context = {"district": district, "edition": shown, "parts": easy_parts(_snapshot(shown))}
    return render(request, "reports/edition_easy.html", context)


def _snapshot(shown: Edition) -> dict[str, object]:
    if shown.is_frozen:
        return Edition.objects.values_list("snapshot", flat=True).get(pk=shown.pk) or {}
    return snapshot_of(EditionData(shown))


@require_safe
def changed(request: UserRequest, slug: str, edition_id: uuid.UUID) -> HttpResponse:
    """What is otherwise now than when the edition was approved."""
    district, shown = _writable(request, slug, edition_id)
    if not shown.is_frozen:
        raise Http404
    frozen = _snapshot(shown)
    now = snapshot_of(EditionData(shown))
    # What an older edition's copy did not hold is no change since it was approved.
    found = differences(frozen, {part: value for part, value in now.items() if part in frozen})
    return render(
        request, "reports/edition_changed.html", {"district": district, "edition": shown, "found": found}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: UserRequest, slug: str, edition_id: uuid.UUID) -> HttpResponse:
    """Prove that the frozen data are whole, and say whether a file somebody holds is the record."""
    district, shown = _seen(request, slug, edition_id)
    form = VerifyForm(request.POST or None, request.FILES or None)
    verdict = ""
    digest = ""
    jobs = ReportJob.objects.filter(printing__edition=shown, status=Status.DONE)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            form.add_error("file", _("Filen är större än 50 MB. Det är inte en lägesbild härifrån."))
        else:
            digest = hashlib.sha256(upload.read()).hexdigest()
            verdict = "same" if jobs.filter(sha256=digest).exists() else "other"
    context = {
        "district": district,
        "edition": shown,
        "form": form,
        "verdict": verdict,
        "digest": digest,
        "prints": jobs,
        "whole": digest_of(_snapshot(shown)) == shown.snapshot_sha256 if shown.is_frozen else None,
    }
    return render(request, "reports/edition_verify.html", context, status=400 if form.errors else 200)


def _seen(request: UserRequest, slug: str, edition_id: uuid.UUID) -> tuple[Area, Edition]:
    district = area_or_404(request.user, slug, may=Action.VIEW_AREA, kind=AreaKind.CITY_DISTRICT)
    return district, edition_or_404(request.user, district, edition_id)


def _writable(request: UserRequest, slug: str, edition_id: uuid.UUID) -> tuple[Area, Edition]:
    district = area_or_404(request.user, slug, may=Action.WRITE_REPORT, kind=AreaKind.CITY_DISTRICT)
    return district, edition_or_404(request.user, district, edition_id)


def _at(name: str, shown: Edition, **parts: str) -> str:
    return reverse(
        f"reports:{name}", kwargs={"slug": shown.area.slug, "edition_id": shown.public_id, **parts}
    )
