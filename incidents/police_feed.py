"""The police's public feed of events (polisen.se/api/events): notices in, approximate incidents out.

A notice tells a municipality or a county and, in its words, often a stadsdel.  Where one stadsdel is named the
incident is in it; where only its district is, or several of the same district, it is somewhere there; else the
notice is kept without an incident.  A notice never gives a point: the feed's position is the municipality's.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from incidents.models import Incident, IncidentCategory, Origin, PoliceNotice, Precision
from incidents.querysets import Status
from places.models import Area, AreaAlias, AreaKind
from platssamverkan.core.incoming import Complaint, ImportRefused
from platssamverkan.core.weeks import STOCKHOLM

MOST_BYTES = 300_000_000  # unpacked
MONTHS = ("januari", "februari", "mars", "april", "maj", "juni",
          "juli", "augusti", "september", "oktober", "november", "december")  # fmt: skip
# '26 september 14:21, Rån, Stockholm' until 2025 and '09 oktober 17.57, Rån, Stockholm' since.
TITLE = re.compile(r"\s*(\d{1,2}) (\w+) (\d{1,2})[:.](\d{2})\s*,")
# Hours come without their zero: '2025-10-10 7:11:55 +02:00'.
MOMENT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?\s*([+-]\d{2}):?(\d{2})")
LATE = timedelta(hours=24)  # a notice without a time is about the day before it was published

# The feed's types in our kinds; a type that is not here is a notice of another sort, and not counted.
OTHER_KIND = "police_notice"
KINDS = {
    "alkohollagen": "alcohol_disorder", "bedrägeri": "fraud_other", "bombhot": "threat", "brand": "fire_outdoor",
    "bråk": "fight", "detonation": "explosion", "explosion": "explosion",
    "farligt föremål, misstänkt": "weapon_find", "fylleri": "alcohol_disorder", "fylleri/lob": "alcohol_disorder",
    "hets mot folkgrupp": "hate_incident", "inbrott": "burglary_premises",
    "inbrott, försök": "burglary_premises", "knivlagen": "weapon_find", "mord/dråp": "homicide",
    "mord/dråp, försök": "attempted_homicide", "mordbrand": "arson_building", "misshandel": "assault_outdoors",
    "misshandel, grov": "aggravated_assault", "motorfordon, stöld": "theft_vehicle",
    "narkotikabrott": "drug_dealing", "ofredande/förargelse": "threat", "olaga hot": "threat",
    "olaga intrång": "trespass_stairwell", "ordningslagen": "other_disorder",
    "polisinsats/kommendering": "police_operation", "rattfylleri": "reckless_driving",
    "rån": "robbery_person", "rån övrigt": "robbery_person", "rån väpnat": "robbery_shop",
    "rån, försök": "robbery_person", "sabotage mot blåljusverksamhet": "riot", "sexualbrott": "sexual_molestation",
    "skadegörelse": "vandalism", "skottlossning": "shooting", "skottlossning, misstänkt": "shooting",
    "smällar": "explosion", "stöld": "pickpocket", "stöld/inbrott": "burglary_premises",
    "stöld, ringa": "shop_theft", "trafikbrott": "reckless_driving", "vapenlagen": "weapon_find",
    "våld/hot mot tjänsteman": "staff_threat_violence", "våldtäkt": "rape_outdoors",
    "våldtäkt, försök": "rape_outdoors", "åldringsbrott": "fraud_elderly",
}  # fmt: skip
SUMMARY = "sammanfattning"  # a night or a weekend in one notice: many events, and no incident
COUNTY = " län"


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice as it was sent, understood."""

    number: int
    kind: str
    published_at: datetime
    first: datetime
    last: datetime
    located: str
    words: str
    address: str
    digest: str

    @property
    def is_summary(self) -> bool:
        return self.kind.casefold().startswith(SUMMARY)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did, in notices; `complaints` names those that could not be understood, by line."""

    read: int
    added: int
    changed: int
    unchanged: int
    incidents: int  # how many of all that were read have one
    complaints: tuple[Complaint, ...]


# --- reading ----------------------------------------------------------------------------------------


def read_feed(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield the feed's rows with their numbers, from a JSON array or JSON lines, plain or gzip.

    A line that is no JSON comes as None.  ImportRefused for a file that can't be read or is too large.
    """
    try:
        raw = path.read_bytes()
        if raw[:2] == b"\x1f\x8b":
            with gzip.open(path) as packed:
                raw = packed.read(MOST_BYTES + 1)
        if len(raw) > MOST_BYTES:
            raise ImportRefused([Complaint(0, _("Filen är för stor uppackad."))])
        text = raw.decode("utf-8-sig")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise ImportRefused([Complaint(0, _("Filen kan inte läsas som polisens händelser."))]) from error
    return rows_of(text)


