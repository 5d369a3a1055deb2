"""A chart's two hands: what is drawn on paper and what comes to life on a screen are the same numbers."""

import json
import re

import pytest
from django.template import Context, Template

from platssamverkan.core import palette
from platssamverkan.core.figures import Figure, Series, horizontal_bars, vertical_bars
from platssamverkan.core.plotly_figures import plotly_json

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(1)>"


def make_figure(**overrides: object) -> Figure:
    content: dict[str, object] = {
        "slug": "f",
        "title": "Titel",
        "unit": "antal",
        "categories": ("A", "B", "C"),
        "series": (Series("Ett", (1234, None, 0)), Series("Två", (5, 7, 9))),
        "source": "Källa",
        "alt": "A & B",
    }
    return Figure(**(content | overrides))  # type: ignore[arg-type]


@pytest.mark.parametrize(("shape", "value", "name"), [("vertical", "y", "x"), ("horizontal", "x", "y")])
def test_both_hands_carry_the_same_values(shape: str, value: str, name: str) -> None:
    figure = make_figure()
    data = plotly_json(figure, shape=shape)["data"]
    assert [trace["name"] for trace in data] == [series.name for series in figure.series]
    assert [tuple(trace[value]) for trace in data] == [series.values for series in figure.series]
    assert all(tuple(trace[name]) == figure.categories for trace in data)
    drawing = (vertical_bars if shape == "vertical" else horizontal_bars)(
        make_figure(series=figure.series[:1])
    )
    drawn = re.findall(r"<text[^>]*>([^<]*)</text>", drawing)
    assert set(data[0]["text"]) - {""} <= set(drawn)


def test_missing_stays_missing_and_is_said_when_pointed_at() -> None:
    trace = plotly_json(make_figure(), shape="vertical")["data"][0]
    assert trace["y"] == [1234, None, 0]
    assert trace["customdata"] == ["1\u00a0234 antal", "uppgift saknas", "0 antal"]


def test_intervals_and_what_is_missing_are_the_same_in_both_hands() -> None:
    shares = (Series("Andel", (47.25, None, 9.5)),)
    figure = make_figure(
        series=shares, intervals=((41.0, 53.0), None, (6.0, 14.0)), decimals=1, missing="för få svar"
    )
    made = plotly_json(figure, shape="horizontal")
    bars = made["data"][0]["error_x"]
    assert (tuple(bars["array"]), tuple(bars["arrayminus"])) == ((5.75, 0.0, 4.5), (6.25, 0.0, 3.5))
    assert [(note["y"], note["text"]) for note in made["layout"]["annotations"]] == [("B", "för få svar")]
    drawn = re.findall(r"<text[^>]*>([^<]*)</text>", horizontal_bars(figure))
    assert drawn == ["A", "47,3", "B", "för få svar", "C", "9,5"]
    with pytest.raises(ValueError, match="intervals"):
        make_figure(series=shares, intervals=((1.0, 2.0),))


def test_a_bar_of_nothing_is_not_drawn_as_a_line_and_few_have_whole_marks() -> None:
    few = make_figure(series=(Series("Ett", (1, None, 0)), Series("Två", (1, 0, 2))))
    made = plotly_json(few, shape="vertical")
    assert made["data"][0]["marker"]["line"]["width"] == [0.8, 0, 0]
    assert made["layout"]["yaxis"]["dtick"] == 1
    many = plotly_json(make_figure(), shape="horizontal")
    assert "dtick" not in many["layout"]["xaxis"]


def test_what_stands_back_in_the_svg_stands_back_on_the_screen() -> None:
    figure = make_figure(series=(Series("Ett", (1, 2, -3)),), highlighted=("B",), is_change=True)
    trace = plotly_json(figure, shape="horizontal")["data"][0]
    assert trace["marker"]["color"] == [palette.PAPER, palette.PRIMARY, palette.PAPER]
    assert trace["text"] == ["+1", "+2", "−3"]
    levels = make_figure(series=(Series("5 Kritiskt", (1, 2, 3), level=5),))
    assert set(plotly_json(levels, shape="vertical")["data"][0]["marker"]["color"]) == {
        palette.LEVELS[5].fill
    }


def test_the_layout_writes_numbers_in_swedish_and_carries_no_template() -> None:
    layout = plotly_json(make_figure(), shape="vertical")["layout"]
    assert layout["separators"] == ", "
    assert "template" not in layout


def render(figure: Figure, arguments: str = "") -> str:
    return Template(f"{{% load figures %}}{{% figure f {arguments} %}}").render(Context({"f": figure}))


def test_only_a_live_figure_carries_the_numbers_for_a_script() -> None:
    assert render(make_figure()) == horizontal_bars(make_figure())
    html = render(make_figure(), 'shape="vertical" live=True')
    assert "<svg" in html
    carried = re.search(r'<script id="figure-f" type="application/json">(.*)</script>', html)
    assert carried is not None
    assert json.loads(carried[1]) == json.loads(json.dumps(plotly_json(make_figure(), shape="vertical")))


def test_names_that_would_be_markup_stay_text() -> None:
    figure = make_figure(categories=(EVIL, "B", "C"), alt=EVIL, unit=EVIL, series=(Series(EVIL, (1, 2, 3)),))
    html = render(figure, "live=True")
    assert html.count("<script") == html.count("</script>") == 1
    assert "<img" not in html
