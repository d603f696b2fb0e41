"""The pieces that every section is made of: cards, tags, changes, trust rings, sparklines, bullets."""

import math
from collections.abc import Sequence

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import words, written
from crmeter.evaluation.report.changes import Change, change_between
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.icons import icon
from crmeter.vocabulary import Language, Reading, Text, Trust, formats

ALMOST_UNTRUSTED = 50


def card(
    page: Page,
    title: Text,
    body: Node,
    *,
    subtitle: Text | str | None = None,
    end: Node = None,
    foot: Node = None,
    style: str = "",
) -> Element:
    """Draw a card: a title that is the question or the finding, quiet units beside it, caveats below."""
    quiet = page.say(subtitle) if isinstance(subtitle, Text) else subtitle
    return h.section(class_=f"card {style}".strip())[
        h.div(class_="card-h")[
            # In a file a card stands below the heading of its part, in a page right below that of the page.
            (h.h3 if page.links is None else h.h2)[page.say(title)],
            quiet and h.span(class_="sub")[quiet],
            end and h.div(class_="end")[end],
        ],
        body,
        foot and h.div(class_="card-f")[foot],
    ]


def tag(words_: str, tone: str = "", symbol: str | None = None) -> Element:
    """Draw a state: an icon and a word, neutral by default."""
    return h.span(class_=f"tag {tone}".strip())[symbol and icon(symbol), words_]


def notice(words_: Node, tone: str = "") -> Element:
    """Draw one sentence that the reader should not miss."""
    return h.p(class_=f"notice {tone}".strip())[icon(tone or "info"), h.span[words_]]


def empty(title: str, reason: str | None = None) -> Element:
    """Say why there is nothing to show."""
    return h.div(class_="empty")[icon("info"), h.b[title], reason and h.p[reason]]


def explain_button(page: Page, reading: Reading, content: Node, style: str = "figure") -> Element:
    """Make a figure open its explanation; one without an explanation stays plain."""
    opened = opens_explanation(page, reading, content, style)
    return h.span(class_=f"{style} plain")[content] if opened is None else opened


def opens_explanation(page: Page, reading: Reading | None, content: Node, style: str) -> Element | None:
    """Make what opens the explanation of a figure, or None where it has none."""
    if reading is None or reading.period != page.figures.run.period:
        return None
    if page.links is not None:
        address = page.links.explain(reading.measure, reading.slice)
        asked = {"hx-get": address, "hx-target": page.links.target, "data-explain": reading.measure}
        return h.a(asked, class_=style, href=address)[content]
    key = page.figures.explained(reading)
    if key is None:
        return None
    return h.button(type="button", class_=style, popovertarget=page.drawer(key))[content]


def value_of(page: Page, reading: Reading) -> written.Written:
    """Write a figure by the number contract: a dash where undefined, only an interval below trust 50."""
    if reading.value is None:
        return written.Written(formats.EMPTY)
    if is_untrusted(reading.trust):
        interval = reading.interval()
        if interval is None:
            return written.Written("~")
        return written.Written(f"~{formats.NO_BREAK}{written.between(interval, reading, page.language)}")
    return written.figure(reading.value, reading.unit, reading.currency or page.currency, page.language)


def is_untrusted(trust: Trust) -> bool:
    """Return whether trust is so low that one figure would claim too much."""
    return trust.score is not None and trust.score < ALMOST_UNTRUSTED


def why_undefined(page: Page, reading: Reading) -> str:
    """Return the reason why a figure has no value and what it needs, in one or two sentences."""
    if reading.undefined is None:
        return page.say(words.NOT_YET)
    reason = written.sentence(page.say(reading.undefined.reason))
    if reading.undefined.needs is None:
        return reason
    return f"{reason} {written.sentence(page.say(words.NEEDS.fill(needs=reading.undefined.needs)))}"


def why_measure(page: Page, measure: str) -> str | None:
    """Return why a measure has no value in the main period, or None where it has one."""
    reading = page.figures.reading(measure)
    return why_undefined(page, reading) if reading and reading.undefined else None


