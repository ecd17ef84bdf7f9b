"""How scores, states, dates and changes are shown: formats only, on plain values; every word is translatable."""

from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from riskreg.templatetags.icons import ICONS, MARKS
from riskreg.vocabulary import dates, scoring
from riskreg.vocabulary.choices import Band, MilestoneState, MilestoneStatus, Precision
from riskreg.vocabulary.periods import REGISTER_ZONE

register = template.Library()

MACHINE_DATES: dict[str, str] = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
MINUS, THIN, NONE = "\u2212", "\u202f", "\u2013"
BAND_NUMBERS = {Band.LOW: 1, Band.MEDIUM: 2, Band.HIGH: 3, Band.VERY_HIGH: 4}
# kind -> (tone, shape). The shape carries the meaning, the word names it, the tone comes third.
STATES: dict[str, tuple[str, str]] = {
    "on_track": ("good", "circle"),
    "at_risk": ("warn", "triangle"),
    "off_track": ("bad", "diamond"),
    "done": ("good", "tick"),
    "completed": ("good", "tick"),
    "not_started": ("idle", "ring"),
    "in_progress": ("info", "half"),
    "blocked": ("bad", "stop"),
    "withdrawn": ("idle", "close"),
    "same": ("idle", "same"),
    "info": ("info", "info"),
    "green": ("good", "circle"),
    "amber": ("warn", "triangle"),
    "red": ("bad", "diamond"),
    "up": ("bad", "up"),
    "down": ("good", "down"),
}


# --- shapes
@register.simple_tag
def icon(name: str) -> SafeString:
    """A shape in the colour of its text, hidden from assistive technology: a word must stand beside it."""
    path = format_html('<path fill-rule="evenodd" d="{}"/>', ICONS[name])
    return format_html(
        '<svg class="ic" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">{}</svg>', path
    )


@register.simple_tag
def mark(name: str) -> SafeString:
    """A chart mark for a legend, in the notation of the charts."""
    shape = mark_safe(MARKS[name])  # noqa: S308 - fixed markup of this program
    return format_html('<svg class="ch" viewBox="0 0 22 12" width="22" height="12" aria-hidden="true">{}</svg>', shape)


# --- numbers and dates
@register.filter
def number(value: float | None) -> str:
    """A number with a thin space from 10 000 and the true minus; an en dash for None."""
    if value is None:
        return NONE
    text = f"{abs(value):,}".replace(",", THIN) if abs(value) >= 10_000 else f"{abs(value)}"
    return f"{MINUS}{text}" if value < 0 else text


def signed(value: int) -> str:
    return f"+{number(value)}" if value > 0 else number(value)


@register.filter
def date_precise(on: date | None, precision: str = Precision.DAY) -> str:
    """A date in words, as precise as it is known."""
    return dates.show(on, precision or Precision.DAY)


register.filter(dates.axis_month)
register.filter(dates.month_alone)


@register.simple_tag
def day(on: date | None, precision: str = Precision.DAY) -> SafeString:
    """A date as a time element that does not break; muted words when it is not known."""
    shown = date_precise(on, precision)
    if on is None or precision in (Precision.UNKNOWN, Precision.UNDATED):
        return format_html('<span class="muted">{}</span>', shown)
    attribute = MACHINE_DATES.get(precision or "day")
    if attribute is None:
        return format_html('<span class="nowrap">{}</span>', shown)
    return format_html('<time class="nowrap" datetime="{}">{}</time>', on.strftime(attribute), shown)


@register.filter
def moment(at: datetime | None) -> SafeString:
    """A moment to the minute, in the register's time zone."""
    if at is None:
        return format_html('<span class="muted">{}</span>', NONE)
    local = localtime(at, REGISTER_ZONE) if is_aware(at) else at
    shown = _("%(day)s, %(time)s") % {"day": dates.show(local.date()), "time": f"{local:%H:%M}"}
    return format_html('<time class="nowrap" datetime="{}">{}</time>', local.isoformat(timespec="minutes"), shown)


@register.filter
def ended_word(kind: str) -> str:
    """How a finding ended, as its count is called: closed, superseded, accepted."""
    return {
        "closed": pgettext("count", "closed"),
        "superseded": pgettext("count", "superseded"),
        "accepted": pgettext("count", "accepted"),
    }.get(kind, kind)


# --- scores
@register.filter
def band(code: str | None) -> str:
    """The word of a band code, with a capital; "not assessed" for None."""
    return capfirst(str(Band(code).label)) if code else _("not assessed")


@register.filter
def band_number(code: str) -> int:
    """1 to 4, the number in the classes b1 to b4."""
    return BAND_NUMBERS[Band(code)]


@register.simple_tag
def score(likelihood: int | None, impact: int | None, factors: bool = False) -> SafeString:
    """The product in a box of its band, then the band's word, and on request the two factors."""
    code, product = scoring.band(likelihood, impact), scoring.score(likelihood, impact)
    if code is None:
        return format_html('<span class="muted nowrap">{}</span>', _("not assessed"))
    more = format_html(" <small>{}×{}</small>", likelihood, impact) if factors else ""
    markup = '<span class="score b{}"><b>{}</b><span>{}{}</span></span>'
    return format_html(markup, band_number(code), product, band(code), more)


@register.simple_tag
def movement(old: int | None, new: int | None) -> SafeString:
    """How a score moved: an arrow and words; higher is worse."""
    if old == new:
        return status("same", _("same"))
    if old is None:
        return status("info", _("new"))
    if new is None:
        return status("info", _("was %(old)s") % {"old": number(old)})
    words = _("up from %(old)s") if new > old else _("down from %(old)s")
    return status("up" if new > old else "down", words % {"old": number(old)})


