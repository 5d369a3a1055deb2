"""Changes of walks: planning, taking in what telephones and desks write, deciding and answering."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from django.contrib.gis.db.models.functions import Distance
from django.contrib.gis.geos import Point
from django.contrib.gis.measure import D
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from places.mandates import who_answers
from places.models import SRID, Area, Place
from platssamverkan.core.guard import guard
from stakeholders.audit import record
from stakeholders.models import Organisation, User
from walks.models import (
    Answer,
    AspectScore,
    Channel,
    Observation,
    ObservationCategory,
    ObservationStatus,
    ParticipantCount,
    Photo,
    PositionSource,
    Urgency,
    Walk,
    WalkGroup,
    WalkStatus,
    WalkStop,
)
from walks.photos import Box, Painted, cover, repaint

WGS84 = 4326
NEAR_PLACE = 150  # metres: a place this near is what an observation was about
FAR_AWAY = 3_000  # metres from the stops: not a position of this walk
MOST_PHOTOS = 5
MOST_BOXES = 40  # to cover on one picture
# A telephone's clock that is further off than this is told, and ours is used.
CLOCK_OFF = timedelta(hours=12)


# --- planning -----------------------------------------------------------------------------------------


@transaction.atomic
def save_walk(*, by: User, walk: Walk | None = None, area: Area, **values: Any) -> Walk:
    """Plan a walk, or change its plan.  ValidationError by field."""
    fresh = walk is None
    walk = walk or Walk(created_by=by)
    walk.area = area
    for name, value in values.items():
        setattr(walk, name, value)
    walk.full_clean()
    walk.save()
    record(by, "walk.planned" if fresh else "walk.changed", walk)
    return walk


@transaction.atomic
def save_stops(*, by: User, walk: Walk, stops: Sequence[Mapping[str, Any]]) -> None:
    """Set the route: stops in order, each `name`, `look_for` and `place`.

    A stop that is left out is taken off the route; what was seen there keeps it.
    """
    kept = {stop.name: stop for stop in walk.stops.select_for_update().filter(removed=False)}
    WalkStop.objects.filter(pk__in=[stop.pk for stop in kept.values()]).update(removed=True)
    for number, wanted in enumerate(stops, start=1):
        stop = kept.pop(wanted["name"], None) or WalkStop(walk=walk, name=wanted["name"])
        place: Place | None = wanted.get("place")
        stop.number, stop.removed = number, False
        stop.look_for, stop.place = wanted.get("look_for", ""), place
        if place is not None and place.geometry is not None:
            stop.point = place.geometry.centroid
        stop.full_clean()
        stop.save()
    record(by, "walk.route_set", walk, stops=len(stops))


def propose_loop(area: Area, *, most: int = 10) -> list[Place]:
    """Propose stops: the area's places, in the order of a short loop that begins in the north.

    Places where deficiencies wait come first in the choice, then those with a classification of unsafety.
    Greedy: each time the nearest one that is left, which is near the shortest for so few.
    """
    waiting = set(
        Observation.objects.unsolved().exclude(stop__place=None).values_list("stop__place", flat=True)
    )
    places = list(Place.objects.filter(areas=area, geometry__isnull=False).prefetch_related("designations"))
    places.sort(key=lambda place: (place.pk not in waiting, not place.designations.all(), place.name))
    left = places[:most]
    loop: list[Place] = []
    while left:
        if loop:
            here = _spot(loop[-1])
            nearest = min(left, key=lambda place: _spot(place).distance(here))
        else:
            nearest = max(left, key=lambda place: _spot(place).y)
        left.remove(nearest)
        loop.append(nearest)
    return loop


def _spot(place: Place) -> Point:
    assert place.geometry is not None
    centre: Point = place.geometry.centroid
    return centre


@transaction.atomic
def save_people(
    *, by: User, walk: Walk, groups: Sequence[Mapping[str, Any]], counts: Sequence[Mapping[str, Any]]
) -> None:
    """Set the groups, and how many took part of each kind and age; the same kind twice is added up."""
    walk.groups.all().delete()
    for wanted in groups:
        group = WalkGroup(walk=walk, **wanted)
        group.full_clean()
        group.save()
    totals: dict[tuple[str, str], int] = {}
    for wanted in counts:
        key = wanted["kind"], wanted["age_band"]
        totals[key] = totals.get(key, 0) + wanted["count"]
    walk.participants.all().delete()
    for (kind, age_band), count in totals.items():
        if count:
            ParticipantCount.objects.create(walk=walk, kind=kind, age_band=age_band, count=count)
    record(by, "walk.people_set", walk, people=sum(totals.values()))


@transaction.atomic
def set_walk_status(*, by: User, walk: Walk, status: WalkStatus) -> None:
    """Move a walk on.  ValidationError when deficiencies without anyone responsible are to be published."""
    if status in (WalkStatus.PUBLISHED, WalkStatus.CLOSED):
        nobody = walk.observations.unsolved().filter(responsible=None).count()
        if nobody:
            raise ValidationError(
                _("%(n)d iakttagelser saknar ansvarig. Ange vem som ansvarar innan protokollet publiceras.")
                % {"n": nobody}
            )
    walk.status = status
    if status == WalkStatus.PUBLISHED:
        walk.published_at = timezone.now()
    walk.save(update_fields=["status", "published_at"])
    record(by, "walk.status_set", walk, status=str(status))


# --- taking in ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the telephone compares before it forgets its own: the digests of what is kept here."""

    observation: Observation
    photos: tuple[str, ...]
    again: bool

    def as_dict(self) -> dict[str, Any]:
        return {
            "id": str(self.observation.client_id),
            "number": self.observation.number,
            "sha256": self.observation.content_sha256,
            "photos": list(self.photos),
            "remark": self.observation.remark,
        }


