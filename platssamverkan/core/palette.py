"""The colours of LOOK.md as data, for everything that is drawn rather than styled.

Contrasts are measured against ink or white and hold WCAG 2.2 AA; the levels fall evenly in lightness, so
they keep their order in grey print.  A level is never colour alone: a numeral stands with it.
"""

from dataclasses import dataclass

INK = "#16232e"
MUTED = "#55636f"
LINE = "#cfd8df"
MIST = "#f3f6f8"
PAPER = "#ffffff"
PRIMARY = "#0b4a6f"
# The primary colour thinned for what stands back: the part of a chart that is not the message.
PRIMARY_SOFT = "#9dbbcd"
WATER = "#c9dde8"
LAND = "#f7f9fa"
BORDER = "#8a97a1"
METRO = "#2f7d4f"
DESIGNATION = "#8a4b00"
SCENE = "#6b3f8f"
EVENTS = "#f2c230"
# Shares from low to high: one hue that falls evenly in lightness, told apart in grey as well.
SHARES = ("#f2f6f9", "#d3e2ec", "#abc8db", "#7ba6c4", "#4b7fa8", "#1d5681")

# Classes of a map that are not levels, light to dark in even steps: ink keeps 4.5:1 on every one of them.
SHADES = ("#eaf2f7", "#cfe0ea", "#b0cbdb", "#8fb4cb", "#6f9fbc", "#5c91b1")


@dataclass(frozen=True, slots=True)
class LevelColour:
    """How one level is drawn: its ground, and the colour of the numeral on it."""

    fill: str
    text: str


LEVELS = {
    1: LevelColour("#eef6f1", INK),
    2: LevelColour("#f8e3a0", INK),
    3: LevelColour("#f1ad4d", INK),
    4: LevelColour("#dd6b2d", INK),
    5: LevelColour("#a3111f", PAPER),
}
