"""The demo's own weeks: from 2024 up to last week, invented and labelled, so that this week can be judged.

2023 is real and stays as it was.  What is invented follows from the area and the week alone, so every
machine gets the same, and a demo that is loaded again a week later only grows by that week.
"""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from django.db import transaction

from assessments.models import (
    INVENTED,
    Assessment,
    Confirmation,
    Decision,
    Origin,
    Party,
    WeekClosing,
    WeeklyFocus,
)
from assessments.rules import propose
from incidents.models import Incident
from places.models import Area
from platssamverkan.core.weeks import IsoWeek
from platssamverkan.demo import logins
from platssamverkan.demo.load import YEAR, categories_by_severity, counts_for, invent
from platssamverkan.demo.spots import give_spots
from stakeholders.models import Organisation, Role, User

FIRST = IsoWeek(2024, 1)
FIRST_JOINT = IsoWeek(2026, 1)  # weeks before it came, so to say, with an import: a level and nothing else
UNCONFIRMED = IsoWeek(2026, 29)  # holidays: the police never confirmed it
CORRECTED = IsoWeek(2026, 20)
REASONS = (
    "Påhittad demodata: polisens bild från helgen vägde in.",
    "Påhittad demodata: samma plats för fjärde veckan i rad.",
    "Påhittad demodata: händelserna hörde ihop och är över.",
)
PLANS = (
    "Påhittad demodata: gemensam kvällsvandring vid torget",
    "Påhittad demodata: extra rondering vid tunnelbanan",
    "Påhittad demodata: trasig belysning anmäls och följs upp",
)


@dataclass(frozen=True, slots=True)
class _Story:
    """One area and week as it was invented: the level, and the incidents n1–n4 behind it."""

    area: Area
    week: IsoWeek
    level: int
    counts: tuple[int, int, int, int]

    @property
    def chance(self) -> random.Random:
        return random.Random(f"demo {self.area.slug} {self.week}")

    @property
    def proposed(self) -> int:
        minor, concerning, serious, critical = self.counts
        return propose(minor=minor, concerning=concerning, serious=serious, critical=critical).level


@transaction.atomic
def load_weeks(district: Area, now: datetime) -> None:
    """Invent the weeks that are missing up to last week, and incidents for this one.

    Levels that somebody has set here are never touched: only weeks after the latest assessed one are filled.
    """
    this_week = IsoWeek.of(now)
    ours = Assessment.objects.filter(area__parent=district)
    latest = max((row.week for row in ours.only("iso_year", "iso_week")), default=FIRST)
    stories = _stories(district, this_week)
    told = [story for story in stories if story.week < this_week and story.week > latest]
    keys = _invent_incidents(district, stories)
    _import_levels([story for story in told if story.week < FIRST_JOINT])
    _decide(district, [story for story in told if story.week >= FIRST_JOINT], keys, now)


def _stories(district: Area, last: IsoWeek) -> list[_Story]:
    """Invent every week to the last: as often at each level as in 2023, and with some staying power."""
    found = []
    for area in Area.objects.neighbourhoods_of(district):
        usual = [row.level for row in Assessment.objects.filter(area=area, iso_year=YEAR)]
        level, week = usual[-1], FIRST
        while week <= last:
            chance = random.Random(f"{area.slug} {week}")
            if level == 5 or chance.random() < 0.6:
                level = chance.choice(usual)
            # In one week of ten people see something else than the rule does.
            counted = min(level + 1, 3) if level < 4 and chance.random() < 0.1 else level
            found.append(_Story(area, week, level, counts_for(counted, chance)))
            week = week.following
    return found


def _invent_incidents(district: Area, stories: list[_Story]) -> dict[tuple[int, IsoWeek], list[int]]:
    """Store the incidents of the weeks that have none yet, and return the keys of all by area and week."""
    here = Incident.objects.filter(area__parent=district, occurred_from__gte=FIRST.start)
    keys: dict[tuple[int, IsoWeek], list[int]] = {}
    for pk, area, moment in here.values_list("pk", "area_id", "occurred_from"):
        keys.setdefault((area, IsoWeek.of(moment)), []).append(pk)
    latest = max((week for _area, week in keys), default=FIRST.previous)
    by_severity = categories_by_severity()
    made = []
    for story in stories:
        if story.week <= latest:
            continue
        chance = story.chance
        for severity, number in enumerate(story.counts, start=1):
            made += [
                invent(story.area, story.week, chance.choice(by_severity[severity]), chance)
                for _ in range(number)
            ]
    give_spots(made)
    for incident in Incident.objects.bulk_create(made, batch_size=2000):
        keys.setdefault((incident.area_id, IsoWeek.of(incident.occurred_from)), []).append(incident.pk)
    return keys


