import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from places.imports import AreaImport, import_areas
from places.models import Area, AreaKind
from platssamverkan.core.incoming import ImportRefused
from tests.factories import make_area

SQUARE = [[[17.80, 59.35], [17.81, 59.35], [17.81, 59.36], [17.80, 59.36], [17.80, 59.35]]]
BOW_TIE = [[[17.80, 59.35], [17.81, 59.36], [17.81, 59.35], [17.80, 59.36], [17.80, 59.35]]]


def feature(coordinates: Any = SQUARE, kind: str = "Polygon", **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": kind, "coordinates": coordinates},
    }


@pytest.fixture
def write(tmp_path: Path) -> Any:
    def write_file(*features: Any, **members: Any) -> Path:
        path = tmp_path / "areas.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)} | members))
        return path

    return write_file


def load(path: Path, **options: Any) -> AreaImport:
    values: dict[str, Any] = {
        "kind": AreaKind.NEIGHBOURHOOD, "name_property": "namn", "source": "Test", "fetched_on": date(2026, 1, 1),
    }  # fmt: skip
    return import_areas(path, **(values | options))


def refusal(path: Path, **options: Any) -> list[str]:
    before = Area.objects.count()
    with pytest.raises(ImportRefused) as refused:
        load(path, **options)
    assert Area.objects.count() == before
    return [str(item) for item in refused.value.complaints]


@pytest.mark.django_db
def test_the_demo_has_the_whole_city() -> None:
    counts = {kind: Area.objects.of_kind(kind).count() for kind in AreaKind}
    assert {kind: count for kind, count in counts.items() if count} == {
        "municipality": 2, "city_district": 11, "neighbourhood": 117, "local_police_area": 1, "city_base_area": 419,
    }  # fmt: skip
    assert Area.objects.filter(kind="neighbourhood", parent__slug="hasselby-vallingby").count() == 9


@pytest.mark.django_db
def test_areas_are_stored_in_metres_where_they_lie(write: Any) -> None:
    load(write(feature(namn="Provby")))
    area = Area.objects.get(name="Provby")
    assert area.geometry.srid == 3006
    # One hundredth of a degree at 59.35° N is about 568 m × 1 114 m.
    assert area.geometry.area == pytest.approx(568 * 1114, rel=0.01)


@pytest.mark.django_db
@pytest.mark.parametrize("crs", ["urn:ogc:def:crs:EPSG::3006", "EPSG:3006"])
def test_a_named_crs_is_honoured(write: Any, crs: str) -> None:
    ring = [[[650_000, 6_580_000], [650_100, 6_580_000], [650_100, 6_580_100], [650_000, 6_580_000]]]
    load(write(feature(ring, namn="Provby"), crs={"type": "name", "properties": {"name": crs}}))
    assert Area.objects.get(name="Provby").geometry.area == pytest.approx(5_000)


@pytest.mark.django_db
def test_importing_again_updates_and_never_duplicates(write: Any) -> None:
    load(write(feature(namn="Provby")))
    shifted = [[[x + 0.01, y] for x, y in SQUARE[0]]]
    outcome = load(write(feature(shifted, namn="PROVBY")), source="Nyare")
    assert (outcome.created, outcome.updated) == (0, 1)
    area = Area.objects.get(name="Provby")
    assert (area.source, round(area.geometry.transform(4326, clone=True).extent[0], 3)) == ("Nyare", 17.81)


@pytest.mark.django_db
def test_a_code_recognises_a_renamed_area(write: Any) -> None:
    load(write(feature(namn="Gamla namnet", kod="17")), code_property="kod")
    slug = Area.objects.get(code="17").slug
    load(write(feature(namn="Nya namnet", kod="17")), code_property="kod")
    assert (Area.objects.get(code="17").name, Area.objects.get(code="17").slug) == ("Nya namnet", slug)


@pytest.mark.django_db
def test_capitals_become_ordinary_names(write: Any) -> None:
    load(write(feature(namn="PROVBY-ÅKER GÅRD"), feature(namn="McDonalds plats")))
    names = set(Area.objects.filter(source="Test").values_list("name", flat=True))
    assert names == {"Provby-Åker gård", "McDonalds plats"}


