"""What an edition rests on: everything it prints, read once; its cells, its frozen copy and what has changed since.

The frozen copy (`snapshot_of`) holds every figure, box and word in plain JSON.  Its digest goes into the
document and into each approval, so that two people have approved the same thing.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from assessments.analysis import YearBoard, year_board
from assessments.models import Level, ScaleVersion
from indicators.analysis import Compstat, compstat, facts_of, population_by_part
from indicators.models import AreaFact
from indicators.series_figures import is_part
from indicators.series_figures import shown as shown_series
from measures.models import Measure
from places.models import (
    Agreement,
    Area,
    AreaKind,
    BorderlineDirection,
    Designation,
    Place,
)
from places.place_querysets import DesignationQuerySet
from places.structure import Structure, structure_of
from platssamverkan.core.swedish import enumerate_words, percent, short_day, signed, signed_percent, whole
from reports.checker import Box as TickedBox
from reports.checker import Caption, CitedSource, Code, Finding, Material, Row, Span, Table, Text, check
from reports.document import Entry, Numbering
from reports.edition_models import (
    Audience,
    Box,
    Edition,
    EditionExhibit,
    EditionSection,
    EditionSource,
    EditionTheme,
    FindingAnswer,
)
from reports.edition_parts import BY_KEY, chapter_of
from reports.edition_rooms import (
    ABANDONED,
    PromiseLine,
    SurveyShown,
    WalkLine,
    done_in,
    planned_for,
    promises_of,
    surveys_of,
    walks_of,
)
from reports.prose import cells_named, references_named


@dataclass(frozen=True, slots=True)
class Cell:
    """A number that a text can be bound to."""

    key: str
    text: str
    label: str


class EditionData:
    """Everything an edition prints.  Read when asked for, and only once."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.district = Area.objects.get(pk=edition.area_id)
        self.year = edition.year
        self.last_day = date(edition.year, 12, 31)

    @cached_property
    def sections(self) -> list[EditionSection]:
        return list(self.edition.sections.select_related("author"))

    @cached_property
    def shown(self) -> dict[str, EditionSection]:
        """The sections this edition prints: not hidden, and written for its readers."""
        reader = Audience(self.edition.audience)
        return {
            row.key: row
            for row in self.sections
            if not row.is_hidden and Audience(row.audience).reaches(reader)
        }

    @cached_property
    def themes(self) -> list[EditionTheme]:
        return list(
            self.edition.themes.prefetch_related(
                Prefetch(
                    "measures", Measure.objects.select_related("owner", "place").defer("place__geometry")
                )
            )
        )

    @cached_property
    def exhibits(self) -> list[EditionExhibit]:
        found = list(self.edition.exhibits.select_related("series").prefetch_related("series__values"))
        for item in found:
            item.edition = self.edition
        return found

    def exhibits_of(self, section: str) -> list[EditionExhibit]:
        """The edition's own figures in a section that it prints."""
        return [item for item in self.exhibits if item.section == section and section in self.shown]

    @cached_property
    def sources(self) -> list[EditionSource]:
        return list(self.edition.sources.all())

    @cached_property
    def board(self) -> YearBoard:
        return year_board(self.district, self.year, self.edition.cutoff)

    @cached_property
    def board_before(self) -> YearBoard:
        return year_board(self.district, self.year - 1)

    @cached_property
    def table(self) -> Compstat | None:
        return compstat(self.district, self.year)

    @cached_property
    def facts(self) -> list[AreaFact]:
        return facts_of(self.district)

    @cached_property
    def population(self) -> list[AreaFact]:
        return population_by_part(self.district)

    @cached_property
    def scale(self) -> ScaleVersion | None:
        return ScaleVersion.objects.filter(is_current=True).first()

    @cached_property
    def police_area(self) -> Area | None:
        return Area.objects.filter(kind=AreaKind.LOCAL_POLICE_AREA, parts__part=self.district).first()

    @cached_property
    def agreements(self) -> list[Agreement]:
        found = Agreement.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__year__gte=self.year),
            Q(area=self.district) | Q(area__parts__part=self.district) | Q(area__children=self.district),
            valid_from__year__lte=self.year + 1,
        )
        return list(found.distinct().prefetch_related("parties"))

    @cached_property
    def structure(self) -> Structure:
        return structure_of(self.district, self.last_day)

    @cached_property
    def promises(self) -> list[PromiseLine]:
        return promises_of(self.district, self.year)

    @cached_property
    def surveys(self) -> list[SurveyShown]:
        return surveys_of(self.district, self.year)

    @cached_property
    def walks(self) -> list[WalkLine]:
        return walks_of(self.district, self.year)

    @cached_property
    def planned(self) -> list[Measure]:
        """What is to be done the year after, as far as the edition's readers see it."""
        return planned_for(self.district, self.year + 1, Audience(self.edition.audience))

    @cached_property
    def followed_up(self) -> list[Measure]:
        return done_in(self.district, self.year, Audience(self.edition.audience))

    @cached_property
    def designations(self) -> list[Designation]:
        """What held in the district on the year's last day or is given for the year after."""
        found: DesignationQuerySet = Designation.objects.filter(
            Q(place__areas=self.district)
            | Q(geometry__intersects=self.district.geometry)
            | Q(area__parent=self.district),
        ).distinct()
        held = Q(valid_from__lte=self.last_day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=self.last_day))
        coming = Q(kind="priority_place", list_year=self.year + 1)
        return list(found.filter(held | coming).select_related("place").order_by("kind", "name"))

    def designated(self, *kinds: str) -> list[Designation]:
        return [item for item in self.designations if item.kind in kinds]

    @cached_property
    def borderlines(self) -> list[BorderlineDirection]:
        return list(
            BorderlineDirection.objects.filter(designation__in=self.designations)
            .select_related("area", "designation")
            .defer("area__geometry", "designation__geometry")
        )

    @cached_property
    def cells(self) -> dict[str, Cell]:
        return {
            cell.key: cell
            for cell in (*_crime_cells(self.table), *_level_cells(self.board), *_fact_cells(self.facts))
        }

    @property
    def cell_texts(self) -> dict[str, str]:
        return {key: cell.text for key, cell in self.cells.items()}


