"""Changes of an edition: its words, its boxes, its answers and its way from draft to publication.

Words may change until police review them.  A party approves exactly one digest of data and words; when both
have approved the same, everything is frozen.  Sending an edition back takes given approvals away.
"""

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from assessments.models import Party
from assessments.rule_sets import rule_table
from measures.models import Measure
from places.models import Area
from places.permissions import can
from platssamverkan.core.weeks import IsoWeek
from reports.checker import Finding
from reports.document import Written
from reports.edition_data import EditionData, digest_of, findings_of, snapshot_of, unanswered
from reports.edition_document import compose_edition
from reports.edition_models import (
    ARCHIVE,
    OWN_PREFIX,
    Audience,
    Box,
    Edition,
    EditionApproval,
    EditionExhibit,
    EditionMade,
    EditionPrint,
    EditionReturn,
    EditionSection,
    EditionSource,
    EditionStatus,
    EditionTheme,
    FindingAnswer,
    SectionComment,
    SectionState,
    SectionVersion,
)
from reports.edition_parts import PARTS, THEME_PREFIX, THEMES, Part
from reports.edition_permissions import signatory
from reports.edition_rooms import shared_with
from reports.models import ReportJob, Status
from reports.readings import Notes, stamp, taking_notes
from stakeholders.audit import record
from stakeholders.models import User
from stakeholders.policy import Action

CODE_VERSION = "lagesbild-4"  # counts up when the same data would be printed otherwise


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of saved words.  `other` holds somebody else's, when both wrote at the same time."""

    section: EditionSection
    other: SectionVersion | None = None


def written_of(edition: Edition) -> tuple[EditionData, Written]:
    """Read an open edition and write its chapters."""
    data = EditionData(edition)
    return data, compose_edition(edition, data).written()


def made_anew(edition: Edition) -> dict[str, bytes]:
    """Everything that takes long, made of an open edition at once: for the screen, for print, and findings."""
    data, written = written_of(edition)
    findings = [item.stored() for item in findings_of(data, written.numbering)]
    return {
        "screen": str(written.on_screen()).encode(),
        "pages": written.html().encode(),
        "findings": json.dumps(findings, ensure_ascii=False).encode(),
    }


def _kept(edition: Edition, what: str) -> bytes:
    """What was made of an open edition, as it would come out now (see `reports.readings`)."""
    row = EditionMade.objects.filter(edition=edition, what=what, stamp=stamp()).first()
    if row and Notes([(question, answer) for question, answer in row.questions]).still_hold():
        return zlib.decompress(bytes(row.content))
    with taking_notes() as notes:
        fresh = Edition.objects.select_related("area", "derived_from").defer("derived_from__pages")
        made = made_anew(fresh.get(pk=edition.pk))
    if notes.whole:
        for name, content in made.items():
            EditionMade.objects.update_or_create(
                edition=edition,
                what=name,
                defaults={
                    "stamp": stamp(),
                    "questions": notes.questions,
                    "content": zlib.compress(content, 1),
                },
            )
    return made[what]


def checked(edition: Edition) -> list[Finding]:
    """What Siffergranskaren has to say of an open edition."""
    return [Finding.restored(item) for item in json.loads(_kept(edition, "findings"))]


def on_screen(edition: Edition) -> SafeString:
    """The chapters of an open edition as they stand in one of our pages."""
    return mark_safe(_kept(edition, "screen").decode())  # noqa: S308 - our templates, escaped there


# --- beginning --------------------------------------------------------------------------------------------


@transaction.atomic
def start_edition(*, area: Area, year: int, by: User | None) -> Edition:
    """Begin a district's lägesbild for a year, or its next version, which takes over the words of the last.

    ValidationError while one is still being written.
    """
    Area.objects.select_for_update(no_key=True).get(pk=area.pk)
    mine = Edition.objects.filter(area=area, year=year, audience=Audience.AUTHORITIES)
    if any(item.is_open for item in mine.only("status")):
        raise ValidationError(_("Det finns redan en utgåva för året som inte är godkänd. Fortsätt på den."))
    last = mine.order_by("-number").first()
    edition = Edition(area=area, year=year, number=last.number + 1 if last else 1, started_by=by)
    edition.cutoff_week = last.cutoff_week if last else None
    edition.save()
    _lay_out(edition)
    if last:
        _take_over(edition, last, everything=True)
    record(by, "edition.started", edition, area=area.slug, year=year, number=edition.number)
    return edition


