"""A small pen: accessible SVG with every colour in an attribute.

WeasyPrint applies no page CSS inside SVG and ignores `paint-order`, so nothing here relies on either.
Lengths are points (1/72 inch); the outer size is given in millimetres, so that a figure prints at the
size it was drawn for and still scales on a screen.
"""

from collections.abc import Iterable

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from platssamverkan.core.palette import INK, PAPER

FONT = "Source Sans 3"
POINTS_PER_MM = 72 / 25.4
# Mean advance of a letter in Source Sans 3, in em; measured on Swedish place names, erring on the wide side.
LETTER = 0.5
LETTER_BOLD = 0.53


def points(millimetres: float) -> float:
    return millimetres * POINTS_PER_MM


def number(value: float) -> str:
    """The shortest text for a coordinate, to a hundredth of a point."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Roughly how wide the text is set; good enough to keep labels apart."""
    return len(text) * size * (LETTER_BOLD if bold else LETTER)


def attributes(values: dict[str, str | float | None]) -> str:
    """Write attributes; underscores become hyphens and None is left out."""
    return "".join(
        f' {name.replace("_", "-")}="{escape(value) if isinstance(value, str) else number(value)}"'
        for name, value in values.items()
        if value is not None
    )


class Drawing:
    """Collects shapes in the order they are painted and writes them as one `<svg>` with a title."""

    def __init__(self, width: float, height: float, *, title: str) -> None:
        self.width = width
        self.height = height
        self.title = title
        self._parts: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, /, **style: str | float | None) -> None:
        self._add("rect", {"x": x, "y": y, "width": width, "height": height, **style})

    def line(self, x1: float, y1: float, x2: float, y2: float, /, **style: str | float | None) -> None:
        self._add(
            "path", {"d": f"M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}", "fill": "none", **style}
        )

    def circle(self, x: float, y: float, radius: float, /, **style: str | float | None) -> None:
        self._add("circle", {"cx": x, "cy": y, "r": radius, **style})

    def path(self, d: str, /, **style: str | float | None) -> None:
        if d:
            self._add("path", {"d": d, **style})

    def polyline(self, corners: Iterable[tuple[float, float]], /, **style: str | float | None) -> None:
        self.path("M" + "L".join(f"{number(x)} {number(y)}" for x, y in corners), fill="none", **style)

    def text(
        self,
        x: float,
        y: float,
        content: str,
        *,
        size: float,
        weight: int = 400,
        anchor: str = "start",
        fill: str = INK,
        halo: float | None = None,
    ) -> None:
        """Set one line of text with its baseline at y.  `halo` draws the letters' outline in paper instead."""
        outline: dict[str, str | float | None] = (
            {} if halo is None else {"stroke": PAPER, "stroke_width": halo, "stroke_linejoin": "round"}
        )
        values = attributes(
            {
                "x": x,
                "y": y,
                "font_family": FONT,
                "font_size": size,
                "font_weight": str(weight) if weight != 400 else None,
                "text_anchor": anchor if anchor != "start" else None,
                "fill": fill if halo is None else PAPER,
                **outline,
            }
        )
        self._parts.append(f"<text{values}>{escape(content)}</text>")

    def stamp(self, words: str, x: float, y: float) -> None:
        """Put a small framed label into the picture itself, its upper left corner at x, y."""
        size = 7.4
        width = text_width(words, size, bold=True) + 10
        self.rect(x, y, width, 13, fill=PAPER, stroke=INK, stroke_width=0.7)
        self.text(x + 5, y + 9.2, words, size=size, weight=600)

    def to_svg(self) -> SafeString:
        """Return the markup.  The title is what the PDF's tag tree and a screen reader say."""
        size = attributes(
            {
                "viewBox": f"0 0 {number(self.width)} {number(self.height)}",
                "width": f"{number(self.width / POINTS_PER_MM)}mm",
                "height": f"{number(self.height / POINTS_PER_MM)}mm",
            }
        )
        body = "".join(self._parts)
        return mark_safe(  # noqa: S308 - every text and attribute above is escaped
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img"{size}><title>{escape(self.title)}</title>{body}</svg>'
        )

    def _add(self, tag: str, values: dict[str, str | float | None]) -> None:
        self._parts.append(f"<{tag}{attributes(values)}/>")
