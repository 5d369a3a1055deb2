"""The demo's measures: those the source texts name, with problems, causes and a plan.

What the texts say stands with its source.  Days, owners, costs and readings are invented, and every row
says so (`is_example`).
"""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from django.db import transaction

from measures.evaluation import Design, count, displacement, sentence
from measures.models import (
    ActionPlan,
    CauseFactor,
    Evaluation,
    Evidence,
    Funding,
    Indicator,
    LawItem,
    LawKind,
    Measure,
    MeasureUpdate,
    ModelStep,
    Problem,
    Reading,
    Role,
    Status,
    UpdateKind,
)
from measures.observations import place_of, proposed_title, tell_walk
from measures.services import plan_occurrences
from places.models import Area, Phase, Place, PlaceCollaboration
from platssamverkan.core.weeks import STOCKHOLM, IsoWeek
from platssamverkan.demo import logins
from stakeholders.models import Organisation
from walks.models import Observation

REPORT = "Gemensam lägesbild 2023, Hässelby-Vällingby"
WEB = "Stockholms stad, Platssamverkan i Blackeberg"


@dataclass(frozen=True)
class Cause:
    side: str
    text: str
    evidence: str
    strength: str = "moderate"
    step: int | None = None  # in the event chain


@dataclass(frozen=True)
class Told:
    """A problem as a text names it."""

    title: str
    place: str
    what: str
    when_text: str
    affected: str
    source: str
    causes: tuple[Cause, ...]
    evidence: str
    kind: str = ""
    prioritised: bool = True
    goal: tuple[str, str, str, float, float, float | None] | None = (
        None  # goal, name, unit, from, to, reading
    )


@dataclass(frozen=True)
class Done:
    """A measure as a text names it; `cause` counts among its problem's causes."""

    title: str
    place: str
    owner: str
    role: str
    problem: str
    cause: int | None
    status: Status
    due: date
    start: date
    source: str
    kind: str = "situational"
    sub: str = ""
    more: dict[str, Any] = field(default_factory=dict)


