"""Words for the overview and the dashboards."""

from django import template
from django.utils.translation import ngettext

register = template.Library()


@register.filter
def moved(step: int) -> str:
    """'upp 2 steg', 'ner 1 steg'."""
    text = (
        ngettext("upp %(n)d steg", "upp %(n)d steg", abs(step))
        if step > 0
        else ngettext("ner %(n)d steg", "ner %(n)d steg", abs(step))
    )
    return text % {"n": abs(step)}
