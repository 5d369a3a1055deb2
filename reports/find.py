"""Find a page by a few letters: forgiving of å, ä, ö and of spelling, and silent about what the person may not see.

A room adds a source to `SOURCES`: a function from the person and the folded question to hits.  It must start
from what the person may see, so that somebody outside finds nothing.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import CharField, F, FloatField, Func, QuerySet, Value
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.models import Incident
from measures.models import ActionPlan, Measure, Problem
from places.models import Area, AreaAlias, AreaKind
from places.parties import organisations_seen_by
from places.permissions import areas_where, districts_of
from places.place_permissions import places_seen_by
from platssamverkan.core.face import Hit
from platssamverkan.core.names import address
from platssamverkan.core.swedish import day
from platssamverkan.core.weeks import IsoWeek
from reports.models import ReportJob, Status
from reports.situation import latest_weeks
from stakeholders.models import User
from stakeholders.policy import Action
from walks.permissions import walks_seen_by

LEAST = 2  # letters
LONGEST = 100  # letters that are read
# A misspelt word shares some of its trigrams with the right one: 'rackstå' and 'Råcksta' all of them once
# the dots are off, 'valingby' and 'Vällingby' two thirds, 'grismta' and 'Grimsta' three in eight.
LIKE_ENOUGH = 0.36
MOST = 8  # of each kind
# Territories a person opens; basområden are statistics units and would bury the rest.
OPENED = (
    AreaKind.MUNICIPALITY,
    AreaKind.CITY_DISTRICT,
    AreaKind.NEIGHBOURHOOD,
    AreaKind.LOCAL_POLICE_AREA,
    AreaKind.POLICE_REGION,
)
INCIDENT = re.compile(r"(?:händelse|handelse|nr)\s*(\d{1,9})")
WEEK = re.compile(r"(?:v(?:ecka)?\.?\s*)?(\d{1,2})(?:\s+(\d{4}))?|(\d{4})-w(\d{2})")


class Unaccent(Func):
    """PostgreSQL's `unaccent`: 'Råcksta' as 'Racksta'."""

    function = "unaccent"
    output_field = CharField()


class WordSimilarity(Func):
    """How much of the first text's trigrams the likest stretch of the second has, 0 to 1 (pg_trgm)."""

    function = "word_similarity"
    output_field = FloatField()


class Similarity(Func):
    """The share of trigrams two texts have in common, 0 to 1 (pg_trgm)."""

    function = "similarity"
    output_field = FloatField()


def alike(rows: QuerySet[Any], asked: str, field: str) -> list[Any]:
    """The rows with a name that is like what was asked in some stretch, the likest whole name first as `score`."""
    wanted, name = Unaccent(Lower(Value(asked))), Unaccent(Lower(F(field)))
    return list(
        rows.annotate(part=WordSimilarity(wanted, name))
        .filter(part__gte=LIKE_ENOUGH)
        .annotate(score=(F("part") * 3 + Similarity(wanted, name)) / 4)
        .order_by("-score", field, "pk")[:MOST]
    )


def _areas(user: User, asked: str) -> Iterable[Hit]:
    visible = areas_where(user, Action.VIEW_AREA).filter(kind__in=OPENED)
    keys = list(visible.values_list("pk", flat=True))
    shown = Area.objects.filter(pk__in=keys).select_related("parent").defer("geometry", "parent__geometry")
    found: dict[int, Hit] = {}
    for area in alike(shown, asked, "name"):
        found[area.pk] = _area_hit(area, area.score)
    aliases = AreaAlias.objects.filter(area__in=keys).select_related("area__parent")
    for alias in alike(aliases.defer("area__geometry", "area__parent__geometry"), asked, "name"):
        found.setdefault(alias.area_id, _area_hit(alias.area, alias.score))
    return found.values()


def _area_hit(area: Area, score: float) -> Hit:
    holder = f" {_('i')} {area.parent.name}" if area.parent else ""
    return Hit(_("Områden"), area.name, area.get_absolute_url(), score, f"{area.get_kind_display()}{holder}")


def _places(user: User, asked: str) -> Iterable[Hit]:
    rows = alike(places_seen_by(user).defer("geometry"), asked, "name")
    return [
        Hit(_("Platser"), row.name, row.get_absolute_url(), row.score, row.get_kind_display()) for row in rows
    ]


def _organisations(user: User, asked: str) -> Iterable[Hit]:
    return [
        Hit(
            _("Aktörer"),
            row.name,
            reverse("stakeholders:detail", args=[row.pk]),
            row.score,
            row.get_org_type_display(),
        )
        for row in alike(organisations_seen_by(user), asked, "name")
    ]


