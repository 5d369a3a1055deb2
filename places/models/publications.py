"""What the public may read about a place: texts that somebody has reviewed, and nothing else."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from places.models.places import Place
from places.models.texts import Guarded
from stakeholders.trail_models import tracked


@tracked()
class Publication(Guarded):
    """A public page as it was reviewed: every word on it stands in this row.

    The place, its designations and its collaboration may change afterwards; the page does not, until
    somebody reviews and publishes anew.  Earlier pages stay as rows, so that it can be told what was
    public when.  The headings are those of the city's own pages (DOMAIN.md 2.3).
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="publications")
    title = models.CharField(_("rubrik"), max_length=160)
    challenge = models.CharField(_("utmaning"), max_length=1200, blank=True)
    classification = models.CharField(_("klassning"), max_length=600, blank=True)
    goals = models.CharField(_("gemensamma mål"), max_length=1200, blank=True)
    measures = models.CharField(_("genomförda åtgärder"), max_length=2000, blank=True)
    method = models.CharField(_("metod"), max_length=1200, blank=True)
    organisation = models.CharField(_("organisation"), max_length=1200, blank=True)
    participants = models.CharField(_("deltagare"), max_length=1200, blank=True)
    published_at = models.DateTimeField(_("publicerad"))
    withdrawn_at = models.DateTimeField(_("avpublicerad"), null=True, blank=True)

    class Meta:
        ordering = ("-published_at", "-pk")
        verbose_name = _("publik platssida")
        verbose_name_plural = _("publika platssidor")
        constraints = [
            models.UniqueConstraint(
                fields=["place"],
                condition=Q(withdrawn_at__isnull=True),
                name="place_published_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gte=F("published_at")),
                name="publication_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.title
