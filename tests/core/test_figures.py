"""Charts: every value is drawn or said to be missing, and none is invented."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from platssamverkan.core import palette
from platssamverkan.core.figures import Figure, Series, horizontal_bars, sparkline, vertical_bars
from platssamverkan.core.svg import FONT, Drawing

Draw = Callable[[Figure], str]
SVG = "{http://www.w3.org/2000/svg}"


def tree_of(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own drawing


def make_figure(*values: int | None, **overrides: object) -> Figure:
    content = {
        "slug": "f",
        "title": "Titel",
        "unit": "antal",
        "categories": tuple("ABCDEF"[: len(values)]),
        "series": (Series("Serie", values),),
        "source": "Källa",
        "alt": "A <och> B",
    }
    return Figure(**(content | overrides))  # type: ignore[arg-type]


def parts(svg: str, tag: str) -> list[ElementTree.Element]:
    return tree_of(svg).findall(f"{SVG}{tag}")


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in parts(svg, "text")]


@pytest.mark.parametrize("draw", [horizontal_bars, vertical_bars])
def test_every_value_is_written_and_bars_keep_their_proportions(draw: Draw) -> None:
    svg = draw(make_figure(1234, 617, 0))
    assert {"1\u00a0234", "617", "0"} <= set(texts(svg))
    side = "width" if draw is horizontal_bars else "height"
    lengths = [float(rect.get(side, "")) for rect in parts(svg, "rect")]
    assert lengths[0] == pytest.approx(2 * lengths[1], rel=0.01)


@pytest.mark.parametrize("draw", [horizontal_bars, vertical_bars])
def test_missing_is_said_and_never_drawn(draw: Draw) -> None:
    svg = draw(make_figure(5, None))
    assert "uppgift saknas" in texts(svg)
    assert "0" not in texts(svg)
    missing_height_or_width = [rect for rect in parts(svg, "rect") if float(rect.get("width", "")) == 0]
    assert missing_height_or_width == []


def test_changes_carry_their_sign_and_negative_ones_point_left() -> None:
    svg = horizontal_bars(make_figure(10, -10, is_change=True))
    assert {"+10", "−10"} <= set(texts(svg))
    up, down = parts(svg, "rect")
    assert float(down.get("x", "")) + float(down.get("width", "")) == pytest.approx(
        float(up.get("x", "")), abs=0.1
    )


def test_stacked_series_have_a_key_and_the_colours_of_their_levels() -> None:
    figure = make_figure(0, series=(Series("3 Oroande", (4,), level=3), Series("5 Kritiskt", (2,), level=5)))
    svg = horizontal_bars(figure)
    assert {"3 Oroande", "5 Kritiskt", "6"} <= set(texts(svg))
    fills = {rect.get("fill") for rect in parts(svg, "rect")}
    assert fills == {palette.LEVELS[3].fill, palette.LEVELS[5].fill}


def test_a_series_must_have_a_value_for_each_category() -> None:
    with pytest.raises(ValueError, match="1 values"):
        make_figure(1, 2, series=(Series("Serie", (1,)),))


def test_the_alt_text_is_the_title_and_is_escaped() -> None:
    root = tree_of(horizontal_bars(make_figure(1)))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "A <och> B"


def test_a_sparkline_leaves_a_gap_where_a_year_is_missing() -> None:
    lines = [
        p for p in parts(sparkline((1, 2, None, 4, 5), alt="x"), "path") if p.get("stroke") == palette.PRIMARY
    ]
    assert len(lines) == 2
    assert parts(sparkline((None, None), alt="inget"), "path") == []


def test_text_may_hold_anything() -> None:
    drawing = Drawing(10, 10, title='"<&>')
    drawing.text(0, 0, "<script>&", size=8, fill='"')
    root = tree_of(drawing.to_svg())
    assert root.findtext(f"{SVG}text") == "<script>&"
    assert root.find(f"{SVG}text").get("font-family") == FONT  # type: ignore[union-attr]


def test_the_documents_stylesheet_uses_the_palette_only(settings: Any) -> None:
    """Two places hold the colours; this keeps them one."""
    css = (Path(settings.BASE_DIR) / "static" / "reports" / "document.css").read_text()
    level_colours = {colour for level in palette.LEVELS.values() for colour in (level.fill, level.text)}
    plain = {value for name, value in vars(palette).items() if name.isupper() and isinstance(value, str)}
    assert set(re.findall(r"#[0-9a-f]{6}", css)) <= level_colours | plain | {*palette.SHARES, *palette.SHADES}
    for number, level in palette.LEVELS.items():
        assert re.search(rf"^\.l{number} {{ background: {level.fill};", css, re.MULTILINE)


def contrast(a: str, b: str) -> float:
    """WCAG 2 contrast ratio."""

    def luminance(colour: str) -> float:
        channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("level", palette.LEVELS)
def test_numerals_can_be_read_on_every_level(level: int) -> None:
    colour = palette.LEVELS[level]
    assert contrast(colour.fill, colour.text) >= 4.5