class Differs(Exception):
    """The same observation came twice with different contents."""


def take_in(*, walk: Walk, by: User | None, content: bytes, photos: Sequence[bytes] = ()) -> Receipt:
    """Keep an observation and its pictures, all or nothing, exactly once however often it is sent.

    `content` is the JSON a telephone wrote.  What can't be right about it (a deleted stop, a far position,
    a wrong clock, a walk that is over) is kept with a remark to resolve.  ValidationError for what is no
    observation or no picture; Differs when the identity is taken by another content.
    """
    values = _read(content)
    digest = sha256(content).hexdigest()
    found = Observation.objects.filter(client_id=values["id"]).first()
    if found is not None:
        return _again(found, walk, digest)
    painted = _paint(photos)
    with transaction.atomic():
        # Two sendings of the same one take turns here, and so do two recorders: numbers have no holes.
        walk = Walk.objects.select_for_update(no_key=True).get(pk=walk.pk)
        found = Observation.objects.filter(client_id=values["id"]).first()
        if found is not None:
            return _again(found, walk, digest)
        observation = _observe(walk, values, digest)
        record(by, "observation.received", observation, walk=walk.pk, photos=len(painted))
        for position, picture in enumerate(painted):
            keep_photo(observation=observation, picture=picture, position=position)
    return Receipt(observation, tuple(picture.sent_sha256 for picture in painted), again=False)


def _again(found: Observation, walk: Walk, digest: str) -> Receipt:
    if found.walk_id != walk.pk or found.content_sha256 != digest:
        raise Differs
    return Receipt(found, tuple(photo.sent_sha256 for photo in found.photos.all()), again=True)


def _paint(photos: Sequence[bytes]) -> list[Painted]:
    if len(photos) > MOST_PHOTOS:
        raise ValidationError(_("Högst fem bilder går att skicka med en iakttagelse."), code="photo")
    return list({sha256(data).hexdigest(): repaint(data) for data in photos}.values())


def keep_photo(*, observation: Observation, picture: Painted, position: int, drawn: bool = False) -> Photo:
    """Keep a painted picture under a name that says nothing."""
    photo = Photo(
        observation=observation, sent_sha256=picture.sent_sha256, position=position,
        width=picture.width, height=picture.height, drawn=drawn,
    )  # fmt: skip
    name = uuid4().hex
    photo.large.save(f"{name}.jpg", ContentFile(picture.large), save=False)
    photo.small.save(f"{name}-s.jpg", ContentFile(picture.small), save=False)
    photo.save()
    return photo