@transaction.atomic
def derive_edition(*, edition: Edition, audience: Audience, by: User) -> Edition:
    """Begin the partners' or the public's edition of an approved joint one: its parts for those readers.

    ValidationError if the joint edition is not approved, or while such an edition is being written.
    """
    if not edition.is_joint or not edition.is_frozen:
        raise ValidationError(_("Bara en godkänd gemensam utgåva kan bli en utgåva för fler."))
    if audience == Audience.AUTHORITIES:
        raise ValidationError(_("Välj partsutgåvan eller den offentliga utgåvan."))
    Area.objects.select_for_update(no_key=True).get(pk=edition.area_id)
    same = Edition.objects.filter(area=edition.area_id, year=edition.year, audience=audience)
    if any(item.is_open for item in same.only("status")):
        raise ValidationError(_("En sådan utgåva håller redan på att skrivas."))
    last = same.order_by("-number").first()
    made = Edition(
        area_id=edition.area_id, year=edition.year, audience=audience, derived_from=edition,
        number=last.number + 1 if last else 1, started_by=by, is_invented=edition.is_invented,
        cutoff_week=edition.cutoff_week,
    )  # fmt: skip
    made.save()
    _take_over(made, edition, everything=False)
    record(by, "edition.derived", made, audience=audience.value, joint=str(edition.public_id))
    return made


def _lay_out(edition: Edition) -> None:
    """Give a new edition every section and theme there is, empty."""
    for position, theme in enumerate(THEMES, start=1):
        EditionTheme.objects.create(edition=edition, code=theme.code, name=str(theme.name), position=position)
    rows = []
    for part in PARTS:
        rows.append((part.key, str(part.title), part.takes_text, part.audience))
        if part.key == "samverkansomraden":
            rows += [
                (THEME_PREFIX + theme.code, str(theme.name), True, Audience.ALL_PARTIES) for theme in THEMES
            ]
    for position, (key, title, takes_text, audience) in enumerate(rows, start=1):
        EditionSection.objects.create(
            edition=edition, key=key, title=title, takes_text=takes_text, audience=audience, position=position
        )


def _take_over(edition: Edition, last: Edition, *, everything: bool) -> None:
    """Copy another edition's parts: all of them, or those for this edition's readers."""
    reader = Audience(edition.audience)
    keys = set()
    for row in last.sections.all():
        if not everything and (row.is_hidden or not Audience(row.audience).reaches(reader)):
            continue
        keys.add(row.key)
        mine, _made = EditionSection.objects.update_or_create(
            edition=edition,
            key=row.key,
            defaults={
                "title": row.title, "position": row.position, "takes_text": row.takes_text, "audience": row.audience,
                "is_hidden": row.is_hidden, "state": row.state, "body": row.body, "guard_reason": row.guard_reason,
                "author": row.author, "written_at": row.written_at, "version": 1 if row.body else 0,
            },
        )  # fmt: skip
        if row.body:
            SectionVersion.objects.create(section=mine, number=1, body=row.body, author=row.author)
    for theme in last.themes.all():
        if everything or theme.section_key in keys:
            mine_theme, _made = EditionTheme.objects.update_or_create(
                edition=edition,
                code=theme.code,
                defaults={
                    "name": theme.name, "description": theme.description, "position": theme.position,
                    "special_measures": theme.special_measures, "line_work": theme.line_work,
                },
            )  # fmt: skip
            mine_theme.measures.set(shown_measures(theme, reader))
    for item in EditionExhibit.objects.filter(edition=last):
        if everything or item.section in keys:
            item.pk, item.edition = None, edition
            item.save()
    for source in EditionSource.objects.filter(edition=last):
        source.pk, source.edition = None, edition
        source.save()


def shown_measures(theme: EditionTheme, reader: Audience) -> list[Measure]:
    """A theme's measures as far as the readers see them."""
    return list(theme.measures.filter(visibility__in=shared_with(reader)))


# --- writing -------------------------------------------------------------------------------------------------


