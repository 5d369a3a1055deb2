"""An edition as a document: the chapters of DOMAIN.md section 5, from stored data and the parties' own words.

A gap is said in a sentence; nothing missing is drawn as zero.  A chapter none of whose sections is for the
edition's readers is not there at all.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import Assessment, Level
from assessments.models import Origin as AssessmentOrigin
from indicators.analysis import Compstat
from measures.models import Measure
from places.figures import district_map, stations_in
from places.models import Area, BaseMapFeature, BaseMapKind, DesignationKind
from places.structure import draw_structure
from platssamverkan.core.maps import MapSpec
from platssamverkan.core.swedish import MISSING, day, enumerate_words, signed, whole
from reports import sections as first
from reports.document import Document, Section
from reports.edition_data import EditionData, digest_of, snapshot_of
from reports.edition_figures import (
    columns,
    compared,
    heat_map,
    in_words,
    layered_map,
    police_area_map,
    share_map,
    values_of,
    written,
)
from reports.edition_models import (
    OWN_PREFIX,
    Audience,
    Box,
    Edition,
    EditionExhibit,
    EditionSection,
    EditionTheme,
    ExhibitShape,
)
from reports.edition_parts import CHAPTERS, chapter_of
from reports.edition_rooms import ENDED, result_of, stamp_words, time_of
from reports.lagesbild import (
    both_parties,
    caption_words,
    cover_art,
    coverages_of,
    joined_sources,
    source_rows,
    weeks_words,
)
from reports.prose import as_html

SURVEY = "otrygghet-omraden"
TRANSIT = "kollektivtrafik"
FLOWING = frozenset({"inledning", "lokalt", "atgardsplan", "forandring"})  # short chapters, which share pages
HALF_A_PAGE = 1500  # signs; a chapter of the district's own that is shorter shares its page


@dataclass(frozen=True, slots=True)
class Shown:
    """One of the edition's own figures, drawn."""

    key: str
    kind: str  # table, map or chart
    title: str
    unit: str
    note: str
    source: str
    picture: SafeString | None
    map: MapSpec | None
    rows: list[tuple[str, str, str, str]]
    reference_name: str
    is_invented: bool


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure as the plan and the follow-up tell of it."""

    title: str
    where: str
    owner: str
    time: str
    status: str
    problem: str
    themes: str
    result: str
    follow_up: str


@dataclass(frozen=True, slots=True)
class ThemeShown:
    """A prioritised area with the state of its two boxes in words."""

    theme: EditionTheme
    boxes: list[tuple[str, str, str]]  # label, state in words, css
    text: str
    exhibits: list[Shown]
    measures: list[Measure]
    needs_measures: bool  # the first box is ticked


def compose_edition(edition: Edition, data: EditionData | None = None) -> Document:
    """Read an open edition's data and compose its chapters.  Frozen editions are printed from their pages."""
    data = data or EditionData(edition)
    parties = both_parties(data.district, data.last_day)
    writers: dict[str, Callable[[EditionData], tuple[str, Mapping[str, Any]]]] = {
        "bedomning": _overall,
        "inledning": _introduction,
        "stadsdelsomradet": _district,
        "lokalpolisomradet": _police_area,
        "brottsligheten": _crime,
        "tryggheten": _safety,
        "samverkansomraden": _themes,
        "lokalt": _local,
        "atgardsplan": _plan,
        "forandring": _change,
        "underlag": _quality,
        "vandringar": _walks,
    }
    chapters = []
    titles = dict(CHAPTERS)
    for key in dict.fromkeys(chapter_of(shown) for shown in data.shown):
        own = data.shown[key] if key.startswith(OWN_PREFIX) else None
        title = own.title if own else titles[key]
        template, context = _own(data, own) if own else writers[key](data)
        common = {
            "data": data,
            "district": data.district.name,
            "year": data.year,
            "texts": _texts(data),
            "shown": data.shown,
        }
        chapters.append(
            Section(
                key,
                str(title),
                f"reports/document/edition/{template}.html",
                {**common, **context},
                flows=len(own.body) < HALF_A_PAGE if own else key in FLOWING,
            )
        )
    title = _("Lägesbild %(year)d") % {"year": data.year}
    table = data.table
    digest = digest_of(snapshot_of(data))
    colophon = [
        (_("Utgåva"), f"{title}, {data.district.name}. {_status_words(edition)}"),
        (_("Parter"), enumerate_words([party.name for party in parties]) or MISSING),
        (_("Till"), str(Audience(edition.audience).label)),
        (_("Lägesbedömningar"), _("till och med %(until)s") % {"until": first.assessed_until(data.board)}),
        (
            _("Anmälda brott"),
            _("%(period)s %(year)d, uttag %(day)s")
            % {"period": table.period, "year": table.years[-1], "day": day(table.extracted_on)}
            if table
            else _("inga uppgifter är inlästa"),
        ),
        (
            _("Källor"),
            _("%(n)d till texterna; underlagens egna står vid varje tabell, karta och diagram")
            % {"n": len(data.sources)},
        ),
        (_("Fingeravtryck"), digest),
    ]
    return Document(
        title=f"{title}. {data.district.name}",
        running_head=f"{title} · {data.district.name} · {_status_words(edition)}",
        authors=tuple(party.name for party in parties),
        cover={
            "title": title,
            "district": data.district.name,
            "parties": parties,
            "art": cover_art(data.district, list(Area.objects.neighbourhoods_of(data.district).defer(None))),
            "period": _("1 januari–31 december %(year)d") % {"year": data.year},
            "until": first.assessed_until(data.board),
            "compstat_until": day(table.period_end) if table else "",
            "next_year": str(data.year + 1),
            "agreement": _("Samverkansöverenskommelsen mellan kommunen och Polisen"),
            "audience": _("Till %(audience)s") % {"audience": Audience(edition.audience).label},
            "status": _status_words(edition),
            "colophon": colophon,
            "stamp": stamp_words() if edition.is_invented else "",
        },
        sections=tuple(chapters),
    )


