"""Causes drawn: the problem triangle with both rings, the event chain, and the fishbone.

Each stands beside the same words as a list; the drawing's title says what it shows, for whoever cannot see it.
"""

from collections.abc import Sequence
from textwrap import shorten, wrap

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.models import CauseFactor, Problem, Side, Strength
from platssamverkan.core.palette import BORDER, INK, MIST, MUTED, PAPER, PRIMARY
from platssamverkan.core.svg import Drawing
from platssamverkan.core.swedish import enumerate_words

LINE_HEIGHT = 15.0


def short_word(side: Side) -> str:
    """A side's name, short enough for a drawing."""
    return {
        Side.OFFENDER: _("Den som stör"),
        Side.TARGET: _("Det som drabbas"),
        Side.PLACE: _("Platsen"),
        Side.HANDLER: _("Kan påverka den som stör"),
        Side.GUARDIAN: _("Kan skydda"),
        Side.PLACE_MANAGER: _("Sköter platsen"),
    }[side]


def _so_many(number: int) -> str:
    if not number:
        return _("ingen orsak")
    return ngettext("%(n)d orsak", "%(n)d orsaker", number) % {"n": number}


# Where each side stands: the inner ring's corners inside the outer's, which could act on them (DOMAIN.md 2.4).
CORNERS: dict[Side, tuple[float, float]] = {
    Side.HANDLER: (320, 30),
    Side.GUARDIAN: (96, 282),
    Side.PLACE_MANAGER: (544, 282),
    Side.OFFENDER: (320, 126),
    Side.TARGET: (214, 236),
    Side.PLACE: (426, 236),
}
OUTER = (Side.HANDLER, Side.PLACE_MANAGER, Side.GUARDIAN)
INNER = (Side.OFFENDER, Side.PLACE, Side.TARGET)
NODE = 17.0


def problem_triangle(causes: Sequence[CauseFactor]) -> SafeString:
    """Draw both rings with how many causes lie on each side; a side without any is hollow."""
    counts = {side: sum(cause.side == side for cause in causes) for side in Side}
    told = enumerate_words([f"{side.label} ({_so_many(counts[side])})" for side in Side])
    drawing = Drawing(640, 330, title=_("Problemtriangeln. %(told)s.") % {"told": told})
    for ring, style in (
        (OUTER, {"fill": "none", "stroke": BORDER, "stroke_dasharray": "5 4"}),
        (INNER, {"fill": MIST, "stroke": PRIMARY}),
    ):
        drawing.path(
            "M" + "L".join(f"{CORNERS[side][0]:g} {CORNERS[side][1]:g}" for side in ring) + "Z",
            stroke_width=1.4, stroke_linejoin="round", **style,
        )  # fmt: skip
    for without, within in zip(OUTER, INNER, strict=True):
        drawing.line(*CORNERS[without], *CORNERS[within], stroke=BORDER, stroke_width=1)
    for side, (x, y) in CORNERS.items():
        filled = counts[side] > 0
        drawing.circle(x, y, NODE, fill=PRIMARY if filled else PAPER, stroke=PRIMARY, stroke_width=1.4)
        drawing.text(
            x, y + 5.5, str(counts[side]), size=16, weight=600, anchor="middle", fill=PAPER if filled else PRIMARY
        )  # fmt: skip
        weight = 600 if side.ring == "inner" else 400
        if side in {Side.HANDLER, Side.OFFENDER}:
            drawing.text(x + NODE + 8, y + 5, short_word(side), size=15, weight=weight)
        else:
            drawing.text(x, y + NODE + 18, short_word(side), size=15, weight=weight, anchor="middle")
    return drawing.to_svg()


BOX_WIDTH, BOX_HEIGHT, GAP, IN_A_ROW = 196.0, 88.0, 34.0, 4
BOX_LETTERS, BOX_LINES = 26, 4