@transaction.atomic
def cover_photo(*, by: User, photo: Photo, boxes: Sequence[Box]) -> None:
    """Cover what shows a person or a number plate: the covered picture takes the other one's place.

    No boxes: somebody has looked, and there is nothing to cover.  ValidationError for a box outside it.
    """
    photo = Photo.objects.select_for_update().get(pk=photo.pk)
    photo.looked_at = timezone.now()
    if not boxes:
        photo.save(update_fields=["looked_at"])
        record(by, "photo.looked_at", photo, walk=photo.observation.walk_id)
        return
    if len(boxes) > MOST_BOXES:
        raise ValidationError(_("Högst 40 rutor. Ta hellre bort bilden."), code="photo")
    with photo.large.open("rb") as kept:
        painted = cover(kept.read(), boxes)
    old = _files(photo)
    name = uuid4().hex
    photo.large.save(f"{name}.jpg", ContentFile(painted.large), save=False)
    photo.small.save(f"{name}-s.jpg", ContentFile(painted.small), save=False)
    photo.save()
    # The uncovered one goes when the change is certain, not before.
    transaction.on_commit(partial(_delete, old))
    record(by, "photo.covered", photo, walk=photo.observation.walk_id, boxes=len(boxes))


@transaction.atomic
def remove_photo(*, by: User, photo: Photo) -> None:
    """Take a picture away, with its files."""
    old = _files(photo)
    record(by, "photo.removed", photo, walk=photo.observation.walk_id)
    photo.delete()
    transaction.on_commit(partial(_delete, old))


def _files(photo: Photo) -> list[tuple[Storage, str]]:
    return [(field.storage, field.name) for field in (photo.large, photo.small) if field.name]


def _delete(files: Sequence[tuple[Storage, str]]) -> None:
    for storage, path in files:
        storage.delete(path)


def _read(content: bytes) -> dict[str, Any]:
    try:
        values = json.loads(content)
        values["id"] = UUID(values["id"])
        values["category"] = ObservationCategory.objects.get(code=str(values["category"]))
    except (ValueError, KeyError, TypeError, AttributeError, ObservationCategory.DoesNotExist) as error:
        raise ValidationError(_("Iakttagelsen går inte att läsa. Ladda om sidan i telefonen.")) from error
    assert isinstance(values, dict)
    return values


def _observe(walk: Walk, values: Mapping[str, Any], digest: str) -> Observation:
    remarks: list[str] = []
    now = timezone.now()
    noted = _moment(values.get("noted_at"), now, walk, remarks)
    stop = _stop(walk, values.get("stop"), remarks)
    point, source = _position(walk, values, stop, remarks)
    if walk.status == WalkStatus.CLOSED:
        remarks.append(_("Kom in efter att vandringen avslutades."))
    last = walk.observations.aggregate(last=Max("number"))["last"] or 0
    urgency = str(values.get("urgency", ""))
    observation = Observation(
        walk=walk, client_id=values["id"], content_sha256=digest, number=last + 1, stop=stop, point=point,
        position_source=source, category=values["category"], positive=values.get("positive") is True,
        urgency=urgency if urgency in Urgency.values else Urgency.SHOULD,
        text=_guarded(values.get("text"), 500, remarks),
        matters_for=_guarded(values.get("matters_for"), 200, remarks),
        noted_at=noted, earlier=_earlier(walk, values.get("earlier")),
    )  # fmt: skip
    taker = values.get("taken_by")
    if taker is not None:
        observation.responsible = Organisation.objects.filter(
            pk=_whole(taker) or 0, area_relations__area__in=_around(walk)
        ).first()
        observation.taken_on_the_spot = observation.responsible is not None
    if observation.responsible is None and not observation.positive:
        observation.responsible = propose_responsible(observation)
    observation.remark = " ".join(remarks)[:500]
    observation.full_clean(exclude=["point"])
    observation.save()
    if observation.taken_on_the_spot:
        _answer(observation, ObservationStatus.ACTING, _("Togs på plats under vandringen."))
    _tick_off(observation)
    return observation


def _tick_off(observation: Observation) -> None:
    """Seen to be good now: what was waiting since the earlier walk is done, and its people are told so."""
    if not observation.positive or observation.earlier_id is None:
        return
    earlier = Observation.objects.unsolved().filter(pk=observation.earlier_id)
    for old in earlier.select_for_update(of=("self",)):
        day = timezone.localtime(observation.noted_at)
        words = _("Löst. Sågs vid %(walk)s den %(day)s.") % {
            "walk": observation.walk.title, "day": f"{day.day}/{day.month} {day.year}",
        }  # fmt: skip
        _answer(old, ObservationStatus.DONE, words)


