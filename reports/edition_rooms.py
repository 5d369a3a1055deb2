"""What the rooms know of a district's year and the lägesbild prints: promises, surveys, walks and measures.

Each reader gets what is shared with its edition's readers, and no more.
"""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.survey_analysis import Answered, QuestionView, question_view, questions_of, surveys_asking
from indicators.survey_figures import bars, choropleth, source_of
from measures.models import Measure, Status
from places.models import Area, CitizenPromise
from platssamverkan.core.figures import Figure
from platssamverkan.core.maps import MapSpec
from platssamverkan.core.swedish import MISSING, day, whole
from reports.edition_models import Audience
from walks.models import Observation, ObservationStatus, Walk, WalkStatus

ABANDONED = (Status.REJECTED, Status.CANCELLED)
ENDED = (Status.DONE, Status.EVALUATED, Status.TRANSFERRED)


def stamp_words() -> str:
    return _("Påhittad demodata")


def shared_with(reader: Audience) -> list[str]:
    """The visibilities of what may stand in an edition for these readers."""
    return [audience.value for audience in Audience if audience.reaches(reader)]


def of_district(district: Area) -> Q:
    """Rows of the district and of everything below it."""
    return Q(area__in=Area.objects.within([district.pk]).values("pk"))


# --- promises ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """A promise, by whom, for what time, and how it went the last time somebody looked."""

    text: str
    by: str
    time: str
    outcome: str
    source: str


def promises_of(district: Area, year: int) -> list[PromiseLine]:
    """Promises that held some day of the year."""
    found = (
        CitizenPromise.objects.filter(of_district(district), valid_from__year__lte=year)
        .filter(Q(valid_to__isnull=True) | Q(valid_to__year__gte=year))
        .prefetch_related("promised_by", "follow_ups")
    )
    lines = []
    for item in found:
        checks = [check for check in item.follow_ups.all() if check.followed_up_on.year <= year + 1]
        latest = checks[-1] if checks else None
        until = day(item.valid_to) if item.valid_to else _("tills vidare")
        lines.append(
            PromiseLine(
                item.text,
                ", ".join(str(party) for party in item.promised_by.all()) or MISSING,
                f"{day(item.valid_from)}–{until}",
                f"{latest.get_outcome_display()}. {latest.text}" if latest else _("Inte uppföljt."),
                item.source,
            )
        )
    return lines


# --- surveys ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SurveyShown:
    """A question somebody asked that year: map and table by area, and the surveys beside each other."""

    key: str
    district: Area
    view: QuestionView
    rows: list[tuple[str, str, str, str, bool]]  # who, share, interval, respondents, whether compared with
    source: str
    is_invented: bool

    @property
    def stamp(self) -> str:
        return stamp_words() if self.is_invented else ""

    @property
    def map(self) -> MapSpec:
        """The areas by class.  Made when it is drawn: a page that only checks figures needs no borders."""
        spec = choropleth(self.district, self.view)
        alt = f"{self.stamp}. {spec.alt}" if self.stamp else spec.alt
        return replace(spec, slug=self.key, stamp=self.stamp, alt=alt)

    @property
    def beside(self) -> Figure | None:
        """The same question in every survey that asked it; None where only one did."""
        lines = self.view.side_by_side
        if len({line.found.survey_id for line in lines}) < 2:
            return None
        return _stamped(bars(f"{self.key}-jamforelse", self.view.question, lines, ""), self.stamp)

    @property
    def groups(self) -> Figure | None:
        if not self.view.groups:
            return None
        return _stamped(bars(f"{self.key}-grupper", self.view.question, self.view.groups, ""), self.stamp)


def surveys_of(district: Area, year: int) -> list[SurveyShown]:
    """Every question with results by area in a survey of the year, the latest survey of each."""
    found: list[SurveyShown] = []
    for question in questions_of(district):
        asked = [survey for survey in surveys_asking(district, question) if str(year) in survey.years]
        views = [question_view(district, question, survey) for survey in asked]
        view = next((item for item in views if item.parts), None)
        if view is None:
            continue
        found.append(
            SurveyShown(
                f"fraga-{len(found) + 1}",
                district,
                view,
                [_row(line.name, line.found, line.is_reference) for line in view.areas],
                source_of(view.survey),
                stamp_words() in view.survey.source,
            )
        )
    return found


