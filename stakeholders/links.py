"""One capability link for all uses: a secret address that shows one thing and does one thing.

A GET shows, a POST acts, because mail scanners open every link they see.  To add a use: a value in
`models.LinkPurpose`, a row in `RULES` and the page that the row names (docs/decisions/0008).
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus

from django.db import models, transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_variables

from stakeholders.audit import record
from stakeholders.models import CapabilityLink, LinkPurpose, Organisation, User


@dataclass(frozen=True, slots=True)
class LinkRule:
    """A row of the policy matrix: what the holder of a link may see and do, how, and for how long."""

    shows: str | Promise
    does: str | Promise
    needs_sign_in: bool  # True: the link points the way, and the reader's own account is still asked for
    lifetime: timedelta
    max_uses: int
    page: str  # the URL name of its page, which takes the token


RULES: dict[LinkPurpose, LinkRule] = {
    LinkPurpose.INVITATION: LinkRule(
        shows=_("Vilken organisation och roll inbjudan gäller, och adressen den skickades till."),
        does=_("Skapar mottagarens konto, eller lägger till rollen på det konto mottagaren loggar in med."),
        needs_sign_in=False,
        lifetime=timedelta(days=14),
        max_uses=1,
        page="stakeholders:invitation",
    ),
    LinkPurpose.WALK_ANSWERS: LinkRule(
        shows=_("Vad som har hänt med det deltagaren tog upp på en vandring."),
        does=_("Tar bort deltagarens adress."),
        needs_sign_in=False,
        lifetime=timedelta(days=365),
        max_uses=1,
        page="walks:answers",
    ),
    LinkPurpose.WALK_INVITATION: LinkRule(
        shows=_("En vandrings tid, samling och syfte, och en fil till kalendern."),
        does=_("Ingenting."),
        needs_sign_in=False,
        lifetime=timedelta(days=180),
        max_uses=1,  # reading does not use it up: its end is a day, seven days after the walk
        page="walks:invitation",
    ),
    LinkPurpose.WALK_UPLOAD: LinkRule(
        shows=_("Ingenting."),
        does=_("Lägger till iakttagelser på en vandring, och inget annat."),
        needs_sign_in=False,
        lifetime=timedelta(days=60),
        max_uses=1,  # adding does not use it up: its end is a day, seven days after the walk
        page="walks:upload",
    ),
    LinkPurpose.MEASURE_UPDATE: LinkRule(
        shows=_("En åtgärd som organisationen ansvarar för: vad, var, när och varför."),
        does=_("Meddelar att åtgärden är klar, behöver mer tid eller inte är organisationens."),
        needs_sign_in=False,
        lifetime=timedelta(days=60),
        max_uses=10,
        page="measures:answer",
    ),
}


class Reason(StrEnum):
    """Why a link opens nothing."""

    UNKNOWN = "unknown"
    REVOKED = "revoked"
    USED = "used"
    EXPIRED = "expired"
    SIGN_IN = "sign_in"


SENTENCES: dict[Reason, str | Promise] = {
    Reason.UNKNOWN: _("Länken finns inte. Kontrollera att du fick med hela adressen ur brevet."),
    Reason.REVOKED: _("Länken är återkallad. Har du fått en nyare länk, använd den."),
    Reason.USED: _("Länken är redan använd. Har du redan skapat ditt konto kan du logga in."),
    Reason.EXPIRED: _("Länken har gått ut. Be den som skickade den om en ny."),
    Reason.SIGN_IN: _("Logga in med ditt eget konto för att öppna länken."),
}


class LinkRefused(Exception):
    """The link opens nothing; `sentence` says why, in words for its holder and nothing about its target."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason
        self.sentence = str(SENTENCES[reason])

    @property
    def status(self) -> HTTPStatus:
        return {Reason.UNKNOWN: HTTPStatus.NOT_FOUND, Reason.SIGN_IN: HTTPStatus.FORBIDDEN}.get(
            self.reason, HTTPStatus.GONE
        )


@dataclass(frozen=True, slots=True)
class Issued:
    """A new link and its secret, which exists here and in the receiver's hands only."""

    link: CapabilityLink
    token: str

    @property
    def path(self) -> str:
        return reverse(RULES[LinkPurpose(self.link.purpose)].page, args=[self.token])


def _digest(token: str) -> str:
    # Plain SHA-256: the token is 256 random bits, so there is nothing to guess and nothing to slow down.
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
@sensitive_variables("token")
def issue_link(
    *,
    by: User | None,
    purpose: LinkPurpose,
    target: models.Model,
    organisation: Organisation,
    until: datetime | None = None,
) -> Issued:
    """Make a link to the target on behalf of the organisation; lifetime and uses come from its rule.

    `until` ends it earlier than its rule does, never later.
    """
    rule = RULES[purpose]
    token = secrets.token_urlsafe(32)
    longest = timezone.now() + rule.lifetime
    link = CapabilityLink(
        purpose=purpose,
        object_type=target._meta.label_lower,
        object_id=str(target.pk),
        token_hash=_digest(token),
        organisation=organisation,
        created_by=by,
        responsible=by,
        expires_at=min(until, longest) if until else longest,
        max_uses=rule.max_uses,
    )
    link.full_clean()
    link.save()
    record(by, "link.issued", link, purpose=str(purpose))
    return Issued(link, token)


@sensitive_variables("token")
def find_link(token: str, purpose: LinkPurpose, *, reader: User | None) -> CapabilityLink:
    """Return the link that the token opens, changing nothing.  LinkRefused if it opens nothing."""
    link = CapabilityLink.objects.filter(token_hash=_digest(token), purpose=purpose).first()
    return _usable(link, reader)


@transaction.atomic
@sensitive_variables("token")
def redeem(token: str, purpose: LinkPurpose, *, reader: User | None) -> CapabilityLink:
    """Use the link once.  LinkRefused if it opens nothing; two users of the last use take turns."""
    link = _usable(
        CapabilityLink.objects.select_for_update(no_key=True)
        .filter(token_hash=_digest(token), purpose=purpose)
        .first(),
        reader,
    )
    CapabilityLink.objects.filter(pk=link.pk).update(
        used_count=F("used_count") + 1, last_used_at=timezone.now()
    )
    link.refresh_from_db()
    record(reader, "link.used", link, purpose=link.purpose)
    return link


def _usable(link: CapabilityLink | None, reader: User | None) -> CapabilityLink:
    if link is None:
        raise LinkRefused(Reason.UNKNOWN)
    if not link.is_open:
        raise LinkRefused(Reason(link.state.value))
    if reader is None and RULES[LinkPurpose(link.purpose)].needs_sign_in:
        raise LinkRefused(Reason.SIGN_IN)
    return link


@transaction.atomic
def revoke_link(*, by: User, link: CapabilityLink) -> bool:
    """Close the link for good; False when it was closed already, or used up."""
    revoked = CapabilityLink.objects.open(timezone.now()).filter(pk=link.pk).update(revoked_at=timezone.now())
    if revoked:
        record(by, "link.revoked", link, purpose=link.purpose)
    return bool(revoked)