def _reports(user: User, asked: str) -> Iterable[Hit]:
    visible = ReportJob.objects.filter(
        status=Status.DONE, area__in=areas_where(user, Action.VIEW_AREA).values("pk")
    )
    rows = alike(visible.select_related("area").defer("area__geometry"), asked, "area__name")
    return [
        Hit(
            _("Lägesbilder"),
            _("Lägesbild %(year)d, %(area)s") % {"year": row.year, "area": row.area.name},
            row.get_absolute_url(),
            row.score * 0.9,  # the area itself comes first
        )
        for row in rows
    ]


def _measures(user: User, asked: str) -> Iterable[Hit]:
    seen = Measure.objects.visible_to(user).select_related("owner").defer("area__geometry", "place__geometry")
    found = [
        Hit(
            _("Åtgärder"),
            row.title,
            row.get_absolute_url(),
            row.score,
            f"{row.get_status_display()}, {row.owner.name}",
        )
        for row in alike(seen, asked, "title")
    ]
    problems = Problem.objects.visible_to(user).select_related("area").defer("area__geometry")
    found += [
        Hit(_("Problem"), row.title, row.get_absolute_url(), row.score, row.area.name)
        for row in alike(problems, asked, "title")
    ]
    plans = ActionPlan.objects.visible_to(user).current().select_related("area").defer("area__geometry")
    return found + [
        Hit(_("Åtgärdsplaner"), row.name, row.get_absolute_url(), row.score, row.area.name)
        for row in alike(plans, asked, "name")
    ]


def _walks(user: User, asked: str) -> Iterable[Hit]:
    seen = walks_seen_by(user).select_related("area").defer("area__geometry")
    return [
        Hit(
            _("Trygghetsvandringar"),
            row.title,
            row.get_absolute_url(),
            row.score,
            f"{day(timezone.localdate(row.starts_at))}, {row.area.name}",
        )
        for row in alike(seen, asked, "title")
    ]


def _incident(user: User, asked: str) -> Iterable[Hit]:
    """An incident by its number: what it is about is never searched by free words (DOMAIN.md 6.5)."""
    match = INCIDENT.fullmatch(asked.strip().lower())
    if match is None:
        return []
    rows = (
        Incident.objects.visible_to(user)
        .filter(pk=int(match[1]))
        .select_related("category", "area__parent")
        .defer("area__geometry", "area__parent__geometry")
    )
    districts = [row.area if row.area.kind == AreaKind.CITY_DISTRICT else row.area.parent for row in rows]
    return [
        Hit(
            _("Händelser"),
            _("Händelse %(number)d") % {"number": row.pk},
            reverse("incidents:detail", args=[district.slug, row.pk]),
            1,
            f"{row.category.name}, {row.area.name}",
        )
        for row, district in zip(rows, districts, strict=True)
        if district
    ]


