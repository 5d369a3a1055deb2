"""The chapters of the annual lägesbild: each a function from what the rooms know to a Section.

Sentences that state a finding are made here from the data, so that text and tables cannot differ.  A
chapter without data says so in one sentence instead of disappearing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.analysis import AreaYear, YearBoard
from assessments.figures import raised_weeks, year_strip
from assessments.models import Level, ScaleVersion
from assessments.standing import year_notes
from indicators.analysis import Compstat, CompstatRow
from indicators.figures import change_by_category, clear_changes, driven_sum, driver, trend
from indicators.sentences import background, crime_findings
from places.models import Area, Designation
from platssamverkan.core.maps import MapSpec
from platssamverkan.core.statistics import PERCENT_BASE
from platssamverkan.core.swedish import (
    MISSING,
    NBSP,
    day,
    enumerate_words,
    lower_first,
    percent,
    runs,
    signed,
    signed_percent,
    whole,
)
from reports.document import Section

SQUARE_METRES_PER_KM2 = 1_000_000


@dataclass(frozen=True, slots=True)
class Source:
    """One underlag: what it is, where it comes from, and what moment it describes."""

    subject: str
    origin: str
    as_of: str

    @property
    def is_cc_by(self) -> bool:
        """Whether the licence asks for its address to be printed."""
        return "CC BY 4.0" in self.origin


@dataclass(frozen=True, slots=True)
class Coverage:
    """What one data set covers, and what a reader must know before trusting it."""

    subject: str
    covers: str
    until: str
    remark: str


@dataclass(frozen=True, slots=True)
class YearCell:
    """A cell of the year table: its look and its text."""

    css: str
    text: str


@dataclass(frozen=True, slots=True)
class YearRow:
    """A week of the year table; after the cut-off it has no cells, only an empty line."""

    week: int
    is_after_cutoff: bool
    cells: list[YearCell]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """An area in the table that says what the map shows."""

    name: str
    square_km: float
    stations: str
    designation: str
    raised: int | None


def assessed_until(board: YearBoard) -> str:
    """'vecka 46 (19 november 2023)', or that nothing was assessed."""
    if board.cutoff is None:
        return _("inga lägesbedömningar")
    return _("vecka %(week)d (%(day)s)") % {"week": board.cutoff.week, "day": day(board.cutoff.sunday)}


def summary(board: YearBoard, table: Compstat | None) -> Section:
    """What the year came to, on one page."""
    found = findings(board) + (crime_findings(table) if table else [])
    return Section(
        "sammanfattning",
        _("Sammanfattning"),
        "reports/document/summary.html",
        {
            "year": board.year,
            "district": board.district.name,
            "facts": _facts(board, table),
            "findings": found,
            "board": board if board.total else None,
            "strip": year_strip(board) if board.total else "",
            "levels": _levels(),
            **_gaps(board),
        },
    )


def weeks(board: YearBoard, scale: ScaleVersion | None, source: str) -> Section:
    """The scale, every week of the year, and the counts by area."""
    return Section(
        "veckorna",
        _("Läget vecka för vecka"),
        "reports/document/weeks.html",
        {
            "year": board.year,
            "district": board.district.name,
            "board": board,
            "findings": findings(board),
            "scale": scale,
            "steps": [(step.level, Level(step.level).label, step.text) for step in scale.steps.all()]
            if scale
            else [],
            "rows": [_year_row(board, index) for index in range(len(board.weeks))],
            "counts": _counts(board),
            "chart": raised_weeks(board, source) if board.total else None,
            "source": source,
            "notes": year_notes(board),
            "levels": _levels(),
            **_gaps(board),
            "finding_by_area": _area_findings(board),
        },
    )


def territory(
    board: YearBoard,
    areas: Sequence[Area],
    spec: MapSpec,
    stations: Mapping[int, Sequence[str]],
    designations: Sequence[Designation],
    source: str,
) -> Section:
    """The map and its twin in a table."""
    rows = [
        PlaceRow(
            name=area.name,
            square_km=area.geometry.area / SQUARE_METRES_PER_KM2,
            stations=enumerate_words(list(stations[area.pk])) or MISSING,
            designation=_designated(area, designations),
            raised=column.raised if column.assessed else None,
        )
        for area, column in zip(areas, board.by_area, strict=True)
    ]
    return Section(
        "omradena",
        _("Områdena"),
        "reports/document/territory.html",
        {
            "year": board.year,
            "district": board.district.name,
            "map": spec,
            "rows": rows,
            "designations": designations,
            "source": source,
            "findings": _place_findings(areas, designations),
        },
    )


def crime(table: Compstat | None, year: int, district: str) -> Section:
    """The CompStat table in its blocks, what moved, and how to read it."""
    if table is None:
        return Section(
            "brottsligheten",
            _("Brottsligheten"),
            "reports/document/missing.html",
            {
                "sentence": _("Inga CompStat-uppgifter för %(district)s %(year)d är inlästa.")
                % {"district": district, "year": year}
            },
        )
    source = _("Källa: %(source)s, uttag %(day)s") % {"source": table.source, "day": day(table.extracted_on)}
    drivers = [found for block in table.blocks if (found := driver(block))]
    return Section(
        "brottsligheten",
        _("Brottsligheten"),
        "reports/document/crime.html",
        {
            "table": table,
            "period": table.period,
            "first_year": table.years[0],
            "now": table.years[-1],
            "before": table.years[-1] - 1,
            "blocks": [
                (block, [_CrimeRow.of(table, row) for row in block.rows], f"compstat-{index}")
                for index, block in enumerate(table.blocks, start=1)
            ],
            "findings": crime_findings(table),
            "source": source,
            "changes": change_by_category(table, source),
            "drivers": [driven_sum(table, found, source) for found in drivers],
            "backgrounds": [
                sentence for block in table.blocks if (sentence := background(block, table.years))
            ],
            "percent_base": PERCENT_BASE,
            "compared": sum(len(block.categories) for block in table.blocks),
        },
    )


def sources(
    rows: Sequence[Source], coverages: Sequence[Coverage], board: YearBoard, imported: int
) -> Section:
    """Where everything comes from, how far it reaches, and what it cannot say."""
    return Section(
        "underlag",
        _("Källor och datakvalitet"),
        "reports/document/sources.html",
        {
            "sources": rows,
            "coverages": coverages,
            "board": board,
            "missing": _missing(board),
            "rest": _rest(board),
            "imported": imported,
            "is_imported": imported > 0,
            "cc_by": any(row.is_cc_by for row in rows),
        },
    )


def findings(board: YearBoard) -> list[str]:
    """The year's assessments in two or three sentences."""
    if not board.total:
        return [
            _("Inga lägesbedömningar för %(district)s %(year)d är gjorda eller inlästa.")
            % {"district": board.district.name, "year": board.year}
        ]
    sentences = [
        _("Under %(filled)d av årets %(weeks)d veckor gjordes %(total)s lägesbedömningar i %(areas)d områden. "
          "%(normal)s av dem (%(share)s) gällde ett normalt läge.")
        % {
            "filled": len(board.filled_weeks),
            "weeks": len(board.weeks),
            "total": whole(board.total),
            "areas": len(board.areas),
            "normal": whole(board.totals[Level.NORMAL]),
            "share": percent(100 * board.totals[Level.NORMAL] / board.total, 0),
        }
    ]  # fmt: skip
    critical = board.totals[Level.CRITICAL]
    if critical:
        most, areas = _most([(column.counts[Level.CRITICAL], column) for column in board.by_area])
        sentence = ngettext(
            "Läget bedömdes som kritiskt (nivå 5) %(count)d gång.",
            "Läget bedömdes som kritiskt (nivå 5) %(count)d gånger.",
            critical,
        ) % {"count": critical}
        if critical > 1:
            sentence += " " + _("Flest kritiska veckor hade %(areas)s (%(most)d).") % {
                "areas": areas,
                "most": most,
            }
        sentences.append(sentence)
    else:
        sentences.append(_("Läget bedömdes inte som kritiskt (nivå 5) någon vecka."))
    most, areas = _most([(column.raised, column) for column in board.by_area])
    if most:
        longest = max(column.longest_raised_run for column in board.by_area if column.raised == most)
        sentence = _("%(areas)s hade flest veckor på nivå 3 eller högre: %(most)d av %(filled)d") % {
            "areas": areas, "most": most, "filled": len(board.filled_weeks),
        }  # fmt: skip
        if longest > 1:
            sentence += _(", som mest %(longest)d veckor i följd") % {"longest": longest}
        sentences.append(f"{sentence}.")
    return sentences