def _crime_cells(table: Compstat | None) -> Iterator[Cell]:
    if table is None:
        return
    for block in table.blocks:
        for row in block.rows:
            name = f"{row.name}, {block.name.lower()}" if row.is_sum else row.name
            for year, count in zip(table.years, row.counts, strict=True):
                yield Cell(f"{row.code}.{year}", whole(count), f"{name} {year}")
            yield Cell(
                f"{row.code}.change", signed(row.change.absolute), _("%(name)s, förändring") % {"name": name}
            )
            yield Cell(
                f"{row.code}.percent",
                signed_percent(row.change.printable_percent),
                _("%(name)s, procent") % {"name": name},
            )


def _level_cells(board: YearBoard) -> Iterator[Cell]:
    if not board.total:
        return
    yield Cell("veckor", str(len(board.filled_weeks)), _("Bedömda veckor"))
    yield Cell("nivåer", whole(board.total), _("Lägesbedömningar"))
    for level in Level:
        yield Cell(
            f"nivå.{level.value}", whole(board.totals[level]), _("Antal på nivå %(level)d") % {"level": level}
        )
    for column in board.by_area:
        slug = column.area.slug
        yield Cell(
            f"{slug}.förhöjt",
            str(column.raised),
            _("%(area)s, veckor på nivå 3–5") % {"area": column.area.name},
        )
        yield Cell(
            f"{slug}.kritiskt",
            str(column.counts[Level.CRITICAL]),
            _("%(area)s, veckor på nivå 5") % {"area": column.area.name},
        )


def _fact_cells(facts: Iterable[AreaFact]) -> Iterator[Cell]:
    for fact in facts:
        yield Cell(f"fakta.{fact.position}", fact.written, fact.name)
        if fact.reference_value is not None:
            yield Cell(
                f"fakta.{fact.position}.jämförelse",
                percent(float(fact.reference_value)) if fact.unit == "percent" else fact.written_reference,
                f"{fact.name}, {fact.reference_name}",
            )


# --- the frozen copy --------------------------------------------------------------------------------------


