"""The police's feed: both styles of title, honest places, edits followed, and a feed that changes survived.

The notices here are invented; the real ones are read from beside the project, where they are.
"""

import gzip
import json
from datetime import datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command

from incidents.models import Incident, PoliceNotice, Precision
from incidents.police_feed import Gazetteer, import_notices, read_feed, understand
from incidents.querysets import Status
from incidents.services import exclude
from places.models import Area
from platssamverkan.core.incoming import ImportRefused
from platssamverkan.core.weeks import STOCKHOLM, IsoWeek
from stakeholders.models import User

pytestmark = pytest.mark.django_db


def notice(number: int = 1, **overrides: Any) -> dict[str, Any]:
    values = {
        "id": number,
        "datetime": "2024-03-07 7:11:55 +01:00",
        "name": "06 mars 21.40, Skadegörelse, Stockholm",
        "summary": "Rutor krossade vid torget i Vinsta.",
        "url": "/aktuellt/handelser/2024/mars/6/ett/",
        "type": "Skadegörelse",
        "location": {"name": "Stockholm", "gps": "59.329324,18.068581"},
    }
    return values | overrides


def load(*rows: Any) -> Any:
    return import_notices(enumerate(rows, start=1))


@pytest.mark.parametrize("title", ["06 mars 21.40, Rån, Stockholm", "6 mars 21:40, Rån, Stockholm"])
def test_the_time_is_read_from_both_styles_of_title(title: str) -> None:
    found = understand(notice(name=title))
    assert found.first == found.last == datetime(2024, 3, 6, 21, 40, tzinfo=STOCKHOLM)
    assert found.published_at == datetime(2024, 3, 7, 7, 11, 55, tzinfo=STOCKHOLM)


def test_new_years_eve_is_last_year_and_no_time_is_the_day_before() -> None:
    late = understand(
        notice(datetime="2024-01-01 0:20:00 +01:00", name="31 december 23.50, Brand, Stockholm")
    )
    assert late.first == datetime(2023, 12, 31, 23, 50, tzinfo=STOCKHOLM)
    loose = understand(notice(name="Brand i Vinsta"))
    assert loose.last - loose.first == timedelta(hours=24)
    assert loose.last == loose.published_at


@pytest.mark.parametrize(
    ("summary", "located", "area", "precision"),
    [
        ("Rutor krossade i Vinsta.", "Stockholm", "Vinsta", Precision.AREA),
        ("Vid Hässelby gårds centrum.", "Stockholm", "Hässelby gård", Precision.AREA),
        ("Vällingbys centrum.", "Stockholms län", "Vällingby", Precision.AREA),
        ("Hässelby, nära Hässelby strand.", "Stockholm", "Hässelby strand", Precision.AREA),
        ("I Hässelby\u00a0gård.", "Stockholm", "Hässelby gård", Precision.AREA),
        ("Till Hässelbygård.", "Stockholm", "Hässelby gård", Precision.AREA),
        ("Bråk i Hässelby.", "Stockholm", "Hässelby-Vällingby", Precision.ROUGH),
        ("Mellan Vinsta och Nälsta.", "Stockholm", "Hässelby-Vällingby", Precision.ROUGH),
        ("I Blackeberg.", "Stockholm", "Blackeberg", Precision.AREA),
        ("Mellan Vinsta och Farsta.", "Stockholm", None, Precision.ROUGH),
        ("På Vällingbyvägen.", "Stockholm", None, Precision.ROUGH),
        ("I Vinsta.", "Haninge", None, Precision.ROUGH),
        ("Vid kyrkan.", "Ekerö", "Ekerö", Precision.ROUGH),
        ("", "Stockholms län", None, Precision.ROUGH),
    ],
)
def test_a_place_is_as_sure_as_the_words_make_it_and_never_a_point(
    demo_district: Area, summary: str, located: str, area: str | None, precision: Precision
) -> None:
    found = understand(notice(summary=summary, location={"name": located, "gps": "59.3,18.1"}))
    where, sure = Gazetteer().find(found)
    assert (where.name if where else None, sure) == (area, precision)
    load(notice(summary=summary, location={"name": located}))
    incident = PoliceNotice.objects.get().incident
    assert (incident is None) == (area is None)
    if incident is not None:
        assert (incident.point, incident.place, incident.status) == (None, None, Status.NEW)


def test_read_twice_it_is_the_same_and_an_edit_is_followed_until_somebody_has_decided(
    demo_district: Area, coordinator: User
) -> None:
    before = Incident.objects.count()
    assert load(notice(1), notice(2, summary="I Nälsta.")).added == 2
    again = load(notice(1), notice(2, summary="I Nälsta."))
    assert (again.added, again.changed, again.unchanged) == (0, 0, 2)
    assert load(notice(1, summary="I Kälvesta.", type="Brand")).changed == 1
    row = PoliceNotice.objects.get(number=1)
    assert row.incident is not None
    assert (row.incident.area.name, row.incident.category.code) == ("Kälvesta", "fire_outdoor")
    exclude(by=coordinator, district=demo_district, keys=[row.incident.pk], reason="vague")
    load(notice(1, summary="I Råcksta."))
    row.refresh_from_db()
    assert (row.area and row.area.name, row.incident.area.name) == ("Råcksta", "Kälvesta")
    assert Incident.objects.count() == before + 2