TORG, MALTE, AKER, VALL, BLACK, VINSTA = (
    "Hässelby torg", "Maltesholmstorget", "Åkermyntan centrum", "Vällingby centrum", "Blackeberg", "Vinsta företagsområde",
)  # fmt: skip
PROBLEMS = (
    Told(
        "Öppen narkotikahandel vid Maltesholmstorget", MALTE,
        "Narkotika säljs öppet på torget och i gångvägarna omkring. Boende och besökare väljer andra vägar.",
        "vardagskvällar", "boende, besökare och de som arbetar vid torget", REPORT,
        (
            Cause("place", "Skymda hörn och svag belysning gör det lätt att stå ostört.", "Kartläggningen av torget 2023", step=2),
            Cause("place_manager", "Det är oklart vem som sköter vilka ytor.", "Vandringen på torget", "strong"),
            Cause("guardian", "Få vuxna rör sig på torget när butikerna har stängt.", "Samtal med handlarna", step=1),
            Cause("handler", "Unga som dras in möter få vuxna som känner dem.", "", "weak"),
            Cause("offender", "Säljare återkommer till platser där handeln får pågå.", "Polisens erfarenhet", step=3),
            Cause("target", "Den som bor intill väljer bort torget, och då blir det ännu tommare.", "Trygghetsmätningen", step=4),
        ),
        "Torget är en av fyra öppna drogscener i området och prioriterad plats 2024.", kind="drugs",
        goal=("Fler går över torget på kvällen", "Andel som undviker torget", "procent", 38, 28, 33),
    ),
    Told(
        "Öppen drogscen vid Hässelby torg", TORG,
        "Narkotikahandel och otrygga samlingar på torget och vid Friherregatan.",
        "eftermiddagar och kvällar", "resenärer, handlare och boende", REPORT,
        (Cause("place", "Många entréer och gångstråk möts utan överblick.", "Platsbesök"),),
        "Torget är prioriterad plats 2024. Kartläggning och orsaksanalys ska göras som på Maltesholmstorget.", kind="drugs",
    ),
    Told(
        "Ungdomshäng och stök vid Åkermyntan", AKER,
        "Återkommande stök i centrumet under våren 2023. Under hösten upplevdes läget som bättre.",
        "vardagar efter skolan", "besökare, handlare och skolungdomar", REPORT,
        (
            Cause("guardian", "Få vuxna i centrumet mellan skolans slut och kvällen.", "Samtal med centrumägaren"),
            Cause("place", "Sittplatser inomhus nära entréerna drar till sig stora grupper.", "", "weak"),
        ),
        "Lägesbilden beskriver stök under våren och en förbättring under senare delen av hösten.", kind="public_order",
        goal=("Färre störningar i centrumet", "Samtal till centrumets vakt", "samtal per månad", 24, 12, 10),
    ),
    Told(
        "Otrygga samlingar i Vällingby centrum", VALL,
        "Centrumet och knutpunkten samlar mycket folk och en del av brotten i området.",
        "kvällar och helger", "resenärer och besökare", REPORT,
        (Cause("target", "Många väntar länge på samma ytor.", "Flödesräkning vid knutpunkten"),),
        "Vällingby centrum har stuckit ut under 2023.", kind="public_order",
    ),
    Told(
        "Nedskräpning efter bosättningar i Vinsta", VINSTA,
        "Skräp och saneringsbehov på mark med flera ägare. Kommun och polis saknar rådighet över privat mark.",
        "hela året", "de som arbetar i eller passerar företagsområdet", REPORT,
        (), "Lägesbilden tar upp höga kostnader för sanering och att privat mark begränsar vad som kan göras.", kind="settlement",
    ),
    Told(
        "Lägre trygghet i Blackeberg", BLACK, "Upplevd trygghet är lägre än i andra områden.", "kvällar",
        "boende och besökare", WEB, (Cause("place", "Mörka stråk mellan tunnelbanan och bostäderna.", "Medborgardialog och vandring våren 2023"),),
        "Stadens trygghetsmätning 2023 ligger till grund för samverkan.", kind="perception", prioritised=False,
    ),
)  # fmt: skip
GUARDS = "Ordningsvakter finns på Hässelby torg, Vällingby centrum och Åkermyntan enligt lägesbilden"
MEASURES = (
    Done("Ordningsvakter på Hässelby torg", TORG, logins.DISTRICT, "enhetschef trygghet", PROBLEMS[1].title, 0,
         Status.ONGOING, date(2027, 3, 31), date(2026, 9, 1), f"{REPORT}: {GUARDS}", sub="order_guards",
         more={"technique": "formal_surveillance", "cost_estimate": 900_000, "follow_up_on": date(2027, 4, 15)}),
    Done("Gemensamma fotpatruller fredagskvällar", VALL, logins.POLICE, "områdespolis", PROBLEMS[3].title, 0,
         Status.ONGOING, date(2027, 1, 29), date(2026, 10, 2), f"{REPORT}: polis, ordningsvakter och fält på utsättningsmöten",
         sub="presence", more={"cadence": "weekly", "technique": "extend_guardianship", "follow_up_on": date(2027, 2, 15)}),
    Done("Tätare belysning i stråken vid torget", MALTE, "Trafikkontoret", "driftansvarig belysning", PROBLEMS[0].title, 0,
         Status.ONGOING, date(2026, 10, 30), date(2026, 6, 1), f"{REPORT}: åtgärdsplan Maltesholmstorget 2023; belysning är exempel",
         sub="design", more={"technique": "natural_surveillance", "aspect": "lighting", "cost_estimate": 450_000, "follow_up_on": date(2027, 3, 1)}),
    Done("Gemensam städning och klottersanering", MALTE, logins.DISTRICT, "parkdrift", PROBLEMS[0].title, 1,
         Status.DONE, date(2026, 6, 30), date(2026, 4, 1), f"{WEB}: renhållning som situationell prevention", sub="maintenance",
         more={"technique": "deny_benefits", "aspect": "management", "cost_estimate": 120_000, "cost_actual": 104_000, "follow_up_on": date(2026, 12, 1),
               "output": "Torget städas varje morgon. Klotter tas bort inom ett dygn."}),
    Done("Utreda kamerabevakning vid torget", MALTE, logins.POLICE, "kommunpolis", PROBLEMS[0].title, 0,
         Status.PROPOSED, date(2027, 2, 28), date(2026, 12, 1), f"{WEB}: kameraövervakning som exempel", sub="camera",
         more={"technique": "formal_surveillance"}),
    Done("Fältare två kvällar i veckan", MALTE, logins.DISTRICT, "ungdomsenheten", PROBLEMS[0].title, 3,
         Status.ONGOING, date(2027, 6, 11), date(2026, 8, 24), f"{REPORT}: fältarbete och särskild grupp inom ungdomsenheten",
         "social", "outreach", {"horizon": "long_term", "follow_up_on": date(2027, 6, 30)}),
    Done("Kartläggning och orsaksanalys av Hässelby torg", TORG, logins.DISTRICT, "samordnare", PROBLEMS[1].title, 0,
         Status.DONE, date(2024, 12, 20), date(2024, 1, 15), f"{REPORT}: samma arbete ska bedrivas 2024", "knowledge",
         more={"follow_up_on": date(2025, 3, 1), "output": "Kartläggningen är klar och ligger till grund för åtgärderna."}),
    Done("Möten varannan vecka kring Åkermyntan", AKER, logins.DISTRICT, "samordnare", PROBLEMS[2].title, 0,
         Status.TRANSFERRED, date(2023, 12, 20), date(2023, 8, 21),
         f"{REPORT}: samverkan mellan polis, ordningsvakter, centrumägare, näringsidkare och förvaltningar", "organisational",
         more={"reason": "Mötena har blivit en del av centrumets vanliga drift."}),
    Done("Väktare i gallerian eftermiddagar", VALL, logins.PROPERTY_OWNER, "centrumchef", PROBLEMS[3].title, 0,
         Status.PAUSED, date(2027, 5, 31), date(2026, 9, 1), f"{REPORT}: centrumägare och vakter", sub="presence",
         more={"reason": "Nytt avtal med bevakningsföretaget väntar.", "resume_on": date(2027, 1, 11), "follow_up_on": date(2027, 6, 15)}),
    Done("Byt lampor i gångtunneln", "Johannelund tunnelbanestation", logins.TRANSIT, "", "", None, Status.PLANNED,
         date(2026, 12, 1), date(2026, 11, 9), "", more={"is_quick": True}),
    Done("Beskär buskarna vid entrén", VALL, logins.PROPERTY_OWNER, "", "", None, Status.PLANNED,
         date(2026, 11, 13), date(2026, 10, 30), "", more={"is_quick": True}),
    Done("Vandring och dialog i Blackeberg", BLACK, logins.OTHER_DISTRICT, "samordnare", PROBLEMS[5].title, 0,
         Status.DONE, date(2023, 5, 31), date(2023, 3, 1), f"{WEB}: genomförd åtgärd", "knowledge",
         more={"output": "En medborgardialog och en trygghetsvandring hölls under våren 2023.", "follow_up_on": date(2023, 12, 1)}),
)  # fmt: skip
# The steps of the work at Maltesholmstorget: planned and actual days and kronor, all of it invented.
STEPS: tuple[tuple[Phase, str, str, int | None, str, str, int | None], ...] = (
    (Phase.INITIATION, "2023-01-09", "2023-02-03", 40_000, "2023-01-09", "2023-02-10", 36_000),
    (Phase.ORGANISATION, "2023-02-06", "2023-03-17", 30_000, "2023-02-13", "2023-03-17", 30_000),
    (Phase.MAPPING, "2023-03-20", "2023-06-16", 180_000, "2023-03-20", "2023-08-25", 214_000),
    (Phase.CAUSES, "2023-08-21", "2023-10-13", 60_000, "2023-08-28", "2023-10-20", 55_000),
    (Phase.PLANNING, "2023-10-16", "2023-12-15", 50_000, "2023-10-23", "2023-12-14", 48_000),
    (Phase.CARRYING_OUT, "2024-01-08", "2026-12-18", 1_500_000, "2024-01-15", "", 910_000),
    (Phase.FOLLOW_UP, "2026-11-02", "2027-02-26", 80_000, "", "", None),
    (Phase.LEARNING, "2027-03-01", "2027-04-30", None, "", "", None),
)