def snapshot_of(data: EditionData) -> dict[str, Any]:
    """Every figure, box, source and word the edition prints, in plain JSON."""
    edition, board, table = data.edition, data.board, data.table
    return {
        "lägesbild": {"område": data.district.name, "år": data.year, "till": edition.audience, "version": edition.number,
                      **({"brytdatum": str(edition.cutoff)} if edition.cutoff else {})},
        "nivåer": {
            column.area.name: {
                str(week.week): level
                for week, level in zip(board.weeks, column.levels, strict=True)
                if not board.is_after_cutoff(week)
            }
            for column in board.by_area
        },
        "brott": {
            f"{block.name}: {row.name}": dict(zip(map(str, table.years), row.counts, strict=True))
            for block in table.blocks
            for row in block.rows
        }
        if table
        else {},
        "brott, om": {"period": table.period, "källa": table.source, "uttag": table.extracted_on.isoformat()}
        if table
        else {},
        "fakta": {
            fact.name: {"värde": str(fact.value), "jämförelse": str(fact.reference_value or ""), "avser": fact.as_of, "källa": fact.source}
            for fact in data.facts
        },
        "klassningar": {
            f"{item} ({item.valid_from:%Y-%m-%d})": item.valid_to.isoformat() if item.valid_to else ""
            for item in data.designations
        },
        "överenskommelser": {item.name: item.valid_from.isoformat() for item in data.agreements},
        "grupper": {
            node.group.name: {"leds av": node.group.leader.name if node.group.leader else "",
                              "får uppdrag av": node.group.parent.name if node.group.parent else ""}
            for node in data.structure.nodes
        },
        "löften": {item.text: {"tid": item.time, "lovas av": item.by, "utfall": item.outcome} for item in data.promises},
        "undersökningar": {
            f"{item.view.question} ({item.source})": {
                name: {"andel": share, "intervall": interval, "svarande": respondents}
                for name, share, interval, respondents, _compared in item.rows
            }
            for item in data.surveys
        } if "tryggheten" in data.shown else {},
        "trygghetsvandringar": {
            f"{item.walk.title} ({item.on.isoformat()})": {"deltagare": item.participants, "bra": item.good,
                                                           "brister": item.seen, **dict(item.counts)}
            for item in data.walks
        } if "vandringar" in data.shown or "dialog" in data.shown else {},
        "åtgärdsplan": _measures(data.planned) if "atgardsplan" in data.shown else {},
        "uppföljning": _measures(data.followed_up) if "uppfoljning" in data.shown else {},
        "egna underlag": {
            item.key: {"titel": item.title, "källa": item.source, "avser": item.as_of, "rader": rows_of(item),
                       "påhittad": item.is_invented}
            for item in data.exhibits
            if item.section in data.shown
        },
        "samverkansområden": {
            theme.name: {"beskrivning": theme.description, "åtgärdsplan": theme.special_measures or "ej angivet",
                         "linjeverksamhet": theme.line_work or "ej angivet",
                         "åtgärder": [item.title for item in theme.measures.all()]}
            for theme in data.themes
        },
        "källor": {
            str(item): item.fetched_on.isoformat() if item.fetched_on else item.as_of for item in data.sources
        },
        "texter": {key: row.body for key, row in data.shown.items() if row.takes_text},
        **({"egna avsnitt": own} if (own := {key: row.title for key, row in data.shown.items() if row.is_own}) else {}),
    }  # fmt: skip


def rows_of(item: EditionExhibit) -> list[dict[str, Any]]:
    """An exhibit's rows: its own, or those of the series it shows, with a part of a year marked."""
    if item.series is None:
        return list(item.rows)
    values = shown_series(item.series).values
    return [
        {
            "label": str(value.period_start.year) if is_part(value, values) else value.label,
            "value": float(value.value),
            "note": _("t.o.m. %(day)s") % {"day": short_day(value.period_end)}
            if is_part(value, values)
            else "",
        }
        for value in values
    ]


def _measures(found: Iterable[Measure]) -> dict[str, Any]:
    return {
        f"{item.title} ({item.owner})": {
            "status": str(item.get_status_display()),
            "börjar": item.planned_start.isoformat() if item.planned_start else "",
            "klar": item.due_on.isoformat() if item.due_on else "",
        }
        for item in found
    }