@transaction.atomic
def write_section(
    *, section: EditionSection, body: str, version: int, by: User, ready: bool = False, guard_reason: str = ""
) -> Kept:
    """Keep what somebody wrote on the basis of `version`.

    If another has saved since, nothing of theirs is overwritten: the words are kept aside and both are shown.
    PermissionDenied when the edition is no longer to be written on.
    """
    row = EditionSection.objects.select_for_update().select_related("edition").get(pk=section.pk)
    if not row.edition.is_writable or not row.takes_text:
        raise PermissionDenied
    words = body.replace("\r\n", "\n").strip()
    if version != row.version and words != row.body:
        theirs = row.versions.filter(aside=False).order_by("-number").first()
        SectionVersion.objects.create(section=row, number=version, body=words, aside=True, author=by)
        record(by, "section.kept_aside", row, version=version, current=row.version)
        return Kept(row, theirs)
    if words != row.body:
        row.version += 1
        row.body, row.guard_reason = words, guard_reason
        row.author, row.written_at = by, timezone.now()
        SectionVersion.objects.create(section=row, number=row.version, body=words, author=by)
    row.state = _state(words, ready=ready)
    row.full_clean()
    row.save()
    record(by, "section.written", row, version=row.version, state=str(row.state))
    return Kept(row)


def _state(words: str, *, ready: bool) -> SectionState:
    if not words:
        return SectionState.UNWRITTEN
    return SectionState.READY if ready else SectionState.WRITING


@transaction.atomic
def arrange_section(
    *, section: EditionSection, audience: Audience, is_hidden: bool, by: User, title: str = ""
) -> None:
    """Say for whom a section is, whether it is printed, and a new heading for one of the district's own.

    PermissionDenied when the edition is no longer to be written on.  ValidationError for other readers in a
    derived edition: the joint one decides for whom a section is.
    """
    row = EditionSection.objects.select_for_update().select_related("edition").get(pk=section.pk)
    if not row.edition.is_writable:
        raise PermissionDenied
    if not row.edition.is_joint and audience != row.audience:
        raise ValidationError(
            _("Vem avsnittet är till bestäms i den gemensamma utgåvan. Här kan du dölja det.")
        )
    row.audience, row.is_hidden = audience, is_hidden
    if title and row.is_own and row.edition.is_joint:
        if row.edition.sections.exclude(pk=row.pk).filter(title__iexact=title).exists():
            raise ValidationError(_("Ett annat avsnitt har redan den rubriken."))
        row.title = title
    row.full_clean()
    row.save(update_fields=["audience", "is_hidden", "title"])
    record(by, "section.arranged", row, audience=audience.value, hidden=is_hidden)


@transaction.atomic
def move_section(*, section: EditionSection, up: bool, by: User) -> None:
    """Let a section change places with its neighbour; chapters are printed in the order of their first section.

    PermissionDenied when the edition is no longer to be written on.
    """
    edition = Edition.objects.select_for_update(no_key=True).get(pk=section.edition_id)
    if not edition.is_writable:
        raise PermissionDenied
    rows = list(edition.sections.all())
    at = next(number for number, row in enumerate(rows) if row.pk == section.pk)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(rows):
        return
    rows[at], rows[to] = rows[to], rows[at]
    _in_order(rows)
    record(by, "section.moved", section, up=up)


def sections_to_add(edition: Edition) -> list[Part]:
    """The sections a new edition would have and this one lacks."""
    held = set(edition.sections.values_list("key", flat=True))
    return [part for part in PARTS if part.key not in held]


@transaction.atomic
def add_section(*, edition: Edition, key: str, by: User) -> EditionSection:
    """Give an edition a section it lacks, last.  PermissionDenied when it is no longer to be written on.

    ValidationError for a key that is not to be added, and in a derived edition, whose sections the joint one gives.
    """
    row = _locked(edition)
    if not row.is_writable:
        raise PermissionDenied
    part = next((part for part in sections_to_add(row) if part.key == key), None)
    if part is None or not row.is_joint:
        raise ValidationError(_("Välj ett avsnitt i listan."))
    made = EditionSection.objects.create(
        edition=row, key=part.key, title=str(part.title), takes_text=part.takes_text, audience=part.audience,
        position=row.sections.count() + 1,
    )  # fmt: skip
    record(by, "section.added", made, key=key)
    return made


