"""Aktörer as people meet it: who sees whom, who may change what, and what they are told."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from places.models import Area, AreaRelation, AreaRelationKind
from places.parties import organisations_managed_by, organisations_seen_by
from stakeholders.models import (
    AuditEvent,
    CapabilityLink,
    Invitation,
    Membership,
    Organisation,
    OrganisationType,
    Role,
    User,
)
from tests.factories import make_member, make_organisation, make_user

ClientFor = Callable[[User], Client]
TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)
PASSWORD = "ett riktigt långt lösenord"
DISTRICT = "Hässelby-Vällingby stadsdelsförvaltning"
BROMMA = "Bromma stadsdelsförvaltning"
POLICE = "Lokalpolisområde Vällingby"
OWNER, TRANSIT, CIVIL = "Exempelbostäder AB", "Exempeltrafiken AB", "Föreningen Exempelgården"

pytestmark = pytest.mark.django_db


def party(name: str) -> Organisation:
    return Organisation.objects.get(name=name)


def tie(
    organisation: Organisation, area: Area, kind: str = AreaRelationKind.PARTNER, **dates: Any
) -> AreaRelation:
    values = {"valid_from": date(2020, 1, 1)} | dates
    return AreaRelation.objects.create(organisation=organisation, area=area, kind=kind, **values)


def bromma_admin() -> User:
    return make_member(Role.ADMIN, party(BROMMA))


def html(client: Client, name: str, *args: object, **data: str) -> str:
    return client.get(reverse(f"stakeholders:{name}", args=args), data).content.decode()


def invite(client: Client, email: str = "ny@example.org", role: str = Role.PROPERTY_OWNER) -> str:
    """Invite through the page and return the path in the letter."""
    answer = client.post(
        reverse("stakeholders:invite", args=[party(OWNER).pk]), {"email": email, "role": role}
    )
    assert answer.status_code == 302, answer.content.decode()
    found = re.search(r"http://testserver(/inbjudan/\S+/)", str(mail.outbox[-1].body))
    assert found
    return found[1]


# --- who sees whom --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("email", "seen"),
    [
        ("admin", {DISTRICT, POLICE, OWNER, TRANSIT, CIVIL}),
        ("samordnare", {DISTRICT, POLICE, OWNER, TRANSIT, CIVIL}),
        ("polis", {DISTRICT, BROMMA, POLICE, OWNER, TRANSIT, CIVIL}),
        ("fastighet", {DISTRICT, POLICE, OWNER, TRANSIT, CIVIL}),
        ("bromma", {BROMMA, POLICE}),
    ],
)
def test_those_who_share_an_area_see_each_other(email: str, seen: set[str], client_for: ClientFor) -> None:
    user = User.objects.get(email=f"{email}@demo.example")
    assert {row.name for row in organisations_seen_by(user)} == seen
    page = html(client_for(user), "list")
    assert {name for name in (DISTRICT, BROMMA, POLICE, OWNER, TRANSIT, CIVIL) if name in page} == seen


def test_an_organisation_whose_tie_has_ended_is_out_of_sight(coordinator: User) -> None:
    AreaRelation.objects.filter(organisation=party(OWNER)).update(valid_to=YESTERDAY)
    assert OWNER not in {row.name for row in organisations_seen_by(coordinator)}


def test_a_tie_to_a_part_of_the_area_is_shared_with_the_whole(
    coordinator: User, property_owner: User
) -> None:
    local = make_organisation()
    tie(local, Area.objects.get(slug="grimsta"))
    assert local in organisations_seen_by(coordinator)
    person = make_member(Role.READER, local)
    assert {row.name for row in organisations_seen_by(person)} >= {DISTRICT, POLICE, OWNER, local.name}


def test_names_and_roles_for_all_parties_addresses_for_authorities(
    client_for: ClientFor, property_owner: User, police: User
) -> None:
    pk = party(DISTRICT).pk
    for user, reads in ((property_owner, False), (police, True)):
        page = html(client_for(user), "detail", pk)
        assert "Anna Exempel" in page
        assert "Samordnare" in page
        assert ("samordnare@demo.example" in page) is reads


def test_the_menu_leads_there_for_those_who_take_part(client_for: ClientFor, coordinator: User) -> None:
    assert 'href="/aktorer/"' in client_for(coordinator).get(reverse("overview")).content.decode()
    assert 'href="/aktorer/"' not in client_for(make_user()).get(reverse("overview")).content.decode()


def test_the_list_is_searched_by_name_and_type(client_for: ClientFor, coordinator: User) -> None:
    client = client_for(coordinator)
    assert OWNER not in html(client, "list", sok="trafiken")
    assert TRANSIT in html(client, "list", sok="TRAFIKEN")
    assert TRANSIT not in html(client, "list", typ="local_police")
    assert "Ingen organisation passar sökningen." in html(client, "list", sok="<script>")


def test_the_list_asks_as_little_for_many_as_for_few(
    client_for: ClientFor, coordinator: User, django_assert_max_num_queries: Any
) -> None:
    district = Area.objects.get(slug="hasselby-vallingby")
    many = [Organisation(name=f"Aktör {n:04}", org_type=OrganisationType.BUSINESS) for n in range(1_000)]
    made = Organisation.objects.bulk_create(many)
    AreaRelation.objects.bulk_create(
        AreaRelation(organisation=row, area=district, kind="partner", valid_from=date(2020, 1, 1))
        for row in made
    )
    client = client_for(coordinator)
    with django_assert_max_num_queries(25):
        page = html(client, "list")
    assert "Sida 1 av 21" in page


# --- who looks after whom -------------------------------------------------------------------------


def test_an_administrator_looks_after_the_own_organisation_and_those_let_in(
    admin: User, police: User
) -> None:
    assert {row.name for row in organisations_managed_by(admin)} == {DISTRICT, OWNER, TRANSIT, CIVIL}
    assert not organisations_managed_by(police).exists()


def test_nobody_gets_a_hold_on_an_organisation_by_tying_it_to_an_area_of_their_own(admin: User) -> None:
    other = bromma_admin()
    tie(party(OWNER), Area.objects.get(slug="bromma"))
    assert party(OWNER) in organisations_seen_by(other)
    assert party(OWNER) not in organisations_managed_by(other)
    AreaRelation.objects.filter(organisation=party(OWNER), area__slug="hasselby-vallingby").update(
        valid_to=YESTERDAY
    )
    assert party(OWNER) in organisations_managed_by(other)
    assert party(OWNER) not in organisations_managed_by(admin)


def test_an_organisation_with_its_own_administrator_looks_after_itself(admin: User) -> None:
    office = make_organisation(org_type=OrganisationType.TRAFFIC_OFFICE)
    tie(office, Area.objects.get(slug="hasselby-vallingby"), AreaRelationKind.OWN)
    assert office in organisations_managed_by(admin)
    own = make_member(Role.ADMIN, office)
    assert office not in organisations_managed_by(admin)
    assert party(DISTRICT) not in organisations_managed_by(own)
    assert office in organisations_managed_by(own)
    Membership.objects.filter(user=own).update(valid_to=YESTERDAY)
    assert office in organisations_managed_by(admin)


def doors(organisation: Organisation) -> list[tuple[str, list[int]]]:
    """Every page that only those who look after the organisation may open, with what it needs."""
    held = make_member(Role.READER, organisation).memberships.get()
    return [
        ("invite", [organisation.pk]),
        ("leave", [organisation.pk]),
        ("membership", [held.pk]),
        ("person_leave", [held.pk]),
    ]


def test_participants_are_refused_and_outsiders_find_nothing(
    client_for: ClientFor, coordinator: User, outsider: User, admin: User
) -> None:
    organisation = party(OWNER)
    own_tie = organisation.area_relations.get()
    pages = [*doors(organisation), ("tie", [organisation.pk]), ("tie_end", [own_tie.pk])]
    manager, participant, stranger = client_for(admin), client_for(coordinator), client_for(outsider)
    for name, args in pages:
        address = reverse(f"stakeholders:{name}", args=args)
        assert manager.get(address).status_code == 200, address
        assert participant.get(address).status_code == 403, address
        assert participant.post(address).status_code == 403, address
        assert stranger.post(address).status_code == 404, address
    assert stranger.get(reverse("stakeholders:detail", args=[organisation.pk])).status_code == 404
    nobody = client_for(make_user())
    for name in ("add", "links"):
        assert participant.get(reverse(f"stakeholders:{name}")).status_code == 403
        assert nobody.get(reverse(f"stakeholders:{name}")).status_code == 404


def test_links_are_revoked_only_by_those_who_look_after_the_organisation(
    client_for: ClientFor, admin: User, coordinator: User, outsider: User
) -> None:
    invite(client_for(admin))
    link = CapabilityLink.objects.get()
    for action in ("link_revoke", "invitation_resend"):
        address = reverse(f"stakeholders:{action}", args=[link.pk])
        assert client_for(coordinator).post(address).status_code == 403
        assert client_for(outsider).post(address).status_code == 404
        assert client_for(admin).get(address).status_code == 405
    assert CapabilityLink.objects.get().is_open


# --- organisations and ties -----------------------------------------------------------------------


def fields(**overrides: object) -> dict[str, object]:
    values: dict[str, object] = {
        "name": "Centrum AB",
        "org_type": OrganisationType.CENTRE_OWNER,
        "area": Area.objects.get(slug="grimsta").pk,
        "kind": AreaRelationKind.PARTNER,
        "valid_from": TODAY.isoformat(),
        "valid_to": "",
    }
    return values | overrides


def test_an_organisation_is_added_with_its_first_tie(client_for: ClientFor, admin: User) -> None:
    client = client_for(admin)
    for expected in (302, 400):  # the form sent again
        assert client.post(reverse("stakeholders:add"), fields()).status_code == expected
    made = Organisation.objects.get(name="Centrum AB")
    assert [row.area.slug for row in made.area_relations.all()] == ["grimsta"]
    assert AuditEvent.objects.filter(action="tie.started", actor=admin).count() == 1


def test_an_organisation_that_exists_is_let_in_on_purpose_only(client_for: ClientFor) -> None:
    client = client_for(bromma_admin())
    values = fields(name="exempelbostäder ab", area=Area.objects.get(slug="bromma").pk)
    assert "Det finns redan" in client.post(reverse("stakeholders:add"), values).content.decode()
    assert client.post(reverse("stakeholders:add"), values | {"use_existing": "on"}).status_code == 302
    assert party(OWNER).area_relations.count() == 2


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"kind": "own"}, "Bara en myndighet kan ansvara för ett område."),
        ({"valid_to": YESTERDAY.isoformat()}, "Sista dagen kan inte ligga före den första."),
        ({"name": ""}, "måste fyllas i"),
        ({"org_type": "påhittad"}, "Välj ett giltigt alternativ"),
    ],
)
def test_a_refused_organisation_leaves_nothing(
    client_for: ClientFor, admin: User, values: dict[str, object], sentence: str
) -> None:
    before = Organisation.objects.count()
    answer = client_for(admin).post(reverse("stakeholders:add"), fields(**values))
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert Organisation.objects.count() == before


def test_nobody_lets_an_organisation_into_somebody_elses_area(client_for: ClientFor, admin: User) -> None:
    answer = client_for(admin).post(
        reverse("stakeholders:add"), fields(area=Area.objects.get(slug="bromma").pk)
    )
    assert answer.status_code == 400
    assert not Organisation.objects.filter(name="Centrum AB").exists()


def test_a_tie_is_made_once_and_ended_at_once(
    client_for: ClientFor, admin: User, property_owner: User
) -> None:
    client, organisation = client_for(admin), party(OWNER)
    values = fields(area=Area.objects.get(slug="vinsta").pk)
    statuses = [
        client.post(reverse("stakeholders:tie", args=[organisation.pk]), values).status_code for _ in range(2)
    ]
    assert statuses == [302, 400]
    first = organisation.area_relations.get(area__slug="hasselby-vallingby")
    seen = client_for(property_owner)
    week = reverse("assessments:now", args=["hasselby-vallingby"])
    assert seen.get(week).status_code == 302
    client.post(reverse("stakeholders:tie_end", args=[first.pk]), {"last_day": ""})
    assert seen.get(week).status_code == 404
    again = client.post(reverse("stakeholders:tie_end", args=[first.pk]), {"last_day": ""})
    assert "Någon annan har redan avslutat knytningen." in again.content.decode()


# --- invitations ----------------------------------------------------------------------------------


def test_the_letter_holds_a_link_and_no_case(client_for: ClientFor, admin: User) -> None:
    path = invite(client_for(admin))
    letter = mail.outbox[-1]
    assert letter.to == ["ny@example.org"]
    body = str(letter.body)
    assert f"http://testserver{path}" in body
    assert OWNER in body
    assert "Fastighetsägare" in body
    for word in ("Olle", "händelse", "nivå", "Hässelby"):
        assert word not in body


def test_a_mail_scanner_that_opens_the_link_changes_nothing(client_for: ClientFor, admin: User) -> None:
    path = invite(client_for(admin))
    before = (list(CapabilityLink.objects.values()), User.objects.count(), AuditEvent.objects.count())
    scanner = Client()
    for method in ("get", "head", "options", "put", "delete"):
        getattr(scanner, method)(path)
    assert (list(CapabilityLink.objects.values()), User.objects.count(), AuditEvent.objects.count()) == before


def test_the_page_of_a_link_is_kept_nowhere_and_told_to_nobody(client_for: ClientFor, admin: User) -> None:
    path = invite(client_for(admin))
    for address in (path, "/inbjudan/finns-inte/"):
        answer = Client().get(address)
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "no-store" in answer["Cache-Control"]
        assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_the_invited_person_chooses_name_and_password_and_is_signed_in(
    client_for: ClientFor, admin: User
) -> None:
    path, browser = invite(client_for(admin)), Client()
    page = browser.get(path).content.decode()
    assert OWNER in page
    assert "Fastighetsägare" in page
    answer = browser.post(path, {"name": "Nora Ny", "password": PASSWORD, "again": PASSWORD})
    assert answer["Location"] == reverse("home")
    user = User.objects.get(email="ny@example.org")
    assert browser.session["_auth_user_id"] == str(user.pk)
    assert OWNER in html(browser, "list")
    again = Client().get(path)
    assert again.status_code == 410
    assert "Länken är redan använd." in again.content.decode()


@pytest.mark.parametrize(
    ("origin", "brings_token", "let_in"),
    [
        ("null", True, True),  # what a browser sends from a page without referrer
        ("https://testserver", True, True),
        ("null", False, False),
        ("https://ond.example", True, False),
    ],
)
def test_a_forged_post_to_a_link_is_refused(
    client_for: ClientFor, admin: User, origin: str, brings_token: bool, let_in: bool
) -> None:
    path, browser = invite(client_for(admin)), Client(enforce_csrf_checks=True)
    page = browser.get(path, secure=True).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    values = {"name": "Nora Ny", "password": PASSWORD, "again": PASSWORD}
    values |= {"csrfmiddlewaretoken": token[1]} if brings_token else {}
    answer = browser.post(path, values, secure=True, headers={"origin": origin})
    assert answer.status_code == (302 if let_in else 403)
    assert User.objects.filter(email="ny@example.org").exists() is let_in


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"password": "password1234", "again": "password1234"}, "vanligt"),
        ({"password": "kort", "again": "kort"}, "12"),
        ({"again": "ett annat långt lösenord"}, "Lösenorden är inte lika."),
        ({"name": " "}, "måste fyllas i"),
    ],
)
def test_a_weak_password_is_explained_and_the_link_still_works(
    client_for: ClientFor,
    admin: User,
    values: dict[str, str],
    sentence: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    path = invite(client_for(admin))
    answer = Client().post(path, {"name": "Nora Ny", "password": PASSWORD, "again": PASSWORD} | values)
    assert sentence in answer.content.decode()
    assert path.split("/")[2] not in caplog.text  # the secret still opens the link
    assert not User.objects.filter(email="ny@example.org").exists()
    assert CapabilityLink.objects.get().is_open


@pytest.mark.parametrize(
    ("change", "status", "sentence"),
    [
        ({"expires_at": timezone.now() - timedelta(days=1)}, 410, "Länken har gått ut."),
        ({"revoked_at": timezone.now()}, 410, "Länken är återkallad."),
        ({"used_count": 1}, 410, "Länken är redan använd."),
        ({"token_hash": "0" * 64}, 404, "Länken finns inte."),
    ],
)
def test_a_link_that_opens_nothing_says_why_and_shows_nothing(
    client_for: ClientFor, admin: User, change: dict[str, Any], status: int, sentence: str
) -> None:
    path = invite(client_for(admin))
    CapabilityLink.objects.update(**change)
    for answer in (
        Client().get(path),
        Client().post(path, {"name": "N", "password": PASSWORD, "again": PASSWORD}),
    ):
        page = answer.content.decode()
        assert answer.status_code == status
        assert sentence in page
        assert OWNER not in page
        assert "ny@example.org" not in page
    assert not User.objects.filter(email="ny@example.org").exists()


def test_somebody_with_an_account_signs_in_and_accepts_as_themselves(
    client_for: ClientFor, admin: User
) -> None:
    person = make_user(email="ny@example.org")
    path = invite(client_for(admin))
    stranger = Client()
    page = stranger.get(path).content.decode()
    assert "Du har redan ett konto med den adressen." in page
    assert 'name="password"' not in page
    stranger.post(path, {"name": "Kapare", "password": PASSWORD, "again": PASSWORD})
    assert not person.memberships.exists()
    assert "inbjudan gäller ett annat konto" in client_for(admin).post(path).content.decode()
    browser = client_for(person)
    assert "Tacka ja" in browser.get(path).content.decode()
    assert browser.post(path)["Location"] == reverse("home")
    assert person.memberships.get().role == Role.PROPERTY_OWNER


def test_links_are_listed_with_their_rule_revoked_and_sent_again(client_for: ClientFor, admin: User) -> None:
    client = client_for(admin)
    old = invite(client)
    page = html(client, "links")
    assert "ny@example.org" in page
    assert "Vilken organisation och roll inbjudan gäller" in page
    assert CapabilityLink.objects.get().token_hash not in page
    assert old.split("/")[2] not in page
    client.post(reverse("stakeholders:invitation_resend", args=[CapabilityLink.objects.get().pk]))
    new = re.search(r"http://testserver(/inbjudan/\S+/)", str(mail.outbox[-1].body))
    assert new
    assert (Client().get(old).status_code, Client().get(new[1]).status_code) == (410, 200)
    link = CapabilityLink.objects.open(timezone.now()).get()
    for _each in range(2):
        client.post(reverse("stakeholders:link_revoke", args=[link.pk]))
    assert Client().get(new[1]).status_code == 410
    assert "Återkallad" in html(client, "links")


def test_a_dead_mail_server_is_told_and_the_invitation_kept(
    client_for: ClientFor, admin: User, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    answer = client_for(admin).post(
        reverse("stakeholders:invite", args=[party(OWNER).pk]),
        {"email": "ny@example.org", "role": Role.READER},
        follow=True,
    )
    assert "brevet gick inte att skicka" in answer.content.decode()
    assert Invitation.objects.count() == 1


def test_a_second_invitation_to_the_same_address_is_refused_in_words(
    client_for: ClientFor, admin: User
) -> None:
    client = client_for(admin)
    invite(client)
    values = {"email": "NY@example.org", "role": Role.READER}
    answer = client.post(reverse("stakeholders:invite", args=[party(OWNER).pk]), values)
    assert answer.status_code == 400
    assert "Personen är redan inbjuden." in answer.content.decode()
    assert len(mail.outbox) == 1


# --- roles and leaving ----------------------------------------------------------------------------


def test_ending_a_role_shuts_the_door_in_the_next_request(
    client_for: ClientFor, admin: User, property_owner: User
) -> None:
    seen, week = client_for(property_owner), reverse("assessments:now", args=["hasselby-vallingby"])
    assert seen.get(week).status_code == 302
    held = property_owner.memberships.get()
    answer = client_for(admin).post(
        reverse("stakeholders:membership", args=[held.pk]), {"end": "1", "last_day": ""}
    )
    assert answer.status_code == 302
    assert seen.get(week).status_code == 404


def test_another_role_counts_in_the_next_request(
    client_for: ClientFor, admin: User, coordinator: User
) -> None:
    seen = client_for(coordinator)
    order = reverse("reports:list", args=["hasselby-vallingby"])
    assert seen.post(order, {"year": "1999"}).status_code != 403
    held = coordinator.memberships.get()
    client_for(admin).post(
        reverse("stakeholders:membership", args=[held.pk]), {"role": Role.DISTRICT_OFFICER}
    )
    assert seen.post(order, {"year": "1999"}).status_code == 403


def test_a_last_day_that_has_been_and_the_last_administrator_are_refused(
    client_for: ClientFor, admin: User
) -> None:
    address = reverse("stakeholders:membership", args=[admin.memberships.get().pk])
    for values, sentence in (
        ({"end": "1", "last_day": YESTERDAY.isoformat()}, "Sista dagen har redan varit."),
        ({"end": "1", "last_day": ""}, "är den enda administratören"),
        ({"role": Role.READER}, "är den enda administratören"),
    ):
        answer = client_for(admin).post(address, values)
        assert answer.status_code == 400
        assert sentence in answer.content.decode()


def test_leaving_is_previewed_confirmed_and_carried_out_once(client_for: ClientFor, admin: User) -> None:
    client, organisation = client_for(admin), party(TRANSIT)
    heir = make_organisation(name="Nästa trafik AB", org_type=OrganisationType.TRANSIT_OPERATOR)
    tie(heir, Area.objects.get(slug="grimsta"))
    asked = {"heir": str(heir.pk), "people_follow": "on", "last_day": ""}
    page = html(client, "leave", organisation.pk, **asked)
    assert "går vidare till Nästa trafik AB" in page
    assert organisation.area_relations.get().valid_to is None
    seen = re.search(r'name="seen" value="(\w+)"', page)
    assert seen
    address = reverse("stakeholders:leave", args=[organisation.pk])
    statuses = [client.post(address, asked | {"seen": seen[1]}).status_code for _ in range(2)]
    assert statuses == [302, 400]
    assert organisation.area_relations.get().valid_to == YESTERDAY
    assert heir.area_relations.filter(area__slug="hasselby-vallingby").count() == 1
    assert heir.memberships.count() == 1


def test_people_follow_only_to_an_organisation_one_looks_after(client_for: ClientFor, admin: User) -> None:
    asked = {"heir": str(party(POLICE).pk), "people_follow": "on"}
    page = html(client_for(admin), "leave", party(TRANSIT).pk, **asked)
    assert "bara följa med till en organisation som du sköter" in page
    assert "går vidare" not in page


def test_an_organisation_also_elsewhere_is_not_taken_leave_of_from_here(
    client_for: ClientFor, admin: User
) -> None:
    tie(party(TRANSIT), Area.objects.get(slug="bromma"))
    page = html(client_for(admin), "leave", party(TRANSIT).pk)
    assert "deltar också i områden som andra sköter" in page
    assert "Bekräfta" not in page