# What was taken on after the walk at Hässelby torg: observation's number, by whom, by when, done when.
PROMISES: dict[int, tuple[str, date, date | None]] = {
    2: (logins.PROPERTY_OWNER, date(2023, 11, 15), date(2023, 11, 8)),
    3: (logins.DISTRICT, date(2023, 11, 1), date(2023, 10, 30)),
    4: (logins.DISTRICT, date(2023, 12, 1), date(2024, 1, 16)),
    5: (logins.DISTRICT, date(2024, 3, 29), None),
    6: (logins.DISTRICT, date(2023, 11, 15), date(2023, 11, 2)),
    7: (logins.PROPERTY_OWNER, date(2023, 12, 15), date(2023, 12, 12)),
    9: (logins.DISTRICT, date(2024, 4, 12), date(2024, 4, 10)),
}


@transaction.atomic
def load_measures(district: Area) -> None:
    """Load problems, causes, measures and a plan, once."""
    if Measure.objects.exists():
        return
    parties = {row.name: row for row in Organisation.objects.all()}
    places = {row.name: row for row in Place.objects.all()}
    areas = {BLACK: Area.objects.get(kind="city_district", name="Bromma")}
    problems = {
        told.title: _problem(told, places[told.place], areas.get(told.place, district), parties)
        for told in PROBLEMS
    }
    made = [
        _measure(row, places[row.place], areas.get(row.place, district), parties, problems.get(row.problem))
        for row in MEASURES
    ]
    for number, (owner, due, done) in PROMISES.items():
        _promise(number, parties[owner], due, done)
    plan = ActionPlan.objects.create(
        name="Åtgärdsplan Maltesholmstorget", area=district, place=places[MALTE], owner=parties[logins.DISTRICT],
        period_from=date(2024, 1, 1), period_to=date(2026, 12, 31), status="running",
        decided_by="Hässelby-Vällingby stadsdelsnämnd", decided_on=date(2023, 12, 14),
        source=f"{REPORT}: planen arbetades fram under 2023; dag och beslut är påhittade", is_example=True,
    )  # fmt: skip
    _priced_and_timed(places[MALTE])
    _weigh(next(row for row in made if row.status == Status.TRANSFERRED), district)
    plan.measures.set(row for row in made if row.place_id == places[MALTE].pk)
    LawItem.objects.create(
        area=district, owner=parties[logins.DISTRICT], kind=LawKind.SITUATION, name="Gemensam lägesbild 2023",
        decided_on=date(2023, 11, 24), decided_by="Stadsdelsförvaltningen och lokalpolisområdet",
        source=f"{REPORT}; dagen är antagen", is_example=True,
    )  # fmt: skip