@dataclass(frozen=True, slots=True)
class _CrimeRow:
    """A row of the CompStat table, written."""

    name: str
    counts: list[str]
    trend: SafeString
    change: str
    percent: str
    verdict: str
    is_clear: bool
    is_sum: bool

    @classmethod
    def of(cls, table: Compstat, row: CompstatRow) -> "_CrimeRow":
        change = row.change
        return cls(
            name=row.name,
            counts=[whole(count) for count in row.counts],
            trend=trend(table, row),
            change=signed(change.absolute),
            percent=signed_percent(change.printable_percent),
            verdict=str(change.verdict.label if change.verdict else _("uppgift saknas")),
            is_clear=change.is_clear,
            is_sum=row.is_sum,
        )


def _facts(board: YearBoard, table: Compstat | None) -> list[tuple[str, str]]:
    facts = [
        (whole(board.total), _("lägesbedömningar, vecka för vecka och område för område")),
        (f"{len(board.filled_weeks)}", _("bedömda veckor av årets %(weeks)d") % {"weeks": len(board.weeks)}),
        (whole(board.totals[Level.CRITICAL]), _("gånger bedömdes läget som kritiskt (nivå 5)")),
    ]
    if table:
        clear, compared = len(clear_changes(table)), sum(len(block.categories) for block in table.blocks)
        facts.append(
            (
                _("%(clear)d av %(compared)d") % {"clear": clear, "compared": compared},
                _("brottskategorier med tydlig förändring mot året före"),
            )
        )
    return facts


