"""A sender's file of incidents on its way in: columns and words are explained once, then it is read whole.

Python understands each cell once, however often it comes; the database says where each row was, all rows at
a time.  Either every row of the district is stored or none.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from incidents.import_models import ImportMapping, ImportRun
from incidents.import_reading import Grid
from incidents.import_staging import PLACED, STAGED, insert_rows, place_rows, stage
from incidents.import_times import Moments, read_when
from incidents.models import Incident, IncidentCategory
from incidents.querysets import Status
from incidents.services import CLOCK_SKEW, PLANNED, narrowed
from places.models import Area, AreaAlias, Place
from places.place_imports import EAST, EASTING, NORTH, NORTHING
from platssamverkan.core.guard import find
from platssamverkan.core.incoming import Complaint, Complaints, ImportRefused
from platssamverkan.core.names import address, fold, nearest
from stakeholders.audit import record
from stakeholders.models import Organisation, User

MOST_WORDS = 500  # characters of a description
MOST_KINDS = 200  # different words for kinds in one file
MOST_COMPLAINTS = 1000
NOT_IMPORTED = "police_notice"  # only the police's own feed makes one


class Role(models.TextChoices):
    """What a column holds."""

    TIME = "time", gettext_lazy("När, eller tidigast")
    CLOCK = "clock", gettext_lazy("Klockslag")
    END = "end", gettext_lazy("Senast")
    KIND = "kind", gettext_lazy("Händelsetyp")
    NORTH = "north", gettext_lazy("Latitud eller N")
    EAST = "east", gettext_lazy("Longitud eller E")
    PLACE = "place", gettext_lazy("Plats")
    AREA = "area", gettext_lazy("Område")
    WORDS = "words", gettext_lazy("Beskrivning")
    NUMBER = "number", gettext_lazy("Avsändarens nummer")
    SKIP = "skip", gettext_lazy("Läses inte in")


# The headings that need no explaining.
USUAL = {
    Role.TIME: ("när", "tid", "tidpunkt", "datum", "datum och tid", "starttid", "från", "tidigast", "händelsedatum",
                "month", "date", "time"),
    Role.CLOCK: ("klockslag", "klockan", "kl"),
    Role.END: ("till", "senast", "sluttid"),
    Role.KIND: ("händelsetyp", "händelse", "typ", "kategori", "brottstyp", "typ av händelse", "crime type", "category"),
    Role.NORTH: ("latitud", "lat", "latitude", "n", "nord", "y"),
    Role.EAST: ("longitud", "lon", "long", "lng", "longitude", "e", "ost", "x"),
    Role.PLACE: ("plats", "platsnamn", "hållplats", "station"),
    Role.AREA: ("område", "stadsdel"),
    Role.WORDS: ("beskrivning", "anteckning", "fritext", "kommentar"),
    Role.NUMBER: ("nummer", "nr", "id", "ärendenummer", "händelsenummer", "löpnummer"),
}  # fmt: skip
Columns = dict[str, str]  # heading → role
Words = dict[str, str]  # the sender's word, folded → our code; '' says that such rows are not read in


class FileHasChanged(Exception):
    """What would be stored is not what was shown; nothing was stored."""


class ColumnsNotUnderstood(Exception):
    """Somebody must say what columns mean; `missing` says which, in words."""

    def __init__(self, missing: Sequence[str]) -> None:
        self.missing = missing
        super().__init__(", ".join(missing))


class WordsNotUnderstood(Exception):
    """Somebody must say which kind a word stands for; `proposed` has our best guess, '' where there is none."""

    def __init__(self, proposed: dict[str, str]) -> None:
        self.proposed = proposed
        super().__init__(", ".join(proposed))


@dataclass(frozen=True, slots=True)
class Reading:
    """How a file is to be read: whose it is, for which district, and what its columns and words mean."""

    district: Area
    sender: Organisation
    visibility: str
    columns: Columns
    words: Words


@dataclass(frozen=True, slots=True)
class Seen:
    """One line as it was understood, for the person who is to check it."""

    line: int
    first: datetime
    last: datetime
    kind: str
    area: str
    place: str
    has_point: bool


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What the file says and would do, in rows."""

    read: int
    new: int
    known: int
    outside: int
    skipped: int  # of a kind that is not read in
    kinds: tuple[tuple[str, int], ...]
    areas: tuple[tuple[str, int], ...]
    sample: tuple[Seen, ...]
    notes: tuple[Complaint, ...]  # what was left out of rows that come in all the same
    digest: str


