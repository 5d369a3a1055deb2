"""An edition's way from draft to publication: who may do what, whose words are kept, and what is frozen."""

import re
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from assessments.models import Assessment
from indicators.models import CompstatFigure
from measures.models import Measure
from places.models import Area
from platssamverkan.core.weeks import IsoWeek
from reports import editions
from reports.building import build_report
from reports.checker import Code
from reports.edition_data import EditionData, differences, digest_of, findings_of, snapshot_of
from reports.edition_models import (
    Audience,
    Box,
    Edition,
    EditionSection,
    EditionSource,
    EditionStatus,
    SectionState,
)
from reports.models import ReportJob, Status
from stakeholders.models import Membership, Organisation, Role, User
from tests.factories import make_assessment, make_member

YEAR = 2019  # the demo has no edition of it


@pytest.fixture(autouse=True)
def _swedish() -> Iterator[None]:
    with translation.override("sv"):
        yield


@pytest.fixture
def draft(demo_district: Area, coordinator: User) -> Edition:
    """A joint edition all of whose texts are written."""
    edition = editions.start_edition(area=demo_district, year=YEAR, by=coordinator)
    for section in edition.sections.filter(takes_text=True):
        write(section, "Läget är beskrivet.", coordinator)
    return edition


def write(section: object, body: str, by: User, version: int = 0) -> editions.Kept:
    return editions.write_section(section=section, body=body, version=version, by=by)  # type: ignore[arg-type]


def at_police(edition: Edition, by: User) -> Edition:
    editions.send_to_review(edition=edition, by=by)
    editions.send_to_police(edition=edition, by=by)
    edition.refresh_from_db()
    return edition


def approved(edition: Edition, coordinator: User, police: User) -> Edition:
    at_police(edition, coordinator)
    editions.approve(edition=edition, by=coordinator)
    editions.approve(edition=edition, by=police)
    return Edition.objects.select_related("area").get(pk=edition.pk)


def published(edition: Edition, coordinator: User, police: User, number: str = "HV 2020/1") -> Edition:
    editions.publish(edition=approved(edition, coordinator, police), by=coordinator, diary_number=number)
    return Edition.objects.select_related("area").get(pk=edition.pk)


# --- writing -----------------------------------------------------------------------------------------------


def test_two_who_write_at_once_both_keep_their_words(draft: Edition, coordinator: User, police: User) -> None:
    section = draft.sections.get(key="bedomning")
    first = write(section, "Det första.", coordinator, version=1)
    second = write(section, "Det andra.", police, version=1)
    assert first.other is None
    assert second.other is not None
    assert second.other.body == "Det första."
    section.refresh_from_db()
    assert section.body == "Det första."
    assert set(section.versions.values_list("body", "aside")) >= {
        ("Det första.", False),
        ("Det andra.", True),
    }


def test_saving_the_same_words_makes_no_version(draft: Edition, coordinator: User, police: User) -> None:
    section = draft.sections.get(key="bedomning")
    assert write(section, section.body or "Läget är beskrivet.", police, version=0).other is None
    assert section.versions.count() == 1


def test_the_clash_page_shows_both(
    draft: Edition, coordinator: User, client_for: Callable[[User], Client]
) -> None:
    section = draft.sections.get(key="bedomning")
    write(section, "Annas ord.", coordinator, version=1)
    address = reverse("reports:edition_section", args=[draft.area.slug, draft.public_id, "bedomning"])
    answer = client_for(coordinator).post(address, {"body": "Mina egna ord.", "version": "1"})
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "Annas ord." in html
    assert "Mina egna ord." in html
    again = client_for(coordinator).post(address, {"body": "Bådas ord.", "version": "2"})
    assert again.status_code == 302
    section.refresh_from_db()
    assert section.body == "Bådas ord."


