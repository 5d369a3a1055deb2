"""Publishing a place: a draft out of what is known, a person who reviews it, and a row that is exactly what was reviewed."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from places.models import Decision, Designation, GroupMember, Place, Publication
from stakeholders.audit import record
from stakeholders.models import User
from stakeholders.querysets import valid_on

# The headings of the page, in the order of the city's own pages (DOMAIN.md 2.3).
HEADINGS = (
    ("challenge", gettext_lazy("Utmaning"), 1200),
    ("classification", gettext_lazy("Klassning"), 600),
    ("goals", gettext_lazy("Gemensamma mål"), 1200),
    ("measures", gettext_lazy("Genomförda åtgärder"), 2000),
    ("method", gettext_lazy("Metod"), 1200),
    ("organisation", gettext_lazy("Organisation"), 1200),
    ("participants", gettext_lazy("Deltagare"), 1200),
)


def draft_of(place: Place, today: date) -> dict[str, str]:
    """Propose the page's texts from what is written down about the place; a person goes through them."""
    works = place.collaborations.exclude(phase="closed").prefetch_related("goals")
    work = works.first()
    kinds = [
        str(row.get_kind_display())
        for row in Designation.objects.filter(valid_on(today), place=place).order_by("kind", "pk")
    ]
    texts = {"title": work.name if work else place.name, "classification": "\n".join(dict.fromkeys(kinds))}
    if work is not None:
        seats = GroupMember.objects.filter(valid_on(today), group__collaboration=work)
        groups = work.groups.select_related("leader").order_by("name", "pk")
        done = Decision.objects.filter(collaboration=work, decided_on__lte=today, meeting__isnull=True)
        texts |= {
            "challenge": work.challenge,
            "goals": "\n".join(goal.text for goal in work.goals.all()),
            "measures": "\n".join(row.text for row in done.order_by("decided_on", "pk")),
            "method": work.method,
            "organisation": "\n".join(
                " ".join(filter(None, (f"{group.name}.", group.purpose))) for group in groups
            ),
            "participants": "\n".join(
                dict.fromkeys(
                    seat.organisation.name if seat.organisation else seat.described
                    for seat in seats.select_related("organisation").order_by("organisation__name", "pk")
                )
            ),
        }
    return {name: texts.get(name, "") for name in ("title", *(name for name, _label, _most in HEADINGS))}


def published(slug: str) -> Publication | None:
    """The page as it is public now, or None."""
    rows = Publication.objects.filter(place__slug=slug, withdrawn_at__isnull=True)
    return rows.select_related("place").defer("place__geometry").first()


def texts_of(publication: Publication) -> list[tuple[str, list[str]]]:
    """The page's headings with their lines, empty ones left out."""
    found = [(str(label), getattr(publication, name).splitlines()) for name, label, _most in HEADINGS]
    return [(label, [line for line in lines if line.strip()]) for label, lines in found if any(lines)]


@transaction.atomic
def publish(*, by: User, place: Place, **texts: Any) -> Publication:
    """Make exactly these texts the place's public page; the earlier page stays as a withdrawn row."""
    Place.objects.select_for_update().get(pk=place.pk)
    now = timezone.now()
    place.publications.filter(withdrawn_at__isnull=True).update(withdrawn_at=now)
    publication = Publication(place=place, published_at=now, **texts)
    publication.full_clean()
    publication.save()
    record(by, "publication.published", publication, place=place.slug)
    return publication


@transaction.atomic
def withdraw(*, by: User, place: Place) -> None:
    """Take the place's public page away; nothing happens if there is none."""
    for row in place.publications.select_for_update().filter(withdrawn_at__isnull=True):
        row.withdrawn_at = timezone.now()
        row.save(update_fields=["withdrawn_at"])
        record(by, "publication.withdrawn", row, place=place.slug)


def headings() -> str:
    """The headings in words, for the page that explains what becomes public."""
    return ", ".join(str(label).lower() for _name, label, _most in HEADINGS) + _(
        " och när sidan uppdaterades"
    )