# --- what columns and words mean ------------------------------------------------------------------------


def remembered(district: Area, sender: Organisation) -> ImportMapping | None:
    """How the sender's files were read the last time."""
    return ImportMapping.objects.filter(district=district, organisation=sender).first()


def guess_columns(columns: Sequence[str], known: ImportMapping | None = None) -> Columns:
    """What the columns mean: as remembered, else by their usual names; what is not known is not read in."""
    before = {fold(name): role for name, role in known.columns.items()} if known else {}
    found: Columns = {}
    for name in columns:
        if not name:
            continue
        usual = next((role.value for role, names in USUAL.items() if fold(name) in names), Role.SKIP.value)
        role = before.get(fold(name), usual)
        taken = role != Role.SKIP and role in found.values()
        found[name] = Role.SKIP.value if taken else role
    return found


def _by_role(columns: Columns) -> dict[str, str]:
    used = [role for role in columns.values() if role != Role.SKIP]
    twice = [Role(role).label for role in dict.fromkeys(used) if used.count(role) > 1]
    if twice:
        raise ColumnsNotUnderstood([_("%(role)s har två kolumner") % {"role": name} for name in twice])
    missing = [str(role.label) for role in (Role.TIME, Role.KIND) if role.value not in used]
    if (Role.NORTH.value in used) != (Role.EAST.value in used):
        missing.append(_("Den andra av de två koordinaterna"))
    elif not {Role.NORTH.value, Role.PLACE.value, Role.AREA.value} & set(used):
        missing.append(_("Var det hände: koordinater, plats eller område"))
    if missing:
        raise ColumnsNotUnderstood(missing)
    return {role: name for name, role in columns.items() if role != Role.SKIP}


def _kinds(grid: Grid, at: int, words: Words) -> dict[str, IncidentCategory | None]:
    """The kind of each word in the column as it is written; None for one whose rows are not read in."""
    known = {kind.code: kind for kind in IncidentCategory.objects.exclude(code=NOT_IMPORTED)}
    named = {fold(kind.name): kind for kind in known.values()} | {fold(code): known[code] for code in known}
    written = {cells[at] for _line, cells in grid.rows}
    if len(written) > MOST_KINDS:
        text = _("Kolumnen för händelsetyp har fler än %(n)d olika värden. Är det rätt kolumn?")
        raise ImportRefused([Complaint(0, text % {"n": MOST_KINDS})])
    found: dict[str, IncidentCategory | None] = {}
    unknown: dict[str, str] = {}
    for text in sorted(written):
        word = fold(text)
        if not word:
            continue  # complained of at its line
        if word in words:
            found[text] = known.get(words[word])
        elif word in named:
            found[text] = named[word]
        else:
            near = nearest(text, [kind.name for kind in known.values()])
            unknown[word] = named[fold(near)].code if near else ""
    if unknown:
        personal = [word for word in unknown if find(word)]
        if personal:
            said = _("Kolumnen för händelsetyp innehåller något som ser ut som personuppgifter.")
            raise ImportRefused([Complaint(0, said)])
        raise WordsNotUnderstood(unknown)
    return found


# --- understanding the rows -----------------------------------------------------------------------------