def _status_words(edition: Edition) -> str:
    """'Utkast, version 1' until both have approved; afterwards the version alone."""
    version = _("version %(number)d") % {"number": edition.number}
    return version if edition.is_frozen else f"{edition.get_status_display()}, {version}"


def _texts(data: EditionData) -> dict[str, SafeString]:
    return {
        key.replace("-", "_"): as_html(row.body, data.cell_texts, level=3 if chapter_of(key) == key else 4)
        for key, row in data.shown.items()
        if row.takes_text and row.body.strip()
    }


def _exhibits(data: EditionData, section: str) -> list[Shown]:
    return [_shown(data, item) for item in data.exhibits_of(section) if item.key != TRANSIT]


def _shown(data: EditionData, item: EditionExhibit) -> Shown:
    picture: SafeString | None = None
    drawn: MapSpec | None = None
    kind = "chart"
    source = item.series.source if item.series else item.source
    match item.shape:
        case ExhibitShape.COLUMNS:
            picture = columns(item)
        case ExhibitShape.COMPARED:
            picture = compared(item)
        case ExhibitShape.AREAS:
            kind, drawn = "map", share_map(data.district, item, slug=item.key, title=item.title)
        case ExhibitShape.HEAT:
            kind, drawn = "map", heat_map(data.district, item)
        case _:
            kind = "table"
    return Shown(
        key=item.key,
        kind=kind,
        title=item.title,
        unit=item.unit,
        note=item.note,
        source=", ".join(filter(None, (source, item.as_of))),
        picture=picture,
        map=drawn,
        rows=[
            (row.label, written(row.value, item.unit) if row.value is not None else row.note or MISSING,
             written(row.reference, item.unit), row.note if row.value is not None else "")
            for row in values_of(item)
        ],
        reference_name=item.reference_name,
        is_invented=item.is_invented,
    )  # fmt: skip


# --- chapters ---------------------------------------------------------------------------------------------


def _board_source(data: EditionData) -> str:
    told = Assessment.objects.filter(area__in=data.board.areas, iso_year=data.year).exclude(source="")
    return caption_words(
        data.board, joined_sources(told.values_list("source", flat=True).distinct().order_by("source"))
    )


def _overall(data: EditionData) -> tuple[str, Mapping[str, Any]]:
    weeks = first.weeks(data.board, data.scale, _board_source(data)).context
    summary = first.summary(data.board, data.table).context
    by_key = {item.key: item for item in data.exhibits}
    scenes = data.designated(DesignationKind.OPEN_DRUG_SCENE) if "platser" in data.shown else []
    layers = layered_map(data.district, by_key.get(SURVEY), by_key.get(TRANSIT), scenes)
    return "overall", {
        **summary,
        **weeks,
        "findings": summary["findings"],
        "facts": summary["facts"],
        "strip": summary["strip"],
        "has_board": bool(data.board.total),
        "layers": layers,
        "scenes": scenes,
        "transit": in_words(by_key[TRANSIT]) if TRANSIT in by_key else "",
        "territory": _territory(data),
        "themes": [theme.name for theme in data.themes],
    }