# --- variance: sign, number, unit, a hidden word
def _variance(text: str, tone: str, hidden: str = "") -> SafeString:
    more = format_html('<span class="vh"> {}</span>', hidden) if hidden else ""
    return format_html('<span class="var var--{}">{}{}</span>', tone, text, more)


@register.filter
def variance(days: int | None) -> SafeString:
    """Days against plan: plus is later and bad, minus is earlier and good, zero is muted."""
    if days is None:
        return _variance(NONE, "zero", _("not known"))
    text = _("%(days)s d") % {"days": signed(days)}
    if days == 0:
        return _variance(text, "zero")
    return _variance(text, "bad", _("later")) if days > 0 else _variance(text, "good", _("earlier"))


@register.filter
def moved(days: int) -> SafeString:
    """By how many days a date moved between two days: neutral, a change is not yet good or bad."""
    text, words = _("%(days)s d") % {"days": signed(days)}, _("later") if days > 0 else _("earlier")
    return format_html('<span class="var">{}<span class="vh"> {}</span></span>', text, words)


@register.filter
def points(gap: int | None) -> SafeString:
    """Percentage points of actual minus planned: minus is behind and bad."""
    if gap is None:
        return _variance(NONE, "zero", _("not known"))
    text = ngettext("%(gap)s point", "%(gap)s points", abs(gap)) % {"gap": signed(gap)}
    return _variance(text, "zero" if gap == 0 else "good" if gap > 0 else "bad")


# --- states and marks
def _state_word(kind: str) -> str:
    for choices in (MilestoneState, MilestoneStatus):
        if kind in choices.values:
            return capfirst(str(choices(kind).label))
    return {"withdrawn": _("Withdrawn"), "same": _("Same"), "info": _("Note")}.get(kind, "")


def _state(kind: str) -> tuple[str, str]:
    try:
        return STATES[str(kind)]
    except KeyError:
        raise ValueError(f"{kind!r} is not a state to show; expected one of {', '.join(sorted(STATES))}") from None


@register.simple_tag
def status(kind: str, word: str = "") -> SafeString:
    """Shape and word of a state. Without a word, the word of a milestone state or status. ValueError when unknown."""
    tone, shape = _state(kind)
    return format_html('<span class="st st--{}">{}{}</span>', tone, icon(shape), word or _state_word(str(kind)))


@register.simple_tag
def status_tag(kind: str, word: str = "") -> SafeString:
    """The same as a square tag, for the head of a page."""
    tone, shape = _state(kind)
    classes = "tag" if tone == "idle" else f"tag tag--{tone}"
    return format_html('<span class="{}">{}{}</span>', classes, icon(shape), word or _state_word(str(kind)))


@register.filter
def basis(code: str | None) -> SafeString:
    """How a fact is known, where that deserves a mark: illustrative, or derived; nothing for stated and own entries."""
    if code == "illustrative":
        words, more = _("illustrative"), _("An example made for the demonstration; not a statement of fact")
    elif code == "derived":
        words, more = _("derived"), _("Worked out from published sources; not stated in so many words")
    else:
        return SafeString("")
    return format_html('<span class="tag tag--soft" title="{}">{}</span>', more, words)


# --- changes
@register.filter
def plain(value: object) -> str:
    """Any value of a field in words; nothing is written as "empty"."""
    if value is None or value == "" or value == []:
        return _("empty")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime):
        local = localtime(value, REGISTER_ZONE) if is_aware(value) else value
        return _("%(day)s, %(time)s") % {"day": dates.show(local.date()), "time": f"{local:%H:%M}"}
    if isinstance(value, date):
        return dates.show(value)
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(plain(item) for item in value)
    return str(value)


@register.simple_tag
def change(old: object, new: object) -> SafeString:
    """Old and new value, neutral on purpose: a change is not yet good or bad."""
    markup = (
        '<span class="diff"><del><span class="vh">{} </span>{}</del><span aria-hidden="true">→</span>'
        '<ins><span class="vh">{} </span>{}</ins></span>'
    )
    return format_html(markup, _("from"), plain(old), _("to"), plain(new))


@register.filter
def was(old: object) -> SafeString:
    """The old value above the new one in a table cell."""
    return format_html('<del><span class="vh">{} </span>{}</del>', _("was"), plain(old))


@register.filter
def period(code: str | None) -> str:
    """The period of an indicator as a cell shows it: October 2026 for 2026-10."""
    return capfirst(dates.period_within(code)) if code else NONE


# --- people and hashes
@register.filter
def person(name: object) -> SafeString:
    """Initials in a disc, and the name; muted words when there is none."""
    text = str(name).strip() if name else ""
    if not text:
        return format_html('<span class="muted">{}</span>', _("nobody"))
    letters = [part[0] for part in text.split() if part[0].isalnum()]
    initials = "".join([letters[0], letters[-1]] if len(letters) > 1 else [text[:2]]).upper()
    return format_html('<span class="who"><i aria-hidden="true">{}</i>{}</span>', initials, text)


@register.filter
def digest(value: str | None) -> SafeString:
    """A hash by its first and last four characters, the whole of it as its title."""
    if not value:
        return format_html('<span class="muted">{}</span>', NONE)
    short = value if len(value) <= 10 else f"{value[:4]}…{value[-4:]}"
    return format_html('<span class="hash" title="{}">{}</span>', value, short)