@dataclass(slots=True)
class _Reader:
    """Understands the rows one by one, each different cell once, and collects complaints."""

    grid: Grid
    reading: Reading
    now: datetime
    complaints: Complaints = field(default_factory=Complaints)
    notes: list[Complaint] = field(default_factory=list)
    skipped: int = 0
    refused: int = 0

    def rows(self) -> Iterator[tuple[object, ...]]:
        """Give the rows for `stage`; those that are complained of are left out.

        Everything is asked of the database here: while the rows are being written it answers nothing else.
        """
        at = {role: self.grid.columns.index(name) for role, name in _by_role(self.reading.columns).items()}
        district = self.reading.district
        return self._understood(
            at,
            _kinds(self.grid, at[Role.KIND], self.reading.words),
            areas=_areas(district),
            places=_places(district),
            home=_homes(district),
        )

    def _understood(
        self,
        at: Mapping[str, int],
        kinds: Mapping[str, IncidentCategory | None],
        *,
        areas: Mapping[str, int],
        places: Mapping[str, int],
        home: Mapping[int, int],
    ) -> Iterator[tuple[object, ...]]:
        shared = {
            kind.pk: narrowed(kind, self.reading.visibility) for kind in kinds.values() if kind is not None
        }
        latest = self.now + CLOCK_SKEW
        time_at, clock_at, end_at = at[Role.TIME], at.get(Role.CLOCK), at.get(Role.END)
        kind_at, north_at, east_at = at[Role.KIND], at.get(Role.NORTH), at.get(Role.EAST)
        place_at, area_at = at.get(Role.PLACE), at.get(Role.AREA)
        words_at, number_at = at.get(Role.WORDS), at.get(Role.NUMBER)
        spans: dict[tuple[str, str, str], tuple[str, str, bool] | str] = {}
        texts: dict[str, str | None] = {"": ""}
        numbers: dict[str, int] = {}
        copies: Counter[bytes] = Counter()
        for line, cells in self.grid.rows:
            word = cells[kind_at]
            if word not in kinds:
                self._complain(line, _("Händelsetypen saknas."))
                continue
            kind = kinds[word]
            if kind is None:
                self.skipped += 1
                continue
            written = (
                cells[time_at],
                cells[clock_at] if clock_at is not None else "",
                cells[end_at] if end_at is not None else "",
            )
            span = spans.get(written)
            if span is None:
                span = spans[written] = _span(written, latest)
            if isinstance(span, str):
                self._complain(line, span)
                continue
            first, last, ahead = span
            if ahead and kind.code != PLANNED:
                self._complain(line, _("Tiden ligger i framtiden."))
                continue
            x = y = None
            area = place = None
            srid = 0
            if north_at is not None and east_at is not None:
                north, east = cells[north_at].strip(), cells[east_at].strip()
                if north or east:
                    spot = _position(north, east)
                    if isinstance(spot, str):
                        self._complain(line, spot)
                        continue
                    x, y, srid = spot
            if place_at is not None and cells[place_at]:
                place = places.get(fold(cells[place_at]))
                area = home.get(place) if place is not None else None
            if area_at is not None and cells[area_at]:
                named = areas.get(fold(cells[area_at]))
                if named is None and x is None and area is None:
                    self._complain(line, _unknown(cells[area_at], areas))
                    continue
                area = area or named
            if x is None and area is None:
                self._complain(line, self._nowhere(cells, place_at, places))
                continue
            words = ""
            if words_at is not None:
                text = cells[words_at].strip()
                if len(text) > MOST_WORDS:
                    said = _("Beskrivningen är längre än %(n)d tecken.")
                    self._complain(line, said % {"n": MOST_WORDS})
                    continue
                kept = texts.get(text)
                if kept is None and text not in texts:
                    kept = texts[text] = None if find(text, places=places.keys()) else text
                if kept is None:
                    self._note(line)
                words = kept or ""
            key = self._key(
                line, cells, number_at, numbers, copies, (word, *written, x, y, area, place, words)
            )
            if key is None:
                continue
            yield (
                line, key, kind.pk, kind.severity, kind.sensitive, shared[kind.pk], first, last, x, y, srid, area,
                place, words,
            )  # fmt: skip

    def _key(
        self, line: int, cells: Sequence[str], number_at: int | None, numbers: dict[str, int],
        copies: Counter[bytes], content: tuple[object, ...],
    ) -> str | None:  # fmt: skip
        """The digest by which the row is known again: of the sender's number, or of the row and its copies."""
        number = cells[number_at].strip() if number_at is not None else ""
        if number:
            if number in numbers:
                said = _("Numret ”%(number)s” står redan på rad %(line)d.")
                self._complain(line, said % {"number": number[:40], "line": numbers[number]})
                return None
            numbers[number] = line
            return hashlib.sha256(f"number\0{number}".encode()).hexdigest()[:32]
        digest = hashlib.sha256(repr(content).encode()).digest()
        copies[digest] += 1  # two alike are two incidents; the same file again has the same two
        return hashlib.sha256(digest + str(copies[digest]).encode()).hexdigest()[:32]

    def _nowhere(self, cells: Sequence[str], place_at: int | None, places: Mapping[str, int]) -> str:
        if place_at is not None and cells[place_at]:
            return _unknown(cells[place_at], places)
        return _("Raden säger inte var det hände.")

    def _complain(self, line: int, text: str) -> None:
        self.refused += 1
        if len(self.complaints.items) < MOST_COMPLAINTS:
            self.complaints.add(line, text)

    def _note(self, line: int) -> None:
        said = _("Beskrivningen ser ut att innehålla personuppgifter och läses inte in.")
        self.notes.append(Complaint(line, said))


