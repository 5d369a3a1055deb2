"""Sensitive kinds are told of in one table and nowhere else, and the table gives none of its small numbers away."""

import re
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from scipy.optimize import linprog

from incidents.analysis import common_kinds, fate_words
from incidents.models import Incident, IncidentCategory
from incidents.sensitive import SETTLED_AFTER, freeze_district, freeze_due, tables_by_year
from incidents.sensitive_models import SensitiveCount, SensitiveTable
from incidents.tasks import freeze_sensitive_counts
from places.models import Area
from platssamverkan.core.tertials import Tertial
from stakeholders.models import Organisation, User
from stakeholders.policy import Visibility
from tests.crawling import links_in, route
from tests.factories import make_district, make_incident

pytestmark = pytest.mark.django_db

SPRING = Tertial(2022, 1)
SETTLED = SPRING.end + SETTLED_AFTER


def part_of(district: Area) -> Area:
    return Area.objects.neighbourhoods_of(district)[0]


def happen(area: Area, code: str, number: int, when: datetime, **values: object) -> None:
    kind = IncidentCategory.objects.get(code=code)
    for n in range(number):
        first = when + timedelta(hours=n)
        make_incident(
            area=area, category=kind, severity=kind.severity, occurred_from=first, occurred_to=first,
            visibility=Visibility.ALL_PARTIES, **values,
        )  # fmt: skip


def lines(table: SensitiveTable) -> dict[str, int | None]:
    return dict(table.counts.values_list("group", "count"))


@pytest.fixture
def district(db: None) -> Area:
    return make_district("Norr", "Söder")


def test_a_tertial_is_counted_by_group_when_it_is_settled(district: Area) -> None:
    norr, soder = district.children.order_by("position")
    happen(norr, "threat", 3, SPRING.start)
    happen(soder, "hate_incident", 2, SPRING.end - timedelta(days=1))
    happen(soder, "threat", 1, SPRING.end)  # the next tertial's
    happen(norr, "vandalism", 7, SPRING.start)  # not sensitive
    happen(norr, "threat", 1, SPRING.start, included_in_assessment=False)
    assert freeze_district(district, SETTLED - timedelta(seconds=1)) == []
    (table,) = freeze_district(district, SETTLED)
    found = lines(table)
    assert found.pop("threat") == 5
    assert set(found.values()) == {None}
    assert set(found) | {"threat"} == set(
        IncidentCategory.objects.filter(sensitive=True).values_list("group", flat=True)
    )
    assert table.total is None  # five of five would say that all others are none