def rows_of(text: str) -> Iterator[tuple[int, Any]]:
    """Yield the rows of an answer of the feed, as `read_feed`."""
    if text.lstrip().startswith("["):
        try:
            rows = json.loads(text)
        except ValueError as error:
            raise ImportRefused([Complaint(0, _("Svaret är inte giltig JSON."))]) from error
        yield from enumerate(rows, start=1)
        return
    for line, each in enumerate(text.splitlines(), start=1):
        if each.strip():
            try:
                yield line, json.loads(each)
            except ValueError:
                yield line, None


def understand(row: Any) -> Notice:
    """Read one row of the feed.  ValueError, with a sentence, for one that lacks what a notice needs."""
    if not isinstance(row, dict):
        raise ValueError(_("Raden är ingen händelse."))
    number, title, kind = row.get("id"), row.get("name"), row.get("type")
    published = _moment(row.get("datetime"))
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise ValueError(_("Händelsen saknar nummer."))
    if published is None:
        raise ValueError(_("Händelsen saknar en tid som går att läsa."))
    title, kind = str(title or ""), str(kind or "") or _("Okänd typ")
    location = row.get("location")
    located = str(location.get("name") or "") if isinstance(location, dict) else ""
    words = f"{title.rpartition(',')[0]}\n{row.get('summary') or ''}"
    first = _from_title(title, published)
    address = str(row.get("url") or "")
    digest = hashlib.sha256(
        json.dumps([title, kind, str(row.get("summary")), located, address]).encode()
    ).hexdigest()
    return Notice(
        number, kind[:120], published, first or published - LATE, first or published, located[:120],
        words, address[:300] if address.startswith(("/", "https://polisen.se/")) else "", digest,
    )  # fmt: skip


def _moment(text: object) -> datetime | None:
    match = MOMENT.fullmatch(str(text).strip())
    if match is None:
        return None
    year, month, day, hour, minute, second, ahead, part = (int(each or 0) for each in match.groups())
    offset = f"{ahead:+03d}:{part:02d}"
    try:
        return datetime.fromisoformat(
            f"{year:04d}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}:{second:02d}{offset}"
        )
    except ValueError:
        return None


def _from_title(title: str, published: datetime) -> datetime | None:
    """The moment the title tells; its year is the one that lies nearest before the publication."""
    match = TITLE.match(title)
    if match is None or match[2].casefold() not in MONTHS:
        return None
    month = MONTHS.index(match[2].casefold()) + 1
    for year in (published.astimezone(STOCKHOLM).year, published.astimezone(STOCKHOLM).year - 1):
        try:
            moment = datetime(year, month, int(match[1]), int(match[3]), int(match[4]), tzinfo=STOCKHOLM)
        except ValueError:
            continue
        if moment <= published + LATE:
            return moment
    return None


# --- where ------------------------------------------------------------------------------------------


class Gazetteer:
    """Finds, in the words of a notice, the stadsdelar and districts we know."""

    def __init__(self) -> None:
        areas = Area.objects.defer("geometry").order_by("pk")
        self._municipalities = {area.name.casefold(): area for area in areas.of_kind(AreaKind.MUNICIPALITY)}
        self._known: dict[str, set[Area]] = {}
        by_key = {}
        for area in areas.filter(kind=AreaKind.NEIGHBOURHOOD).select_related("parent"):
            by_key[area.pk] = area
            self._known.setdefault(_compact(area.name), set()).add(area)
        aliases = list(AreaAlias.objects.filter(area__in=by_key))
        for alias in aliases:
            self._known.setdefault(_compact(alias.name), set()).add(by_key[alias.area_id])
        # 'Hässelby' is three stadsdelar; so is every word that begins the names of several.
        firsts: dict[str, set[Area]] = {}
        for area in by_key.values():
            head, _space, rest = area.name.casefold().partition(" ")
            if rest and len(head) > 4:
                firsts.setdefault(head, set()).add(area)
        for area in by_key.values():  # 'Bromma' is all of its stadsdelar
            if area.parent is not None and _compact(area.parent.name) not in self._known:
                firsts.setdefault(_compact(area.parent.name), set()).add(area)
        for head, several in firsts.items():
            if len(several) > 1:
                self._known.setdefault(head, several)
        names = [area.name for area in by_key.values()] + [alias.name for alias in aliases]
        names += [*firsts, *(area.parent.name for area in by_key.values() if area.parent is not None)]
        names = [name for name in names if _compact(name) in self._known]
        # The space is there, is a hard one, or was forgotten: 'Hässelby gård', 'Hässelbygård'.
        written = sorted({r"\s*".join(map(re.escape, name.casefold().split())) for name in names}, key=len)
        # A name stands alone or in the genitive: 'Vällingbys centrum', never 'Vällingbyvägen'.
        self._pattern = re.compile(
            rf"(?<!\w)({'|'.join(reversed(written)) or '(?!)'})s?(?!\w)", re.IGNORECASE
        )

    def find(self, notice: Notice) -> tuple[Area | None, Precision]:
        """Return the area a notice is about and how sure that is; None where no area of ours is."""
        municipality = self._municipalities.get(notice.located.casefold())
        if not self._may_name(notice):
            return municipality, Precision.ROUGH
        named = [self._known[_compact(match)] for match in self._pattern.findall(notice.words)]
        sure = {area for each in named if len(each) == 1 for area in each}
        if len(sure) == 1 and all(sure & each for each in named):
            return sure.pop(), Precision.AREA
        districts = {area.parent for each in named for area in each}
        if len(districts) == 1:
            return districts.pop(), Precision.ROUGH
        return municipality, Precision.ROUGH

    @staticmethod
    def _may_name(notice: Notice) -> bool:
        """Whether a name in the words can be one of ours: the notice is about our city, or about its county."""
        located = notice.located.casefold()
        return located in {"", "stockholm"} or located.endswith(COUNTY)