def _territory(data: EditionData) -> Mapping[str, Any]:
    """The map of the areas and its table, as the first edition has them."""
    parts = list(Area.objects.neighbourhoods_of(data.district).defer(None))
    stations = list(
        BaseMapFeature.objects.filter(
            kind=BaseMapKind.METRO_STATION, geometry__bboverlaps=data.district.geometry
        )
    )
    notes = {column.area.pk: weeks_words(column.raised) for column in data.board.by_area if column.assessed}
    spec = district_map(data.district, notes=notes, day=data.last_day)
    classified = [item for item in data.designations if item.geometry is not None and item.is_noa]
    found = {part.pk: stations_in(part.geometry, stations) for part in parts}
    return first.territory(data.board, parts, spec, found, classified, spec.source).context


def _introduction(data: EditionData) -> tuple[str, Mapping[str, Any]]:
    return "introduction", {
        "agreements": [
            (item.name, enumerate_words([party.name for party in item.parties.all()]) or MISSING, day(item.valid_from),
             day(item.valid_to) if item.valid_to else _("tills vidare"), item.source)
            for item in data.agreements
        ],
        "sources": data.sources,
        "audience": Audience(data.edition.audience).label,
    }  # fmt: skip


def _district(data: EditionData) -> tuple[str, Mapping[str, Any]]:
    noa = [item for item in data.designations if item.is_noa]
    return "district", {
        **_territory(data),
        "noa": noa,
        "borderlines": data.borderlines,
        "facts": data.facts,
        "population": data.population,
        "nodes": data.structure.nodes,
        "structure": draw_structure(data.structure),
        "structure_source": data.structure.source,
        "exhibits": _exhibits(data, "stadsdelsomradet"),
    }


def _police_area(data: EditionData) -> tuple[str, Mapping[str, Any]]:
    area = data.police_area
    parts = list(Area.objects.filter(wholes__whole=area).order_by("kind", "name")) if area else []
    inhabited = "lokalpolisomradet" in data.shown
    return "police_area", {
        "police_area": area,
        "parts": [
            (part.name, str(part.get_kind_display()), round(part.geometry.area / 1_000_000, 1))
            for part in parts
        ],
        "map": police_area_map(area, parts) if area and inhabited else None,
        "exhibits": _exhibits(data, "lokalpolisomradet"),
        "promises": data.promises,
    }


def _crime(data: EditionData) -> tuple[str, Mapping[str, Any]]:
    section = first.crime(data.table, data.year, data.district.name)
    return "crime", {
        **section.context,
        "has_table": data.table is not None,
        "exhibits": _exhibits(data, "brottsligheten"),
        "more": _exhibits(data, "lagen"),
    }


def _safety(data: EditionData) -> tuple[str, Mapping[str, Any]]:
    return "safety", {
        "exhibits": _exhibits(data, "tryggheten"),
        "surveys": data.surveys,
        "walks": data.walks,
        "has_appendix": "vandringar" in data.shown and bool(data.walks),
    }


def _plan(data: EditionData) -> tuple[str, Mapping[str, Any]]:
    """What the parties are to do the year after, and what became of this year's measures."""
    themes: dict[int, list[str]] = {}
    for theme in data.themes:
        for item in theme.measures.all():
            themes.setdefault(item.pk, []).append(theme.name)

    def lines(found: list[Measure]) -> list[MeasureLine]:
        return [
            MeasureLine(
                item.title,
                str(item.place or item.area),
                str(item.owner),
                time_of(item),
                str(item.get_status_display()),
                ", ".join(str(problem) for problem in item.problems.all()) or _("inget problem angivet"),
                ", ".join(themes.get(item.pk, [])),
                result_of(item),
                day(item.follow_up_on) if item.follow_up_on else _("ej bestämt"),
            )
            for item in found
        ]

    done = data.followed_up
    return "plan", {
        "next_year": data.year + 1,
        "planned": lines(data.planned) if "atgardsplan" in data.shown else [],
        "followed_up": lines(done),
        "ended": sum(item.status in ENDED for item in done),
        "invented": any(item.is_example for item in (*data.planned, *done)),
        "promised": [
            (theme.name, [item.title for item in theme.measures.all()])
            for theme in data.themes
            if theme.special_measures == Box.YES
        ],
        "stamp": stamp_words(),
    }


def _walks(data: EditionData) -> tuple[str, Mapping[str, Any]]:
    return "walks", {"walks": data.walks, "stamp": stamp_words()}


def _themes(data: EditionData) -> tuple[str, Mapping[str, Any]]:
    shown = []
    for theme in data.themes:
        row = data.shown.get(theme.section_key)
        if row is None:
            continue
        shown.append(
            ThemeShown(
                theme,
                [_box(theme, "special_measures"), _box(theme, "line_work")],
                as_html(row.body, data.cell_texts),
                _exhibits(data, theme.section_key),
                list(theme.measures.all()),
                theme.special_measures == Box.YES,
            )
        )
    lists = [
        (str(title), found)
        for title, found in (
            (_("Öppna drogscener"), data.designated(DesignationKind.OPEN_DRUG_SCENE)),
            (_("Prioriterade platser"), data.designated(DesignationKind.PRIORITY_PLACE)),
            (_("Platser med ordningsvakter"), data.designated(
                DesignationKind.ORDER_GUARD_LOV3, DesignationKind.ORDER_GUARD_PERMIT)),
        )
    ]  # fmt: skip
    return "themes", {"themes": shown, "lists": lists, "next_year": data.year + 1}


