"""The annual lägesbild: reads every room once and composes the chapters."""

from collections.abc import Iterable
from datetime import date

from django.contrib.gis.geos import GEOSGeometry
from django.db.models import Max, Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessments.analysis import YearBoard, year_board
from assessments.models import Assessment, Origin, ScaleVersion
from indicators.analysis import Compstat, compstat
from places.figures import designations_in, district_map, stations_in
from places.models import Area, AreaRelation, AreaRelationKind, BaseMapFeature, BaseMapKind, Designation
from platssamverkan.core.maps import MapSpec, silhouette
from platssamverkan.core.palette import PRIMARY
from platssamverkan.core.swedish import day
from reports import sections
from reports.document import Document
from reports.sections import Coverage, Source
from stakeholders.models import Organisation, OrganisationType

COVER_SHAPE = "#1d6189"


def compose(area: Area, year: int) -> Document:
    """Read a district's year and compose its lägesbild.

    Everything is read here; writing and printing the document asks the database nothing.
    """
    board = year_board(area, year)
    # The board's own areas come without geometry: most pages need none.
    parts = list(Area.objects.neighbourhoods_of(area).defer(None))
    table = compstat(area, year)
    last_day = date(year, 12, 31)
    designations = designations_in(area, last_day)
    stations = list(
        BaseMapFeature.objects.filter(kind=BaseMapKind.METRO_STATION, geometry__bboverlaps=area.geometry)
    )
    notes = {column.area.pk: weeks_words(column.raised) for column in board.by_area if column.assessed}
    spec = district_map(area, notes=notes, day=last_day)
    told = Assessment.objects.filter(area__in=board.areas, iso_year=year)
    board_source = joined_sources(
        told.exclude(source="").values_list("source", flat=True).distinct().order_by("source")
    )
    parties = both_parties(area, last_day)
    title = _("Gemensam lägesbild %(year)d") % {"year": year}
    caption_source = caption_words(board, board_source)
    return Document(
        title=f"{title}. {area.name}",
        running_head=f"{title} · {area.name}",
        authors=tuple(party.name for party in parties),
        cover={
            "title": title,
            "district": area.name,
            "parties": parties,
            "art": cover_art(area, parts),
            "period": _("1 januari–31 december %(year)d") % {"year": year},
            "until": sections.assessed_until(board),
            "compstat_until": day(table.period_end) if table else "",
            "next_year": str(year + 1),
        },
        sections=(
            sections.summary(board, table),
            sections.weeks(board, ScaleVersion.objects.filter(is_current=True).first(), caption_source),
            sections.territory(
                board,
                parts,
                spec,
                {part.pk: stations_in(part.geometry, stations) for part in parts},
                designations,
                spec.source,
            ),
            sections.crime(table, year, area.name),
            sections.sources(
                source_rows(board, board_source, table, spec, designations),
                coverages_of(board, table),
                board,
                told.filter(origin=Origin.IMPORTED).count(),
            ),
        ),
    )


def both_parties(district: Area, on: date) -> list[Organisation]:
    """The district's administration, then the police of the local police area that the district is part of."""
    own = (
        AreaRelation.objects.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=on), kind=AreaRelationKind.OWN, valid_from__lte=on
        )
        .select_related("organisation")
        .order_by("organisation__name")
    )
    municipal = own.filter(area=district, organisation__org_type=OrganisationType.DISTRICT_ADMINISTRATION)
    police = own.filter(area__parts__part=district, organisation__org_type=OrganisationType.LOCAL_POLICE)
    return [relation.organisation for relation in (*municipal, *police)]


def cover_art(district: Area, parts: list[Area]) -> SafeString:
    shapes: list[GEOSGeometry] = [part.geometry for part in parts] or [district.geometry]
    return silhouette(
        shapes,
        width_mm=210,
        height_mm=297,
        title=_("Omslagsbild: konturen av %(district)s") % {"district": district.name},
        fill=COVER_SHAPE,
        seam=PRIMARY,
    )


def weeks_words(count: int) -> str:
    return _("%(count)d veckor") % {"count": count} if count != 1 else _("1 vecka")


def joined_sources(found: Iterable[str]) -> str:
    return "; ".join(found)


def caption_words(board: YearBoard, source: str) -> str:
    """'Källa: Tabell 2, t.o.m. vecka 46', short enough for one line of caption."""
    parts = [_("Källa: %(source)s") % {"source": source}] if source else []
    if board.cutoff:
        parts.append(_("t.o.m. vecka %(week)d") % {"week": board.cutoff.week})
    return ", ".join(parts)


def source_rows(
    board: YearBoard,
    board_source: str,
    table: Compstat | None,
    spec: MapSpec,
    designations: list[Designation],
) -> list[Source]:
    rows = []
    if board.total:
        rows.append(
            Source(
                _("Lägesbedömningar"),
                board_source or _("Beslutade i Platssamverkan"),
                _("till och med %(until)s") % {"until": sections.assessed_until(board)},
            )
        )
    if table:
        rows.append(
            Source(
                _("Anmälda brott, CompStat"),
                table.source,
                _("uttag %(day)s") % {"day": day(table.extracted_on)},
            )
        )
    boundaries = sorted({(area.source, area.fetched_on) for area in board.areas})
    rows += [
        Source(_("Områdenas gränser"), source, _("hämtad %(day)s") % {"day": day(on)})
        for source, on in boundaries
    ]
    rows += [
        Source(
            str(item),
            item.source,
            _("lista %(year)d") % {"year": item.list_year}
            if item.list_year
            else _("gäller från %(day)s") % {"day": day(item.valid_from)},
        )
        for item in designations
    ]
    known = {source for source, _on in boundaries}
    ground = [source for source in spec.source.split(" · ") if source not in known]
    fetched = (
        BaseMapFeature.objects.filter(source__in=ground).values_list("source").annotate(Max("fetched_on"))
    )
    dates = dict(fetched.order_by())
    rows += [
        Source(_("Kartans underlag"), source, _("hämtad %(day)s") % {"day": day(dates[source])})
        for source in ground
    ]
    return rows


def coverages_of(board: YearBoard, table: Compstat | None) -> list[Coverage]:
    rows = []
    if board.total:
        rows.append(
            Coverage(
                _("Lägesbedömningar"),
                _("ISO-veckor, måndag–söndag"),
                sections.assessed_until(board),
                _("Bedömningen följer det som rapporterats. Fler rapporter kan ge högre nivå."),
            )
        )
    if table:
        rows.append(
            Coverage(
                _("Anmälda brott, CompStat"),
                _("kalenderdatum, %(period)s varje år") % {"period": table.period},
                day(table.period_end),
                _(
                    "Anmälda brott i urval efter anmälningsdatum. Uppgifterna är preliminära och alla brott anmäls inte."
                ),
            )
        )
    return rows