def _compact(name: str) -> str:
    """The name without capitals and spaces: the form two spellings are compared in."""
    return "".join(name.casefold().split())


# --- storing ----------------------------------------------------------------------------------------


@transaction.atomic
def import_notices(rows: Iterable[tuple[int, Any]], *, now: datetime | None = None) -> Outcome:
    """Store the feed's notices and the incidents they tell of, all of them new in the inbox.

    A notice that is there already is left alone, unless it has been edited: then its incident follows, if
    nobody has decided about it.  A row that makes no sense is named, and stops nothing.
    """
    at = now or timezone.now()
    complaints, notices = [], {}
    for line, row in rows:
        try:
            notice = understand(row)
        except ValueError as refused:
            complaints.append(Complaint(line, str(refused)))
        else:
            notices[notice.number] = notice  # the last one of a number holds
    known = {
        row.number: row
        for row in PoliceNotice.objects.select_for_update(of=("self",))
        .filter(number__in=notices)
        .select_related("incident")
    }
    gazetteer, kinds = Gazetteer(), {kind.code: kind for kind in IncidentCategory.objects.all()}
    fresh, changed = [], 0
    for notice in notices.values():
        row = known.get(notice.number)
        if row is not None and row.digest == notice.digest:
            continue
        area, precision = gazetteer.find(notice)
        incident = _incident(notice, area, precision, kinds)
        if row is None:
            fresh.append((_notice(notice, area, precision, at), incident))
        else:
            changed += 1
            _follow(row, notice, area, precision, incident, at)
    made = Incident.objects.bulk_create([each for _row, each in fresh if each is not None], batch_size=1000)
    assert all(each.pk for each in made)
    for row, incident in fresh:
        row.incident = incident
    PoliceNotice.objects.bulk_create([row for row, _incident in fresh], batch_size=1000)
    have = PoliceNotice.objects.filter(number__in=notices, incident__isnull=False).count()
    return Outcome(
        len(notices), len(fresh), changed, len(notices) - len(fresh) - changed, have, tuple(complaints)
    )


def _incident(
    notice: Notice, area: Area | None, precision: Precision, kinds: dict[str, IncidentCategory]
) -> Incident | None:
    if area is None or notice.is_summary:
        return None
    kind = kinds[KINDS.get(notice.kind.casefold(), OTHER_KIND)]
    return Incident(
        area=area, precision=precision, category=kind, severity=kind.severity, occurred_from=notice.first,
        occurred_to=notice.last, origin=Origin.IMPORTED, included_in_assessment=False,
    )  # fmt: skip


def _notice(notice: Notice, area: Area | None, precision: Precision, at: datetime) -> PoliceNotice:
    return PoliceNotice(
        number=notice.number, kind=notice.kind, published_at=notice.published_at, occurred_from=notice.first,
        occurred_to=notice.last, located=notice.located, area=area, precision=precision,
        address=notice.address, digest=notice.digest, read_at=at,
    )  # fmt: skip


def _follow(
    row: PoliceNotice, notice: Notice, area: Area | None, precision: Precision, incident: Incident | None,
    at: datetime,
) -> None:  # fmt: skip
    """Bring a stored notice up to what the police have changed it to."""
    for name in ("kind", "published_at", "located", "address", "digest"):
        setattr(row, name, getattr(notice, name))
    row.occurred_from, row.occurred_to, row.area, row.precision, row.read_at = (
        notice.first, notice.last, area, precision, at,
    )  # fmt: skip
    old = row.incident
    if old is None and incident is not None:
        incident.save()
        row.incident = incident
    elif old is not None and incident is not None and old.status == Status.NEW:
        for name in ("area", "precision", "category", "severity", "occurred_from", "occurred_to"):
            setattr(old, name, getattr(incident, name))
        old.save()
    row.save()