def _span(written: tuple[str, str, str], latest: datetime) -> tuple[str, str, bool] | str:
    """Return earliest and latest as the database reads them and whether that is ahead; or what is wrong."""
    begins, clock, ends = written
    try:
        first: Moments = read_when(begins, clock)
        last = read_when(ends)[1] if ends.strip() else first[1]
    except ValueError as refused:
        return str(refused)
    if last < first[0]:
        return _("Det senaste klockslaget ligger före det tidigaste.")
    # A month or a day that has begun is not ahead: nobody knows yet how much of it is meant.
    return first[0].isoformat(), last.isoformat(), (first[0] if not ends.strip() else last) > latest


def _position(north: str, east: str) -> tuple[float, float, int] | str:
    """Return x, y and their reference system, degrees or SWEREF 99 TM; or what is wrong."""
    try:
        y, x = float(north.replace(",", ".")), float(east.replace(",", "."))
    except ValueError:
        return _("”%(text)s” är inga koordinater.") % {"text": f"{north} {east}"[:40]}
    if abs(y) <= 90 and abs(x) <= 180:
        if EAST[0] <= y <= EAST[1] and NORTH[0] <= x <= NORTH[1]:
            return _("Latitud och longitud står i omvänd ordning. Byt kolumnernas betydelse.")
        return (x, y, 4326) if x or y else _("Koordinaterna 0, 0 betyder att läget saknas.")
    if EASTING[0] <= y <= EASTING[1] and NORTHING[0] <= x <= NORTHING[1]:
        return _("N och E står i omvänd ordning. Byt kolumnernas betydelse.")
    if EASTING[0] <= x <= EASTING[1] and NORTHING[0] <= y <= NORTHING[1]:
        return x, y, 3006
    return _("Läget ligger utanför Sverige.")


def _unknown(name: str, known: Collection[str]) -> str:
    near = nearest(name, list(known))
    values = {"name": name[:60], "near": near[:1].upper() + near[1:] if near else ""}
    if near:
        return _("Ingen plats och inget område heter ”%(name)s”. Menas ”%(near)s”?") % values
    return _("Ingen plats och inget område heter ”%(name)s”.") % values


def _areas(district: Area) -> dict[str, int]:
    """The district and its parts by every name they go by."""
    own = [district, *Area.objects.neighbourhoods_of(district)]
    aliases = AreaAlias.objects.filter(area__in=[area.pk for area in own])
    return dict(aliases.values_list("folded", "area_id")) | {fold(area.name): area.pk for area in own}