@transaction.atomic
def add_own_section(
    *,
    edition: Edition,
    title: str,
    audience: Audience,
    after: EditionSection,
    by: User,
    guard_reason: str = "",
) -> EditionSection:
    """Give an edition a chapter of the district's own, behind another section.

    PermissionDenied when it is no longer to be written on.  ValidationError in a derived edition, and for a
    heading that another section has.
    """
    row = _locked(edition)
    if not row.is_writable:
        raise PermissionDenied
    if not row.is_joint:
        raise ValidationError(_("Egna avsnitt läggs till i den gemensamma utgåvan."))
    rows = list(row.sections.all())
    if any(section.title.casefold() == title.casefold() for section in rows):
        raise ValidationError({"title": _("Ett annat avsnitt har redan den rubriken.")})
    taken = [int(key.removeprefix(OWN_PREFIX)) for section in rows if section.is_own and (key := section.key)]
    made = EditionSection(
        edition=row, key=f"{OWN_PREFIX}{max(taken, default=0) + 1}", title=title, audience=audience,
        guard_reason=guard_reason,
    )  # fmt: skip
    made.full_clean()
    made.save()
    at = next((number for number, section in enumerate(rows, start=1) if section.pk == after.pk), len(rows))
    _in_order([*rows[:at], made, *rows[at:]])
    record(by, "section.added", made, key=made.key)
    return made


@transaction.atomic
def remove_own_section(*, section: EditionSection, by: User) -> None:
    """Take away a chapter that the district added; its words stay in the trail.

    PermissionDenied for any other section, and when the edition is no longer to be written on.
    """
    row = _locked(section.edition)
    if not row.is_writable or not row.is_joint or not section.is_own:
        raise PermissionDenied
    record(by, "section.removed", section, key=section.key)
    section.delete()
    _in_order(list(row.sections.all()))


def _in_order(rows: list[EditionSection]) -> None:
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            row.position = position
            row.save(update_fields=["position"])


@transaction.atomic
def set_cutoff(*, edition: Edition, week: int | None, by: User) -> None:
    """Choose the last week whose levels are shown; None takes the last one that was assessed.

    PermissionDenied when the edition is no longer to be written on.  ValidationError for a week the year
    hasn't got, and in a derived edition, which has the joint one's.
    """
    row = _locked(edition)
    if not row.is_writable:
        raise PermissionDenied
    if not row.is_joint:
        raise ValidationError(_("Brytdatum bestäms i den gemensamma utgåvan."))
    last = list(IsoWeek.all_of(row.year))[-1].week
    if week is not None and not 1 <= week <= last:
        raise ValidationError({"week": _("Året har vecka 1–%(last)d.") % {"last": last}})
    before, row.cutoff_week = row.cutoff_week, week
    row.save(update_fields=["cutoff_week"])
    record(by, "edition.cutoff", row, before=before, now=week)


@transaction.atomic
def save_source(*, source: EditionSource, by: User) -> EditionSource:
    """Keep a new or changed source.  PermissionDenied when the edition is no longer to be written on."""
    if not _locked(source.edition).is_writable:
        raise PermissionDenied
    is_new = source.pk is None
    source.full_clean()
    source.save()
    record(by, "source.added" if is_new else "source.changed", source)
    return source


@transaction.atomic
def remove_source(*, source: EditionSource, by: User) -> None:
    """Take a source away.  PermissionDenied when the edition is no longer to be written on."""
    if not _locked(source.edition).is_writable:
        raise PermissionDenied
    record(by, "source.removed", source, title=source.title)
    source.delete()


@transaction.atomic
def comment_on(*, section: EditionSection, text: str, by: User, guard_reason: str = "") -> SectionComment:
    """Say something to the others who write.  PermissionDenied when the edition is frozen."""
    if not Edition.objects.get(pk=section.edition_id).is_open:
        raise PermissionDenied
    made = SectionComment(section=section, text=text, guard_reason=guard_reason, author=by)
    made.full_clean()
    made.save()
    record(by, "section.commented", section)
    return made


@transaction.atomic
def settle_comment(*, comment: SectionComment, by: User) -> None:
    """Mark a comment as dealt with; it stays to be read."""
    row = SectionComment.objects.select_for_update().get(pk=comment.pk)
    if row.settled_at is None:
        row.settled_at, row.settled_by = timezone.now(), by
        row.save(update_fields=["settled_at", "settled_by"])
        record(by, "comment.settled", row)


