"""Charts and maps in templates: `{% figure f %}`, `{% figure f shape="vertical" %}`, `{% map m %}`."""

from collections.abc import Callable

from django import template
from django.utils.safestring import SafeString

from platssamverkan.core.figures import Figure, horizontal_bars, vertical_bars
from platssamverkan.core.maps import MapSpec

register = template.Library()

SHAPES: dict[str, Callable[[Figure], SafeString]] = {"horizontal": horizontal_bars, "vertical": vertical_bars}


@register.simple_tag
def figure(content: Figure, shape: str = "horizontal") -> SafeString:
    """Draw a chart as SVG.  KeyError for a shape that does not exist."""
    return SHAPES[shape](content)


@register.simple_tag(name="map")
def draw_map(content: MapSpec, width_mm: float = 166) -> SafeString:
    """Draw a map as SVG, that many millimetres wide in print."""
    return content.to_svg(width_mm=width_mm)