@pytest.mark.django_db
def test_an_invalid_ring_is_repaired_and_said(write: Any) -> None:
    outcome = load(write(feature(BOW_TIE, namn="Provby")))
    assert Area.objects.get(name="Provby").geometry.valid
    assert outcome.notes == ["Provby hade en ogiltig gräns som har lagats."]


@pytest.mark.django_db
def test_an_area_without_a_name_takes_its_code_or_is_refused(write: Any) -> None:
    outcome = load(write(feature(namn=None, kod="A7")), code_property="kod")
    assert (Area.objects.get(code="A7").name, outcome.notes) == (
        "A7",
        ["Objekt 1 saknar namn och fick sin kod, A7."],
    )
    assert refusal(write(feature(namn="  "))) == ["Objekt 1 saknar namn i ”namn”."]


@pytest.mark.django_db
def test_the_same_name_under_two_parents_is_two_areas(write: Any) -> None:
    for name in ("Norrprov", "Söderprov"):
        make_area(kind=AreaKind.CITY_DISTRICT, name=name)
    path = write(feature(namn="Centrum", i="NORRPROV"), feature(namn="Centrum", i="Söderprov"))
    load(path, parent_property="i", parent_kind=AreaKind.CITY_DISTRICT)
    assert set(Area.objects.filter(name="Centrum").values_list("slug", flat=True)) == {
        "centrum",
        "centrum-soderprov",
    }


@pytest.mark.django_db
def test_parts_with_the_same_name_are_joined(write: Any) -> None:
    island = [[[x + 0.05, y] for x, y in SQUARE[0]]]
    outcome = load(write(feature(namn="Provby"), feature(island, namn="Provby")))
    assert (Area.objects.get(name="Provby").geometry.num_geom, outcome.created) == (2, 1)


@pytest.mark.django_db
def test_everything_wrong_is_said_at_once(write: Any) -> None:
    path = write(
        feature(namn="Provby", i="Hässelby-Välingby"),
        feature(namn="Punkt", kind="Point", coordinates=[17, 59], i="Bromma"),
        feature(namn="Trasig", coordinates=[[[17, 59], ["x", 1]]], i="Bromma"),
        "skräp",
    )
    assert refusal(path, parent_property="i", parent_kind=AreaKind.CITY_DISTRICT) == [
        "Objekt 1 (Provby): ”Hässelby-Välingby” är okänt. Menade du Hässelby-Vällingby?",
        "Objekt 2 (Punkt) är ingen yta (Polygon eller MultiPolygon).",
        "Objekt 3 (Trasig) har en gräns som inte kan läsas.",
        "Objekt 4 saknar namn i ”namn”.",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "Rad 1: Filen är inte giltig JSON: tecken 1 är oväntat."),
        ('{"type": "FeatureCollection",\n "features": [}', "Rad 2: Filen är inte giltig JSON: tecken 15 är oväntat."),
        ('{"type": "Feature"}', "Filen är ingen GeoJSON FeatureCollection."),
        ("[]", "Filen är ingen GeoJSON FeatureCollection."),
        ('{"type": "FeatureCollection", "features": []}', "Filen innehåller inga objekt."),
        ('{"type": "FeatureCollection", "features": [{}], "crs": {"properties": {"name": "RT90"}}}', "Koordinatsystemet ”RT90” är okänt. Ange ett EPSG-nummer eller WGS 84."),
        ('{"type": "FeatureCollection", "features": [{}], "crs": {"properties": {"name": "EPSG:1"}}}', "Koordinatsystemet EPSG:1 är okänt."),
    ],
)  # fmt: skip
def test_rubbish_gets_a_clear_sentence(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "rubbish.geojson"
    path.write_text(content)
    assert refusal(path) == [said]


@pytest.mark.django_db
def test_the_command_tells_what_it_did_and_what_it_refused(write: Any, capsys: Any) -> None:
    options = {"kind": "neighbourhood", "name_property": "namn", "source": "Test"}
    call_command("import_areas", write(feature(namn="Provby")), **options)
    assert capsys.readouterr().out == "1 nya områden, 0 uppdaterade.\n"
    with pytest.raises(CommandError, match="Ingenting lästes in: 1 fel.\n  Objekt 1 saknar namn"):
        call_command("import_areas", write(feature(namn="")), **options)
    with pytest.raises(CommandError, match="kan inte läsas"):
        call_command("import_areas", Path("finns-inte.geojson"), **options)