def test_a_personal_number_is_refused_and_nothing_is_saved(
    draft: Edition, coordinator: User, client_for: Callable[[User], Client]
) -> None:
    address = reverse("reports:edition_section", args=[draft.area.slug, draft.public_id, "bedomning"])
    answer = client_for(coordinator).post(address, {"body": "Gäller 19640823-3234.", "version": "1"})
    assert answer.status_code == 400
    assert draft.sections.get(key="bedomning").body == "Läget är beskrivet."


def test_last_years_words_are_at_hand(
    draft: Edition, coordinator: User, police: User, client_for: Callable[[User], Client]
) -> None:
    following = editions.start_edition(area=draft.area, year=YEAR + 1, by=coordinator)
    address = reverse("reports:edition_section", args=[draft.area.slug, following.public_id, "bedomning"])
    assert "Läget är beskrivet." in client_for(coordinator).get(address).content.decode()


def test_the_boxes_are_independent_and_may_be_unknown(draft: Edition, coordinator: User) -> None:
    theme = draft.themes.get(code="unga")
    assert (theme.special_measures, theme.line_work) == (Box.UNKNOWN, Box.UNKNOWN)
    editions.set_boxes(theme=theme, special_measures=Box.UNKNOWN, line_work=Box.YES, by=coordinator)
    theme.refresh_from_db()
    assert (theme.special_measures, theme.line_work) == (Box.UNKNOWN, Box.YES)


