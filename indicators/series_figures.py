"""Own series as pictures and as files."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from indicators.models import OwnSeries, OwnValue
from platssamverkan.core.figures import Figure, Series
from platssamverkan.core.spreadsheet import as_csv
from platssamverkan.core.swedish import enumerate_words, short_day


@dataclass(frozen=True, slots=True)
class ShownSeries:
    """A series, its values in order, its picture and the picture's shape."""

    series: OwnSeries
    values: list[OwnValue]
    figure: Figure
    shape: str

    @property
    def has_part_years(self) -> bool:
        return any(is_part(value, self.values) for value in self.values)


def is_part(value: OwnValue, among: Iterable[OwnValue]) -> bool:
    """Whether the value covers clearly less time than the longest period beside it: a part year among years."""
    longest = max(_days(other) for other in among)
    return _days(value) < 0.95 * longest and longest > 31


def shown(series: OwnSeries) -> ShownSeries:
    """Shape a series for a page: upright where it runs through time, lying down where it compares groups."""
    values = list(series.values.all())
    for value in values:
        value.series = series
    through_time = len({(value.period_start, value.period_end) for value in values}) == len(values) > 1
    if through_time:
        values.sort(key=lambda value: value.period_start)
    names = tuple(_name(value, values) for value in values)
    figure = Figure(
        slug=f"series-{series.pk}",
        title=series.name,
        unit=series.unit_name,
        categories=names,
        series=(Series(series.name, tuple(float(value.value) for value in values)),),
        source=series.source,
        alt=f"{series.name}: "
        + enumerate_words([f"{name} {value.written}" for name, value in zip(names, values, strict=True)])
        + ".",
        decimals=series.decimals,
    )
    upright = through_time and len(values) <= 12 and all(len(name) <= 22 for name in names)
    return ShownSeries(series, values, figure, "vertical" if upright else "horizontal")


def _name(value: OwnValue, among: list[OwnValue]) -> str:
    """The label; a part year says how far it reaches, so that it never stands unmarked beside full years."""
    if not is_part(value, among):
        return value.label
    days = f"{short_day(value.period_start)}–{short_day(value.period_end)}"
    return f"{value.period_start.year} ({days})"


def _days(value: OwnValue) -> int:
    return (value.period_end - value.period_start).days + 1


def series_csv(found: Iterable[ShownSeries]) -> bytes:
    """Every series as shown, one line a value."""
    lines: list[list[object]] = [
        [
            _("Serie"),
            _("Period eller grupp"),
            _("Från"),
            _("Till"),
            _("Värde"),
            _("Enhet"),
            _("Källa"),
            _("Del av år"),
        ]
    ]
    for item in found:
        for value in item.values:
            lines.append(
                [
                    item.series.name, value.label, value.period_start.isoformat(), value.period_end.isoformat(),
                    float(value.value) if item.series.decimals else int(value.value), item.series.unit,
                    item.series.source, _("ja") if is_part(value, item.values) else "",
                ]
            )  # fmt: skip
    return as_csv(lines)