def _around(walk: Walk) -> list[int]:
    """The walk's area, and what it is a part of."""
    area = walk.area
    keys = [area.pk, *area.wholes.values_list("whole", flat=True)]
    if area.parent_id:
        keys += [
            area.parent_id,
            *Area.objects.filter(parts__part=area.parent_id).values_list("pk", flat=True),
        ]
    return keys


def _guarded(text: object, longest: int, remarks: list[str]) -> str:
    """Nobody out there can be asked again: what may point at somebody is kept to be judged, a number is not."""
    written = str(text or "").strip()[:longest]
    try:
        guard(written)
    except ValidationError as refused:
        if any(problem.code == "hard" for problem in refused.error_list):
            remarks.append(_("En text innehöll ett personnummer och togs inte emot."))
            return ""
        remarks.append(_("Kontrollera att texten inte pekar ut en person."))
    return written


def _whole(value: object) -> int | None:
    return value if isinstance(value, int) and 0 < value < 2**62 else None


def _moment(value: object, now: datetime, walk: Walk, remarks: list[str]) -> datetime:
    """The telephone's moment, where it can be right."""
    try:
        moment = parse_datetime(str(value))
    except ValueError:
        moment = None
    early = min(walk.starts_at, now) - CLOCK_OFF
    if moment is None or timezone.is_naive(moment) or not early <= moment <= now + CLOCK_OFF:
        remarks.append(_("Telefonens klocka gick fel, tiden är när iakttagelsen kom in."))
        return now
    return moment


def _stop(walk: Walk, value: object, remarks: list[str]) -> WalkStop | None:
    number = _whole(value)
    if number is None:
        return None
    stop = walk.stops.filter(pk=number).first()
    if stop is None or stop.removed:
        remarks.append(_("Stoppet hade tagits bort från rutten."))
    return stop


def _position(
    walk: Walk, values: Mapping[str, Any], stop: WalkStop | None, remarks: list[str]
) -> tuple[Point | None, str]:
    """Where it was: by the telephone or by hand, else at the stop."""
    position = values.get("position")
    if isinstance(position, list) and len(position) == 2:
        try:
            latitude, longitude = (float(part) for part in position)
        except (TypeError, ValueError):
            latitude = longitude = 0.0
        if 54 < latitude < 70 and 9 < longitude < 26:
            point = Point(longitude, latitude, srid=WGS84)
            point.transform(SRID)
            spots = [found.point for found in walk.stops.filter(removed=False) if found.point is not None]
            if spots and min(spot.distance(point) for spot in spots) > FAR_AWAY:
                remarks.append(_("Telefonens läge låg mer än 3 km från rutten och användes inte."))
            else:
                by_hand = values.get("position_source") == PositionSource.HAND
                return point, PositionSource.HAND if by_hand else PositionSource.GPS
        else:
            remarks.append(_("Telefonens läge gick inte att använda."))
    if stop is not None and stop.point is not None:
        return stop.point, PositionSource.STOP
    return None, PositionSource.NONE


def _earlier(walk: Walk, value: object) -> Observation | None:
    number = _whole(value)
    return walk.repeats.observations.filter(pk=number).first() if walk.repeats and number else None


def propose_responsible(observation: Observation) -> Organisation | None:
    """Return who answers for the matter at the place, by the mandate card; None is "okänd", to be resolved."""
    matter = observation.category.matter
    place = observation.stop.place if observation.stop else None
    if place is None and observation.point is not None:
        near = Place.objects.filter(geometry__dwithin=(observation.point, D(m=NEAR_PLACE)))
        place = near.annotate(far=Distance("geometry", observation.point)).order_by("far").first()
    if matter is None or place is None:
        return None
    first = who_answers(place, matter, timezone.localdate()).first
    return first.organisation if first else None


@transaction.atomic
def add_observation(*, by: User, walk: Walk, channel: str = Channel.WALK, **values: Any) -> Observation:
    """Write an observation at the desk, or a view that came by mail, telephone or at a meeting."""
    walk = Walk.objects.select_for_update(no_key=True).get(pk=walk.pk)
    last = walk.observations.aggregate(last=Max("number"))["last"] or 0
    observation = Observation(walk=walk, number=last + 1, channel=channel, noted_at=timezone.now(), **values)
    stop = observation.stop
    if observation.point is None and stop is not None and stop.point is not None:
        observation.point, observation.position_source = stop.point, PositionSource.STOP
    if observation.responsible is None and not observation.positive:
        observation.responsible = propose_responsible(observation)
    observation.full_clean(exclude=["point"])
    observation.save()
    _tick_off(observation)
    record(by, "observation.added", observation, walk=walk.pk)
    return observation


