"""The documents of a measure: add one, take one home, take one away."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from measures.documents import add_document, remove_document
from measures.forms import DocumentForm
from measures.models import DocumentKind, Measure, MeasureDocument
from measures.permissions import may_edit, measure_or_404
from measures.views import accepted
from stakeholders.audit import record
from stakeholders.http import UserRequest


@require_http_methods(["GET", "HEAD", "POST"])
def document_add(request: UserRequest, pk: int) -> HttpResponse:
    """Put a document with a measure."""
    found = measure_or_404(request.user, pk, editing=True)
    form = DocumentForm(request.POST or None, request.FILES or None)
    if form.is_valid() and accepted(
        form,
        lambda: add_document(
            by=request.user, measure=found, name=form.cleaned_data["name"], data=form.cleaned_data["file"].read()
        ),
    ):  # fmt: skip
        messages.success(request, _("Dokumentet är sparat."))
        return redirect(found)
    context = {
        "form": form, "heading": _("Nytt dokument"), "button": _("Spara dokumentet"), "back": found.get_absolute_url(),
        "about": found.title, "has_file": True,
    }  # fmt: skip
    return render(request, "measures/form.html", context)


def _document_or_404(request: UserRequest, public_id: UUID) -> MeasureDocument:
    seen = Measure.objects.visible_to(request.user).values("pk")
    found = (
        MeasureDocument.objects.filter(public_id=public_id, measure__in=seen)
        .select_related("measure__area", "measure__owner")
        .defer("measure__area__geometry")
        .first()
    )
    if found is None:
        raise Http404
    return found


@require_safe
def document(request: UserRequest, public_id: UUID) -> FileResponse:
    """Hand the file over to be kept, never to be shown here: nothing in it runs on this address."""
    found = _document_or_404(request, public_id)
    record(request.user, "measure.document_read", found.measure, document=found.pk)
    try:
        content = found.file.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    answer = FileResponse(
        content,
        as_attachment=True,
        filename=found.filename,
        content_type=DocumentKind(found.kind).content_type,
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_http_methods(["POST"])
def document_remove(request: UserRequest, public_id: UUID) -> HttpResponse:
    """Take a document away."""
    found = _document_or_404(request, public_id)
    if not may_edit(request.user, found.measure):
        raise PermissionDenied
    measure = found.measure
    remove_document(by=request.user, document=found)
    messages.success(request, _("Dokumentet är borttaget."))
    return redirect(measure)
