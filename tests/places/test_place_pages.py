"""The pages of places: list, place, the law on a day, forms and files."""

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from places.models import Area, Designation, DesignationKind, Mandate, Place, PlaceKind
from stakeholders.models import Organisation, User
from tests.factories import make_place, make_user

ClientFor = Callable[[User], Client]
LIST, LAW = "/platser/", "/platser/lagkarta/"
TORG = "/platser/hasselby-torg/"


def page(client: Client, url: str) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode()


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\xa0", " ").split())


def listed(html: str) -> list[str]:
    return re.findall(r'data-place="[^"]*"[^>]*>([^<]+)</a>', html)


def on_map(html: str) -> dict[str, dict[str, Any]]:
    match = re.search(r'<script id="place-map-data" type="application/json">(.*?)</script>', html, re.S)
    assert match
    features = json.loads(match[1])["features"]
    return {f["properties"]["name"]: f["properties"] for f in features if f["properties"]["layer"] == "place"}


def rows(response: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")), delimiter=";"))


# --- list -----------------------------------------------------------------------------------------


def test_list_and_map_hold_the_demos_places(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    html = page(client_for(coordinator), LIST)
    assert set(listed(html)) == {
        "Hässelby torg", "Friherregatan", "Maltesholmstorget", "Råcksta torg", "Vällingby centrum",
        "Åkermyntan centrum", "Johannelund tunnelbanestation", "Vinsta företagsområde", "Riddersvik",
        "Bräckefäret", "Fornkullen",
    }  # fmt: skip
    assert set(listed(html)) - set(on_map(html)) == {"Bräckefäret", "Fornkullen"}
    assert on_map(html)["Hässelby torg"]["note"] == "Öppen drogscen"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("sok=räcksta", ["Råcksta torg"]),
        ("sok=bräcke", ["Bräckefäret"]),
        ("slag=business_area", ["Vinsta företagsområde"]),
        (
            "klass=open_drug_scene",
            ["Hässelby torg", "Maltesholmstorget", "Råcksta torg", "Vällingby centrum"],
        ),
        ("klass=order_guard_lov3", []),
        ("omrade=vinsta", ["Johannelund tunnelbanestation", "Vinsta företagsområde"]),
        ("slag=nonsense&klass=x&sok=torg&omrade=", ["Hässelby torg", "Maltesholmstorget", "Råcksta torg"]),
    ],
)
def test_filters_and_files_show_the_same(
    client_for: ClientFor, coordinator: User, demo_district: Area, query: str, names: list[str]
) -> None:
    client = client_for(coordinator)
    html = page(client, f"{LIST}?{query}")
    assert listed(html) == names
    assert [row["Namn"] for row in rows(client.get(f"/platser/export/platser.csv?{query}"))] == names
    body = json.loads(client.get(f"/platser/export/platser.geojson?{query}").content)
    assert [feature["properties"]["Namn"] for feature in body["features"]] == names