def _row(name: str, found: Answered, is_reference: bool) -> tuple[str, str, str, str, bool]:
    if found.answer is None:
        return name, _("för få svar"), MISSING, _("färre än 100"), is_reference
    return (
        name,
        found.written_share,
        found.written_interval,
        whole(found.respondents),
        is_reference,
    )


def _stamped(figure: Figure, stamp: str) -> Figure:
    return replace(figure, stamp=stamp, alt=f"{stamp}. {figure.alt}") if stamp else figure


# --- walks ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class WalkLine:
    """A walk or dialogue of the year, what was seen, and how far the answers have come."""

    walk: Walk
    on: date
    participants: int
    good: int
    seen: int
    counts: list[tuple[str, int]]  # status in words, deficiencies in it
    observations: list[Observation]  # empty until the protocol is published
    is_published: bool

    @property
    def key(self) -> str:
        return str(self.walk.pk)


def walks_of(district: Area, year: int) -> list[WalkLine]:
    """Walks and dialogues held in the district that year, in their order.

    What was seen is told when the protocol is published; before that, only that the walk was held.
    """
    held = (
        Walk.objects.filter(of_district(district), starts_at__year=year)
        .exclude(status=WalkStatus.PLANNED)
        .select_related("organiser", "area")
        .defer("area__geometry")
        .prefetch_related("participants", "observations__category", "observations__responsible", "observations__stop")
        .order_by("starts_at", "pk")
    )  # fmt: skip
    lines = []
    for walk in held:
        told = walk.status in (WalkStatus.PUBLISHED, WalkStatus.CLOSED)
        seen = [item for item in walk.observations.all() if told]
        lacking = [item for item in seen if not item.positive]
        tally = Counter(item.status for item in lacking)
        lines.append(
            WalkLine(
                walk,
                timezone.localtime(walk.starts_at).date(),
                sum(row.count for row in walk.participants.all()),
                len(seen) - len(lacking),
                len(lacking),
                [(str(status.label), tally[status]) for status in ObservationStatus if tally[status]],
                lacking,
                told,
            )
        )
    return lines


# --- measures ---------------------------------------------------------------------------------------------


def measures_of(district: Area, reader: Audience) -> QuerySet[Measure]:
    """The district's measures as far as the edition's readers see them, without the quick ones."""
    return (
        Measure.objects.filter(of_district(district), visibility__in=shared_with(reader), is_quick=False)
        .select_related("area", "place", "owner")
        .defer("area__geometry", "place__geometry")
        .prefetch_related("problems", "themes_of_editions")
        .order_by("due_on", "pk")
    )


def planned_for(district: Area, year: int, reader: Audience) -> list[Measure]:
    """What is to be done in a year: measures whose time reaches into it, and those of plans that hold then."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    in_time = Q(planned_start__lte=last) & (Q(due_on__isnull=True) | Q(due_on__gte=first))
    in_plan = Q(plans__period_from__lte=last, plans__period_to__gte=first)
    found = measures_of(district, reader).filter(in_time | in_plan).exclude(status__in=ABANDONED)
    return list(found.distinct())


def done_in(district: Area, year: int, reader: Audience) -> list[Measure]:
    """What was to be done in a year, or was done then: the measures a follow-up answers for."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    in_time = Q(planned_start__lte=last, due_on__gte=first)
    return list(measures_of(district, reader).filter(in_time | Q(done_on__range=(first, last))).distinct())


def time_of(measure: Measure) -> str:
    """'15 januari 2024–20 december 2024'; what is not set is not invented."""
    start = day(measure.planned_start) if measure.planned_start else _("start ej angiven")
    return f"{start}–{day(measure.due_on)}" if measure.due_on else start


def result_of(measure: Measure) -> str:
    """What came of a measure in its owner's words, or that nothing is written."""
    return measure.output or measure.reason or _("Inget resultat är inskrivet.")