def test_a_night_in_one_notice_is_no_incident_and_an_unknown_type_does_not_count(demo_district: Area) -> None:
    load(notice(1, type="Sammanfattning natt"), notice(2, type="Något nytt"))
    assert PoliceNotice.objects.get(number=1).incident is None
    other = PoliceNotice.objects.get(number=2).incident
    assert other is not None
    assert (other.severity, other.category.code) == (0, "police_notice")


def test_a_feed_that_changes_stops_nothing_and_every_odd_row_is_named(demo_district: Area) -> None:
    odd: list[Any] = [
        None,
        [],
        {"id": "7"},
        notice(True),
        notice(3, datetime="i går"),
        notice(4, datetime="2024-13-40 9:00 +01:00"),
    ]
    outcome = load(*odd, notice(5, location=None, summary=None, url=None, type=None, new={"field": 1}))
    assert (outcome.read, outcome.added) == (1, 1)
    assert [each.line for each in outcome.complaints] == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("lines", [False, True])
def test_the_command_reads_arrays_and_lines_plain_and_packed(
    demo_district: Area, tmp_path: Path, packed: bool, lines: bool
) -> None:
    rows = [notice(1), notice(2)]
    text = "\n".join(json.dumps(row) for row in rows) if lines else json.dumps(rows)
    path = tmp_path / "feed"
    path.write_bytes(gzip.compress(text.encode()) if packed else text.encode())
    out = StringIO()
    call_command("import_police_events", str(path), stdout=out)
    assert "2 notiser lästa: 2 nya" in out.getvalue()


def test_what_is_no_feed_is_refused_and_only_the_polices_own_address_is_called(
    db: None, tmp_path: Path
) -> None:
    path = tmp_path / "feed"
    for raw in (b"\x1f\x8bbroken", b"[1, 2", b"\xff\xfe\xff"):
        path.write_bytes(raw)
        with pytest.raises(CommandError):
            call_command("import_police_events", str(path))
    with pytest.raises(ImportRefused):
        list(read_feed(tmp_path / "missing"))
    for address in (
        "http://polisen.se/api/events",
        "https://polisen.se.example/api/events",
        "file:///etc/passwd",
    ):
        with pytest.raises(CommandError, match="inte polisens"):
            call_command("import_police_events", address)
    cache.add("police-feed", 1, 60)
    with pytest.raises(CommandError, match="en gång i minuten"):
        call_command("import_police_events", "https://polisen.se/api/events?locationname=Stockholm")
    cache.delete("police-feed")


@pytest.mark.long
def test_the_real_feed_lands_where_its_words_say(demo_district: Area, shared_data: Path | None) -> None:
    """Against the 183 notices whose place and time were read by hand-written rules of their own."""
    if shared_data is None:
        pytest.skip("the large data sets are not on this machine")
    feed = shared_data / "events" / "polisen_handelser_stockholms_lan_2022_2025.jsonl.gz"
    first, second = import_notices(read_feed(feed)), import_notices(read_feed(feed))
    assert (first.read, first.added, first.complaints) == (7585, 7585, ())
    assert (second.added, second.changed, second.unchanged) == (0, 0, 7585)
    known = json.loads(
        (shared_data / "events" / "polisen_hasselby_vallingby_med_brodtext_2023_2025.json").read_text()
    )
    found = {row.number: row for row in PoliceNotice.objects.select_related("area", "area__parent")}
    said = [row for row in known if row["plats_i_sammanfattning"]]
    assert (len(known), len(said)) == (183, 148)
    wrong, rough, right = [], 0, 0
    for row in said:
        ours, name = found[row["id"]], row["omnamnd_plats"]
        when = datetime.fromisoformat(row["intraffad_lokal"]).replace(tzinfo=STOCKHOLM)
        assert IsoWeek.of(ours.occurred_from) == IsoWeek.of(when)
        if ours.precision == Precision.ROUGH:
            rough += 1
        elif ours.area is not None and ours.area.name == name:
            right += 1
            assert ours.area.parent is not None
            assert ours.area.parent.name == ("Bromma" if name == "Blackeberg" else "Hässelby-Vällingby")
        else:
            wrong.append((row["id"], name, str(ours.area)))
    # 23 of the rough ones say only "Hässelby"; the others name two stadsdelar, a street or another municipality.
    assert (right, rough, wrong) == (119, 29, [])
    silent = [found[row["id"]] for row in known if not row["plats_i_sammanfattning"]]
    sure = [(row.number, str(row.area)) for row in silent if row.precision == Precision.AREA]
    assert sure == [(588882, "Södra Ängby"), (591119, "Norra Ängby")]  # where their summaries say