# Words people use, and where they lead within a district; a page is found by any of them.
PAGES: tuple[tuple[Any, str, str, Action], ...] = (
    (gettext_lazy("Veckan"), "assessments:now", "veckan vecka veckolagesbild bedom niva", Action.VIEW_AREA),
    (
        gettext_lazy("Läget"),
        "reports:situation",
        "laget lage utveckling blir det battre jamfor",
        Action.VIEW_AREA,
    ),
    (
        gettext_lazy("Årsöversikt"),
        "assessments:year_now",
        "arsoversikt ar tabell 2 hela aret",
        Action.VIEW_AREA,
    ),
    (
        gettext_lazy("Statistik"),
        "indicators:compstat",
        "statistik compstat brott anmalda befolkning undersokning",
        Action.VIEW_AREA,
    ),
    (gettext_lazy("Lägesbilder"), "reports:list", "lagesbilder lagesbild rapport pdf", Action.VIEW_AREA),
    (
        gettext_lazy("Händelser"),
        "incidents:list",
        "handelser handelse lista karta export",
        Action.VIEW_INCIDENTS,
    ),
    (gettext_lazy("Mönster"), "incidents:patterns", "monster koncentration klockslag", Action.VIEW_INCIDENTS),
    (gettext_lazy("Granska händelser"), "incidents:inbox", "granska inkorg", Action.TRIAGE_INCIDENTS),
    (
        gettext_lazy("Trygghetsvandringar"),
        "walks:list",
        "trygghetsvandringar vandring dialog protokoll",
        Action.VIEW_AREA,
    ),
    (gettext_lazy("Hållna löften"), "measures:promises", "hallna loften andel i tid", Action.VIEW_AREA),
    (gettext_lazy("Lagkollen"), "reports:law_check", "lagkollen lag 2023:196 krav", Action.VIEW_AREA),
    (
        gettext_lazy("Överlämning"),
        "reports:handover",
        "overlamning ny kollega kontakter moten beslut",
        Action.VIEW_INCIDENT_COUNTS,
    ),
    (
        gettext_lazy("Varför ser jag det här?"),
        "places:why",
        "varfor behorighet rattighet vem ser",
        Action.VIEW_AREA,
    ),
)
EVERYWHERE: tuple[tuple[Any, str, str], ...] = (
    (gettext_lazy("Översikt"), "overview", "oversikt hem start att gora"),
    (gettext_lazy("Karta och områden"), "places:map", "karta omraden"),
    (gettext_lazy("Platser"), "places:place_list", "platser plats torg"),
    (gettext_lazy("Åtgärder"), "measures:list", "atgarder atgard forsenade arshjul tavla tidslinje"),
    (gettext_lazy("Problem"), "measures:problems", "problem brutna lankar orsaker"),
    (gettext_lazy("Åtgärdsplaner"), "measures:plans", "atgardsplaner plan"),
    (gettext_lazy("Vad fungerade var"), "measures:library", "vad fungerade bibliotek effekt utvardering"),
    (gettext_lazy("Rapportera händelse"), "incidents:report", "rapportera ny handelse anmal"),
    (gettext_lazy("Aktörer"), "stakeholders:list", "aktorer organisationer personer kontakter"),
    (
        gettext_lazy("Tillgänglighetsredogörelse"),
        "accessibility",
        "tillganglighet tillganglighetsredogorelse",
    ),
    (gettext_lazy("Ditt konto"), "mfa_index", "konto losenord tvastegs nyckel sakerhet"),
)


def _pages(user: User, asked: str) -> Iterable[Hit]:
    plain = address(asked).replace("-", " ")
    districts = list(districts_of(user)[:MOST])
    if not districts:
        return []
    found = [
        Hit(_("Sidor"), str(name), reverse(view), 0.8)
        for name, view, words in EVERYWHERE
        if _begins(plain, words)
    ]
    for name, view, words, may in PAGES:
        if _begins(plain, words):
            allowed = set(
                areas_where(user, may).filter(pk__in=[d.pk for d in districts]).values_list("pk", flat=True)
            )
            found += [
                Hit(_("Sidor"), str(name), reverse(view, args=[district.slug]), 0.8, district.name)
                for district in districts
                if district.pk in allowed
            ]
    return found


def _weeks(user: User, asked: str) -> Iterable[Hit]:
    """'v. 46 2023' leads to the week; without a year to this year's, in each district the person follows."""
    match = WEEK.fullmatch(asked.strip().lower())
    if match is None:
        return []
    number = int(match[1] or match[4])
    year = match[2] or match[3]
    found = []
    for district in districts_of(user)[:MOST]:
        week = _week(int(year), number) if year else _latest(district, number)
        if week:
            found.append(
                Hit(
                    _("Veckor"),
                    f"{week.label} {week.year}",
                    reverse("assessments:week", args=[district.slug, week]),
                    1,
                    f"{district.name}, {week.dates}",
                )
            )
    return found


def _latest(district: Area, number: int) -> IsoWeek | None:
    """The week of that number in the latest year anyone assessed."""
    last = latest_weeks([district]).get(district.pk)
    return _week(last.year, number) if last else None


def _week(year: int, number: int) -> IsoWeek | None:
    try:
        return IsoWeek(year, number)
    except ValueError:
        return None


SOURCES: tuple[Callable[[User, str], Iterable[Hit]], ...] = (
    _weeks, _incident, _areas, _places, _measures, _walks, _organisations, _reports, _pages,
)  # fmt: skip


def find(user: User, asked: str) -> list[Hit]:
    """Return what the person may open and that is like what was asked, the most alike first."""
    question = " ".join(asked[:LONGEST].replace("\x00", "").split())
    if len(question) < LEAST:
        return []
    hits = [hit for source in SOURCES for hit in source(user, question)]
    return sorted(hits, key=lambda hit: -hit.score)


def _begins(asked: str, words: str) -> bool:
    """Whether the question begins one of the words, or the words together."""
    return len(asked) >= LEAST and (
        words.startswith(asked) or any(word.startswith(asked) for word in words.split())
    )
