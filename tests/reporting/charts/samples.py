"""Every chart drawn with so many items, and with one hostile label among them."""

from datetime import date, timedelta

from riskreg.reporting.charts import (
    finish,
    matrix,
    milestone_trend,
    months,
    progress,
    roadmap,
    slip,
    sparkline,
    trail,
    trend,
    values,
    variance,
)

ON = date(2026, 10, 31)
HOSTILE = '<script>alert("x")</script> & \x00\x0b\ud800 \' "'
WORDS = matrix.MatrixWords(
    title="Risks",
    desc="Every risk",
    likelihood="Likelihood",
    impact="Impact",
    likelihood_levels=("Very unlikely", "Unlikely", "Possible", "Likely", "Almost certain"),
    impact_levels=("Minor", "Limited", "Serious", "Major", "Critical"),
    band_letters=("L", "M", "H", "V"),
    several="%(count)d risks",
)


def day(number: int) -> date:
    """A day that jumps about within four years, the same each time."""
    return date(2025, 1, 1) + timedelta(days=number * 97 % 1460)


def matrix_of(count: int, name: str = "Risk", *, frame: matrix.Frame = matrix.WIDE) -> str:
    marks = [
        matrix.Mark(
            f"R-{i:03d}",
            name,
            (i * 7 % 5 + 1, i * 11 % 3 + 2),
            (i % 5 + 1, i % 4 + 1) if i % 3 == 0 else None,
            (i % 2 + 1, i % 3 + 1) if i % 4 == 0 else None,
        )
        for i in range(count)
    ]
    return matrix.matrix(marks, WORDS, frame=frame)


def compact_matrix_of(count: int, name: str = "Risk") -> str:
    return matrix_of(count, name, frame=matrix.COMPACT)


def medium_matrix_of(count: int, name: str = "Risk") -> str:
    return matrix_of(count, name, frame=matrix.MEDIUM)


def compact_trail_of(count: int, name: str = "I") -> str:
    return trail_of(count, name, compact=True)


def trail_of(count: int, name: str = "I", *, compact: bool = False) -> str:
    points = trail.Trail((5, 5), (4, 5), (2, 4)) if count else trail.Trail(None, None, None)
    return trail.trail(points, WORDS, letters=trail.TrailLetters(inherent=name), compact=compact)


def trend_of(count: int, name: str = "Jan") -> str:
    points = [trend.ScorePoint(name, (i * 7 % 25) + 1, name if i % 9 == 2 else "") for i in range(count)]
    words = trend.TrendWords("Score", now="20 now", appetite="appetite 9", target="target 8", empty="not assessed")
    return trend.trend(points, words, target=8)


def course_of(count: int, name: str = "Jan") -> str:
    points = [progress.ProgressPoint(name, i * 100 / max(count, 1), i * 60 / max(count, 1)) for i in range(count)]
    words = progress.CourseWords("Course", actual="41 % actual", planned="48 % planned", gap="−7 points", empty="none")
    return progress.course(points, words)


def finish_of(count: int, name: str = "d") -> str:
    rows = [finish.FinishRow(f"{name} {i}", day(i), day(i + 3), i % 4 == 0) for i in range(count)]
    axis = finish.axis_of(rows, ON)
    row = rows[-1] if rows else finish.FinishRow(name, None, None)
    return finish.cell(row, axis, ON, finish.FinishWords("Finish", days="%(days)s " + name))


def finish_head_of(count: int, name: str = "Q") -> str:
    rows = [finish.FinishRow("Plan", day(i), day(i + 3)) for i in range(count)]
    return finish.head(finish.axis_of(rows, ON), finish.FinishWords("Quarters", quarter=name + "%(quarter)d"))


def variance_of(count: int, name: str = "Slip") -> str:
    days = [i * 37 % 400 - 120 for i in range(count)]
    return variance.variance_bar(days[-1] if days else None, variance.Scale.of(days), name)