def _places(district: Area) -> dict[str, int]:
    rows = Place.objects.in_areas(Area.objects.filter(pk=district.pk)).order_by("-pk")
    return {fold(name): pk for pk, name in rows.values_list("pk", "name")}


def _homes(district: Area) -> dict[int, int]:
    """Of each place in the district, its stadsdel, or the district itself."""
    rows = Area.objects.filter(pk=district.pk).values_list("places", "pk")
    parts = Area.objects.neighbourhoods_of(district).order_by("-pk").values_list("places", "pk")
    return {place: area for place, area in (*rows, *parts) if place is not None}


# --- the file as a whole --------------------------------------------------------------------------------


@transaction.atomic
def preview_import(grid: Grid, reading: Reading, *, now: datetime | None = None) -> ImportPreview:
    """Understand a file and compare it with what is stored.

    ColumnsNotUnderstood or WordsNotUnderstood where somebody must explain; ImportRefused with every
    complaint, by line.
    """
    with _staged(grid, reading, now or timezone.now()) as reader:
        return _preview(reader)


@transaction.atomic
def store_import(
    *, by: User | None, grid: Grid, reading: Reading, seen: str | None = None, now: datetime | None = None
) -> ImportRun:
    """Store a file whole and remember how it was read; doing it twice adds nothing more.

    The incidents are new in the inbox.  FileHasChanged if `seen` is the digest of another preview; else as
    `preview_import`.
    """
    Area.objects.select_for_update(no_key=True).get(pk=reading.district.pk)
    with _staged(grid, reading, now or timezone.now()) as reader:
        counts = _counts()
        if seen is not None and _digest(reader, counts) != seen:
            raise FileHasChanged
        run = ImportRun.objects.create(
            district=reading.district,
            organisation=reading.sender,
            digest=_content(grid),
            read=len(grid.rows),
            added=counts["new"],
            known=counts["known"],
            outside=counts["outside"],
        )
        insert_rows(run=run.pk, sender=reading.sender.pk)
    ImportMapping.objects.update_or_create(
        district=reading.district,
        organisation=reading.sender,
        defaults={
            "name": mapping_name(reading.district, reading.sender),
            "visibility": reading.visibility,
            "columns": reading.columns,
            "words": reading.words,
        },
    )
    record(by, "incidents.imported", run, read=run.read, added=run.added)
    return run


def mapping_name(district: Area, sender: Organisation) -> str:
    """What the command calls the way a sender's files are read in a district."""
    return f"{district.slug}-{address(sender.name)}"[:160]


class _staged:  # noqa: N801 - a context, used as a function
    """The file's rows, understood and placed, in tables that are gone afterwards; yields the reader."""

    def __init__(self, grid: Grid, reading: Reading, now: datetime) -> None:
        self.reader = _Reader(grid, reading, now)

    def __enter__(self) -> _Reader:
        reader = self.reader
        stage(reader.rows())
        place_rows(district=reader.reading.district.pk, sender=reader.reading.sender.pk)
        for line in _abroad():
            reader._complain(line, _("Läget ligger utanför Sverige."))
        reader.complaints.refuse_if_any()
        return reader

    def __exit__(self, *_error: object) -> None:
        if not connection.needs_rollback and not any(_error):
            with connection.cursor() as cursor:
                cursor.execute(f"DROP TABLE {STAGED}, {PLACED}")