@transaction.atomic
def set_boxes(
    *,
    theme: EditionTheme,
    special_measures: Box,
    line_work: Box,
    by: User,
    measures: Iterable[Measure] | None = None,
) -> None:
    """Tick a theme's two boxes, each on its own; *ej angivet* is an answer too.  PermissionDenied when frozen.

    `measures` are those of the action plan that the first box promises; None leaves them as they are.
    """
    row = EditionTheme.objects.select_for_update().select_related("edition").get(pk=theme.pk)
    if not row.edition.is_writable:
        raise PermissionDenied
    row.special_measures, row.line_work = special_measures, line_work
    row.save(update_fields=["special_measures", "line_work"])
    if measures is not None:
        row.measures.set(measures)
    record(by, "theme.boxes", row, special=special_measures.value, line=line_work.value)


@transaction.atomic
def explain_finding(
    *, edition: Edition, finding: Finding, reason: str, by: User, guard_reason: str = ""
) -> None:
    """Say why a finding may stand.  PermissionDenied when the edition is frozen."""
    if not Edition.objects.select_for_update().get(pk=edition.pk).is_open:
        raise PermissionDenied
    answer, _made = FindingAnswer.objects.update_or_create(
        edition=edition,
        fingerprint=finding.fingerprint,
        defaults={"finding": finding.message[:400], "reason": reason, "guard_reason": guard_reason, "by": by},
    )
    record(by, "finding.explained", answer, code=finding.code.value)


# --- the way to publication ---------------------------------------------------------------------------------


def _locked(edition: Edition) -> Edition:
    return Edition.objects.select_for_update(of=("self",)).select_related("area").get(pk=edition.pk)


def _move(edition: Edition, to: EditionStatus, by: User, **detail: object) -> None:
    before, edition.status = edition.status, to
    edition.save()
    record(by, "edition.moved", edition, before=before, now=to.value, **detail)


def _must_sign(by: User, edition: Edition) -> tuple[Party, int]:
    found = signatory(by, edition.area)
    if found is None:
        raise PermissionDenied
    return found[0], found[1].pk


@transaction.atomic
def send_to_review(*, edition: Edition, by: User) -> None:
    """Hand a draft to the district administration's review.  PermissionDenied for one who may not write."""
    row = _locked(edition)
    if not can(by, Action.WRITE_REPORT, row.area):
        raise PermissionDenied
    _expect(row, EditionStatus.DRAFT)
    _move(row, EditionStatus.DISTRICT_REVIEW, by)


@transaction.atomic
def send_to_police(*, edition: Edition, by: User) -> None:
    """Pass a reviewed edition on to the police; from now on no word changes.  For the municipality only."""
    row = _locked(edition)
    party, _organisation = _must_sign(by, row)
    if party is not Party.MUNICIPALITY:
        raise PermissionDenied
    _expect(row, EditionStatus.DISTRICT_REVIEW)
    _move(row, EditionStatus.POLICE_REVIEW, by)


@transaction.atomic
def send_back(*, edition: Edition, by: User, reason: str, guard_reason: str = "") -> None:
    """Open an edition under review for writing again; given approvals fall.  For either party's signatory."""
    row = _locked(edition)
    _must_sign(by, row)
    if row.status not in (EditionStatus.DISTRICT_REVIEW, EditionStatus.POLICE_REVIEW):
        raise ValidationError(_("Bara en utgåva som granskas kan skickas tillbaka."))
    row.approvals.all().delete()
    EditionReturn.objects.create(edition=row, by=by, reason=reason, guard_reason=guard_reason)
    _move(row, EditionStatus.DRAFT, by)


@transaction.atomic
def approve(*, edition: Edition, by: User) -> Edition:
    """Approve for one's party; when both have approved the same data and words, freeze them.

    ValidationError while a finding is neither resolved nor explained, and where the data have changed
    since the other party approved: that approval then falls.  Nobody approves for both.
    """
    row = _locked(edition)
    party, organisation = _must_sign(by, row)
    _expect(row, EditionStatus.POLICE_REVIEW)
    data, written = written_of(row)
    left = unanswered(row, findings_of(data, written.numbering))
    if left:
        raise ValidationError(
            _("%(n)d anmärkningar från Siffergranskaren är varken rättade eller förklarade.")
            % {"n": len(left)}
        )
    snapshot = snapshot_of(data)
    digest = digest_of(snapshot)
    stale = row.approvals.exclude(sha256=digest)
    had_stale = stale.exists()
    stale.delete()
    if row.approvals.filter(by=by).exclude(party=party).exists():
        raise PermissionDenied
    EditionApproval.objects.update_or_create(
        edition=row, party=party, defaults={"organisation_id": organisation, "by": by, "sha256": digest}
    )
    record(by, "edition.approved", row, party=party.value, sha256=digest, renewed=had_stale)
    if row.approvals.count() == len(Party):
        _freeze(row, snapshot, digest, by)
    return row


