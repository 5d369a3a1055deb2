"""Levels on the screen: numeral, word and colour, never colour alone."""

from collections.abc import Iterable

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessments.analysis import StripCell
from assessments.models import Level

register = template.Library()


@register.filter
def level_word(level: int | None) -> str:
    """'Oroande läge', or 'ej bedömd' where nobody assessed."""
    return str(Level(level).label) if level else _("ej bedömd")


@register.filter
def level_full(level: int | None) -> str:
    """'3 Oroande läge', or 'ej bedömd'."""
    return f"{level} {level_word(level)}" if level else level_word(level)


@register.filter
def level_class(level: int | None) -> str:
    """The class that carries the level's colour; hatching where nobody assessed."""
    return f"level-{level}" if level else "level-none"


@register.simple_tag
def level_cell(level: int | None) -> SafeString:
    """A small square with the numeral.  Hidden from screen readers: the words stand beside it."""
    return format_html('<span class="cell {}" aria-hidden="true">{}</span>', level_class(level), level or "")


@register.simple_tag
def level_tag(level: int | None) -> SafeString:
    """The numeral in its colour and the word beside it, read aloud as '3 Oroande läge'."""
    return format_html(
        '<span class="level-tag">{}<span><span class="visually-hidden">{}</span>{}</span></span>',
        level_cell(level),
        f"{level} " if level else "",
        level_word(level),
    )


@register.simple_tag
def level_strip(cells: Iterable[StripCell]) -> SafeString:
    """Consecutive weeks as cells with numerals; one text alternative for the whole strip."""
    weeks = list(cells)
    text = ", ".join(f"{cell.week.label} {cell.level or level_word(None)}" for cell in weeks)
    squares = format_html_join("", "{}", ((level_cell(cell.level),) for cell in weeks))
    return format_html(
        '<span class="strip" role="img" aria-label="{}">{}</span>',
        _("Nivåer %(weeks)s") % {"weeks": text},
        squares,
    )


@register.simple_tag
def all_levels() -> list[Level]:
    """The five levels, for legends and controls."""
    return list(Level)
