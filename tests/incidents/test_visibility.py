"""Who sees an incident, and which of its fields; why, in words."""

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import isolate_apps
from django.utils import timezone

from incidents.analysis import counts_by_area
from incidents.models import Incident, Origin
from places.models import Area, AreaKind, AreaPart, AreaRelation, AreaRelationKind
from places.permissions import grounds_for, visible_fields
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import Membership, Organisation, Role, User
from stakeholders.policy import Action, Relation, Visibility
from tests.factories import make_area, make_district, make_incident, make_member, make_organisation, make_user

V = Visibility
YESTERDAY = timezone.localdate() - timedelta(days=1)


def tied(area: Area, kind: str = AreaRelationKind.OWN, **dates: date) -> Organisation:
    organisation = make_organisation()
    AreaRelation.objects.create(
        organisation=organisation, area=area, kind=kind, **({"valid_from": date(2020, 1, 1)} | dates)
    )
    return organisation


@pytest.fixture
def scene(db: None) -> SimpleNamespace:
    """A police area of two districts, with one incident of each visibility from police in the first."""
    here, there = make_district("Norra"), make_district("Västra")
    police_area = make_area(kind=AreaKind.LOCAL_POLICE_AREA)
    for district in (here, there):
        AreaPart.objects.create(whole=police_area, part=district)
    police = tied(police_area)
    place = Area.objects.get(parent=here)
    return SimpleNamespace(
        here=here,
        there=there,
        place=place,
        police=police,
        office=tied(here),
        landlord=tied(here, AreaRelationKind.PARTNER),
        incidents={level: make_incident(area=place, owner=police, visibility=level) for level in V},
    )


def seen(user: User) -> set[str]:
    """The visibilities of the incidents the person sees."""
    return set(
        Incident.objects.visible_to(user).filter(origin=Origin.REPORTED).values_list("visibility", flat=True)
    )


AUTHORITY = {V.AUTHORITIES, V.ALL_PARTIES, V.PUBLIC}
PARTY = {V.ALL_PARTIES, V.PUBLIC}


@pytest.mark.parametrize(
    ("organisation", "role", "levels"),
    [
        ("police", Role.POLICE, set(V)),
        ("office", Role.COORDINATOR, AUTHORITY),
        ("office", Role.ADMIN, AUTHORITY),
        ("office", Role.DISTRICT_OFFICER, AUTHORITY),
        ("office", Role.READER, set()),
        ("landlord", Role.PROPERTY_OWNER, PARTY),
        ("landlord", Role.TRANSIT, PARTY),
        ("landlord", Role.CIVIL_SOCIETY, set()),
        ("landlord", Role.REPORTER, set()),
        ("landlord", Role.COORDINATOR, set()),
    ],
)
def test_each_sees_what_is_shared_with_them(
    scene: SimpleNamespace, organisation: str, role: Role, levels: set[Visibility]
) -> None:
    assert seen(make_member(role, getattr(scene, organisation))) == levels


def test_a_party_sees_its_own_records_however_they_are_shared(scene: SimpleNamespace) -> None:
    Incident.objects.filter(area=scene.place).update(owner=scene.landlord)
    assert seen(make_member(Role.PROPERTY_OWNER, scene.landlord)) == set(V)
    assert seen(make_member(Role.PROPERTY_OWNER, tied(scene.here, AreaRelationKind.PARTNER))) == PARTY
    assert seen(make_member(Role.POLICE, scene.police)) == AUTHORITY


def test_another_district_sees_nothing_and_police_of_both_see_both(scene: SimpleNamespace) -> None:
    make_incident(area=Area.objects.get(parent=scene.there), visibility=V.PUBLIC)
    assert seen(make_member(Role.COORDINATOR, tied(scene.there))) == {V.PUBLIC}
    own = Incident.objects.visible_to(make_member(Role.COORDINATOR, tied(scene.there)))
    assert {incident.area.parent for incident in own} == {scene.there}
    both = Incident.objects.visible_to(make_member(Role.POLICE, scene.police))
    assert {incident.area.parent for incident in both if incident.origin == Origin.REPORTED} == {
        scene.here,
        scene.there,
    }
    assert seen(make_user()) == set()


def test_ones_own_record_is_seen_only_while_one_takes_part_where_it_happened(scene: SimpleNamespace) -> None:
    leaver = tied(scene.here, AreaRelationKind.PARTNER, valid_to=YESTERDAY)
    person = make_member(Role.PROPERTY_OWNER, leaver)
    Incident.objects.filter(area=scene.place).update(owner=leaver)
    assert seen(person) == set()
    AreaRelation.objects.create(
        organisation=leaver, area=scene.there, kind="partner", valid_from=date(2020, 1, 1)
    )
    assert seen(person) == set()


def test_a_membership_elsewhere_does_not_make_a_record_ones_own(scene: SimpleNamespace) -> None:
    person = make_member(Role.PROPERTY_OWNER, scene.landlord)
    elsewhere = tied(make_district())
    Membership.objects.create(
        user=person, organisation=elsewhere, role=Role.POLICE, valid_from=date(2020, 1, 1)
    )
    Incident.objects.filter(area=scene.place).update(owner=elsewhere)
    assert seen(person) == PARTY


