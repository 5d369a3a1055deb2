"""Two parties in any order, with stale pages and late incidents: no level is ever lost or invented."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from assessments.analysis import Stage, week_board
from assessments.models import Assessment, Decision, Party, WeekClosing
from assessments.services import Choice, close_unconfirmed, confirm_levels, deadline, decide_levels
from places.models import Area
from platssamverkan.core.weeks import IsoWeek
from stakeholders.models import User
from tests.assessments.making import choose
from tests.factories import make_district, make_incident, make_user

WEEK = IsoWeek(2024, 10)
NAMES = ("Norra", "Södra", "Östra")
parties = st.sampled_from(list(Party))
areas = st.integers(0, len(NAMES) - 1)
levels = st.one_of(st.none(), st.integers(1, 5))


@dataclass
class Cell:
    """What an area's level must be: what was last stored, by whom, and whether the other agreed."""

    level: int | None = None
    version: int = 0
    party: Party | None = None
    agreed: bool = False


@dataclass(frozen=True)
class Page:
    """What a party's browser showed when it was loaded."""

    cells: tuple[tuple[int | None, int], ...]
    decisions: tuple[int, ...]


class TwoParties(RuleBasedStateMachine):
    """Each rule is something a person does; the model is a handful of numbers kept beside the database."""

    @initialize()
    def begin(self) -> None:
        self.point = transaction.atomic()
        self.point.__enter__()
        self.district = make_district(*NAMES)
        self.areas = list(Area.objects.neighbourhoods_of(self.district))
        self.people: dict[Party, User] = {party: make_user() for party in Party}
        self.cells = [Cell() for _name in NAMES]
        self.closed = False
        self.decided = 0
        self.pages = dict.fromkeys(Party, self.look())

    def teardown(self) -> None:
        if hasattr(self, "point"):
            transaction.set_rollback(True)
            self.point.__exit__(None, None, None)

    def look(self) -> Page:
        rows = {row.area_id: row for row in Assessment.objects.filter(area__in=self.areas)}
        return Page(
            tuple((rows[a.pk].level, rows[a.pk].version) if a.pk in rows else (None, 0) for a in self.areas),
            tuple(row.decision_id for row in rows.values() if row.decision_id),
        )

    @rule(party=parties)
    def load(self, party: Party) -> None:
        """A page is loaded; until then, or after a restart, the party acts on what it saw before."""
        self.pages[party] = self.look()

    @rule(party=parties, where=areas, level=levels, wordless=st.booleans(), twice=st.booleans())
    def save(self, party: Party, where: int, level: int | None, wordless: bool, twice: bool) -> None:
        seen_level, seen_version = self.pages[party].cells[where]
        make = Choice if wordless else choose
        choice = make(self.areas[where], level, seen_level, seen_version)
        for _time in range(1 + twice):
            before = (self.cells[where].level, self.cells[where].version)
            outcome = decide_levels(
                by=self.people[party], party=party, district=self.district, week=WEEK, choices=[choice]
            )
            if outcome.saved:
                assert before == (seen_level, seen_version), "a save on a stale page must not pass"
                self.decided += 1
                version = 0 if level is None else self.cells[where].version + 1
                self.cells[where] = Cell(level, version, party if level else None)

    @rule(party=parties)
    def agree(self, party: Party) -> None:
        page = self.pages[party]
        standing = self.look().decisions
        outcome = confirm_levels(
            by=self.people[party], party=party, district=self.district, week=WEEK, seen=page.decisions
        )
        for where, area in enumerate(self.areas):
            if area in outcome.confirmed:
                assert self.cells[where].party is party.other
                self.cells[where].agreed = True
        assert len(outcome.confirmed) <= len(set(page.decisions) & set(standing))
        self.closed = self.closed or outcome.closed

    @rule(party=parties, late=st.booleans())
    def close_alone(self, party: Party, late: bool) -> None:
        moment = deadline(WEEK) if late else deadline(WEEK) - timedelta(minutes=1)
        try:
            close_unconfirmed(
                by=self.people[party], party=party, district=self.district, week=WEEK, now=moment
            )
        except ValidationError:
            return
        assert late
        assert not self.closed
        assert all(cell.level for cell in self.cells)
        self.closed = True

    @rule(where=areas, severity=st.integers(1, 4))
    def hear(self, where: int, severity: int) -> None:
        moment = datetime(2024, 3, 6, 20, tzinfo=UTC)
        make_incident(area=self.areas[where], severity=severity, occurred_from=moment, occurred_to=moment)

    @invariant()
    def nothing_is_lost_or_invented(self) -> None:
        rows = {row.area_id: row for row in Assessment.objects.filter(area__in=self.areas)}
        for cell, area in zip(self.cells, self.areas, strict=True):
            row = rows.get(area.pk)
            assert (row.level, row.version) == (cell.level, cell.version) if row else cell.level is None
            latest = Decision.objects.filter(area=area).order_by("id").last()
            assert (latest.level if latest else None) == cell.level
        assert Decision.objects.filter(area__in=self.areas).count() == self.decided

    @invariant()
    def the_state_says_who_is_waited_for(self) -> None:
        board = week_board(self.district, WEEK)
        wanted = {cell.party.other for cell in self.cells if cell.party and not cell.agreed}
        assert set(board.waits_for) == wanted
        assert (board.closing is not None) == self.closed
        assert WeekClosing.objects.filter(district=self.district).count() == self.closed
        if board.stage is Stage.WAITING:
            assert all(cell.level for cell in self.cells)
            assert wanted


def walk(examples: int, steps: int) -> None:
    checks: Any = [HealthCheck.too_slow, HealthCheck.data_too_large]
    with connection.cursor() as cursor:  # the connection is there before the first example opens a savepoint
        cursor.execute("SELECT 1")
    run_state_machine_as_test(
        TwoParties,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=checks,
            database=None,
            print_blob=False,
        ),
    )


@pytest.mark.django_db
def test_two_parties_in_any_order_never_lose_or_invent_a_level() -> None:
    walk(examples=6, steps=20)


@pytest.mark.long
@pytest.mark.django_db
def test_two_parties_for_a_long_time() -> None:
    walk(examples=200, steps=50)