def test_the_file_lies_in_degrees_and_formulas_stay_text(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    torg = Place.objects.get(slug="hasselby-torg")
    Place.objects.filter(pk=torg.pk).update(name="=1+1")
    client = client_for(coordinator)
    line = next(row for row in rows(client.get("/platser/export/platser.csv")) if "1+1" in row["Namn"])
    assert line["Namn"] == "'=1+1"
    assert (float(line["Nord"]), float(line["Öst"])) == pytest.approx((59.3664, 17.8441), abs=1e-5)
    assert client.get("/platser/export/platser.exe").status_code == 404


def test_others_see_their_own_places_and_a_stranger_none(
    client_for: ClientFor, outsider: User, police: User, demo_district: Area
) -> None:
    assert set(listed(page(client_for(outsider), LIST))) == {"Blackeberg", "Brommaplan"}
    assert len(listed(page(client_for(police), LIST))) == 13
    assert "inga platser i dina områden" in page(client_for(make_user()), LIST)
    assert client_for(outsider).get(TORG).status_code == 404
    assert client_for(outsider).get("/platser/finns-inte/").status_code == 404


# --- one place ------------------------------------------------------------------------------------


def test_a_places_page_tells_its_law_and_who_answers(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    text = words(page(client_for(coordinator), TORG))
    assert re.search(r"Torg i Hässelby gård ?, Hässelby-Vällingby", text)
    assert "Gäller här i dag Öppen drogscen" in text
    assert "ligger i Utsatt område Hässelby/Vällingby" in text
    assert "Ordningsvaktsförordnande (t.o.m. 2023) 1 januari 2023 – 31 december 2023" in text
    assert "Pågående brott eller fara Lokalpolisområde Vällingby · 114 14, vid pågående brott 112" in text
    assert "Oro för unga Hässelby-Vällingby stadsdelsförvaltning" in text
    assert "Platssamverkan Hässelby torg" in text


def test_blackeberg_tells_its_group_as_the_city_did(
    client_for: ClientFor, outsider: User, demo_district: Area
) -> None:
    text = words(page(client_for(outsider), "/platser/blackeberg/"))
    for said in (
        "Tryggheten ska öka", "Brotten ska minska", "Leds av Bromma stadsdelsförvaltning",
        "Lokalpolisområde Vällingby MTR Trafikkontoret Utbildningsförvaltningen", "fastighetsägare",
        "våren 2023 Medborgardialog och trygghetsvandring genomfördes.",
    ):  # fmt: skip
        assert said in text


@pytest.mark.parametrize("url", [LIST, TORG, LAW])
def test_pages_ask_as_much_with_ten_places_as_with_hundreds(
    client_for: ClientFor, police: User, demo_district: Area, url: str, django_assert_max_num_queries: Any
) -> None:
    spot = Place.objects.get(slug="hasselby-torg").geometry
    client = client_for(police)
    client.get(url)
    with django_assert_max_num_queries(38) as few:
        client.get(url)
    torg = Place.objects.get(slug="hasselby-torg")
    office = Organisation.objects.get(name="Trafikkontoret")
    for year in range(1900, 1960):
        place = make_place(geometry=spot)
        for owner in (place, torg):
            Designation.objects.create(
                kind=DesignationKind.ALCOHOL_BAN, name="x", place=owner, source="Test",
                valid_from=date(year, 1, 1), valid_to=None if owner != torg else date(year, 12, 31),
            )  # fmt: skip
        Mandate.objects.create(
            organisation=office, place=torg, kind="manages", basis="assignment", valid_from=date(2020, 1, 1)
        )
    with django_assert_max_num_queries(len(few)):
        client.get(url)


# --- the law on a day -----------------------------------------------------------------------------


def law(client: Client, day: str) -> set[tuple[str, str]]:
    lines = rows(client.get(f"/platser/export/lagkarta.csv?dag={day}"))
    return {(row["Klassning"], row["Plats"] or row["Namn"]) for row in lines}


def test_the_three_days_differ_as_the_law_did(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    client = client_for(coordinator)
    always = {
        ("Utsatt område", "Hässelby/Vällingby"),
        *(
            ("Öppen drogscen", name)
            for name in ("Hässelby torg", "Maltesholmstorget", "Råcksta torg", "Vällingby centrum")
        ),
    }
    guards = {
        ("Ordningsvaktsförordnande (t.o.m. 2023)", name)
        for name in ("Hässelby torg", "Vällingby centrum", "Åkermyntan centrum")
    }
    priority = {("Prioriterad plats", name) for name in ("Hässelby torg", "Maltesholmstorget")}
    assert law(client, "2023-12-31") == always | guards
    assert law(client, "2024-01-02") == always | priority
    assert law(client, "") == always


def test_the_law_page_says_what_is_different_today(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    html = page(client_for(coordinator), f"{LAW}?dag=2023-12-31")
    text = words(html)
    assert "Vad som gällde den 31 december 2023" in text
    assert "Gäller inte längre i dag: Ordningsvaktsförordnande (t.o.m. 2023) Hässelby torg" in text
    assert "Hässelby gård gränsar till: Riskområde" in text
    assert "Smedshagen gränsar till: att inte vara klassat" in text
    assert set(on_map(html)) == {
        "Hässelby torg",
        "Maltesholmstorget",
        "Råcksta torg",
        "Vällingby centrum",
        "Åkermyntan centrum",
    }
    assert "Öppen drogscen och Ordningsvakts" in on_map(html)["Hässelby torg"]["note"]


@pytest.mark.parametrize("day", ["2023-02-30", "x", "0000-00-00", "99999999-01-01"])
def test_a_day_that_never_was_is_answered_with_today(
    client_for: ClientFor, coordinator: User, demo_district: Area, day: str
) -> None:
    assert "Vad som gäller i dag" in page(client_for(coordinator), f"{LAW}?dag={day}")


# --- changing -------------------------------------------------------------------------------------

NEW = {"name": "Sagotorget", "kind": PlaceKind.SQUARE, "location": "59,3655 17,8300"}


def test_a_keeper_puts_a_place_on_the_map(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    answer = client_for(coordinator).post("/platser/ny/", NEW, follow=True)
    assert "Sagotorget är sparad." in answer.content.decode()
    assert Place.objects.get(slug="sagotorget").areas.filter(slug="hasselby-vallingby").exists()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"location": "48,8 2,3"}, "utanför Sverige"),
        ({"location": "59,3484 17,8900"}, "utanför de områden där du får lägga in platser"),
        ({"location": ""}, "Ange ett läge eller välj minst ett område"),
        ({"location": "59,36645 17,84415"}, "redan en plats inom 25 meter: Hässelby torg"),
        ({"name": "<script>alert(1)</script>"}, "tecknen &lt; och &gt;"),
        ({"note": "Hämta 19800101-1231 här"}, "ersonnummer"),
        ({"kind": "castle"}, "Välj ett giltigt alternativ"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_written_stays(
    client_for: ClientFor, coordinator: User, demo_district: Area, fields: dict[str, str], sentence: str
) -> None:
    answer = client_for(coordinator).post("/platser/ny/", NEW | fields)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in html
    assert "59,3655 17,8300" in html or "location" in fields
    assert "<script>alert" not in html
    assert not Place.objects.filter(name=NEW["name"]).exists()


def test_a_neighbour_is_accepted_when_it_is_confirmed(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    client = client_for(coordinator)
    fields = NEW | {"location": "59,36645 17,84415"}
    assert 'name="although_near"' in client.post("/platser/ny/", fields).content.decode()
    assert client.post("/platser/ny/", fields | {"although_near": "on"}).status_code == 302


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe\x00", "inte giltig GeoJSON"),
        (b'{"type": "Point"' + b" " * 10_000_000, "större än 2 MB"),
        (b'{"type": "LineString", "coordinates": []}', "punkt eller en yta"),
    ],
)
def test_a_bad_file_is_refused_with_a_sentence(
    client_for: ClientFor, coordinator: User, demo_district: Area, content: bytes, sentence: str
) -> None:
    upload = SimpleUploadedFile("gräns.geojson", content)
    answer = client_for(coordinator).post("/platser/ny/", NEW | {"file": upload})
    assert sentence in answer.content.decode()
    assert not Place.objects.filter(name=NEW["name"]).exists()


def test_a_file_with_a_border_becomes_a_surface(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    ring = [[17.83, 59.365], [17.831, 59.3655], [17.831, 59.365], [17.83, 59.3655], [17.83, 59.365]]
    upload = SimpleUploadedFile("g.geojson", json.dumps({"type": "Polygon", "coordinates": [ring]}).encode())
    answer = client_for(coordinator).post("/platser/ny/", NEW | {"location": "", "file": upload}, follow=True)
    assert "korsade sig själv och har lagats" in answer.content.decode()
    geometry = Place.objects.get(slug="sagotorget").geometry
    assert geometry
    assert geometry.area > 100


def test_editing_keeps_what_was_there(client_for: ClientFor, coordinator: User, demo_district: Area) -> None:
    client = client_for(coordinator)
    for slug in ("hasselby-torg", "vallingby-centrum", "fornkullen"):
        before = Place.objects.get(slug=slug)
        html = client.get(f"/platser/{slug}/andra/").content.decode()
        location = re.search(r"<textarea name=\"location\"[^>]*>(.*?)</textarea>", html, re.S)
        assert location
        fields = {
            "name": before.name + " 2", "kind": before.kind, "source": before.source,
            "location": location[1].replace("&quot;", '"').strip(),
            "areas": re.findall(r'<option value="(\d+)" selected>', html),
        }  # fmt: skip
        assert client.post(f"/platser/{slug}/andra/", fields).status_code == 302
        after = Place.objects.get(slug=slug)
        assert after.name == before.name + " 2"
        assert set(after.areas.all()) == set(before.areas.all())
        if before.geometry:
            assert after.geometry
            assert after.geometry.centroid.distance(before.geometry.centroid) < 1


def test_a_designation_is_added_ended_and_refused_in_words(
    client_for: ClientFor, coordinator: User, demo_district: Area
) -> None:
    client = client_for(coordinator)
    fields = {"kind": "alcohol_ban", "valid_from": "2025-01-01", "source": "Kommunfullmäktige"}
    assert client.post(f"{TORG}klassning/", fields).status_code == 302
    again = client.post(f"{TORG}klassning/", fields).content.decode()
    assert "Under den tiden finns redan en sådan klassning här" in again
    row = Designation.objects.get(kind="alcohol_ban")
    assert client.post(f"{TORG}klassning/{row.pk}/avsluta/", {"last_day": "2025-06-30"}).status_code == 302
    assert "1 januari 2025 – 30 juni 2025" in words(page(client, TORG))


def test_a_camera_asks_for_the_registers_facts_and_lands_in_it(
    client_for: ClientFor, coordinator: User, property_owner: User, demo_district: Area
) -> None:
    client = client_for(coordinator)
    fields = {"kind": "camera", "valid_from": "2025-05-01", "source": "Eget beslut"}
    assert client.post(f"{TORG}klassning/", fields).content.decode().count("kräver den uppgiften") == 4
    facts = {
        "address": "Hässelby torg 1",
        "place_type": "torg",
        "purpose": "brott",
        "assessed_on": "2025-04-20",
    }
    assert client.post(f"{TORG}klassning/", fields | facts).status_code == 302
    assert [row["Adress"] for row in rows(client.get("/platser/kameraregister/"))] == ["Hässelby torg 1"]
    assert client_for(property_owner).get("/platser/kameraregister/").status_code == 403


def test_a_role_is_added_and_ended(client_for: ClientFor, coordinator: User, demo_district: Area) -> None:
    client = client_for(coordinator)
    office = Organisation.objects.get(name="Exempelbostäder AB")
    fields = {"organisation": office.pk, "kind": "owns", "basis": "ownership", "valid_from": "2024-01-01"}
    assert client.post(f"{TORG}ansvar/", fields).status_code == 302
    row = Mandate.objects.get(place__slug="hasselby-torg")
    assert "Olovlig bosättning Exempelbostäder AB" in words(page(client, TORG))
    assert client.post(f"{TORG}ansvar/{row.pk}/avsluta/", {"last_day": "2024-12-31"}).status_code == 302
    assert "Olovlig bosättning Lokalpolisområde Vällingby" in words(page(client, TORG))


@pytest.mark.parametrize("url", ["/platser/ny/", f"{TORG}andra/", f"{TORG}klassning/", f"{TORG}ansvar/"])
def test_who_may_only_read_gets_403_and_a_stranger_404(
    client_for: ClientFor, property_owner: User, outsider: User, demo_district: Area, url: str
) -> None:
    assert client_for(property_owner).get(url).status_code == 403
    assert client_for(property_owner).post(url, NEW).status_code == 403
    assert client_for(make_user()).post(url, NEW).status_code == 404
    if url != "/platser/ny/":
        assert client_for(outsider).get(url).status_code == 404