def test_what_is_frozen_is_never_counted_again(district: Area) -> None:
    norr = part_of(district)
    happen(norr, "threat", 4, SPRING.start)
    (table,) = freeze_district(district, SETTLED)
    before = lines(table)
    happen(norr, "threat", 2, SPRING.start)
    assert freeze_district(district, SETTLED + timedelta(days=1)) == []
    assert lines(SensitiveTable.objects.get(district=district)) == before
    for change in (
        lambda: SensitiveTable.objects.filter(pk=table.pk).update(total=4),
        lambda: SensitiveCount.objects.filter(table=table).update(count=6),
        lambda: SensitiveCount.objects.filter(table=table).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def test_the_nightly_bell_counts_every_district_once(district: Area) -> None:
    happen(part_of(district), "threat", 1, SPRING.start)
    freeze_sensitive_counts()
    made = SensitiveTable.objects.filter(district=district)
    assert made.filter(year=2022, tertial=1).exists()
    assert freeze_due(timezone.now()) == []


def test_a_receipt_of_a_sensitive_kind_says_no_more_than_read(district: Area) -> None:
    kind = IncidentCategory.objects.get(code="threat")
    row = make_incident(area=district, category=kind, included_in_assessment=True)
    other = make_incident(area=district, category=kind, included_in_assessment=False, duplicate_of=row)
    assert fate_words(row) == fate_words(other) == "Läst"


def test_the_common_kinds_are_never_sensitive(district: Area) -> None:
    owner = Organisation.objects.first()
    assert owner is not None
    happen(district, "threat", 9, timezone.now() - timedelta(days=1), owner=owner)
    kinds = common_kinds({owner.pk}, list(IncidentCategory.objects.all()))
    assert not any(kind.sensitive for kind in kinds)


# --- attacks ------------------------------------------------------------------------------------------

CHANGING = re.compile(  # what is new in every answer, whoever asks and whatever there is
    r'csrfmiddlewaretoken" value="[^"]*"|"X-CSRFToken": ?"[^"]*"|nonce="[^"]*"|[0-9a-f]{8}-[0-9a-f-]{27}|'
    r"kl\.\s\d\d\.\d\d|\d\d:\d\d"
)


WEEK_PAGES = (("week", ("2023-W47",)), ("year", (2023,)))


def everything(browser: Client, *, each: int) -> dict[str, str]:
    """What a person can fetch: the beginnings, and from them, by every link, `each` pages and files of a kind."""
    district = "hasselby-vallingby"
    starts = [reverse("overview"), f"{reverse('reports:find')}?q=hot"]
    listed = reverse("incidents:list", args=[district])
    starts += [listed + query for query in ("", "?grupp=threat", "?typ=threat", "?allvar=3", "?status=new")]
    for query in ("", "?vecka=2023-W47"):
        starts += [reverse("incidents:export", args=[district, form]) + query for form in ("csv", "geojson")]
    starts.append(reverse("incidents:sensitive", args=[district]) + "?form=csv")
    starts.append(reverse("incidents:patterns", args=[district]) + "?vecka=2023-W47")
    starts += [reverse(f"assessments:{page}", args=[district, *at]) for page, at in WEEK_PAGES]
    waiting, known, seen, answers = deque(starts), set(starts), dict[str, int](), dict[str, str]()
    while waiting:
        address = waiting.popleft()
        kind = route(address)
        if address not in starts and seen.get(kind, 0) >= each:
            continue
        seen[kind] = seen.get(kind, 0) + 1
        answer = browser.get(address, follow=True)
        if answer.streaming or "pdf" in answer.headers.get("Content-Type", ""):
            continue
        text = answer.content.decode()
        answers[address] = CHANGING.sub("", text)
        if answer.headers.get("Content-Type", "").startswith("text/html"):
            for link in links_in(text, address):
                if not urlsplit(link).netloc and not link.startswith("/static/") and link not in known:
                    known.add(link)
                    waiting.append(link)
    return answers


def attack(district: Area, browser: Client, *, each: int) -> list[str]:
    """Fetch all, let sensitive incidents happen, fetch all again; return the addresses that answer otherwise."""
    area = part_of(district)
    before = everything(browser, each=each)
    assert len(before) > 10
    latest = Incident.objects.in_district(district).order_by("-occurred_from").first()
    assert latest is not None
    for code in ("threat", "assault_outdoors", "rape_outdoors", "robbery_person", "burglary_home"):
        happen(area, code, 6, latest.occurred_from - timedelta(days=2))
        happen(area, code, 2, timezone.now() - timedelta(days=1))
    after = everything(browser, each=each)
    assert set(before) == set(after)
    return [address for address in before if before[address] != after[address]]


def test_no_list_filter_map_file_week_or_search_tells_of_sensitive_incidents(
    demo_district: Area, property_owner: User, client_for: Callable[[User], Client]
) -> None:
    """Every answer before and after is the same, to the letter."""
    assert attack(demo_district, client_for(property_owner), each=0) == []


@pytest.mark.long
def test_no_page_a_party_can_reach_tells_of_sensitive_incidents(
    demo_district: Area, property_owner: User, client_for: Callable[[User], Client]
) -> None:
    assert attack(demo_district, client_for(property_owner), each=3) == []


def rows_of(browser: Client, district: Area) -> list[list[str]]:
    text = browser.get(reverse("incidents:sensitive", args=[district.slug]) + "?form=csv").content
    return [line.split(";")[:4] for line in text.decode("utf-8-sig").splitlines()[1:]]


def test_linear_programming_over_all_that_was_ever_published_narrows_no_hidden_count(
    demo_district: Area, property_owner: User, client_for: Callable[[User], Client]
) -> None:
    """Fetched at every freeze, with late reports between: each hidden number can still be 0 and still be 4."""
    browser = client_for(property_owner)
    area = part_of(demo_district)
    fetched: set[tuple[str, str, str]] = set()
    period = Tertial(2019, 1)
    worlds = ((2, 2, 7), (0, 1, 0), (4, 4, 4), (5, 0, 9), (3, 1, 5), (1, 3, 0))
    for threat, robbery, burglary in worlds:
        for code, number in (("threat", threat), ("robbery_person", robbery), ("burglary_home", burglary)):
            happen(area, code, number, period.start + timedelta(days=3))
        freeze_district(demo_district, period.end + SETTLED_AFTER)
        fetched |= {(row[0], row[1], row[3]) for row in rows_of(browser, demo_district)}
        happen(area, "threat", 1, period.start + timedelta(days=40))  # reported too late
        freeze_district(demo_district, period.end + SETTLED_AFTER)
        fetched |= {(row[0], row[1], row[3]) for row in rows_of(browser, demo_district)}
        period = period.following
    cells = sorted({(when, group) for when, group, _n in fetched if group != "Summa"})
    assert len(fetched) == len({(when, group) for when, group, _n in fetched})  # nothing was told in two ways
    at = {cell: n for n, cell in enumerate(cells)}
    bounds: list[tuple[float, float | None]] = [(0, None)] * len(cells)
    equations: list[list[float]] = []
    sums: list[float] = []
    hidden: list[int] = []
    for when, group, told in fetched:
        if group == "Summa":
            if told != "visas inte":
                equations.append([1.0 if cell[0] == when else 0.0 for cell in cells])
                sums.append(float(told))
        elif told == "färre än 5":
            bounds[at[when, group]] = (0, 4)
            hidden.append(at[when, group])
        else:
            bounds[at[when, group]] = (int(told), int(told))
    assert equations, "a world with a sum that is told belongs in the attack"
    assert len(hidden) > 30
    for cell in hidden:
        objective = [1.0 if n == cell else 0.0 for n in range(len(cells))]
        low = linprog(objective, A_eq=equations, b_eq=sums, bounds=bounds)
        high = linprog([-value for value in objective], A_eq=equations, b_eq=sums, bounds=bounds)
        assert low.success
        assert high.success
        assert (round(low.fun, 6), round(-high.fun, 6)) == (0, 4), cells[cell]


def test_the_years_stand_side_by_side_and_a_group_that_came_later_is_missing_not_zero(
    demo_district: Area, property_owner: User, client_for: Callable[[User], Client]
) -> None:
    first, second = (
        SensitiveTable.objects.create(district=demo_district, year=2021, tertial=n, frozen_at=timezone.now())
        for n in (1, 2)
    )
    SensitiveCount.objects.create(table=first, group="threat", kinds="Hot", count=7)
    SensitiveCount.objects.create(table=second, group="threat", kinds="Hot")
    SensitiveCount.objects.create(table=second, group="robbery", kinds="Rån", count=5)
    (year,) = tables_by_year(SensitiveTable.objects.filter(district=demo_district, year=2021))
    told = [(name, [cell and cell.count for cell in cells]) for name, cells in year.lines]
    assert told == [("Hot och hat", [7, None]), ("Rån", [None, 5])]
    page = client_for(property_owner).get(reverse("incidents:sensitive", args=[demo_district.slug]))
    assert "färre än 5" in page.content.decode()
    assert "visas inte" in page.content.decode()
