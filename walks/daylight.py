"""When it gets dark: sunset and the end of civil twilight for a day and a spot."""

from datetime import UTC, date, datetime, timedelta
from math import acos, cos, degrees, pi, radians, sin, tan

from platssamverkan.core.weeks import STOCKHOLM

SUNSET = 90.833  # degrees from the zenith, refraction and the sun's radius included
CIVIL_DUSK = 96.0


def sun_passes(day: date, latitude: float, longitude: float, zenith: float) -> datetime | None:
    """Return when the sun sinks below that angle (degrees from the zenith), Swedish time, to the minute.

    None where it does not that day, as in a northern summer.  NOAA's general solar position
    calculations in their short form; within about five minutes at these latitudes.
    """
    hours = 18 - longitude / 15
    year = 2 * pi / 365 * (day.timetuple().tm_yday - 1 + (hours - 12) / 24)
    equation = 229.18 * (
        0.000075
        + 0.001868 * cos(year)
        - 0.032077 * sin(year)
        - 0.014615 * cos(2 * year)
        - 0.040849 * sin(2 * year)
    )  # minutes
    declination = (
        0.006918
        - 0.399912 * cos(year)
        + 0.070257 * sin(year)
        - 0.006758 * cos(2 * year)
        + 0.000907 * sin(2 * year)
        - 0.002697 * cos(3 * year)
        + 0.00148 * sin(3 * year)
    )
    place = radians(latitude)
    cosine = cos(radians(zenith)) / (cos(place) * cos(declination)) - tan(place) * tan(declination)
    if not -1 <= cosine <= 1:
        return None
    minutes = 720 - 4 * (longitude - degrees(acos(cosine))) - equation
    midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return (midnight + timedelta(minutes=round(minutes))).astimezone(STOCKHOLM)


def sunset(day: date, latitude: float, longitude: float) -> datetime | None:
    """Return when the sun sets."""
    return sun_passes(day, latitude, longitude, SUNSET)


def dusk(day: date, latitude: float, longitude: float) -> datetime | None:
    """Return when it is dark outdoors: the end of civil twilight."""
    return sun_passes(day, latitude, longitude, CIVIL_DUSK)