def _abroad() -> list[int]:
    """The lines whose position is neither in the district nor in Sweden."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT s.line FROM {STAGED} s JOIN {PLACED} p USING (line) WHERE p.area IS NULL AND s.srid = 4326 "  # noqa: S608
            "AND NOT (s.x BETWEEN %s AND %s AND s.y BETWEEN %s AND %s) ORDER BY s.line LIMIT %s",
            [*EAST, *NORTH, MOST_COMPLAINTS],
        )
        return [line for (line,) in cursor.fetchall()]


def _counts() -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FILTER (WHERE area IS NULL), count(*) FILTER (WHERE known), "  # noqa: S608
            f"count(*) FILTER (WHERE area IS NOT NULL AND NOT known) FROM {PLACED}"
        )
        return dict(zip(("outside", "known", "new"), cursor.fetchone(), strict=True))


def _preview(reader: _Reader) -> ImportPreview:
    counts = _counts()
    with connection.cursor() as cursor:
        kinds = _grouped(cursor, "kind", "incidents_incidentcategory")
        areas = _grouped(cursor, "area", "places_area")
        cursor.execute(
            f"SELECT s.line, s.first, s.last, k.name, a.name, coalesce(pl.name, ''), p.point IS NOT NULL "  # noqa: S608
            f"FROM {STAGED} s JOIN {PLACED} p USING (line) JOIN incidents_incidentcategory k ON k.id = s.kind "
            "JOIN places_area a ON a.id = p.area LEFT JOIN places_place pl ON pl.id = p.place "
            "ORDER BY s.line LIMIT 12"
        )
        sample = tuple(Seen(*row) for row in cursor.fetchall())
    return ImportPreview(
        read=len(reader.grid.rows),
        skipped=reader.skipped,
        kinds=kinds,
        areas=areas,
        sample=sample,
        notes=tuple(reader.notes),
        digest=_digest(reader, counts),
        **counts,
    )


def _grouped(cursor: Any, column: str, table: str) -> tuple[tuple[str, int], ...]:
    cursor.execute(
        f"SELECT t.name, count(*) FROM {PLACED} p JOIN {STAGED} s USING (line) "  # noqa: S608
        f"JOIN {table} t ON t.id = {'s.kind' if column == 'kind' else 'p.area'} "
        "WHERE p.area IS NOT NULL AND NOT p.known GROUP BY t.id, t.name ORDER BY 2 DESC, 1"
    )
    return tuple(cursor.fetchall())


def _content(grid: Grid) -> str:
    return hashlib.sha256(repr((grid.columns, grid.rows)).encode()).hexdigest()


def _digest(reader: _Reader, counts: Mapping[str, int]) -> str:
    reading = reader.reading
    how = (
        sorted(reading.columns.items()), sorted(reading.words.items()), reading.sender.pk, reading.district.pk,
        reading.visibility, sorted(counts.items()),
    )  # fmt: skip
    return hashlib.sha256(f"{_content(reader.grid)}{how!r}".encode()).hexdigest()


# --- taking it back -------------------------------------------------------------------------------------


def used(run: ImportRun) -> int:
    """How many of an import's incidents somebody has decided about or merged others into."""
    mine = Incident.objects.filter(imported_row__run=run)
    decided = mine.exclude(pk__in=mine.standing(Status.NEW).values("pk")).count()
    return decided + mine.filter(duplicates__isnull=False).distinct().count()


@transaction.atomic
def undo_import(*, by: User, run: ImportRun) -> int:
    """Take a whole import back; return how many incidents went.

    ImportRefused if it is taken back already or somebody has decided about one of its incidents.
    """
    held = ImportRun.objects.select_for_update().get(pk=run.pk)
    if held.undone_at is not None:
        raise ImportRefused([Complaint(0, _("Inläsningen är redan ångrad."))])
    mine = Incident.objects.filter(imported_row__run=held)
    keys = list(mine.select_for_update(of=("self",)).values_list("pk", flat=True))
    if used(held):
        said = _("Någon har redan granskat en av händelserna. Inläsningen kan inte ångras.")
        raise ImportRefused([Complaint(0, said)])
    Incident.objects.filter(pk__in=keys).delete()
    held.undone_at = timezone.now()
    held.save(update_fields=["undone_at"])
    record(by, "incidents.import_undone", held, removed=len(keys))
    return len(keys)