def _most(pairs: list[tuple[int, AreaYear]]) -> tuple[int, str]:
    """The highest count and the names of the areas that share it."""
    most = max(count for count, _column in pairs)
    return most, enumerate_words([column.area.name for count, column in pairs if count == most])


def _area_findings(board: YearBoard) -> list[str]:
    """What the counts by area say that the year's total hides."""
    if not board.total:
        return []
    calm = [column.area.name for column in board.by_area if column.assessed and not column.raised]
    sentences = []
    spikes = [
        c for c in board.by_area if c.counts[Level.CRITICAL] and c.raised - c.counts[Level.CRITICAL] <= 1
    ]
    if calm:
        sentences.append(
            _("%(areas)s låg under nivå 3 hela den bedömda tiden.") % {"areas": enumerate_words(calm)}
        )
    if spikes:
        sentences.append(
            _(
                "I %(areas)s var de kritiska veckorna enstaka: området låg nästan aldrig på nivå\u00a03 eller\u00a04 däremellan."
            )
            % {"areas": enumerate_words([column.area.name for column in spikes])}
        )
    return sentences


def _place_findings(areas: Sequence[Area], designations: Sequence[Designation]) -> list[str]:
    sentences = []
    for item in designations:
        inside = [area.name for area in areas if _share(area, item) >= 0.5]
        touched = [area.name for area in areas if 0.01 < _share(area, item) < 0.5]
        if inside:
            text = _("Klassat som %(kind)s: %(areas)s") % {
                "kind": lower_first(item.get_kind_display()), "areas": enumerate_words(inside),
            }  # fmt: skip
            if touched:
                text += _(" samt en del av %(areas)s") % {"areas": enumerate_words(touched)}
            sentences.append(f"{text}.")
    return sentences


def _share(area: Area, item: Designation) -> float:
    """How much of the area the classification covers, 0–1; one without a border of its own covers none."""
    if item.geometry is None:
        return 0.0
    return float(area.geometry.intersection(item.geometry).area / area.geometry.area)


def _designated(area: Area, designations: Sequence[Designation]) -> str:
    shares = [_share(area, item) for item in designations]
    most = max(shares, default=0.0)
    if most >= 0.99:
        return _("ja")
    return _("till en del") if most > 0.01 else _("nej")


def _levels() -> list[tuple[int, str]]:
    return [(level.value, str(level.label)) for level in Level]


def _gaps(board: YearBoard) -> dict[str, bool]:
    """Which kinds of empty cells the year has, and the key therefore explains."""
    return {
        "has_missing": bool(board.missing),
        "has_rest": any(board.is_after_cutoff(week) for week in board.weeks),
    }


def _year_row(board: YearBoard, index: int) -> YearRow:
    week = board.weeks[index]
    if board.is_after_cutoff(week):
        return YearRow(week.week, is_after_cutoff=True, cells=[])
    missing = YearCell("ej", _("ej"))
    cells = [missing if level is None else YearCell(f"l{level}", str(level)) for level in board.levels[index]]
    return YearRow(week.week, is_after_cutoff=False, cells=cells)


def _counts(board: YearBoard) -> list[tuple[str, list[int]]]:
    """The counts under the year table, in its columns: one row for each level, then what they add up to."""
    rows = [(str(level), [column.counts[level] for column in board.by_area]) for level in Level.values]
    return [
        *rows,
        (_("3–5"), [column.raised for column in board.by_area]),
        (_("i följd"), [column.longest_raised_run for column in board.by_area]),
    ]


def _missing(board: YearBoard) -> str:
    """Which area-weeks nobody assessed before the cut-off, in words; empty when there are none."""
    by_area: dict[str, list[int]] = {}
    for week, area in board.missing:
        by_area.setdefault(area.name, []).append(week.week)
    return "; ".join(f"{name} v.{NBSP}{runs(numbers)}" for name, numbers in by_area.items())


def _rest(board: YearBoard) -> str:
    """The weeks after the cut-off: '47–52'."""
    return runs([week.week for week in board.weeks if board.is_after_cutoff(week)])
