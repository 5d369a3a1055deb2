"""Charts and maps in templates: `{% figure f %}`, `{% figure f shape="vertical" %}`, `{% map m %}`.

On a page, `{% figure f live=True %}` also carries the numbers for `js/figure.js`; a document never does.
"""

from collections.abc import Callable

from django import template
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString

from platssamverkan.core.figures import Figure, horizontal_bars, vertical_bars
from platssamverkan.core.maps import MapSpec
from platssamverkan.core.plotly_figures import plotly_json

register = template.Library()

SHAPES: dict[str, Callable[[Figure], SafeString]] = {"horizontal": horizontal_bars, "vertical": vertical_bars}


@register.simple_tag
def figure(content: Figure, shape: str = "horizontal", live: bool = False) -> SafeString:
    """Draw a chart as SVG; `live` lets a script draw it anew.  KeyError for a shape that does not exist."""
    drawing = SHAPES[shape](content)
    if not live:
        return drawing
    key = f"figure-{content.slug}"
    return format_html(
        '<div class="figure" data-figure="{}" data-alt="{}">{}</div>{}',
        key,
        content.alt,
        drawing,
        json_script(plotly_json(content, shape=shape), key),
    )


@register.simple_tag(name="map")
def draw_map(content: MapSpec, width_mm: float = 166) -> SafeString:
    """Draw a map as SVG, that many millimetres wide in print."""
    return content.to_svg(width_mm=width_mm)
