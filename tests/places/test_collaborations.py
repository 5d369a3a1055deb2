"""The joint work: forms that keep what was written, groups with seats and meetings, the structure of an area."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from places.collaboration_permissions import collaborations_seen_by, keeps_programme, programmes_seen_by
from places.collaboration_services import save_group, save_programme, save_theme
from places.models import (
    Agreement,
    Area,
    CitizenPromise,
    GroupKind,
    GroupMember,
    Meeting,
    Place,
    PlaceCollaboration,
    Programme,
    Theme,
    WorkingGroup,
)
from places.structure import draw_structure, structure_of
from stakeholders.models import AuditEvent, Organisation, User

ClientFor = Callable[[User], Client]
TODAY = timezone.localdate()
DAY = "2024-03-01"
STRUCTURE = "/omraden/hasselby-vallingby/samverkan/"


def words(html: str) -> str:
    text = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", html, flags=re.S)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", text)).split())


def page(client: Client, url: str) -> str:
    answer = client.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


def posted(client: Client, url: str, **fields: Any) -> str:
    """The page after the form was accepted; the errors stand in the failure otherwise."""
    answer = client.post(url, fields, follow=True)
    html: str = answer.content.decode()
    assert answer.redirect_chain, words("".join(re.findall(r'class="errorlist.*?</ul>', html, re.S)))
    return html


def maltesholm() -> PlaceCollaboration:
    return PlaceCollaboration.objects.get(place__slug="maltesholmstorget")


NEW = {
    "name": "Platssamverkan Riddersvik", "model": "bid", "phase": "mapping", "started_on": DAY,
    "planned_end": "2025-03-01", "goals": "Fler besökare\n\n  Mindre   nedskräpning \nFler besökare",
    "challenge": "Nedskräpning vid stranden.", "budget": "250000", "source": "Beslut i nämnden",
}  # fmt: skip


def test_a_keeper_begins_a_collaboration_and_moves_it_on(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    client = client_for(coordinator)
    owner = Organisation.objects.get(name="Exempelbostäder AB")
    posted(client, "/platser/riddersvik/samverkan/", **NEW, financiers=[owner.pk])
    work = PlaceCollaboration.objects.get(name=NEW["name"])
    assert [goal.text for goal in work.goals.all()] == ["Fler besökare", "Mindre nedskräpning"]
    text = words(page(client, f"/samverkan/{work.pk}/"))
    assert "1 mars 2025" in text
    assert "250 000 kr" in text
    assert "Exempelbostäder AB" in text
    first = work.goals.first()
    changed = NEW | {"phase": "causes", "goals": "Ett nytt mål\nFler besökare"}
    posted(client, f"/samverkan/{work.pk}/andra/", **changed)
    work.refresh_from_db()
    assert work.phase == "causes"
    assert [goal.text for goal in work.goals.all()] == ["Ett nytt mål", "Fler besökare"]
    assert work.goals.get(text="Fler besökare") == first
    told = AuditEvent.objects.filter(object_type="places.placecollaboration", object_id=str(work.pk))
    assert list(told.order_by("pk").values_list("action", flat=True)) == [
        "collaboration.added", "collaboration.changed", "collaboration.phase_changed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"planned_end": "2023-01-01"}, "Sista dagen kan inte ligga före den första."),
        ({"phase": "closed"}, "En avslutad samverkan har en sista dag."),
        ({"challenge": "Ring 19800101-1231"}, "ersonnummer"),
        ({"goals": "x" * 301}, "är längre än 300 tecken"),
        ({"goals": "\n".join(f"mål {n}" for n in range(31))}, "Högst 30 rader"),
        ({"budget": "-1"}, "större än eller lika med 0"),
        ({"started_on": "2024-02-30"}, "giltigt datum"),
        ({"source": ""}, "måste fyllas i"),
    ],
)
def test_a_bad_collaboration_is_refused_with_a_sentence_and_nothing_is_saved(
    client_for: ClientFor, coordinator: User, demo_district: Area, fields: dict[str, str], sentence: str
) -> None:
    answer = client_for(coordinator).post("/platser/riddersvik/samverkan/", NEW | fields)
    assert answer.status_code == 200
    assert sentence in unescape(answer.content.decode())
    assert "Beslut i nämnden" in answer.content.decode() or "source" in fields
    assert not PlaceCollaboration.objects.filter(name=NEW["name"]).exists()


def test_why_something_was_kept_stands_beside_the_text(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    reason = "Växelns nummer, inte en persons."
    fields = NEW | {"challenge": "Växeln 08-508 04 000 svarar.", "challenge-guard-reason": reason}
    posted(client_for(coordinator), "/platser/riddersvik/samverkan/", **fields)
    assert PlaceCollaboration.objects.get(name=NEW["name"]).guard_reason == reason


def test_a_group_gets_seats_meetings_and_decisions(
    client_for: ClientFor, coordinator: User, property_owner: User, demo_district: Area
) -> None:
    client, work = client_for(coordinator), maltesholm()
    posted(
        client,
        f"/samverkan/{work.pk}/grupp/",
        name="Ljusgruppen",
        kind="working_group",
        purpose="Ljus på torget",
    )
    group = WorkingGroup.objects.get(name="Ljusgruppen")
    office = Organisation.objects.get(name="Trafikkontoret")
    url = f"/samverkan/grupper/{group.pk}/"
    posted(
        client, f"{url}deltagare/", organisation=office.pk, described="driftingenjör",
        mandate="Beställer lampor", valid_from=DAY,
    )  # fmt: skip
    posted(client, f"{url}deltagare/", described="fastighetsägare", valid_from=DAY)
    refused = client.post(f"{url}deltagare/", {"valid_from": DAY}).content.decode()
    assert "Välj en organisation eller beskriv vem som deltar." in refused
    posted(
        client, f"{url}mote/", held_on="2024-04-10", present=[office.pk], minutes="Lamporna räknades.",
        decisions="Byt tolv lampor\nMät ljuset i höst",
    )  # fmt: skip
    assert (
        "Gruppen har redan ett möte den dagen."
        in client.post(f"{url}mote/", {"held_on": "2024-04-10"}).content.decode()
    )
    ahead = (TODAY + timedelta(days=9)).isoformat()
    posted(client, f"{url}mote/", held_on=ahead)
    text = words(page(client_for(property_owner), url))
    for said in (
        "Trafikkontoret, driftingenjör Mandat: Beställer lampor", "fastighetsägare", "Byt tolv lampor",
        "Kommande möten", "Lamporna räknades.", "Närvarande: Trafikkontoret",
    ):  # fmt: skip
        assert said in text
    assert "Byt tolv lampor" in words(page(client, f"/samverkan/{work.pk}/"))
    meeting = Meeting.objects.get(group=group, held_on=date(2024, 4, 10))
    kept = meeting.decisions.get(text="Mät ljuset i höst")
    posted(client, f"{url}mote/{meeting.pk}/", held_on="2024-04-11", decisions="Mät ljuset i höst")
    assert list(meeting.decisions.all()) == [kept]
    assert meeting.decisions.get().decided_on == date(2024, 4, 11)
    seat = GroupMember.objects.get(group=group, organisation=office)
    posted(client, f"{url}deltagare/{seat.pk}/avsluta/", last_day="2024-05-31")
    assert "Tidigare deltagare Trafikkontoret, driftingenjör" in words(page(client, url))
    again = client.post(f"{url}deltagare/{seat.pk}/avsluta/", {"last_day": "2024-06-30"}).content.decode()
    assert "redan en sista dag" in again
    other = GroupMember.objects.exclude(group=group).first()
    assert other
    assert client.get(f"{url}deltagare/{other.pk}/avsluta/").status_code == 404


def test_the_demos_structure_is_drawn_and_told(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    html = page(client_for(coordinator), STRUCTURE)
    drawing = re.search(r"<svg.*?</svg>", html, re.S)
    assert drawing
    said = unescape(drawing[0])
    assert "Styrgrupp" in said
    assert "Beredningsgrupp, får uppdrag av Styrgrupp" in said
    text = words(html)
    for theme in Theme.objects.filter(area=demo_district):
        assert theme.name.capitalize() in text
    assert Theme.objects.filter(area=demo_district).count() == 5
    assert "Styrgrupp Styrgrupp – – Hässelby-Vällingby stadsdelsförvaltning" in text
    assert "Påhittad demodata" in text
    assert "Delvis uppfyllt I 38 av 46 veckor hölls båda kvällarna." in text
    assert "Lokal samverkansöverenskommelse Hässelby-Vällingby" in text


def test_groups_stand_under_the_one_that_gives_them_their_task(demo_district: Area) -> None:
    found = structure_of(demo_district, date(2023, 6, 1))
    assert [(node.group.name, node.depth) for node in found.nodes][:2] == [
        ("Styrgrupp", 0),
        ("Beredningsgrupp", 1),
    ]
    assert {node.depth for node in found.nodes[2:]} == {2}
    assert len(found.nodes) == 8
    assert (
        structure_of(demo_district, date(2022, 6, 1)).nodes
        == structure_of(demo_district, date(2022, 6, 1)).nodes
    )
    drawing = draw_structure(found)
    assert drawing
    boxes = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"', drawing)
    corners = [tuple(map(float, box)) for box in boxes]
    assert len(corners) == 8
    for one in corners:
        for other in corners:
            apart = (
                one is other or one[0] + one[2] <= other[0] or other[0] + other[2] <= one[0]
                or one[1] + one[3] <= other[1] or other[1] + other[3] <= one[1]
            )  # fmt: skip
            assert apart


def test_a_group_that_has_ended_leaves_the_structure_and_its_children_stay(
    coordinator: User, demo_district: Area
) -> None:
    WorkingGroup.objects.filter(name="Beredningsgrupp").update(ended_on=date(2024, 1, 31))
    after = structure_of(demo_district, date(2024, 2, 1))
    assert "Beredningsgrupp" not in [node.group.name for node in after.nodes]
    assert {node.depth for node in after.nodes} == {0}


def test_a_group_never_takes_its_task_from_itself(coordinator: User, demo_district: Area) -> None:
    top = WorkingGroup.objects.get(name="Styrgrupp")
    below = WorkingGroup.objects.get(name="Operativ samverkansgrupp")
    with pytest.raises(ValidationError, match="sitt uppdrag av en grupp"):
        save_group(by=coordinator, group=top, parent=below)
    with pytest.raises(IntegrityError), transaction.atomic():
        WorkingGroup.objects.filter(pk=top.pk).update(parent=top)


def test_themes_agreements_and_promises_are_written_and_followed_up(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    client = client_for(coordinator)
    parties = [Organisation.objects.get(name="Lokalpolisområde Vällingby").pk]
    themes = "otrygga och brottsutsatta platser\ntrafik vid skolor"
    posted(
        client, f"{STRUCTURE}overenskommelse/", level="local", name="Ny lokal överenskommelse", parties=parties,
        themes=themes, valid_from="2024-01-01", source="Undertecknad handling",
    )  # fmt: skip
    agreement = Agreement.objects.get(name="Ny lokal överenskommelse")
    assert agreement.themes == themes.splitlines()
    added = Theme.objects.get(name="trafik vid skolor")
    assert added.source == agreement.name
    posted(
        client, f"/samverkan/teman/{added.pk}/", name=added.name, goals="Lugnare lämning",
        indicators="Andel som går till skolan", activities="Vandrande skolbuss\nSkyltar",
    )  # fmt: skip
    text = words(page(client, STRUCTURE))
    assert (
        "Mål Lugnare lämning Indikatorer Andel som går till skolan Aktiviteter Vandrande skolbuss Skyltar"
        in text
    )
    twice = client.post(f"{STRUCTURE}tema/", {"name": "trafik vid skolor"}).content.decode()
    assert "redan ett samverkansområde med det namnet" in twice
    posted(
        client, f"{STRUCTURE}lofte/", text="Vi går två rundor i veckan.", promised_by=parties, valid_from=DAY
    )
    promise = CitizenPromise.objects.get(text__startswith="Vi går")
    follow = f"/samverkan/loften/{promise.pk}/uppfoljning/"
    fields = {"outcome": "kept", "text": "Loggen visar det."}
    early = client.post(follow, fields | {"followed_up_on": "2024-02-01"}).content.decode()
    assert "Löftet gällde inte än den dagen." in early
    late = client.post(follow, fields | {"followed_up_on": (TODAY + timedelta(days=2)).isoformat()})
    assert "Den dagen har inte varit än." in late.content.decode()
    posted(client, follow, **fields, followed_up_on="2024-06-01")
    assert "Uppfyllt Loggen visar det. 1 juni 2024" in words(page(client, STRUCTURE))


def test_a_programme_is_for_its_partners_and_those_who_see_its_places(
    client_for: ClientFor, coordinator: User, outsider: User, police: User, demo_district: Area
) -> None:
    client = client_for(coordinator)
    own = Organisation.objects.get(name="Hässelby-Vällingby stadsdelsförvaltning")
    far = Organisation.objects.get(name="Södertälje kommun")
    posted(
        client, "/samverkan/program/ny/", name="Två kommuner", partners=[own.pk, far.pk], funder="Brå",
        grant="2000000", started_on=DAY, source="Beslut",
    )  # fmt: skip
    programme = Programme.objects.get(name="Två kommuner")
    url = f"/samverkan/program/{programme.pk}/"
    assert "2 000 000 kr" in words(page(client, url))
    assert client_for(outsider).get(url).status_code == 404
    assert client_for(police).get(url).status_code == 404
    assert keeps_programme(coordinator, programme)
    fields = NEW | {"name": "Ännu utan plats", "programme": programme.pk}
    posted(client, "/samverkan/ny/", **fields)
    work = PlaceCollaboration.objects.get(name="Ännu utan plats")
    assert client_for(outsider).get(f"/samverkan/{work.pk}/").status_code == 404
    work.place = Place.objects.get(slug="blackeberg")
    work.save()
    assert programme in programmes_seen_by(outsider)
    assert work in collaborations_seen_by(outsider)
    assert client_for(outsider).get(f"{url}andra/").status_code == 403
    assert "måste fyllas i" in client.post("/samverkan/ny/", NEW).content.decode()


def test_each_seed_has_its_collaboration(demo_district: Area) -> None:
    sources = " ".join(PlaceCollaboration.objects.values_list("source", flat=True))
    for seed in (
        "Blackeberg",
        "interpellation 2016:60",
        "Gemensam lägesbild 2023",
        "Svenska Stadskärnor",
        "Södertälje",
    ):
        assert seed in sources
    members = WorkingGroup.objects.get(name="Arbetsgrupp Blackeberg").members.count()
    assert members == 6


def test_a_programme_name_is_taken_once(coordinator: User, demo_district: Area) -> None:
    name = Programme.objects.get().name
    with pytest.raises(ValidationError, match="finns redan"):
        save_programme(by=coordinator, name=name, partners=[], started_on=date(2024, 1, 1), source="x")


@pytest.mark.parametrize("url", ["/samverkan/", STRUCTURE])
def test_pages_ask_as_much_with_many_groups_as_with_few(
    client_for: ClientFor,
    coordinator: User,
    demo_district: Area,
    url: str,
    django_assert_max_num_queries: Any,
) -> None:
    client = client_for(coordinator)
    client.get(url)
    with django_assert_max_num_queries(40) as few:
        client.get(url)
    office = Organisation.objects.get(name="Trafikkontoret")
    for number in range(40):
        group = WorkingGroup.objects.create(name=f"Grupp {number}", kind=GroupKind.FORUM, area=demo_district)
        GroupMember.objects.create(group=group, organisation=office, valid_from=date(2024, 1, 1))
        save_theme(
            by=coordinator,
            area=demo_district,
            name=f"tema {number}",
            goals=["a"],
            indicators=["b"],
            activities=["c"],
        )
        PlaceCollaboration.objects.create(
            area=demo_district, name=f"Samverkan {number}", model="other", phase="mapping",
            started_on=date(2024, 1, 1), source="Test",
        )  # fmt: skip
    with django_assert_max_num_queries(len(few)):
        client.get(url)