def test_a_list_takes_three_questions_however_long_it_is(
    scene: SimpleNamespace, django_assert_num_queries: Callable[..., object]
) -> None:
    person = make_member(Role.POLICE, scene.police)
    with django_assert_num_queries(3):  # type: ignore[attr-defined]
        assert len(Incident.objects.visible_to(person)) >= len(V)


# --- what is whose ------------------------------------------------------------------------------------


def test_a_new_incident_is_for_the_authorities_also_from_a_program_of_yesterday(
    scene: SimpleNamespace,
) -> None:
    assert make_incident(area=scene.place).visibility == V.AUTHORITIES
    new = {"id", "owner", "visibility"}
    names = ", ".join(str(field.column) for field in Incident._meta.concrete_fields if field.name not in new)
    with connection.cursor() as cursor:  # the columns it knew
        cursor.execute(
            f"INSERT INTO incidents_incident ({names}) SELECT {names} FROM incidents_incident"
            " WHERE id = %s RETURNING id",
            [scene.incidents[V.PUBLIC].pk],
        )
        (key,) = cursor.fetchone()
    assert Incident.objects.get(pk=key).visibility == V.AUTHORITIES


@pytest.mark.parametrize("wrong", [{"visibility": "everyone"}, {"visibility": V.OWN_ORGANISATION}])
def test_the_database_refuses_an_unknown_circle_and_a_record_nobody_could_see(
    scene: SimpleNamespace, wrong: dict[str, str]
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_incident(area=scene.place, owner=None, **wrong)


def test_what_an_organisation_keeps_to_itself_is_in_no_joint_count(scene: SimpleNamespace) -> None:
    week = IsoWeek.of(scene.incidents[V.PUBLIC].occurred_from.date())
    assert counts_by_area([scene.place.pk], week)[scene.place.pk].total == len(V) - 1


# --- fields -------------------------------------------------------------------------------------------


@pytest.fixture
def note(scene: SimpleNamespace) -> Callable[..., Any]:
    """A record of a kind with free text."""
    with isolate_apps("incidents"):

        class Note(models.Model):
            viewed_with = Action.VIEW_INCIDENTS
            area = models.ForeignKey(Area, models.PROTECT, related_name="+")
            owner = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
            visibility = models.CharField(max_length=20, choices=V.choices)
            slug = models.SlugField()
            count = models.IntegerField(default=0)
            heading = models.CharField(max_length=20)
            text = models.TextField()

            class Meta:
                app_label = "incidents"

            def __str__(self) -> str:
                return self.heading

    return lambda **values: Note(
        **({"area": scene.place, "owner": scene.police, "visibility": V.ALL_PARTIES} | values)
    )


BARE = {"id", "area", "owner", "visibility", "slug", "count"}
WHOLE = BARE | {"heading", "text"}


@pytest.mark.parametrize(
    ("organisation", "role", "fields"),
    [
        ("police", Role.POLICE, WHOLE),
        ("office", Role.COORDINATOR, WHOLE),
        ("office", Role.ADMIN, WHOLE),
        ("office", Role.DISTRICT_OFFICER, WHOLE),
        ("landlord", Role.PROPERTY_OWNER, BARE),
        ("landlord", Role.TRANSIT, BARE),
        ("landlord", Role.CIVIL_SOCIETY, set()),
        ("office", Role.READER, set()),
    ],
)
def test_anothers_free_text_is_for_authorities(
    scene: SimpleNamespace, note: Callable[..., Any], organisation: str, role: Role, fields: set[str]
) -> None:
    person = make_member(role, getattr(scene, organisation))
    assert visible_fields(person, note()) == fields


def test_a_party_reads_its_own_words_and_nothing_of_a_hidden_row(
    scene: SimpleNamespace, note: Callable[..., Any]
) -> None:
    person = make_member(Role.PROPERTY_OWNER, scene.landlord)
    assert visible_fields(person, note(owner=scene.landlord, visibility=V.OWN_ORGANISATION)) == WHOLE
    assert visible_fields(person, note(visibility=V.AUTHORITIES)) == set()
    assert visible_fields(make_member(Role.COORDINATOR, tied(scene.there)), note()) == set()


def test_the_grounds_name_membership_tie_and_relation(scene: SimpleNamespace) -> None:
    person = make_member(Role.PROPERTY_OWNER, scene.landlord)
    Incident.objects.filter(area=scene.place).update(owner=scene.landlord)
    incident = Incident.objects.get(area=scene.place, visibility=V.ALL_PARTIES)
    found = grounds_for(person, incident)
    assert [relation for _ground, relation in found] == [Relation.PARTNER, Relation.KEEPER]
    ground = found[0][0]
    assert ground.membership == person.memberships.get().pk
    assert ground.tie == scene.landlord.area_relations.get().pk
    assert (ground.role, ground.organisation, ground.area) == (
        Role.PROPERTY_OWNER,
        scene.landlord.pk,
        scene.here.pk,
    )
    own = Incident.objects.get(area=scene.place, visibility=V.OWN_ORGANISATION)
    assert [relation for _ground, relation in grounds_for(person, own)] == [Relation.KEEPER]
