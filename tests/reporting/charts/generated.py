"""Charts of anything: counts, days, places and words, short and long, as hypothesis draws them."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from riskreg.reporting.charts import (
    finish,
    matrix,
    milestone_trend,
    months,
    progress,
    roadmap,
    slip,
    trail,
    trend,
    values,
    variance,
)

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -–.,éëïöüĳÀÊĲ&%()'WWMM  "
LONG = "Programmaonderdeel met een verbazend lange naam WWWWWWWWWWWWWWWW"
names = st.one_of(st.text(LETTERS, max_size=60), st.just(LONG))
titles = st.sampled_from(["Title", "Titel"])
labels = st.one_of(st.sampled_from(["31 Oct 2026", "reached on this line", "niet beoordeeld"]), names)
codes = st.one_of(st.from_regex(r"\A[A-Z]{1,3}-?[0-9]{1,3}\Z"), names)
days = st.dates(date(2019, 1, 1), date(2036, 12, 31))
maybe_days = st.none() | days
levels = st.integers(1, 5)
places = st.tuples(levels, levels)
maybe_places = st.none() | places
scores = st.none() | st.integers(1, 25)
percents = st.none() | st.integers(0, 100)


def five(words: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.tuples(words, words, words, words, words)


matrix_words = st.builds(
    matrix.MatrixWords,
    title=titles,
    desc=labels,
    likelihood=labels,
    impact=labels,
    likelihood_levels=five(labels),
    impact_levels=five(labels),
    band_letters=st.sampled_from([("L", "M", "H", "V"), ("L", "M", "H", "Z")]),
    several=st.sampled_from(["%(count)d risks", "%(count)d risico’s", "%(count)d verschillende risico’s"]),
)
marks = st.lists(st.builds(matrix.Mark, codes, names, maybe_places, maybe_places, maybe_places), max_size=60)
frames = st.sampled_from([matrix.WIDE, matrix.MEDIUM, matrix.COMPACT])
matrices = st.builds(matrix.matrix, marks, matrix_words, appetite=st.none() | st.integers(1, 25), frame=frames)

letters = st.builds(trail.TrailLetters, *[st.one_of(st.sampled_from("ICTHD"), names)] * 3)
trails = st.builds(
    trail.trail,
    st.builds(trail.Trail, maybe_places, maybe_places, maybe_places),
    matrix_words,
    letters=letters,
    compact=st.booleans(),
)

trends = st.builds(
    trend.trend,
    st.lists(st.builds(trend.ScorePoint, labels, scores, names), max_size=60),
    st.builds(trend.TrendWords, titles, *[labels] * 5),
    appetite=scores,
    target=scores,
)

courses = st.builds(
    progress.course,
    st.lists(st.builds(progress.ProgressPoint, labels, percents, percents), max_size=60),
    st.builds(progress.CourseWords, titles, *[labels] * 5),
    width=st.sampled_from([330, 400, 480]),
)

patterns = st.sampled_from(["%(days)s d", "%(days)s dagen"])
quarters = st.sampled_from(["Q%(quarter)d", "%(quarter)de kw."])
finish_rows = st.builds(finish.FinishRow, names, maybe_days, maybe_days, st.booleans())
finish_words = st.builds(finish.FinishWords, titles, days=patterns, quarter=quarters, unknown=labels)


@st.composite
def finishes(draw: st.DrawFn) -> str:
    rows, on = draw(st.lists(finish_rows, min_size=1, max_size=40)), draw(days)
    axis = finish.axis_of(rows, on, right=draw(st.sampled_from([226, 330])))
    words = draw(finish_words)
    return draw(st.sampled_from([finish.head(axis, words), finish.cell(rows[0], axis, on, words)]))


@st.composite
def indicator_values(draw: st.DrawFn) -> str:
    figures = st.integers(-100_000, 10**9).map(lambda one: one / 100)
    measured = [values.Measured(on, draw(figures)) for on in sorted(draw(st.sets(days, min_size=1, max_size=40)))]
    limits = [values.Level(draw(figures), draw(labels)) for _ in range(draw(st.integers(0, 3)))]
    scale = [(rung, f"{rung:,.10g}") for rung in values.rungs(one.value for one in (*measured, *limits))]
    words = values.ValuesWords(draw(titles), now=draw(labels), quarter=draw(quarters))
    return values.values(measured, limits, scale, words)


@st.composite
def variances(draw: st.DrawFn) -> str:
    late = draw(st.lists(st.none() | st.integers(-4000, 4000), min_size=1, max_size=40))
    return variance.variance_bar(late[0], variance.Scale.of(late), "x", width=draw(st.sampled_from([60, 112])))


spans = st.none() | st.tuples(days, days).map(lambda pair: (min(pair), max(pair)))
milestones = st.builds(
    roadmap.RoadmapMilestone,
    codes,
    names,
    maybe_days,
    maybe_days,
    st.booleans(),
    st.lists(days, max_size=2).map(tuple),
    st.lists(codes, max_size=2).map(tuple),
)
# Many on a few days crowd as no even spread does.
near = st.integers(0, 20).map(lambda step: date(2026, 11, 1) + timedelta(days=3 * step))
crowded = st.builds(roadmap.RoadmapMilestone, codes, names, near, near)
rows = st.builds(
    roadmap.RoadmapRow,
    codes,
    names,
    spans,
    spans,
    spans,
    st.lists(st.one_of(milestones, crowded), max_size=30).map(tuple),
)
roadmap_words = st.builds(roadmap.RoadmapWords, titles, days=patterns, quarter=quarters, today=labels, empty=labels)
roadmaps = st.builds(
    roadmap.roadmap, st.lists(rows, max_size=12), days, roadmap_words, width=st.sampled_from([358, 720, 1310])
)

slips = st.builds(
    slip.slip,
    days,
    st.lists(st.builds(slip.SlipTarget, days, labels), max_size=12),
    maybe_days,
    days,
    st.builds(
        slip.SlipWords,
        titles,
        reported=labels,
        today=labels,
        on_current=labels,
        on_first=labels,
        days=patterns,
        quarter=quarters,
    ),
    closed=st.booleans(),
)


@st.composite
def milestone_trends(draw: st.DrawFn) -> str:
    count = draw(st.integers(0, 24))
    first = draw(days)
    ends = [(first + timedelta(days=30 * index), draw(labels)) for index in range(count)]
    lines = st.builds(
        milestone_trend.MilestoneLine,
        codes,
        labels,
        st.sampled_from(["", "+45 d", "−1234 dagen"]),
        st.none() | st.integers(-900, 900),
        st.lists(st.one_of(maybe_days, near), min_size=count, max_size=count).map(tuple),
        st.booleans(),
    )
    return milestone_trend.milestone_trend(
        ends,
        draw(st.lists(lines, max_size=50)),
        draw(st.lists(st.tuples(days, labels), max_size=12)),
        draw(st.builds(milestone_trend.MilestoneTrendWords, titles, *[labels] * 4)),
        width=draw(st.sampled_from([540, 720])),
        height=draw(st.sampled_from([270, 380])),
    )


month_bars = st.builds(
    months.MonthBar,
    labels,
    st.none() | st.tuples(*[st.integers(0, 400)] * 3),
    st.none() | st.integers(0, 1200),
    st.booleans(),
)
many_months = st.builds(
    months.months,
    st.one_of(st.lists(month_bars, max_size=30), st.lists(month_bars, min_size=12, max_size=30)),
    st.builds(
        months.MonthsWords,
        titles,
        stacked=labels,
        single=labels,
        parts=st.tuples(labels, labels, labels),
        late=labels,
        before_break=labels,
        empty=labels,
    ),
    width=st.sampled_from([540, 720]),
)

CHARTS = {
    "matrix": matrices,
    "trail": trails,
    "trend": trends,
    "course": courses,
    "finish": finishes(),
    "variance": variances(),
    "values": indicator_values(),
    "roadmap": roadmaps,
    "slip": slips,
    "milestone_trend": milestone_trends(),
    "months": many_months,
}