def _freeze(row: Edition, snapshot: dict[str, object], digest: str, by: User) -> None:
    """Keep the data and the pages as they are.  Cover and head then say the version alone."""
    row.status = EditionStatus.APPROVED
    pages = compose_edition(row).html()
    row.snapshot, row.snapshot_sha256 = snapshot, digest
    row.pages = zlib.compress(pages.encode(), 9)
    row.code_version = CODE_VERSION
    scale = EditionData(row).scale
    rules = rule_table(row.area, IsoWeek(row.year, 52))
    row.rule_version = f"{scale.name if scale else '–'}, {_('regelversion')} {rules.version}"[:80]
    row.frozen_at = timezone.now()
    row.save()
    row.made.all().delete()
    record(by, "edition.frozen", row, sha256=digest)


@transaction.atomic
def publish(*, edition: Edition, by: User, diary_number: str) -> Edition:
    """Publish an approved edition under its diary number; the one it follows is superseded.

    For the municipality, which keeps the record.  ValidationError without a number.
    """
    row = _locked(edition)
    party, _organisation = _must_sign(by, row)
    if party is not Party.MUNICIPALITY:
        raise PermissionDenied
    _expect(row, EditionStatus.APPROVED)
    number = diary_number.strip()
    if not number:
        raise ValidationError({"diary_number": _("Ange diarienumret.")})
    earlier = Edition.objects.select_for_update().filter(
        area=row.area_id, year=row.year, audience=row.audience, status=EditionStatus.PUBLISHED
    )
    for old in earlier:
        _move(old, EditionStatus.SUPERSEDED, by, followed_by=str(row.public_id))
    row.diary_number, row.published_at, row.published_by = number, timezone.now(), by
    _move(row, EditionStatus.PUBLISHED, by, diary_number=number)
    return row


def _expect(row: Edition, status: EditionStatus) -> None:
    if row.status != status:
        raise ValidationError(
            _("Utgåvan är ”%(status)s” nu. Ladda om sidan för att se vad som kan göras.")
            % {"status": row.get_status_display()}
        )


# --- printing ---------------------------------------------------------------------------------------------


@transaction.atomic
def order_print(*, edition: Edition, by: User, archive: bool = False) -> ReportJob:
    """Order the edition's PDF.  A second order while one is under way returns the first.

    A frozen edition that has been printed is not printed again: the stored file is the record.
    ValidationError for an archive copy (PDF/A) of an edition that both have not approved.
    """
    Edition.objects.select_for_update().get(pk=edition.pk)
    if archive and not edition.is_frozen:
        raise ValidationError(_("Arkivexemplaret görs när båda har godkänt."))
    variant = ARCHIVE if archive else ""
    jobs = ReportJob.objects.filter(printing__edition=edition, printing__variant=variant)
    under_way = jobs.filter(status__in=(Status.QUEUED, Status.BUILDING)).first()
    if under_way:
        return under_way
    if edition.is_frozen:
        done = jobs.filter(status=Status.DONE, ordered_at__gte=edition.frozen_at).first()
        if done:
            return done
    job = ReportJob(area_id=edition.area_id, year=edition.year, ordered_by=by)
    job.full_clean()
    job.save()
    EditionPrint.objects.create(edition=edition, job=job, variant=variant)
    record(by, "report.ordered", job, edition=str(edition.public_id), archive=archive)
    return job


def pages_of(edition: Edition) -> str:
    """The edition's HTML: the frozen pages where it is approved, otherwise as it would be written now."""
    if edition.is_frozen:
        frozen = Edition.objects.values_list("pages", flat=True).get(pk=edition.pk)
        return zlib.decompress(bytes(frozen or b"")).decode()
    return _kept(edition, "pages").decode()