def months_of(count: int, name: str = "Jan") -> str:
    bars = [
        months.MonthBar(f"{name} {i}", (i % 5, i * 3 % 17, i % 3), i * 7 % 13, i > count // 2) for i in range(count)
    ]
    words = months.MonthsWords(
        "Months",
        stacked="Open findings",
        single="Late milestones",
        parts=("established", "in remediation", "reported solved"),
        late="late milestones",
        before_break="reconstructed",
        empty="none",
    )
    return months.months(bars, words)


def roadmap_of(count: int, name: str = "Stream", *, width: float = 1310) -> str:
    rows = []
    for i in range(count):
        items = tuple(
            roadmap.RoadmapMilestone(
                f"M{i}.{j}",
                name,
                day(i + j),
                day(i + j) + timedelta(days=j * 3),
                earlier=(day(i + j) - timedelta(days=90),) * (j % 2),
                needs=(f"M{i}.{j - 1}", f"M{i - 1}.{j}"),
            )
            for j in range(9)
        )
        span = (day(i), day(i) + timedelta(days=200))
        rows.append(roadmap.RoadmapRow(f"{i}", name, span, span, (ON, ON + timedelta(days=80)), items))
    words = roadmap.RoadmapWords("Roadmap", today="31 Oct 2026", empty="none")
    return roadmap.roadmap(rows, ON, words, width=width)


def phone_roadmap_of(count: int, name: str = "Stream") -> str:
    return roadmap_of(count, name, width=358)


def crowded_roadmap_of(count: int, name: str = "Milestone") -> str:
    """All milestones in one lane."""
    items = tuple(
        roadmap.RoadmapMilestone(f"{i:02}", f"{name} {i}", day(i), day(i) + timedelta(days=i % 5 * 20), i % 3 == 0)
        for i in range(count)
    )
    row = roadmap.RoadmapRow("A", name, milestones=items)
    return roadmap.roadmap([row], ON, roadmap.RoadmapWords("Roadmap", today="31 Oct 2026"))


def sparkline_of(count: int, name: str = "Score") -> str:
    return sparkline.sparkline([i * 7 % 25 for i in range(count)], name, limit=9)


def slip_of(count: int, name: str = "target") -> str:
    targets = [slip.SlipTarget(date(2025, 1, 1) + timedelta(days=40 * i), f"{name} {i}") for i in range(min(count, 40))]
    words = slip.SlipWords("Slip", reported="reported", today="31 Oct 2026", on_current="current", on_first="first")
    return slip.slip(date(2024, 5, 15), targets, date(2028, 2, 14), ON, words)


def milestone_trend_of(count: int, name: str = "M") -> str:
    months = [(date(2026, month, 28), f"{month}/26") for month in range(1, 11)]
    lines = [
        milestone_trend.MilestoneLine(f"{name}{i}", "14 Feb 2028", f"+{i} d", i, (day(i),) * 6 + (day(i + 1),) * 4)
        for i in range(count)
    ]
    levels = [(date(year, month, 1), f"{month}/{year}") for year in (2025, 2026, 2027, 2028) for month in (1, 4, 7, 10)]
    words = milestone_trend.MilestoneTrendWords("Trend", axis="Forecast", diagonal="reached here", empty="none")
    return milestone_trend.milestone_trend(months, lines, levels, words)


def values_of(count: int, name: str = "Target 99 %") -> str:
    points = [values.Measured(ON + timedelta(days=30 * (i - count)), 97 + i * 7 % 31 / 10) for i in range(count)]
    levels = [
        values.Level(98.3, "red up to 98.3 %", "limit", "t-s t-bad"),
        values.Level(99, name),
    ]
    scale = [(rung, f"{rung:g}") for rung in values.rungs([*(one.value for one in points), 98.3, 99])]
    words = values.ValuesWords("Values", "From 97 to 99", now="99.1 % now" if count else "", empty="no value yet")
    return values.values(points, levels, scale, words)


CHARTS = {
    "matrix": matrix_of,
    "medium_matrix": medium_matrix_of,
    "compact_matrix": compact_matrix_of,
    "trail": trail_of,
    "compact_trail": compact_trail_of,
    "trend": trend_of,
    "course": course_of,
    "finish": finish_of,
    "finish_head": finish_head_of,
    "variance": variance_of,
    "months": months_of,
    "crowded_roadmap": crowded_roadmap_of,
    "roadmap": roadmap_of,
    "phone_roadmap": phone_roadmap_of,
    "sparkline": sparkline_of,
    "slip": slip_of,
    "milestone_trend": milestone_trend_of,
    "values": values_of,
}
