"""The shapes of the interface, as paths in a 16 px box, and the small chart marks of the legends.

They stand inline, so that they take the colour of their text and work in mails, prints and under a strict policy.
"""

_TICK = "M8 .8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 8 .8Zm3.5 4.1L7 9.6 4.7 7.3 3.4 8.6 7 12.2l5.9-6z"
_SHIELD = "m8 .5 6.3 2.4v4.4c0 4-2.7 6.9-6.3 8.2-3.6-1.3-6.3-4.2-6.3-8.2V2.9z"
_RING = "M8 1.2a6.8 6.8 0 1 1 0 13.6A6.8 6.8 0 0 1 8 1.2Zm0 2"

ICONS: dict[str, str] = {
    "circle": "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Z",
    "triangle": "M8 1.2 15.4 14.4H.6z",
    "diamond": "M8 .4 15.6 8 8 15.6.4 8z",
    "tick": _TICK,
    "ring": f"{_RING}a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6Z",
    "half": f"{_RING}v9.6a4.8 4.8 0 0 0 0-9.6Z",
    "stop": f"{_RING}a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 0 0 0-9.6ZM4 7h8v2H4z",
    "info": "M8 .8a7.2 7.2 0 1 1 0 14.4A7.2 7.2 0 0 1 8 .8ZM7 7v5h2V7zm0-3v2h2V4z",
    "warning": "M8 1.2 15.4 14.4H.6zM7.1 6v4h1.8V6zm0 5v1.7h1.8V11z",
    "shield": f"{_SHIELD}m3.2 4.6L7.2 9.2 5.4 7.4 4.2 8.6l3 3 5.2-5.3z",
    "close": "m3.2 1.8 4.8 4.8 4.8-4.8 1.4 1.4L9.4 8l4.8 4.8-1.4 1.4L8 9.4l-4.8 4.8-1.4-1.4L6.6 8 1.8 3.2z",
    "plus": "M7 2h2v5h5v2H9v5H7V9H2V7h5z",
    "up": "M8 2.5 14 9h-4v5H6V9H2z",
    "down": "M8 13.5 2 7h4V2h4v5h4z",
    "same": "M1.5 6.2h8V2.8L15 8l-5.5 5.2V9.8h-8z",
    "print": "M4 1h8v3H4zM1.5 5h13v7H12v3H4v-3H1.5zM5.5 10v3.5h5V10z",
    "lock": "M4 7V5a4 4 0 0 1 8 0v2h1.500v8h-11V7zm2 0h4V5a2 2 0 0 0-4 0z",
}

# Legend marks in a 22 x 12 box: (tag, class, attributes). The hatch is defined once in base.html.
MARKS: dict[str, str] = {
    "actual": '<rect class="ac" x="1" y="2" width="20" height="8"/>',
    "plan": '<rect class="pl" x="1" y="2" width="20" height="8"/>',
    "forecast": '<rect class="fc" fill="url(#hatch)" x="1" y="2" width="20" height="8"/>',
    "baseline_point": '<path class="pl" d="M11 0 17 6 11 12 5 6z"/>',
    "former_point": '<path class="pl" stroke-dasharray="2 1.5" d="M11 1 16 6 11 11 6 6z"/>',
    "dependency": '<path class="dep" d="M2 1V6H17"/><path class="dep-arr" d="M22 6 16 3V9z"/>',
    "reached_point": '<path class="ac" d="M11 0 17 6 11 12 5 6z"/>',
    "forecast_point": '<path class="fc" fill="url(#hatch)" d="M11 0 17 6 11 12 5 6z"/>',
    "today": '<path class="now" d="M11 0V12"/>',
    "later": '<rect class="v-bad" x="1" y="2" width="20" height="8"/>',
    "earlier": '<rect class="v-good" x="1" y="2" width="20" height="8"/>',
    "disc": '<circle class="disc" cx="11" cy="6" r="5.5"/>',
    "ring": '<circle class="ghost" cx="11" cy="6" r="5.5"/>',
    "appetite": '<path class="appetite" d="M1 10H11V2H21"/>',
    "score_line": '<path class="line" d="M1 3H11V9H21"/>',
    "limit": '<path class="limit" d="M1 6H21"/>',
    "changed": '<path class="now" d="M11 0V12" stroke-width="4"/>',
}