def _priced_and_timed(place: Place) -> None:
    """The collaboration's steps at the square, with what they were to take and cost and what they did."""
    work = PlaceCollaboration.objects.get(place=place)
    for position, (phase, start, end, cost, began, ended, spent) in enumerate(STEPS, start=1):
        days = [date.fromisoformat(text) if text else None for text in (start, end, began, ended)]
        ModelStep.objects.create(
            collaboration=work, position=position, name=str(phase.label), planned_from=days[0], planned_to=days[1],
            planned_cost=cost, actual_from=days[2], actual_to=days[3], actual_cost=spent, is_example=True,
        )  # fmt: skip


def _weigh(measure: Measure, district: Area) -> None:
    """Weigh the meetings around Åkermyntan with the invented incidents of 2023: thirteen weeks before and after."""
    parts = {area.name: area for area in Area.objects.neighbourhoods_of(district).defer(None)}
    design = Design(
        target=(parts["Hässelby villastad"],), control=(parts["Nälsta"], parts["Vinsta"]), buffer=(parts["Kälvesta"],),
        buffer_control=(), before=IsoWeek(2023, 21), after=IsoWeek(2023, 34), weeks=13,
    )  # fmt: skip
    found = count(design)
    row = Evaluation.objects.create(
        measure=measure, made_on=date(2023, 12, 20), weeks=design.weeks, before_from=design.before.monday,
        after_from=design.after.monday, counts=found.counts, weekly=found.weekly, has_invented=found.has_invented,
        note="Handlarna upplevde hösten som lugnare. Det är vad lägesbilden bygger på, inte antalet händelser.",
    )  # fmt: skip
    for role in Role:
        getattr(row, f"{role.value}_areas").set(design.areas(role))
    MeasureUpdate.objects.create(
        measure=measure, on=row.made_on, kind=UpdateKind.FOLLOW_UP, text=sentence(displacement(found.counts))
    )