def digest_of(snapshot: Mapping[str, Any]) -> str:
    """SHA-256 over the copy in one canonical form; JSON that has been stored gives the same."""
    text = json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is otherwise now than when the edition was approved."""

    what: str
    before: str
    now: str


def differences(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[Difference]:
    """What has changed between two copies, leaf by leaf, in their order."""
    old, new = dict(_leaves(before)), dict(_leaves(now))
    keys = list(dict.fromkeys((*old, *new)))
    return [
        Difference(" · ".join(key), _shown(old.get(key)), _shown(new.get(key)))
        for key in keys
        if old.get(key) != new.get(key)
    ]


def _leaves(tree: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(tree, Mapping):
        for key, value in tree.items():
            yield from _leaves(value, (*path, str(key)))
    elif isinstance(tree, list):
        for index, value in enumerate(tree, start=1):
            yield from _leaves(value, (*path, str(index)))
    else:
        yield path, tree


def _shown(value: Any) -> str:
    return "–" if value in (None, "") else str(value)


def flat_rows(snapshot: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """The copy as a table: part, what, value."""
    return [
        (path[0], " · ".join(path[1:]), "" if value is None else str(value))
        for path, value in _leaves(snapshot)
    ]


# --- the checker's material ------------------------------------------------------------------------------


def material_of(data: EditionData, numbering: Numbering) -> Material:
    """What Siffergranskaren holds against each other for an edition."""
    texts, unbound, lost = [], {}, {}
    known = {entry.key for entry in (*numbering.headings, *numbering.exhibits)}
    for key, section in data.shown.items():
        if not section.takes_text:
            continue
        part = BY_KEY.get(key)
        texts.append(Text(key, section.title, section.body, is_needed=part.is_needed if part else True))
        unbound[key] = [name for name in cells_named(section.body) if name not in data.cells]
        lost[key] = [name for name in references_named(section.body) if name not in known]
    ticked = [theme for theme in data.themes if f"tema-{theme.code}" in data.shown]
    return Material(
        texts=texts,
        tables=_tables(data, numbering),
        captions=captions_of(numbering),
        place_names=place_names(data.district),
        boxes=[
            TickedBox(
                theme.name,
                theme.special_measures == Box.YES,
                sum(item.status not in ABANDONED for item in theme.measures.all()),
            )
            for theme in ticked
        ],
        sources=[
            *(CitedSource(str(item), item.is_dated) for item in data.sources),
            *(
                CitedSource(f"{item.source} ({item.title})", bool(item.as_of))
                for item in data.exhibits
                if item.section in data.shown
            ),
        ],
        unbound=unbound,
        missing_references=lost,
    )


def _tables(data: EditionData, numbering: Numbering) -> list[Table]:
    table = data.table
    if table is None:
        return []
    named = [entry.name for entry in numbering.exhibits if re.fullmatch(r"compstat-\d+", entry.key)]
    rows = tuple(
        Row(row.name, row.counts, block.name, row.is_sum)
        for block in table.blocks
        for row in block.rows
        if len(row.counts) > 1
    )
    start, end = table.period_start, table.period_end
    span = Span((start.day, start.month), (end.day, end.month))
    about = tuple(key for key in data.shown if key in BY_KEY and chapter_of(key) == "brottsligheten")
    return [Table(enumerate_words(named) or "CompStat", span, rows, about)] if rows else []


def captions_of(numbering: Numbering) -> list[Caption]:
    """The captions of everything numbered, for Siffergranskaren."""

    def caption(entry: Entry) -> Caption:
        kind, _space, number = entry.name.partition("\u00a0")
        return Caption(kind, int(number), entry.title)

    return [caption(entry) for entry in numbering.exhibits]


def place_names(district: Area) -> dict[str, list[str]]:
    """Names of the district, its parts and its places, each with other spellings in use."""
    areas = (
        Area.objects.filter(Q(pk=district.pk) | Q(parent=district))
        .prefetch_related("aliases")
        .defer("geometry")
    )
    names = {area.name: [alias.name for alias in area.aliases.all()] for area in areas}
    for place in Place.objects.filter(areas=district).values_list("name", flat=True):
        names.setdefault(place, [])
    return names


def findings_of(data: EditionData, numbering: Numbering) -> list[Finding]:
    """What Siffergranskaren has to say of the edition as it stands."""
    found = check(material_of(data, numbering))
    parent = data.edition.derived_from
    if parent is not None:
        found += _against_parent(data, parent)
    return found


def _against_parent(data: EditionData, parent: Edition) -> list[Finding]:
    """A derived edition prints the joint one's figures; other figures are another edition."""
    figures = ("nivåer", "brott", "fakta", "klassningar")
    frozen, now = parent.snapshot or {}, snapshot_of(data)
    changed = [
        item
        for part in figures
        for item in differences({part: frozen.get(part, {})}, {part: now.get(part, {})})
    ]
    if not changed:
        return []
    return [
        Finding(
            Code.PARENT,
            "",
            _("Den gemensamma utgåvan"),
            _("%(count)d uppgifter är ändrade sedan den gemensamma utgåvan godkändes, bland annat %(first)s.")
            % {"count": len(changed), "first": changed[0].what},
        )
    ]


def unanswered(edition: Edition, found: Iterable[Finding]) -> list[Finding]:
    """The findings nobody has explained."""
    explained = set(FindingAnswer.objects.filter(edition=edition).values_list("fingerprint", flat=True))
    return [item for item in found if item.fingerprint not in explained]