def event_chain(causes: Sequence[CauseFactor]) -> SafeString | None:
    """Draw what happens in its order, a numbered box for each link; None for fewer than two."""
    if len(causes) < 2:
        return None
    told = "; ".join(f"{number}. {cause.text}" for number, cause in enumerate(causes, start=1))
    rows = -(-len(causes) // IN_A_ROW)
    columns = min(len(causes), IN_A_ROW)
    drawing = Drawing(
        columns * (BOX_WIDTH + GAP) - GAP + 2, rows * (BOX_HEIGHT + GAP) - GAP + 2,
        title=_("Händelsekedja i %(n)d led. %(told)s") % {"n": len(causes), "told": told},
    )  # fmt: skip
    for index, cause in enumerate(causes):
        row, column = divmod(index, IN_A_ROW)
        x, y = 1 + column * (BOX_WIDTH + GAP), 1 + row * (BOX_HEIGHT + GAP)
        drawing.rect(x, y, BOX_WIDTH, BOX_HEIGHT, rx=6, fill=PAPER, stroke=BORDER, stroke_width=1)
        drawing.text(x + 10, y + 20, str(index + 1), size=15, weight=600, fill=PRIMARY)
        for number, line in enumerate(_lines(cause.text, BOX_LETTERS, BOX_LINES)):
            drawing.text(x + 28, y + 20 + number * LINE_HEIGHT, line, size=12.5)
        if index + 1 < len(causes):
            if column + 1 < IN_A_ROW:
                _arrow(
                    drawing,
                    (x + BOX_WIDTH + 4, y + BOX_HEIGHT / 2),
                    (x + BOX_WIDTH + GAP - 4, y + BOX_HEIGHT / 2),
                )
            else:
                below = y + BOX_HEIGHT + GAP / 2
                drawing.polyline(
                    [(x + BOX_WIDTH / 2, y + BOX_HEIGHT + 2), (x + BOX_WIDTH / 2, below), (1 + BOX_WIDTH / 2, below)],
                    stroke=MUTED, stroke_width=1.4,
                )  # fmt: skip
                _arrow(drawing, (1 + BOX_WIDTH / 2, below), (1 + BOX_WIDTH / 2, y + BOX_HEIGHT + GAP - 3))
    return drawing.to_svg()


def _arrow(drawing: Drawing, start: tuple[float, float], end: tuple[float, float]) -> None:
    """A line with a head, straight to the right or straight down."""
    drawing.line(*start, *end, stroke=MUTED, stroke_width=1.4)
    x, y = end
    across = start[1] == end[1]
    wings = [(x - 6, y - 5), (x - 6, y + 5)] if across else [(x - 5, y - 6), (x + 5, y - 6)]
    drawing.path(f"M{wings[0][0]:g} {wings[0][1]:g}L{x:g} {y:g}L{wings[1][0]:g} {wings[1][1]:g}Z", fill=MUTED)


COLUMN, BLOCK, SPINE, HEIGHT, WIDTH = 236.0, 200.0, 172.0, 344.0, 920.0
HEAD_LEFT = 3 * COLUMN + 24
MOST_BONES, BONE_LETTERS, BONE_LINES, HEAD_LETTERS = 3, 31, 2, 23
TICKS: dict[str, dict[str, str | float | None]] = {
    Strength.STRONG: {"stroke": INK, "stroke_width": 2.2},
    Strength.MODERATE: {"stroke": INK, "stroke_width": 1.1},
    Strength.WEAK: {"stroke": MUTED, "stroke_width": 1, "stroke_dasharray": "3 3"},
}


def fishbone(problem: Problem, causes: Sequence[CauseFactor]) -> SafeString | None:
    """Draw the causes as bones on the problem's spine, a bone for each side of the triangle; None without causes.

    The inner ring lies above the spine, the outer below.  The line under a cause tells the strength of its evidence.
    """
    if not causes:
        return None
    by_side = {side: [cause for cause in causes if cause.side == side] for side in Side}
    told = ". ".join(
        f"{side.label}: {enumerate_words([f'{one.text} ({one.get_strength_display()})' for one in rows])}"
        for side, rows in by_side.items()
        if rows
    )
    drawing = Drawing(
        WIDTH,
        HEIGHT,
        title=_("Fiskben för %(problem)s. %(told)s.") % {"problem": problem.title, "told": told},
    )
    drawing.line(6, SPINE, HEAD_LEFT, SPINE, stroke=PRIMARY, stroke_width=2.4)
    drawing.rect(
        HEAD_LEFT, SPINE - 52, WIDTH - HEAD_LEFT - 2, 104, rx=8, fill=MIST, stroke=PRIMARY, stroke_width=1.4
    )
    head = _lines(problem.title, HEAD_LETTERS, 5)
    for number, line in enumerate(head):
        drawing.text(
            (HEAD_LEFT + WIDTH) / 2, SPINE + 5 + (number - (len(head) - 1) / 2) * 17, line, size=14, weight=600, anchor="middle"
        )  # fmt: skip
    for ring, top in ((INNER, True), (OUTER, False)):
        for index, side in enumerate(ring):
            _bone(drawing, side, by_side[side], left=6 + index * COLUMN, top=top)
    return drawing.to_svg()


def _bone(drawing: Drawing, side: Side, causes: Sequence[CauseFactor], *, left: float, top: bool) -> None:
    tip, foot = (10.0, SPINE) if top else (HEIGHT - 10, SPINE)

    def at(y: float) -> float:
        """Where the bone is at that height."""
        return left + BLOCK + (COLUMN - BLOCK) * (y - tip) / (foot - tip)

    drawing.line(at(tip), tip, at(foot), foot, stroke=PRIMARY, stroke_width=1.6)
    y = 16.0 if top else SPINE + 26
    drawing.text(left, y, short_word(side), size=13.5, weight=600, fill=PRIMARY)
    y += 19
    if not causes:
        drawing.text(left, y, _("ingen orsak antecknad"), size=12, fill=MUTED)
    for cause in causes[:MOST_BONES]:
        for line in _lines(cause.text, BONE_LETTERS, BONE_LINES):
            drawing.text(left, y, line, size=12)
            y += 14
        drawing.line(left, y - 9, at(y - 9), y - 9, **TICKS[cause.strength])
        y += 7
    if len(causes) > MOST_BONES:
        drawing.text(left, y, _("och %(n)d till") % {"n": len(causes) - MOST_BONES}, size=12, fill=MUTED)


def _lines(text: str, letters: int, most: int) -> list[str]:
    """Break a text into so many short lines; what does not fit ends in an ellipsis, and stands in the list."""
    return wrap(shorten(text, letters * most - most * 3, placeholder="…"), letters)[:most]
