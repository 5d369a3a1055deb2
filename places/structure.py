"""The structure of collaboration in an area: which group gives which its task, as a drawing and a table.

The one figure behind the page of an area's collaboration and the organisation chart of a printed report.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, Q
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from places.models import Area, GroupMember, WorkingGroup
from platssamverkan.core.palette import BORDER, INK, MUTED, PAPER, PRIMARY
from platssamverkan.core.svg import Drawing, points, text_width
from platssamverkan.core.swedish import enumerate_words
from stakeholders.querysets import valid_on

WIDTH_MM = 166
A_ROW = 6  # boxes; more of a level go on the next row
GAP, RISE, PAD = 6.0, 20.0, 5.0  # points between boxes, between rows, and inside a box
GUTTER = 8.0  # left of the boxes, for the line down to the second row of a level
NAME, NOTE, LEADING = 7.6, 7.0, 1.22


@dataclass(frozen=True, slots=True)
class Node:
    """A group with its seats on the day; `depth` 0 takes its task from nobody in the structure."""

    group: WorkingGroup
    seats: tuple[GroupMember, ...]
    depth: int

    @property
    def note(self) -> str:
        """What stands under the name in the drawing: the theme, or else the kind."""
        return self.group.theme.name if self.group.theme else str(self.group.get_kind_display())


@dataclass(frozen=True, slots=True)
class Structure:
    """The groups of an area on a day, each after the one it takes its task from."""

    area: Area
    day: date
    nodes: tuple[Node, ...]

    @property
    def source(self) -> str:
        """Where it is told, and as of when."""
        return " · ".join(dict.fromkeys(node.group.source for node in self.nodes if node.group.source))

    @property
    def alt(self) -> str:
        """The structure in words, for somebody who does not see the drawing."""
        said = [
            _("%(group)s, får uppdrag av %(parent)s") % {"group": node.group, "parent": node.group.parent}
            if node.depth
            else str(node.group)
            for node in self.nodes
        ]
        return _("Samverkansstruktur i %(area)s: %(groups)s.") % {
            "area": self.area.name, "groups": enumerate_words(said),
        }  # fmt: skip


def structure_of(area: Area, day: date) -> Structure:
    """Read the groups that exist in the area on the day.  Two queries, however many groups."""
    seats = GroupMember.objects.filter(valid_on(day)).select_related("organisation")
    groups = list(
        WorkingGroup.objects.filter(
            Q(formed_on__isnull=True) | Q(formed_on__lte=day),
            Q(ended_on__isnull=True) | Q(ended_on__gte=day),
            area=area,
        )
        .select_related("leader", "theme", "parent")
        .prefetch_related(Prefetch("members", seats, to_attr="seats"))
    )
    here = {group.pk for group in groups}
    below: dict[int | None, list[WorkingGroup]] = {}
    for group in groups:
        below.setdefault(group.parent_id if group.parent_id in here else None, []).append(group)
    nodes: list[Node] = []

    def add(children: Sequence[WorkingGroup], depth: int) -> None:
        order = sorted(
            children,
            key=lambda g: (g.theme.position if g.theme else _LAST, _RANK.get(g.kind, 0), g.name, g.pk),
        )
        for group in order:
            nodes.append(Node(group, tuple(group.seats), depth))  # type: ignore[attr-defined]
            add(below.get(group.pk, []), depth + 1)

    add(below.get(None, []), 0)
    return Structure(area, day, tuple(nodes))


_RANK = {"steering_group": 0, "preparation_group": 1, "working_group": 2, "operational_group": 3, "forum": 4}
_LAST = 10_000  # groups without a theme stand after those with one


def draw_structure(structure: Structure) -> SafeString | None:
    """Draw the groups as boxes, level under level, joined to the one they take their task from; None without any."""
    if not structure.nodes:
        return None
    width = points(WIDTH_MM)
    rows: list[list[Node]] = []
    for depth in range(max(node.depth for node in structure.nodes) + 1):
        level = [node for node in structure.nodes if node.depth == depth]
        rows += [level[start : start + A_ROW] for start in range(0, len(level), A_ROW)]
    boxes: dict[int, tuple[float, float, float, float]] = {}  # left, top, width, height
    tops: dict[int, float] = {}  # of the first row of each level
    texts: dict[int, tuple[list[str], list[str]]] = {}
    top = 1.0
    for row in rows:
        room = width - GUTTER
        across = min((room - GAP * (len(row) - 1)) / len(row), room / 3)
        left = GUTTER + (room - across * len(row) - GAP * (len(row) - 1)) / 2
        for node in row:
            name = wrapped(node.group.name, NAME, across - 2 * PAD, bold=True)
            note = wrapped(node.note, NOTE, across - 2 * PAD) if node.note != node.group.name else []
            texts[node.group.pk] = (name, note)
        height = max(
            2 * PAD + (len(name) * NAME + len(note) * NOTE) * LEADING
            for name, note in (texts[node.group.pk] for node in row)
        )
        tops.setdefault(row[0].depth, top)
        for number, node in enumerate(row):
            boxes[node.group.pk] = (left + number * (across + GAP), top, across, height)
        top += height + RISE
    drawing = Drawing(width, top - RISE + 1, title=structure.alt)
    for node in structure.nodes:
        over = boxes.get(node.group.parent_id or 0)
        if over:
            _join(drawing, over, boxes[node.group.pk], tops[node.depth])
    for node in structure.nodes:
        left, upper, across, height = boxes[node.group.pk]
        edge = PRIMARY if node.depth == 0 else BORDER
        drawing.rect(
            left, upper, across, height, rx=2, fill=PAPER, stroke=edge, stroke_width=1.2 if node.depth == 0 else 0.8
        )  # fmt: skip
        name, note = texts[node.group.pk]
        line = upper + PAD
        for text in name:
            line += NAME * LEADING
            drawing.text(left + across / 2, line - 2, text, size=NAME, weight=600, anchor="middle", fill=INK)
        for text in note:
            line += NOTE * LEADING
            drawing.text(left + across / 2, line - 2, text, size=NOTE, anchor="middle", fill=MUTED)
    return drawing.to_svg()


def _join(drawing: Drawing, over: tuple[float, ...], under: tuple[float, ...], level: float) -> None:
    """Draw a line from the one box to the other; to the second row of a level, around the first."""
    start, end = over[0] + over[2] / 2, under[0] + under[2] / 2
    bottom, above, middle = over[1] + over[3], level - RISE / 2, under[1] - RISE / 2
    around = [(1.0, above), (1.0, middle)] if middle > above else []
    drawing.polyline(
        [(start, bottom), (start, above), *around, (end, middle), (end, under[1])],
        stroke=BORDER,
        stroke_width=0.9,
    )


def wrapped(text: str, size: float, width: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than `width` points; a longer word is cut with an ellipsis."""
    rows: list[str] = []
    for word in text.split():
        while len(word) > 2 and text_width(word, size, bold=bold) > width:
            word = word.rstrip("…")[:-1] + "…"
        if rows and text_width(f"{rows[-1]} {word}", size, bold=bold) <= width:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    return rows
