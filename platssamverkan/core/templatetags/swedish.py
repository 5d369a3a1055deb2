"""Numbers and dates in templates, written by `core.swedish`."""

from django import template

from platssamverkan.core import swedish

register = template.Library()

for write in (
    swedish.whole,
    swedish.signed,
    swedish.decimal,
    swedish.percent,
    swedish.signed_percent,
    swedish.day,
    swedish.short_day,
    swedish.runs,
):
    register.filter(write.__name__, write)