def _import_levels(stories: list[_Story]) -> None:
    Assessment.objects.bulk_create(
        [
            Assessment(
                area=story.area,
                iso_year=story.week.year,
                iso_week=story.week.week,
                level=story.level,
                origin=Origin.IMPORTED,
                source=INVENTED,
                decided_at=story.week.end + timedelta(hours=33),
            )
            for story in stories
        ],
        batch_size=2000,
    )


def _decide(
    district: Area, stories: list[_Story], keys: dict[tuple[int, IsoWeek], list[int]], now: datetime
) -> None:
    """Store weeks as two parties would have decided them: the coordinator records, the police confirm."""
    if not stories:
        return
    coordinator, police = (_person(role) for role in (Role.COORDINATOR, Role.POLICE))
    focuses = {(story.area.pk, story.week): _focus(story, coordinator, now) for story in stories}
    WeeklyFocus.objects.bulk_create([focus for focus in focuses.values() if focus])
    decisions = []
    for story in stories:
        minor, concerning, serious, critical = story.counts
        differs = story.level != story.proposed
        focus = focuses[story.area.pk, story.week]
        decisions.append(
            Decision(
                area=story.area,
                iso_year=story.week.year,
                iso_week=story.week.week,
                level=story.level,
                reason=story.chance.choice(REASONS) if differs or story.level >= 4 else "",
                focus=focus if story.level >= 4 else None,
                party=Party.MUNICIPALITY,
                decided_by=coordinator,
                decided_at=_met(story.week, now),
                proposed=story.proposed,
                rule_version=1,
                minor=minor,
                concerning=concerning,
                serious=serious,
                critical=critical,
                incidents=sorted(keys.get((story.area.pk, story.week), [])),
            )
        )
    Decision.objects.bulk_create(decisions, batch_size=2000)
    decisions = _correct(decisions, coordinator)
    Confirmation.objects.bulk_create(
        Confirmation(decision=made, party=Party.POLICE, confirmed_by=police, confirmed_at=made.decided_at)
        for made in decisions
        if made.week != UNCONFIRMED
    )
    Assessment.objects.bulk_create(
        [
            Assessment(
                area=made.area,
                iso_year=made.iso_year,
                iso_week=made.iso_week,
                level=cast(int, made.level),  # none of them takes a level back
                origin=Origin.DECIDED,
                source=INVENTED,
                version=2 if made.is_correction else 1,
                decided_by=made.decided_by,
                decided_at=made.decided_at,
                decision=made,
            )
            for made in decisions
        ],
        batch_size=2000,
    )
    WeekClosing.objects.bulk_create(
        WeekClosing(
            district=district,
            iso_year=week.year,
            iso_week=week.week,
            unconfirmed=Party.POLICE if week == UNCONFIRMED else "",
            closed_by=coordinator if week == UNCONFIRMED else police,
            closed_at=_met(week, now),
        )
        for week in sorted({story.week for story in stories})
    )


def _met(week: IsoWeek, now: datetime) -> datetime:
    """The Tuesday after the week at nine; on the Monday before it, now."""
    return min(week.end + timedelta(hours=33), now)


def _person(role: Role) -> User:
    return User.objects.get(email=next(login.email for login in logins.DEMO_LOGINS if login.role is role))


def _focus(story: _Story, by: User, now: datetime) -> WeeklyFocus | None:
    """What was to be done the week after, where the level was 3 or higher; of old weeks it is done."""
    coming = story.week.following
    is_over = coming < IsoWeek.of(now)
    # The week on the table always has some to follow up.
    if story.level < 3 and (is_over or story.area.position > 2):
        return None
    owners = (logins.DISTRICT, logins.POLICE, logins.PROPERTY_OWNER)
    return WeeklyFocus(
        area=story.area,
        iso_year=coming.year,
        iso_week=coming.week,
        text=story.chance.choice(PLANS),
        owner=Organisation.objects.get(name=story.chance.choice(owners)),
        outcome=WeeklyFocus.Outcome.DONE if is_over else "",
        made_by=by,
        made_at=_met(story.week, now),
        closed_by=by if is_over else None,
        closed_at=_met(coming, now) if is_over else None,
    )


def _correct(decisions: list[Decision], by: User) -> list[Decision]:
    """Raise one level of one closed week by one, and return the decisions that stand."""
    wrong = next(
        (made for made in decisions if made.week == CORRECTED and made.level and made.level < 3), None
    )
    if wrong is None or wrong.level is None:
        return decisions
    right = Decision.objects.get(pk=wrong.pk)
    right.pk, right.before, right.level, right.is_correction = None, wrong.level, wrong.level + 1, True
    right.reason = "Påhittad demodata: en anmälan kom in efter mötet."
    right.decided_by, right.decided_at = by, wrong.decided_at + timedelta(days=2)
    right.save()
    return [right if made is wrong else made for made in decisions]