def change_of(page: Page, reading: Reading) -> Change | None:
    """Return how a figure stands against the period before."""
    before = page.figures.before(reading)
    return change_between(reading, before, page.figures.good(reading.measure))


def change_size(page: Page, change: Change) -> str:
    """Write how large a change is: percent, points, days or hours."""
    return _size_in_words(change, page.language)


def _size_in_words(change: Change, language: Language) -> str:
    match change.kind:
        case "points":
            size = formats.number(change.size * 100, language, 1)
            return f"{size}{formats.NO_BREAK}{words.POINTS.in_(language)}"
        case "score":
            return f"{formats.number(change.size, language, 2)}{formats.NO_BREAK}{words.POINTS.in_(language)}"
        case "days":
            return formats.days(change.size, language)
        case "hours":
            return formats.hours(change.size, language)
        case "relative":
            return formats.percent(change.size, language)


def change_mark(change: Change, language: Language) -> Element:
    """Draw a change with arrow, size and a word; never by colour alone."""
    if change.direction == "flat":
        body: Node = [icon("flat"), words.NO_CHANGE.in_(language)]
    else:
        word = (words.UP if change.direction == "up" else words.DOWN).in_(language)
        body = [icon(change.direction), h.span(class_="sr")[f"{word} "], _size_in_words(change, language)]
    return h.span(class_=f"delta {change.tone}")[body]


def delta(page: Page, reading: Reading, *, note: bool = True) -> Node:
    """Draw the change with arrow, size and a word; never by colour alone."""
    if is_untrusted(reading.trust):
        # A change says as much as the figures on both its sides, so it is held back with them.
        return h.span(class_="delta-note")[page.say(words.TRUST_LOW_SHORT)] if note else None
    change = change_of(page, reading)
    if change is None:
        return h.span(class_="delta-note")[page.say(words.NO_COMPARISON)] if note else None
    return [
        change_mark(change, page.language),
        note and h.span(class_="delta-note")[page.say(words.PREVIOUS)],
    ]


def trust_tone(score: float | None) -> str:
    """Return the colour word of a trust score: 85 and more good, 70 and more a warning."""
    if score is None:
        return "unrated"
    return "good" if score >= 85 else "warn" if score >= 70 else "bad"


def trust_ring(page: Page, trust: Trust, *, figure: bool | None = None, size: int = 16) -> Element:
    """Draw how far the rows behind a figure can be trusted; the score is written out below 85.

    Args:
        page: where.
        trust: of the rows.
        figure: write the score: always, never, or (None) where it is below 85.
        size: in pixels.
    """
    return ring(trust.score, page.language, figure=figure, size=size)


def ring(score: float | None, language: Language, *, figure: bool | None = None, size: int = 16) -> Element:
    """Draw a score of data trust as `trust_ring` does, where there is no evaluation at hand."""
    label = (
        words.TRUST_UNKNOWN.in_(language)
        if score is None
        else words.TRUST_OF.in_(language).format(score=formats.number(score, language, 0))
    )
    middle, radius = size / 2, size / 2 - 1.75
    around = 2 * math.pi * radius
    circle = {"cx": str(middle), "cy": str(middle), "r": str(radius)}
    shown = (score is not None and score < 85) if figure is None else (figure and score is not None)
    return h.span(class_=f"trust {trust_tone(score)}", role="img", aria_label=label, title=label)[
        h.svg({"viewBox": f"0 0 {size} {size}"}, width=size, height=size)[
            h.circle(circle, class_="t0"),
            score is not None
            and h.circle(
                circle,
                class_="t1",
                stroke_dasharray=f"{around * score / 100:.2f} {around:.2f}",
                transform=f"rotate(-90 {middle} {middle})",
            ),
        ],
        shown and score is not None and h.span[formats.number(score, language, 0)],
    ]


