"""Pictures of the CompStat table, and the one question it must answer: what moves the sum?"""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from indicators.analysis import Compstat, CompstatBlock, CompstatRow, sum_row
from platssamverkan.core.figures import Figure, Series, sparkline
from platssamverkan.core.swedish import enumerate_words, signed, whole


@dataclass(frozen=True, slots=True)
class Driver:
    """A category without which its block's sum would not have moved the way it did."""

    block: CompstatBlock
    row: CompstatRow
    rest: CompstatRow  # the block's sum without it


def driver(block: CompstatBlock) -> Driver | None:
    """The category with the largest change, if the rest of the block stood still or went the other way.

    None when the sum itself shows no clear change, or when no single category explains it.
    """
    total = block.total.change
    if not total.is_clear or len(block.categories) < 2:
        return None
    row = max(block.categories, key=lambda row: abs(row.change.absolute or 0))
    rest = sum_row([other for other in block.categories if other is not row])
    left, whole_change = rest.change.absolute, total.absolute
    if left is None or whole_change is None or left * whole_change > 0:
        return None
    return Driver(block, row, rest)


def clear_changes(table: Compstat) -> list[CompstatRow]:
    """The categories (not sums) whose change is more than normal variation, largest first."""
    moved = [row for row in table.categories if row.change.is_clear]
    return sorted(moved, key=lambda row: -abs(row.change.absolute or 0))


def change_by_category(table: Compstat, source: str) -> Figure:
    """The change in counts of every category; clear changes are filled, the rest stand back."""
    rows = table.categories
    clear = clear_changes(table)
    return Figure(
        slug="compstat-change",
        title=_("Förändring i antal anmälda brott %(before)d–%(now)d")
        % {"before": table.years[-1] - 1, "now": table.years[-1]},
        unit=_("antal anmälningar"),
        categories=tuple(row.name for row in rows),
        series=(Series(_("Förändring"), tuple(row.change.absolute for row in rows)),),
        source=source,
        alt=_("Förändring i antal: %(rows)s. Tydlig förändring: %(clear)s.")
        % {
            "rows": enumerate_words([f"{row.name} {signed(row.change.absolute)}" for row in rows]),
            "clear": enumerate_words([row.name for row in clear]) or _("ingen"),
        },
        highlighted=tuple(row.name for row in clear),
        is_change=True,
    )


def driven_sum(table: Compstat, found: Driver, source: str) -> Figure:
    """A block's sum year by year, split into the category that drives it and all the others."""
    years = [str(year) for year in table.years]
    return Figure(
        slug="compstat-driver",
        title=_("Anmälda brott i blocket %(block)s, varav %(category)s")
        % {"block": found.block.name, "category": found.row.name},
        unit=_("antal anmälningar"),
        categories=tuple(years),
        series=(
            Series(found.row.name, found.row.counts),
            Series(_("Övriga brott i blocket"), found.rest.counts),
        ),
        source=source,
        alt=_("%(category)s: %(own)s. Övriga brott i blocket: %(rest)s.")
        % {
            "category": found.row.name,
            "own": _by_year(years, found.row),
            "rest": _by_year(years, found.rest),
        },
    )


def five_years(table: Compstat, row: CompstatRow, source: str) -> Figure:
    """One row's counts year by year, for a row whose years show a clear trend."""
    years = [str(year) for year in table.years]
    return Figure(
        slug=f"compstat-years-{row.code}",
        title=_("%(name)s, %(period)s varje år") % {"name": row.name, "period": table.period},
        unit=_("antal anmälningar"),
        categories=tuple(years),
        series=(Series(row.name, row.counts),),
        source=source,
        alt=f"{row.name}: {_by_year(years, row)}.",
    )


def trend(table: Compstat, row: CompstatRow) -> SafeString:
    """A row's sparkline, its numbers in words for those who cannot see it."""
    years = [str(year) for year in table.years]
    return sparkline(row.counts, alt=f"{row.name}: {_by_year(years, row)}.")


def _by_year(years: list[str], row: CompstatRow) -> str:
    return enumerate_words([f"{year} {whole(count)}" for year, count in zip(years, row.counts, strict=True)])
