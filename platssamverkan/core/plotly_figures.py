"""The other hand of a Figure: the same numbers as Plotly's JSON, for `static/js/figure.js` to bring to life.

Colours, words and order are those of the SVG.  Numbers are written by `core.swedish` and sent along as text,
so that what is shown when pointing at a bar is what the table says.
"""

from typing import Any

import plotly.graph_objects as go
from django.utils.translation import gettext as _

from platssamverkan.core.figures import Figure, ink_of
from platssamverkan.core.palette import INK, LINE, MUTED, PAPER

FONT = '"Source Sans 3", system-ui, sans-serif'
BAR_PIXELS = 26
MARGINS_PIXELS = 56
FEW_WHOLE = 8


def plotly_json(figure: Figure, *, shape: str) -> dict[str, Any]:
    """Return `data` and `layout`; `shape` as for `{% figure %}`.  Missing values stay missing (null)."""
    upright = shape == "vertical"
    traces = []
    for index, series in enumerate(figure.series):
        inks = [ink_of(figure, index, category) for category in figure.categories]
        written = [
            figure.missing or _("uppgift saknas")
            if value is None
            else f"{figure.written(value)} {figure.unit}"
            for value in series.values
        ]
        values = list(series.values)
        traces.append(
            go.Bar(
                name=series.name,
                x=list(figure.categories) if upright else values,
                y=values if upright else list(figure.categories),
                orientation="v" if upright else "h",
                marker={
                    "color": [ink.fill for ink in inks],
                    # A bar of nothing has no outline either, or it would look like a thin bar.
                    "line": {
                        "color": [ink.stroke or ink.fill for ink in inks],
                        "width": [0.8 if value else 0 for value in values],
                    },
                },
                text=["" if value is None else figure.written(value) for value in values],
                # Beside a bar that stands alone, inside bars that stand on one another.
                # At the foot of a bar whose end an interval is drawn over.
                textposition="outside" if len(figure.series) == 1 and not figure.intervals else "inside",
                insidetextanchor="start" if figure.intervals else "middle",
                textangle=0,
                cliponaxis=False,
                textfont={"color": INK},
                insidetextfont={"color": [ink.text for ink in inks]},
                customdata=written,
                **_error_bars(figure, index, upright=upright),
                hovertemplate=f"%{{{'x' if upright else 'y'}}}<br>%{{fullData.name}}: %{{customdata}}<extra></extra>",
            )
        )
    axis = {
        "gridcolor": LINE,
        "zerolinecolor": INK,
        "fixedrange": True,
        "automargin": True,
        "tickformat": f",.{figure.decimals}f" if figure.decimals else ",d",
    }
    axis |= {"title": {"text": figure.unit, "standoff": 8}}
    if not figure.decimals and max(map(abs, filter(None, figure.totals())), default=0) <= FEW_WHOLE:
        axis["dtick"] = 1  # whole numbers have no half marks that would be written as whole ones
    names = {"type": "category", "fixedrange": True, "automargin": True}
    height = 300 if upright else MARGINS_PIXELS + BAR_PIXELS * len(figure.categories)
    layout = go.Layout(
        template="none",
        barmode="relative",
        xaxis=names if upright else axis,
        yaxis=axis if upright else names | {"autorange": "reversed"},
        showlegend=len(figure.series) > 1,
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0},
        height=height,
        margin={"l": 8, "r": 16, "t": 24, "b": 40},
        font={"family": FONT, "size": 13, "color": INK},
        hoverlabel={"font": {"family": FONT, "color": PAPER}, "bgcolor": INK, "align": "left"},
        paper_bgcolor=PAPER,
        plot_bgcolor=PAPER,
        colorway=[INK, MUTED],
        annotations=[] if upright or len(figure.series) > 1 else _missing(figure),
        separators=", ",
    )
    made = go.Figure(data=traces, layout=layout).to_plotly_json()
    # The template is Plotly's own and 5 kB of nothing for a page.
    made["layout"].pop("template", None)
    return {"data": made["data"], "layout": made["layout"]}


def _missing(figure: Figure) -> list[dict[str, Any]]:
    """A word where a bar would stand, for each category without a value: missing must not look like zero."""
    word = figure.missing or _("uppgift saknas")
    return [
        {
            "x": 0, "y": category, "text": word, "showarrow": False, "xanchor": "left", "xshift": 4,
            "font": {"color": MUTED, "size": 12},
        }
        for category, value in zip(figure.categories, figure.series[0].values, strict=True)
        if value is None
    ]  # fmt: skip


def _error_bars(figure: Figure, index: int, *, upright: bool) -> dict[str, Any]:
    """The first series' intervals, as Plotly wants them: how far up and down from the value."""
    if index or not figure.intervals:
        return {}
    pairs = list(zip(figure.series[0].values, figure.intervals, strict=True))
    known = [
        (0.0, 0.0) if value is None or pair is None else (value - pair[0], pair[1] - value)
        for value, pair in pairs
    ]
    bars = {
        "type": "data",
        "symmetric": False,
        "array": [above for _below, above in known],
        "arrayminus": [below for below, _above in known],
        "color": INK,
        "thickness": 1.2,
        "width": 4,
    }
    return {"error_y" if upright else "error_x": bars}
