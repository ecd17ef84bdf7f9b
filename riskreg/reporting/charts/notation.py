"""The marks every chart shares: one class, one look, on screen and on paper.

The attributes hold the light theme, for a PDF that reads no stylesheet. On a page charts.css overrides them by the
same class names, so both themes, print and forced colours work.
"""

FONT = "Source Sans 3, Segoe UI, Arial, sans-serif"
SIZE, SMALL = 12.5, 11.5

PAGE, INK, MUTED = "#ffffff", "#15202d", "#4d5b6b"
RULE, EDGE, INFO = "#d8dee6", "#76849a", "#0a569f"
ACTUAL, PLAN, PREVIOUS = "#24364d", "#5d6b7d", "#b3bdc9"
BAD, BAD_MARK, GOOD, GOOD_MARK = "#a8201a", "#c8322a", "#0f6b4a", "#1b8a61"
BANDS = ("#e8edf2", "#f4d999", "#ecac66", "#dd7c66")


def _line(colour: str, width: float, dash: str = "") -> dict[str, str]:
    drawn = {"fill": "none", "stroke": colour, "stroke-width": f"{width:g}"}
    return drawn | ({"stroke-dasharray": dash} if dash else {})


# Class name -> presentation attributes. Later classes of one element win.
LOOK: dict[str, dict[str, str]] = {
    "t-m": {"fill": MUTED},
    "t-s": {"font-size": f"{SMALL}"},
    "t-b": {"font-weight": "600"},
    "t-e": {"text-anchor": "end"},
    "t-c": {"text-anchor": "middle"},
    "t-now": {"fill": INFO, "font-weight": "600"},
    "t-bad": {"fill": BAD, "font-weight": "600"},
    "t-good": {"fill": GOOD, "font-weight": "600"},
    "t-cell": {"fill": INK, "font-size": f"{SMALL}"},
    "grid-l": _line(RULE, 1),
    "axis": _line(EDGE, 1),
    "now": _line(INFO, 1.5),
    "ac": {"fill": ACTUAL, "stroke": ACTUAL},
    "pl": {"fill": PAGE, "stroke": PLAN, "stroke-width": "1.25"},
    "fc": {"stroke": ACTUAL, "stroke-width": "1.25"},
    "hz": _line(ACTUAL, 2.4),
    "under": {"fill": PAGE, "stroke": "none"},
    "dep": _line(EDGE, 1.25),
    "dep--bad": _line(BAD_MARK, 1.5),
    "dep-arr": {"fill": EDGE},
    "pv": {"fill": PREVIOUS, "stroke": "none"},
    "v-bad": {"fill": BAD_MARK, "stroke": "none"},
    "v-good": {"fill": GOOD_MARK, "stroke": "none"},
    "cell": {"stroke": PAGE, "stroke-width": "2"},
    "cell1": {"fill": BANDS[0]},
    "cell2": {"fill": BANDS[1]},
    "cell3": {"fill": BANDS[2]},
    "cell4": {"fill": BANDS[3]},
    "appetite": _line(INK, 2.5),
    "disc": {"fill": PAGE, "stroke": INK, "stroke-width": "1.75"},
    "disc--sum": {"stroke-width": "1.25"},
    "ghost": _line(INK, 1.25, "2.5 2.5"),
    "trail": _line(INK, 1.75),
    "trail-to": _line(INK, 1.5, "5 4"),
    "arr": {"fill": INK},
    "line": _line(ACTUAL, 2),
    "line--dim": _line(PLAN, 1.25),
    "line--bad": _line(BAD_MARK, 2.25),
    "line--good": _line(GOOD_MARK, 2),
    "limit": _line(BAD_MARK, 1.25, "5 3"),
    "dash": {"stroke-dasharray": "5 3"},
}


def look(classes: str) -> dict[str, str]:
    """The attributes of a space-separated list of classes; a class only the stylesheet knows adds none."""
    drawn: dict[str, str] = {}
    for name in classes.split():
        drawn |= LOOK.get(name, {})
    return drawn