def _promise(number: int, owner: Organisation, due: date, done: date | None) -> None:
    """A measure made of an observation, which answered those who walked when it was done."""
    seen = Observation.objects.select_related("walk__area", "stop__place", "category").get(
        walk__title="Trygghetsvandring vid Hässelby torg", number=number
    )
    begun = date(2023, 10, 31)
    measure = Measure.objects.create(
        title=proposed_title(seen), what=seen.text, area=seen.walk.area, place=place_of(seen), owner=owner,
        is_quick=True, planned_start=None, due_on=due, observation=seen, is_example=True,
        status=Status.DONE if done else Status.ONGOING, status_since=done or begun, decided_on=begun,
        started_on=begun, done_on=done, output=seen.reason if done else "",
        source=f"Iakttagelse {number}, {seen.walk.title}. Dagar och ansvarig är påhittade",
    )  # fmt: skip
    steps = [
        (begun, UpdateKind.CREATED, "", Status.PLANNED),
        (begun, UpdateKind.STATUS, Status.PLANNED, Status.ONGOING),
    ]
    if done:
        steps.append((done, UpdateKind.STATUS, Status.ONGOING, Status.DONE))
    for on, kind, before, after in steps:
        line = MeasureUpdate.objects.create(
            measure=measure, on=on, kind=kind, organisation=owner, from_status=before, to_status=after, due_after=due
        )  # fmt: skip
        MeasureUpdate.objects.filter(pk=line.pk).update(at=datetime.combine(on, time(9), STOCKHOLM))
    tell_walk(measure, by=None)


def _problem(told: Told, place: Place, area: Area, parties: dict[str, Organisation]) -> Problem:
    owner = parties[logins.OTHER_DISTRICT if place.name == BLACK else logins.DISTRICT]
    problem = Problem.objects.create(
        title=told.title, what=told.what, when_text=told.when_text, affected=told.affected, area=area, place=place,
        owner=owner, kind=told.kind, prioritised=told.prioritised, noticed_on=date(2023, 11, 24), source=told.source, is_example=True,
    )  # fmt: skip
    Evidence.objects.create(
        problem=problem, kind="report", text=told.evidence, source=told.source, as_of=date(2023, 11, 24)
    )
    for cause in told.causes:
        CauseFactor.objects.create(
            problem=problem,
            side=cause.side,
            text=cause.text,
            evidence=cause.evidence,
            strength=cause.strength,
            step=cause.step,
        )
    if told.goal:
        goal, name, unit, start, target, latest = told.goal
        indicator = Indicator.objects.create(
            problem=problem, goal=goal, name=name, unit=unit, baseline=start, baseline_on=date(2024, 1, 15),
            target=target, target_on=date(2026, 12, 31), source="Påhittad demodata",
        )  # fmt: skip
        if latest is not None:
            Reading.objects.create(
                indicator=indicator, on=date(2026, 5, 15), value=latest, source="Påhittad demodata"
            )
    return problem


def _measure(
    row: Done, place: Place, area: Area, parties: dict[str, Organisation], problem: Problem | None
) -> Measure:
    begun = row.status in {Status.ONGOING, Status.DONE, Status.PAUSED, Status.TRANSFERRED}
    measure = Measure.objects.create(
        title=row.title, area=area, place=place, owner=parties[row.owner], owner_role=row.role,
        main_type="" if row.more.get("is_quick") else row.kind, sub_type=row.sub, planned_start=row.start, due_on=row.due,
        status=row.status, status_since=row.due if row.status in {Status.DONE, Status.TRANSFERRED} else row.start,
        decided_on=row.start if row.status != Status.PROPOSED else None, started_on=row.start if begun else None,
        done_on=row.due if row.status == Status.DONE else None, source=row.source, is_example=True,
        **row.more,
    )  # fmt: skip
    if problem is not None:
        measure.problems.set([problem])
        measure.indicators.set(problem.indicators.all())
        if row.cause is not None:
            causes = list(problem.causes.order_by("pk"))
            measure.causes.set([causes[row.cause]])
    if measure.cost_estimate:
        Funding.objects.create(
            measure=measure, organisation=measure.owner, kind="own_budget",
            amount=measure.cost_actual or measure.cost_estimate, year=row.start.year,
        )  # fmt: skip
    plan_occurrences(measure)
    measure.occurrences.filter(on__lte=date(2026, 11, 13)).update(
        held=True
    )  # the last one waits for an answer
    steps = [(row.start, UpdateKind.CREATED, "", Status.PROPOSED)]
    if row.status != Status.PROPOSED:
        steps.append((measure.status_since, UpdateKind.STATUS, Status.PROPOSED, row.status))
    for on, kind, before, after in steps:
        line = MeasureUpdate.objects.create(
            measure=measure, on=on, kind=kind, organisation=measure.owner, from_status=before, to_status=after,
            text=measure.reason if kind == UpdateKind.STATUS else "",
        )  # fmt: skip
        MeasureUpdate.objects.filter(pk=line.pk).update(at=datetime.combine(on, time(9), STOCKHOLM))
    return measure