def test_locked_words_cannot_be_changed(draft: Edition, coordinator: User, police: User) -> None:
    at_police(draft, coordinator)
    section = draft.sections.get(key="bedomning")
    theme = draft.themes.get(code="unga")
    for attempt in (
        lambda: write(section, "Nytt.", police, version=1),
        lambda: editions.set_boxes(theme=theme, special_measures=Box.NO, line_work=Box.NO, by=police),
        lambda: editions.arrange_section(
            section=section, audience=Audience.PUBLIC, is_hidden=True, by=police
        ),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


# --- the way -------------------------------------------------------------------------------------------------


def test_the_whole_way_from_draft_to_superseded(draft: Edition, coordinator: User, police: User) -> None:
    first = published(draft, coordinator, police)
    assert (first.status, first.diary_number) == (EditionStatus.PUBLISHED, "HV 2020/1")
    second = editions.start_edition(area=draft.area, year=YEAR, by=coordinator)
    assert second.number == 2
    assert second.sections.get(key="bedomning").body == "Läget är beskrivet."
    published(second, coordinator, police, "HV 2020/2")
    first.refresh_from_db()
    assert first.status == EditionStatus.SUPERSEDED


def test_one_edition_at_a_time_is_open(draft: Edition, coordinator: User) -> None:
    with pytest.raises(ValidationError):
        editions.start_edition(area=draft.area, year=YEAR, by=coordinator)


def test_steps_cannot_be_jumped_over(draft: Edition, coordinator: User, police: User) -> None:
    with pytest.raises(ValidationError):
        editions.send_to_police(edition=draft, by=coordinator)
    with pytest.raises(ValidationError):
        editions.approve(edition=draft, by=police)
    with pytest.raises(ValidationError):
        editions.publish(edition=draft, by=coordinator, diary_number="1")
    with pytest.raises(ValidationError):
        editions.send_back(edition=draft, by=coordinator, reason="ännu inte granskad")


def test_only_the_municipality_passes_on_and_publishes(
    draft: Edition, coordinator: User, police: User
) -> None:
    editions.send_to_review(edition=draft, by=police)
    with pytest.raises(PermissionDenied):
        editions.send_to_police(edition=draft, by=police)
    editions.send_to_police(edition=draft, by=coordinator)
    for person in (police, coordinator):
        editions.approve(edition=draft, by=person)
    with pytest.raises(PermissionDenied):
        editions.publish(edition=draft, by=police, diary_number="HV 2020/1")


@pytest.mark.parametrize("role", [Role.DISTRICT_OFFICER, Role.PROPERTY_OWNER, Role.READER])
def test_who_has_no_right_to_approve_cannot(draft: Edition, coordinator: User, role: Role) -> None:
    office = Organisation.objects.get(memberships__user=coordinator)
    person = make_member(role, office)
    at_police(draft, coordinator)
    for step in (
        editions.approve,
        lambda edition, by: editions.send_back(edition=edition, by=by, reason="nej nej nej"),
    ):
        with pytest.raises(PermissionDenied):
            step(edition=draft, by=person)


def test_two_people_of_one_authority_are_not_two_parties(
    draft: Edition, coordinator: User, admin: User
) -> None:
    at_police(draft, coordinator)
    editions.approve(edition=draft, by=coordinator)
    editions.approve(edition=draft, by=admin)
    draft.refresh_from_db()
    assert draft.status == EditionStatus.POLICE_REVIEW
    assert draft.approvals.count() == 1


def test_one_person_with_a_role_on_both_sides_does_not_approve_for_both(
    draft: Edition, coordinator: User, police: User
) -> None:
    station = Organisation.objects.get(memberships__user=police)
    Membership.objects.create(
        user=coordinator, organisation=station, role=Role.POLICE, valid_from=date(2020, 1, 1)
    )
    at_police(draft, coordinator)
    editions.approve(edition=draft, by=coordinator)
    editions.approve(edition=draft, by=coordinator)
    draft.refresh_from_db()
    assert draft.status == EditionStatus.POLICE_REVIEW


def test_sending_back_takes_approvals_away(draft: Edition, coordinator: User, police: User) -> None:
    at_police(draft, coordinator)
    editions.approve(edition=draft, by=coordinator)
    editions.send_back(edition=draft, by=police, reason="Ett stycke saknas.")
    draft.refresh_from_db()
    assert (draft.status, draft.approvals.count()) == (EditionStatus.DRAFT, 0)


def test_approval_waits_for_findings_until_they_are_explained(
    draft: Edition, coordinator: User, police: User
) -> None:
    EditionSource.objects.create(edition=draft, author="Statistik utan dag", title="Uttag")
    at_police(draft, coordinator)
    with pytest.raises(ValidationError, match="1 anmärkningar"):
        editions.approve(edition=draft, by=police)
    data, written = editions.written_of(draft)
    (finding,) = findings_of(data, written.numbering)
    assert finding.code is Code.SOURCE
    editions.explain_finding(edition=draft, finding=finding, reason="Utgivaren anger ingen dag.", by=police)
    editions.approve(edition=draft, by=police)
    assert draft.approvals.count() == 1


def test_an_approval_falls_when_the_data_change_under_it(
    draft: Edition, coordinator: User, police: User
) -> None:
    at_police(draft, coordinator)
    editions.approve(edition=draft, by=coordinator)
    figure = CompstatFigure.objects.filter(area=draft.area, period_end__year=YEAR).first()
    assert figure is not None
    CompstatFigure.objects.filter(pk=figure.pk).update(count=figure.count + 1)
    editions.approve(edition=draft, by=police)
    draft.refresh_from_db()
    assert draft.status == EditionStatus.POLICE_REVIEW
    assert [item.by for item in draft.approvals.all()] == [police]
    editions.approve(edition=draft, by=coordinator)
    draft.refresh_from_db()
    assert draft.status == EditionStatus.APPROVED


# --- frozen ------------------------------------------------------------------------------------------------


def test_approval_freezes_data_and_pages(draft: Edition, coordinator: User, police: User) -> None:
    frozen = approved(draft, coordinator, police)
    assert frozen.snapshot is not None
    assert digest_of(frozen.snapshot) == frozen.snapshot_sha256
    pages = zlib.decompress(bytes(frozen.pages or b"")).decode()
    assert frozen.snapshot_sha256 in pages
    assert "Utkast" not in pages
    assert frozen.code_version
    assert "regelversion" in frozen.rule_version
    before = editions.pages_of(frozen)
    CompstatFigure.objects.filter(area=frozen.area).update(count=999)
    assert editions.pages_of(frozen) == before
    found = differences(frozen.snapshot, snapshot_of(EditionData(frozen)))
    assert found
    assert found[0].now == "999"


def test_nothing_has_changed_right_after_approval(draft: Edition, coordinator: User, police: User) -> None:
    frozen = approved(draft, coordinator, police)
    assert differences(frozen.snapshot or {}, snapshot_of(EditionData(frozen))) == []


def test_the_database_refuses_an_approved_edition_without_its_data(draft: Edition) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Edition.objects.filter(pk=draft.pk).update(status=EditionStatus.APPROVED)


def test_the_frozen_edition_prints_to_the_same_bytes_and_is_verified(
    draft: Edition, coordinator: User, police: User, client_for: Callable[[User], Client]
) -> None:
    frozen = approved(draft, coordinator, police)
    job = editions.order_print(edition=frozen, by=coordinator)
    build_report(job.pk)
    job.refresh_from_db()
    assert job.status == Status.DONE, job.error
    assert editions.order_print(edition=frozen, by=police) == job  # the stored file is the record
    CompstatFigure.objects.filter(area=frozen.area).update(count=999)
    ReportJob.objects.filter(pk=job.pk).update(status=Status.QUEUED, file="", size=None)
    build_report(job.pk)
    again = ReportJob.objects.get(pk=job.pk)
    assert again.sha256 == job.sha256
    address = reverse("reports:edition_verify", args=[frozen.area.slug, frozen.public_id])
    with again.file.open("rb") as stored:
        assert "byte för byte" in client_for(police).post(address, {"file": stored}).content.decode()
    from io import BytesIO

    other = BytesIO(b"%PDF-1.7 nothing")
    other.name = "annan.pdf"
    assert (
        "är inte en som vi har tryckt" in client_for(police).post(address, {"file": other}).content.decode()
    )


# --- for whom --------------------------------------------------------------------------------------------------


def test_a_public_edition_holds_only_what_is_for_the_public(
    draft: Edition, coordinator: User, police: User, client_for: Callable[[User], Client]
) -> None:
    section = draft.sections.get(key="lagen")
    write(section, "Bara för myndigheterna.", coordinator, version=1)
    joint = published(draft, coordinator, police)
    public = editions.derive_edition(edition=joint, audience=Audience.PUBLIC, by=coordinator)
    assert not public.sections.filter(key="lagen").exists()
    assert "Bara för myndigheterna." not in editions.pages_of(public)
    assert "Bara för myndigheterna." in editions.pages_of(joint)


def test_readers_see_what_is_published_for_them(
    draft: Edition,
    coordinator: User,
    police: User,
    property_owner: User,
    client_for: Callable[[User], Client],
) -> None:
    joint = published(draft, coordinator, police)
    partner = editions.derive_edition(edition=joint, audience=Audience.ALL_PARTIES, by=coordinator)
    owner = client_for(property_owner)
    assert owner.get(joint.get_absolute_url()).status_code == 404
    assert owner.get(partner.get_absolute_url()).status_code == 404
    published(partner, coordinator, police, "HV 2020/3")
    assert owner.get(partner.get_absolute_url()).status_code == 200
    for name in ("edition_read", "edition_csv", "edition_verify"):
        address = reverse(f"reports:{name}", args=[joint.area.slug, joint.public_id])
        assert owner.get(address).status_code == 404
    job = editions.order_print(edition=joint, by=coordinator)
    for name in ("job", "status", "download"):
        assert owner.get(reverse(f"reports:{name}", args=[joint.area.slug, job.public_id])).status_code == 404
    assert (
        str(job.public_id) not in owner.get(reverse("reports:list", args=[joint.area.slug])).content.decode()
    )


def test_a_derived_edition_says_when_figures_have_changed_since(
    draft: Edition, coordinator: User, police: User
) -> None:
    joint = published(draft, coordinator, police)
    Assessment.objects.create(
        area=Area.objects.neighbourhoods_of(draft.area)[0], iso_year=YEAR, iso_week=3, level=2,
        origin="imported", decided_at="2020-01-02T12:00:00+01:00", source="Test",
    )  # fmt: skip
    public = editions.derive_edition(edition=joint, audience=Audience.PUBLIC, by=coordinator)
    data, written = editions.written_of(public)
    assert Code.PARENT in [item.code for item in findings_of(data, written.numbering)]


def test_only_an_approved_joint_edition_can_be_derived(draft: Edition, coordinator: User) -> None:
    with pytest.raises(ValidationError):
        editions.derive_edition(edition=draft, audience=Audience.PUBLIC, by=coordinator)


def test_a_hidden_section_is_not_printed(draft: Edition, coordinator: User) -> None:
    section = draft.sections.get(key="dialog")
    write(section, "En vandring hölls.", coordinator, version=1)
    assert "En vandring hölls." in editions.pages_of(draft)
    editions.arrange_section(section=section, audience=Audience.PUBLIC, is_hidden=True, by=coordinator)
    assert "En vandring hölls." not in editions.pages_of(draft)


def test_a_cancelled_order_is_not_built(
    draft: Edition, coordinator: User, client_for: Callable[[User], Client]
) -> None:
    job = editions.order_print(edition=draft, by=coordinator)
    answer = client_for(coordinator).post(reverse("reports:cancel", args=[draft.area.slug, job.public_id]))
    assert answer.status_code == 302
    build_report(job.pk)
    job.refresh_from_db()
    assert (job.status, job.size) == (Status.CANCELLED, None)


def test_an_empty_section_is_being_written_only_when_it_has_words(draft: Edition, coordinator: User) -> None:
    section = draft.sections.get(key="bedomning")
    editions.write_section(section=section, body="Klart.", version=1, by=coordinator, ready=True)
    section.refresh_from_db()
    assert section.state == SectionState.READY
    write(section, "", coordinator, version=2)
    section.refresh_from_db()
    assert section.state == SectionState.UNWRITTEN


# --- writing together -----------------------------------------------------------------------------------


def test_sections_change_places_and_chapters_follow(draft: Edition, coordinator: User) -> None:
    last = draft.sections.get(key="vandringar")
    for _step in range(draft.sections.count()):
        editions.move_section(section=last, up=True, by=coordinator)
    _data, written = editions.written_of(draft)
    assert written.numbering.headings[0].key == "vandringar"
    positions = list(draft.sections.values_list("position", flat=True))
    assert positions == list(range(1, len(positions) + 1))


def test_a_section_that_an_older_edition_lacks_is_added_and_only_once(
    draft: Edition, coordinator: User, client_for: Callable[[User], Client]
) -> None:
    draft.sections.filter(key="atgardsplan").delete()
    address = reverse("reports:edition_step", args=[draft.area.slug, draft.public_id, "lagg-till"])
    client = client_for(coordinator)
    assert client.post(address, {"key": "atgardsplan"}).status_code == 302
    client.post(address, {"key": "atgardsplan"})
    client.post(address, {"key": "okant"})
    assert draft.sections.filter(key="atgardsplan").count() == 1
    assert editions.sections_to_add(draft) == []


def test_a_frozen_edition_takes_no_comment_and_moves_no_section(
    draft: Edition, coordinator: User, police: User
) -> None:
    done = approved(draft, coordinator, police)
    section = done.sections.get(key="bedomning")
    with pytest.raises(PermissionDenied):
        editions.move_section(section=section, up=False, by=coordinator)
    with pytest.raises(PermissionDenied):
        editions.comment_on(section=section, text="Se över talet.", by=coordinator)
    with pytest.raises(PermissionDenied):
        editions.add_section(edition=done, key="bedomning", by=coordinator)


def test_a_comment_is_said_guarded_settled_and_never_printed(
    draft: Edition, coordinator: User, police: User, client_for: Callable[[User], Client]
) -> None:
    address = reverse("reports:edition_comment", args=[draft.area.slug, draft.public_id, "bedomning"])
    client = client_for(police)
    refused = client.post(address, {"comment": "Gäller 19640823-3234."})
    assert refused.status_code == 400
    assert not draft.sections.get(key="bedomning").comments.exists()
    assert client.post(address, {"comment": "Stämmer vecka 41?"}).status_code == 302
    said = draft.sections.get(key="bedomning").comments.get()
    page = reverse("reports:edition_section", args=[draft.area.slug, draft.public_id, "bedomning"])
    assert "Stämmer vecka 41?" in client_for(coordinator).get(page).content.decode()
    client_for(coordinator).post(address, {"klar": str(said.pk)})
    said.refresh_from_db()
    assert said.settled_by == coordinator
    assert "Stämmer vecka 41?" not in editions.pages_of(draft)
    assert client.post(address, {"klar": "99999999"}).status_code == 404


def test_a_ticked_box_without_a_measure_is_found_until_one_is_named(
    draft: Edition, coordinator: User, client_for: Callable[[User], Client]
) -> None:
    theme = draft.themes.get(code="platser")
    address = reverse("reports:edition_boxes", args=[draft.area.slug, draft.public_id, "tema-platser"])
    client = client_for(coordinator)
    client.post(address, {"special_measures": "yes", "line_work": ""})
    assert [item.code for item in editions.checked(draft)] == [Code.UNPLANNED]
    measure = Measure.objects.get(title="Ordningsvakter på Hässelby torg")
    elsewhere = Measure.objects.get(title="Vandring och dialog i Blackeberg")
    client.post(address, {"special_measures": "yes", "line_work": "", "measures": [elsewhere.pk]})
    assert list(theme.measures.all()) == []
    client.post(address, {"special_measures": "yes", "line_work": "", "measures": [measure.pk]})
    assert editions.checked(draft) == []
    assert "Ordningsvakter på Hässelby torg" in editions.pages_of(draft)


def test_what_was_made_is_shown_again_until_anything_it_rests_on_changes(
    draft: Edition, coordinator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    make = editions.made_anew

    def counted(edition: Edition) -> dict[str, bytes]:
        made.append(1)
        return make(edition)

    monkeypatch.setattr(editions, "made_anew", counted)

    def written_anew() -> bool:
        before = len(made)
        shown = editions.on_screen(draft)
        assert shown == editions.written_of(Edition.objects.get(pk=draft.pk))[1].on_screen()
        return len(made) > before

    assert written_anew()
    assert not written_anew()
    assert editions.checked(draft) == []
    assert editions.pages_of(draft).startswith("<!DOCTYPE html>")
    assert len(made) == 1, "pages, screen and findings are made at once"
    write(draft.sections.get(key="bedomning"), "Se {{ref:finns-inte}}.", coordinator, version=1)
    assert written_anew()
    assert [item.code for item in editions.checked(draft)] == [Code.REFERENCE]
    changes: list[Callable[[], object]] = [
        lambda: make_assessment(area=Area.objects.get(slug="vinsta"), iso_year=YEAR, iso_week=3, level=2),
        lambda: Assessment.objects.filter(iso_year=YEAR).update(level=4),
        lambda: Assessment.objects.filter(iso_year=YEAR).delete(),
        lambda: editions.arrange_section(
            section=draft.sections.get(key="aktorer"),
            audience=Audience.PUBLIC,
            is_hidden=True,
            by=coordinator,
        ),
        lambda: editions.move_section(section=draft.sections.get(key="platser"), up=True, by=coordinator),
        lambda: editions.send_to_review(edition=draft, by=coordinator),
        lambda: Area.objects.filter(slug="vinsta").update(name="Vinsta by"),
        lambda: monkeypatch.setattr(editions, "stamp", lambda: "other code, or another day"),
    ]
    for change in changes:
        change()
        assert written_anew()


def test_what_was_made_is_thrown_away_when_the_edition_is_frozen(
    draft: Edition, coordinator: User, police: User
) -> None:
    editions.on_screen(draft)
    assert draft.made.count() == 3
    assert approved(draft, coordinator, police).made.count() == 0


# --- own sections, cut-off, sources -----------------------------------------------------------------------


def own_section(edition: Edition, by: User, title: str = "Året som kommer") -> EditionSection:
    after = edition.sections.get(key="lokalt")
    return editions.add_own_section(
        edition=edition, title=title, audience=Audience.PUBLIC, after=after, by=by
    )


def test_a_section_of_ones_own_is_a_chapter_in_its_place_and_is_checked_hidden_and_taken_away(
    draft: Edition, coordinator: User, police: User
) -> None:
    own = own_section(draft, coordinator)
    keys = list(draft.sections.values_list("key", flat=True))
    assert keys.index(own.key) == keys.index("lokalt") + 1
    assert [(item.code, item.where) for item in editions.checked(draft)] == [(Code.EMPTY, own.key)]
    write(own, "Valborg{{not: Den 30 april.}} är en tid för samlingar.", coordinator)
    assert editions.checked(draft) == []
    pages = editions.pages_of(draft)
    assert re.search(r'<h2 id="eget-1" class="flows">\d+ Året som kommer</h2>', pages)
    assert "Den 30 april." in pages.partition('class="footnotes"')[2]
    assert snapshot_of(EditionData(draft))["egna avsnitt"] == {"eget-1": "Året som kommer"}
    editions.arrange_section(
        section=own, audience=Audience.PUBLIC, is_hidden=True, title="Nästa år", by=coordinator
    )
    assert "Nästa år" not in editions.pages_of(draft)
    own.refresh_from_db()
    assert own.title == "Nästa år"
    editions.remove_own_section(section=own, by=coordinator)
    assert list(draft.sections.values_list("key", flat=True)) == [key for key in keys if key != own.key]
    with pytest.raises(PermissionDenied):
        editions.remove_own_section(section=draft.sections.get(key="lokalt"), by=coordinator)


def test_two_sections_do_not_share_a_heading_and_a_frozen_edition_takes_none(
    draft: Edition, coordinator: User, police: User
) -> None:
    with pytest.raises(ValidationError):
        own_section(draft, coordinator, "tryggheten")
    frozen = approved(draft, coordinator, police)
    with pytest.raises(PermissionDenied):
        own_section(frozen, coordinator)


def test_a_section_of_ones_own_goes_with_its_readers_into_a_derived_edition_and_the_next_version(
    draft: Edition, coordinator: User, police: User
) -> None:
    write(own_section(draft, coordinator), "Valborg är en tid för samlingar.", coordinator)
    editions.set_cutoff(edition=draft, week=40, by=coordinator)
    frozen = approved(draft, coordinator, police)
    public = editions.derive_edition(edition=frozen, audience=Audience.PUBLIC, by=coordinator)
    assert public.sections.get(key="eget-1").title == "Året som kommer"
    assert public.cutoff_week == 40
    with pytest.raises(ValidationError):
        own_section(public, coordinator, "Mer")
    with pytest.raises(ValidationError):
        editions.set_cutoff(edition=public, week=41, by=coordinator)
    following = editions.start_edition(area=draft.area, year=YEAR, by=coordinator)
    assert following.sections.get(key="eget-1").body
    assert following.cutoff_week == 40


def test_levels_after_a_chosen_cutoff_are_neither_shown_nor_counted(
    draft: Edition, coordinator: User, police: User
) -> None:
    vinsta = Area.objects.get(slug="vinsta")
    for week, level in ((10, 2), (12, 5)):
        make_assessment(area=vinsta, iso_year=YEAR, iso_week=week, level=level)
    assert EditionData(draft).board.totals[5] == 1
    editions.set_cutoff(edition=draft, week=11, by=coordinator)
    draft.refresh_from_db()
    board = EditionData(draft).board
    assert (board.totals[5], board.cutoff, board.total) == (0, IsoWeek(YEAR, 11), 1)
    assert (IsoWeek(YEAR, 11), vinsta) in board.missing
    with pytest.raises(ValidationError):
        editions.set_cutoff(edition=draft, week=53, by=coordinator)
    frozen = approved(draft, coordinator, police)
    with pytest.raises(PermissionDenied):
        editions.set_cutoff(edition=frozen, week=12, by=coordinator)


def test_sources_are_added_changed_and_taken_away_on_their_page(
    draft: Edition, coordinator: User, police: User, client_for: Callable[[User], Client]
) -> None:
    client = client_for(coordinator)
    address = reverse("reports:edition_basis", args=[draft.area.slug, draft.public_id])
    timeless = client.post(address, {"author": "Brå", "title": "Barn och unga"})
    assert timeless.status_code == 400
    assert "Skriv när källan hämtades" in timeless.content.decode()
    client.post(address, {"author": "Brå", "title": "Barn och unga", "fetched_on": "2023-11-24"})
    source = draft.sources.get()
    client.post(
        address, {"kalla": str(source.pk), "author": "Brå", "title": "Barn", "as_of": "2023", "year": "2023"}
    )
    source.refresh_from_db()
    assert (source.title, source.fetched_on, source.as_of) == ("Barn", None, "2023")
    assert client.post(address, {"brytdatum": "ja", "week": "40"}).status_code == 302
    assert client.post(address, {"brytdatum": "ja", "week": "60"}).status_code == 400
    assert "vecka 40" in client.get(address).content.decode()
    frozen = approved(draft, coordinator, police)
    page = client.get(address).content.decode()
    assert "Brytdatum och källor är frysta" in page
    assert "Spara källan" not in page
    assert client.post(address, {"kalla": str(source.pk), "ta-bort": "ja"}).status_code == 403
    assert frozen.sources.count() == 1


def test_an_own_section_is_added_on_a_page_that_guards_its_heading(
    draft: Edition, coordinator: User, client_for: Callable[[User], Client]
) -> None:
    client = client_for(coordinator)
    address = reverse("reports:edition_own", args=[draft.area.slug, draft.public_id])
    sent = {"title": "Om 19811218-9876", "audience": "public", "after": "lokalt"}
    assert client.post(address, sent).status_code == 400
    answer = client.post(address, {**sent, "title": "Året som kommer"})
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "Ta bort avsnittet" in page
    place = reverse("reports:edition_arrange", args=[draft.area.slug, draft.public_id, "eget-1"])
    assert client.post(place, {"title": "", "audience": "public"}).status_code == 400
    client.post(place, {"ta-bort": "ja"})
    assert not draft.sections.filter(key="eget-1").exists()


def test_an_approved_edition_has_an_archive_copy_beside_its_record(
    draft: Edition, coordinator: User, police: User, client_for: Callable[[User], Client]
) -> None:
    with pytest.raises(ValidationError):
        editions.order_print(edition=draft, by=coordinator, archive=True)
    frozen = approved(draft, coordinator, police)
    record_job = editions.order_print(edition=frozen, by=coordinator)
    client = client_for(coordinator)
    client.post(reverse("reports:edition_step", args=[frozen.area.slug, frozen.public_id, "arkiv"]))
    job = ReportJob.objects.get(printing__edition=frozen, printing__variant="archive")
    assert job != record_job
    build_report(job.pk)
    job.refresh_from_db()
    assert job.status == Status.DONE
    assert editions.order_print(edition=frozen, by=coordinator, archive=True) == job
    with job.file.open("rb") as stored:
        root: Any = PdfReader(stored).trailer["/Root"]
        told = root["/Metadata"].get_object().get_data().decode()
        assert re.search(r'pdfaid:part(="|>)2', told)
        assert re.search(r'pdfaid:conformance(="|>)A', told)
        assert "/StructTreeRoot" in root
        assert "/OutputIntents" in root
    page = client.get(frozen.get_absolute_url()).content.decode()
    assert "Pdf/A för arkivet" in page