def _box(theme: EditionTheme, name: str) -> tuple[str, str, str]:
    state = Box(getattr(theme, name))
    label = str(theme._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return label, str(state.label), {Box.YES: "yes", Box.NO: "no"}.get(state, "unknown")


def _own(data: EditionData, row: EditionSection) -> tuple[str, Mapping[str, Any]]:
    return "own", {"body": as_html(row.body, data.cell_texts, level=3) if row.body.strip() else ""}


def _local(data: EditionData) -> tuple[str, Mapping[str, Any]]:
    return "local", {}


def _change(data: EditionData) -> tuple[str, Mapping[str, Any]]:
    """The year against the year before; a year nobody assessed can't be compared with."""
    before, now = data.board_before, data.board
    rows = []
    if before.total and now.total:
        old = {column.area.pk: column for column in before.by_area}
        for column in now.by_area:
            earlier = old.get(column.area.pk)
            known = earlier is not None and earlier.assessed > 0 and column.assessed > 0
            rows.append(
                (
                    column.area.name,
                    whole(earlier.raised) if known and earlier else MISSING,
                    whole(column.raised) if column.assessed else MISSING,
                    signed(column.raised - earlier.raised) if known and earlier else MISSING,
                    whole(column.counts[Level.CRITICAL]) if column.assessed else MISSING,
                )
            )
    return "change", {
        "rows": rows,
        "crimes": _crime_changes(data.table) if data.table and "brottsligheten" in data.shown else [],
        "before": data.year - 1,
        "has_before": bool(before.total),
        "has_now": bool(now.total),
        "weeks_before": len(before.filled_weeks),
        "weeks_now": len(now.filled_weeks),
        "has_crime": data.table is not None,
    }


def _crime_changes(table: Compstat) -> list[tuple[str, str, str, str, str, bool]]:
    """The categories that moved clearly and the sums, each against the year before."""
    return [
        (
            f"{row.name}, {block.name.lower()}" if row.is_sum else row.name,
            whole(row.counts[-2]),
            whole(row.counts[-1]),
            signed(row.change.absolute),
            str(row.change.verdict.label if row.change.verdict else _("uppgift saknas")),
            row.is_sum,
        )
        for block in table.blocks
        for row in block.rows
        if len(row.counts) > 1 and (row.is_sum or row.change.is_clear)
    ]


def _quality(data: EditionData) -> tuple[str, Mapping[str, Any]]:
    board = data.board
    told = Assessment.objects.filter(area__in=board.areas, iso_year=data.year)
    source = joined_sources(
        told.exclude(source="").values_list("source", flat=True).distinct().order_by("source")
    )
    spec = district_map(data.district, day=data.last_day)
    with_border = [item for item in data.designations if item.geometry is not None]
    section = first.sources(
        source_rows(board, source, data.table, spec, with_border),
        coverages_of(board, data.table),
        board,
        told.filter(origin=AssessmentOrigin.IMPORTED).count(),
    )
    corrected = len(board.corrections)
    invented = [item for item in data.exhibits if item.is_invented and item.section in data.shown]
    return "quality", {
        **section.context,
        "corrected": ngettext(
            "%(n)d lägesbedömning är rättad efter att veckan avslutades.",
            "%(n)d lägesbedömningar är rättade efter att veckan avslutades.",
            corrected,
        )
        % {"n": corrected}
        if corrected
        else _("Ingen lägesbedömning är rättad efter att veckan avslutades."),
        "surveys": data.surveys if "tryggheten" in data.shown else [],
        "unconfirmed": len(board.unconfirmed),
        "invented": [
            *(item.title for item in invented),
            *(item.view.question for item in data.surveys if item.is_invented and "tryggheten" in data.shown),
        ],
        "too_few": [
            (item.title, row.label)
            for item in data.exhibits
            if item.section in data.shown and item.shape == ExhibitShape.AREAS
            for row in values_of(item)
            if row.value is None
        ]
        + [
            (item.view.question, name)
            for item in (data.surveys if "tryggheten" in data.shown else [])
            for name, _share, interval, _n, _compared in item.rows
            if interval == MISSING
        ],
        "digest": digest_of(snapshot_of(data)),
        "stamp": stamp_words(),
        "is_invented": data.edition.is_invented,
        "imported": told.filter(origin=AssessmentOrigin.IMPORTED).count(),
    }