@transaction.atomic
def amend_observation(*, by: User, observation: Observation, **values: Any) -> None:
    """Put right what was noted, and with it what was left to resolve.  ValidationError by field.

    A stop that is chosen anew gives its position, unless the position was set by telephone or hand.
    """
    observation = Observation.objects.select_for_update(of=("self",)).get(pk=observation.pk)
    for name, value in values.items():
        setattr(observation, name, value)
    stop = observation.stop
    if observation.position_source in (PositionSource.STOP, PositionSource.NONE):
        observation.point = stop.point if stop is not None else None
        observation.position_source = PositionSource.STOP if observation.point else PositionSource.NONE
    observation.remark = ""
    observation.full_clean(exclude=["point"])
    observation.save()
    record(by, "observation.amended", observation, walk=observation.walk_id)


@transaction.atomic
def save_scores(*, by: User, walk: Walk, scores: Mapping[str, int | None]) -> None:
    """Set what the group agreed on for each BoTryggt aspect; None takes a score away."""
    for aspect, score in scores.items():
        if score is None:
            walk.scores.filter(aspect=aspect).delete()
            continue
        row = walk.scores.filter(aspect=aspect).first() or AspectScore(walk=walk, aspect=aspect)
        row.score = score
        row.full_clean()
        row.save()
    record(by, "walk.scored", walk, aspects=sum(score is not None for score in scores.values()))


# --- answering ----------------------------------------------------------------------------------------


@transaction.atomic
def decide(
    *,
    by: User | None,
    observation: Observation,
    status: str,
    responsible: Organisation | None,
    reason: str = "",
    due_on: date | None = None,
) -> None:
    """Decide what becomes of an observation.

    ValidationError, by field: when nobody is responsible for what is to be done, when a no has no reason,
    when something that is to be done has no day.
    """
    observation = Observation.objects.select_for_update(of=("self",)).get(pk=observation.pk)
    if status in (ObservationStatus.ACTING, ObservationStatus.INVESTIGATING):
        if responsible is None:
            raise ValidationError({"responsible": _("Ange vem som ansvarar.")})
        if due_on is None:
            raise ValidationError({"due_on": _("Ange när det ska vara klart.")})
    if status == ObservationStatus.NOT_ACTING and not reason:
        raise ValidationError({"reason": _("Skriv varför den inte åtgärdas. Deltagarna får se skälet.")})
    observation.responsible, observation.due_on, observation.remark = responsible, due_on, ""
    _answer(observation, status, reason)
    record(by, "observation.decided", observation, status=str(status))


@transaction.atomic
def set_observation_status(*, by: User | None, observation: Observation, status: str, text: str = "") -> bool:
    """Tell what happened to an observation, for the rooms above: a measure began, was done, was refused.

    Keeps who is responsible and when; stores the answer the participants read.  False if nothing is new.
    ValidationError when a no has no reason.
    """
    observation = Observation.objects.select_for_update(of=("self",)).get(pk=observation.pk)
    if observation.status == status and observation.reason == text:
        return False
    if status == ObservationStatus.NOT_ACTING and not text:
        raise ValidationError(_("Skriv varför den inte åtgärdas. Deltagarna får se skälet."))
    _answer(observation, status, text)
    record(by, "observation.status_set", observation, status=str(status))
    return True


def _answer(observation: Observation, status: str, text: str) -> None:
    observation.status, observation.reason = status, text
    observation.decided_at = timezone.now()
    observation.full_clean(exclude=["point"])
    observation.save()
    Answer.objects.create(
        observation=observation, status=status, text=text, organisation=observation.responsible,
        due_on=observation.due_on,
    )  # fmt: skip


def organisations_around(walk: Walk) -> Collection[Organisation]:
    """Return the organisations that take part in the walk's area, by name: those that can take something on."""
    day = timezone.localdate()
    return list(
        Organisation.objects.filter(
            area_relations__area__in=_around(walk), area_relations__valid_from__lte=day
        )
        .exclude(area_relations__valid_to__lt=day)
        .distinct()
        .order_by("name")
    )