def spark(values: Sequence[float | None], label: str, *, quiet: bool = False, width: int = 88) -> Node:
    """Draw a line of the last periods; periods without a value are gaps."""
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return None
    height, pad = 28, 3
    low, high = min(known), max(known)
    reach = (high - low) or 1.0
    points = [
        None
        if value is None
        else (
            pad + at * (width - 2 * pad) / (len(values) - 1),
            pad + (height - 2 * pad) * (1 - (value - low) / reach),
        )
        for at, value in enumerate(values)
    ]
    runs = _runs(points)
    last = runs[-1][-1]
    return h.svg(
        {"viewBox": f"0 0 {width} {height}"},
        class_="spark mute" if quiet else "spark",
        width=width,
        height=height,
        role="img",
        aria_label=label,
    )[
        [
            [
                h.path(
                    class_="spark-a",
                    d=f"M{run[0][0]:.1f},{height} L{_points(run, ' L')} L{run[-1][0]:.1f},{height} Z",
                ),
                h.polyline(class_="spark-l", points=_points(run, " ")),
            ]
            for run in runs
        ],
        h.circle(class_="spark-d", cx=f"{last[0]:.1f}", cy=f"{last[1]:.1f}", r="2.25"),
    ]


def _points(run: Sequence[tuple[float, float]], separator: str) -> str:
    return separator.join(f"{x:.1f},{y:.1f}" for x, y in run)


def _runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def spark_of(page: Page, reading: Reading, *, quiet: bool = False) -> Node:
    """Draw the months of a measure, with a sentence for those who hear it."""
    months = page.figures.months(reading.measure)
    known = [month for month in months if month.value is not None]
    if reading.slice or len(known) < 2:
        return None
    label = page.say(
        Text("{title}: từ {first} ({start}) đến {last} ({end})", "{title}: from {first} ({start}) to {last} ({end})")
    ).format(
        title=page.say(page.figures.title(reading.measure)),
        first=value_of(page, known[0]),
        last=value_of(page, known[-1]),
        start=formats.month(known[0].period.start, page.language),
        end=formats.month(known[-1].period.start, page.language),
    )
    values = [None if month.value is None else float(month.value) for month in months]
    return spark(values, label, quiet=quiet)


def bar(share: float, tone: str = "", label: str | None = None) -> Element:
    """Draw a share of a whole as a thin bar that starts at zero."""
    inner = h.i(class_=tone or None, style=f"width:{100 * min(max(share, 0.0), 1.0):.1f}%")
    return h.span(class_="mini", role=label and "img", aria_label=label, aria_hidden=None if label else "true")[inner]


def bullet(
    value: float,
    *,
    high: float,
    label: str,
    interval: tuple[float, float] | None = None,
    before: float | None = None,
    benchmark: tuple[float, float] | None = None,
    target: float | None = None,
) -> Element:
    """Draw a slim bullet: now, its interval, the figure before as a diamond, benchmark as a band, target as a tick."""

    def place(amount: float) -> float:
        return min(max(amount / high * 100, 0.0), 100.0) if high > 0 else 0.0

    return h.span(class_="bullet slim", role="img", aria_label=label)[
        benchmark
        and h.i(
            class_="b-range",
            style=f"left:{place(benchmark[0]):.1f}%;width:{place(benchmark[1]) - place(benchmark[0]):.1f}%",
        ),
        h.i(class_="b-bar", style=f"width:{place(value):.1f}%"),
        interval
        and h.i(
            class_="b-interval",
            style=f"left:{place(interval[0]):.1f}%;width:{place(interval[1]) - place(interval[0]):.1f}%",
        ),
        before is not None and h.i(class_="b-bench", style=f"left:{place(before):.1f}%"),
        target is not None and h.i(class_="b-target", style=f"left:{place(target):.1f}%"),
    ]


def no_interval(page: Page, reading: Reading) -> str:
    """Say why a figure has no interval: it counts all there is, or it is an estimate that the data do not bound."""
    measure = page.figures.measure(reading.measure)
    estimated = measure is not None and measure.needs_model
    return page.say(words.NO_MODEL_INTERVAL if estimated else words.NO_INTERVAL)
