"""What a director reads first: the finding, five figures, what to know, how far the data reach."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import words, written
from crmeter.evaluation.report.aims import Aim
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.icons import icon
from crmeter.evaluation.report.parts import (
    bullet,
    card,
    delta,
    empty,
    explain_button,
    is_untrusted,
    no_interval,
    opens_explanation,
    spark_of,
    tag,
    trust_ring,
    value_of,
    why_undefined,
)
from crmeter.evaluation.report.sections.suggested import suggested
from crmeter.evaluation.result import Finding, Level
from crmeter.vocabulary import Reading, Text, Unit, formats

KNOW = Text("Điều cần biết", "What to know")
URGENT = Text("{n} khẩn", "{n} urgent")
LEVELS = Text("Dữ liệu tới mức nào", "How far the data reach")
REACHED = Text("Mức {level}: {name}", "Level {level}: {name}")
LEVEL_COUNT = Text("{n} chỉ số", "{n} measures")
TO_RAISE = Text("Cần thêm để lên mức", "What would raise it")
NOTHING = Text("Không có điều gì vượt ngưỡng", "Nothing passed a threshold")
NOTHING_WHY = Text(
    "Mọi quy tắc đã xét; kết quả từng chỉ số ở các phần dưới.",
    "Every rule was looked at; each measure is in the sections below.",
)
TARGET = Text("Mục tiêu {period}: {value}", "Target, {period}: {value}")
REACHED_SO_FAR = Text("đang đạt {value}", "now {value}")
NOT_REACHED = Text("chưa đo được", "not measured yet")
MISSED = Text("Khả năng lỡ hạn {day}: {chance}", "Chance to miss it by {day}: {chance}")
# From here on a target is rather missed than reached.
LIKELY = 0.5
BULLET_LABEL = Text("{title}: {value}", "{title}: {value}")


def head(page: Page) -> Element:
    """Draw the page's head: the name, the one finding, the period, the snapshot."""
    run = page.figures.run
    findings = page.figures.evaluation.findings
    period = formats.span(formats.day(run.period.start, page.language), formats.day(run.period.last_day, page.language))
    return h.header(class_="head")[
        h.div(class_="head-t")[
            h.h1[page.say(words.TITLE)],
            h.p[page.say(findings[0].sentence if findings else words.NO_FINDING)],
        ],
        h.div(class_="row wrap")[
            h.span(class_="pick")[icon("calendar"), period, h.span(class_="k")[page.say(words.PREVIOUS)]],
            h.span(class_="pick")[
                icon("snapshot"), h.span(class_="k")[page.say(words.SNAPSHOT)], h.span(class_="id")[run.snapshot]
            ],
        ],
    ]


def overview(page: Page) -> Node:
    """Draw the headline figures, the findings, the levels and the suggestions."""
    return [
        kpis(page),
        h.div(class_="grid")[
            h.div(class_="s8 fill")[findings(page)],
            h.div(class_="s4 fill")[levels(page)],
        ],
        suggested(page),
    ]


def kpis(page: Page) -> Element:
    """Draw the headline figures of the run."""
    return headline(page, page.figures.evaluation.headline)


def headline(page: Page, names: Sequence[str], aims: Mapping[str, Aim] = MappingProxyType({})) -> Element:
    """Draw chosen figures side by side.

    Args:
        page: where.
        names: of the measures, in order; what the run has not is left out.
        aims: what they are to reach, by measure.
    """
    readings = [page.figures.reading(name) for name in names]
    return h.div(class_="kpis")[[kpi(page, reading, aims.get(reading.measure)) for reading in readings if reading]]


def kpi(page: Page, reading: Reading, aim: Aim | None = None) -> Element:
    """Draw a headline figure by the number contract; the whole card opens its explanation."""
    value = value_of(page, reading)
    return explain_button(
        page,
        reading,
        [
            h.span(class_="lab")[
                h.span(class_="name")[page.say(page.figures.title(reading.measure))], trust_ring(page, reading.trust)
            ],
            h.span(class_="val")[
                h.span(class_="num" + (" long" if len(value.number) > 9 else ""))[
                    value.number, value.unit and h.small[value.unit.strip()]
                ],
                spark_of(page, reading)
                or (len(value.number) <= 9 and h.span(class_="micro t3 no-line")[page.say(words.NO_MONTHS)]),
            ],
            _undefined(page, reading)
            if reading.value is None
            else _standing(page, reading)
            if aim is None
            else _on_the_way(page, reading, aim),
        ],
        style="kpi",
    )


def _undefined(page: Page, reading: Reading) -> Node:
    return [
        h.span(class_="chg")[h.span(class_="delta flat")[page.say(words.NOT_YET)]],
        h.span(class_="why")[why_undefined(page, reading)],
    ]


def _standing(page: Page, reading: Reading) -> Node:
    if reading.value is None:
        return None
    before = page.figures.before(reading)
    interval = reading.interval()
    benchmark = page.figures.benchmark(reading.measure)
    now = float(reading.value)
    highest = max([now, *[float(r.value) for r in [before] if r and r.value is not None]])
    if reading.unit is Unit.SHARE:
        high = 1.0 if highest > 0.35 or benchmark else max(highest, (interval and float(interval.high)) or 0.0) * 1.5
    else:
        high = max(highest, float(interval.high) if interval else 0.0) * 1.2
    title = page.say(page.figures.title(reading.measure))
    before_words = (
        page.say(words.PREVIOUS_SHORT).format(value=value_of(page, before))
        if before
        else page.say(words.PREVIOUS_UNKNOWN)
    )
    if benchmark:
        low_words, high_words = (
            str(written.figure(bound, reading.unit, reading.currency, page.language))
            for bound in (benchmark.low, benchmark.high)
        )
        reference = page.say(words.BENCHMARK).format(span=written.span(low_words, high_words))
        spoken = reference
    else:
        reference = page.say(words.NO_TARGET)
        spoken = page.say(words.NO_TARGET_SPOKEN)
    certain = not is_untrusted(reading.trust)
    return [
        h.span(class_="chg")[delta(page, reading)],
        # A bar begins at zero: a net score may lie below it, and scales seldom begin there.
        reading.unit not in (Unit.POINTS, Unit.SCORE)
        and bullet(
            now if certain else 0.0,
            high=high,
            label=f"{title}: {value_of(page, reading)}. {before_words}. {spoken}.",
            interval=(float(interval.low), float(interval.high)) if interval else None,
            before=float(before.value) if before and before.value is not None else None,
            benchmark=(benchmark.low, benchmark.high) if benchmark else None,
        ),
        h.span(class_="ref")[h.span[before_words], h.span[reference]],
        h.span(class_="ref sure")[_how_sure(page, reading)],
    ]


def _how_sure(page: Page, reading: Reading) -> Element:
    """Write the interval of a figure, or why it has none."""
    interval = reading.interval()
    if interval is not None:
        between = written.between(interval, reading, page.language)
        return h.span[page.say(words.INTERVAL.fill(level=80)), " ", h.b[between]]
    untrusted = is_untrusted(reading.trust)
    return h.span[page.say(words.TRUST_LOW_PLAIN) if untrusted else no_interval(page, reading)]


def _on_the_way(page: Page, reading: Reading, aim: Aim) -> Node:
    """Draw how far a figure is on the way to its target, over a period as long as that of the target."""

    def said(value: float) -> str:
        return str(written.figure(value, reading.unit, page.currency, page.language))

    before = page.figures.before(reading)
    target = page.say(TARGET).format(period=page.say(aim.period), value=said(aim.value))
    reached = page.say(NOT_REACHED if aim.reached is None else REACHED_SO_FAR)
    told = reached if aim.reached is None else reached.format(value=said(aim.reached))
    earlier = page.say(words.PREVIOUS_SHORT).format(value=value_of(page, before)) if before else None
    title = page.say(page.figures.title(reading.measure))
    return [
        h.span(class_="chg")[delta(page, reading)],
        # A bar begins at zero; a net score may lie below it.
        aim.reached is not None
        and min(aim.reached, aim.value) >= 0
        and bullet(
            aim.reached,
            high=max(aim.reached, aim.value) * 1.15,
            label=f"{title}: {told}. {target}.",
            target=aim.value,
        ),
        h.span(class_="ref")[h.span[target], h.span[told]],
        h.span(class_="ref sure")[earlier and h.span[earlier], _how_sure(page, reading)],
        h.span(class_="ref")[_chance(page, aim)],
    ]


def _chance(page: Page, aim: Aim) -> Node:
    """Say how likely it is that a figure will not reach its target, or why nobody can tell."""
    if aim.chance_missed is None:
        return h.span[page.say(aim.why_unknown or words.NOT_YET)]
    told = page.say(MISSED).format(
        chance=formats.percent(aim.chance_missed, page.language, 0), day=formats.day(aim.reach_by, page.language)
    )
    return h.span(class_="bad-t" if aim.chance_missed > LIKELY else None)[told]


def findings(page: Page) -> Element:
    """Draw what to know, the most important first."""
    found = page.figures.evaluation.findings
    urgent = sum(finding.severity == "bad" for finding in found)
    body: Node = (
        h.ul(class_="list")[[h.li[_finding(page, finding)] for finding in found]]
        if found
        else empty(page.say(NOTHING), page.say(NOTHING_WHY))
    )
    return card(page, KNOW, body, subtitle=None, end=urgent > 0 and tag(page.say(URGENT.fill(n=urgent)), "bad", "bad"))


def _finding(page: Page, finding: Finding) -> Element:
    reading = page.figures.reading(finding.measure, **finding.slice)
    explained = opens_explanation(page, reading, None, "item") is not None
    source = page.say(page.figures.title(finding.measure))
    if finding.slice:
        source += " · " + ", ".join(finding.slice.values())
    content = [
        icon(finding.severity, f"sev-{finding.severity}"),
        h.span(class_="grow")[
            h.span(class_="sr")[page.say(words.SEVERITY_WORDS[finding.severity]), ": "],
            h.span(class_="t")[page.say(finding.sentence)],
            finding.action is not None
            and h.span(class_="m")[h.b[page.say(words.ACTION)], ": ", page.say(finding.action)],
            h.span(class_="m")[source],
        ],
        h.span(class_="side-end")[
            finding.money is not None
            and h.b(class_="nowrap")[formats.compact_money(finding.money, page.currency, page.language)],
            explained and icon("next", "t3"),
        ],
    ]
    return opens_explanation(page, reading, content, "item") or h.div(class_="item")[content]


def levels(page: Page) -> Element:
    """Draw how far the data of each subject reach."""
    return card(
        page,
        LEVELS,
        h.div(class_="card-b stack levels")[[_level(page, level) for level in page.figures.evaluation.levels]],
    )


def level_of(page: Page, subject: str) -> Node:
    """Draw how far the data of one subject reach; nothing where the run says nothing of it."""
    found = [_level(page, level) for level in page.figures.evaluation.levels if level.subject == subject]
    return found and card(page, LEVELS, h.div(class_="card-b stack levels")[found])


def _level(page: Page, level: Level) -> Element:
    name = page.say(REACHED).format(level=level.reached, name=page.say(words.LEVEL_WORDS[level.reached]))
    return h.div(class_="level")[
        h.div(class_="row between wrap")[h.b[page.say(level.title)], h.span(class_="meta t2")[name]],
        h.div(class_="steps")[
            [
                h.span(class_="step reached" if depth <= level.reached else "step")[
                    h.i,
                    h.span[page.say(words.LEVEL_WORDS[depth])],
                    h.span(class_="t3")[page.say(LEVEL_COUNT.fill(n=level.figures.get(depth, 0)))],
                ]
                for depth in (1, 2, 3)
            ]
        ],
        bool(level.missing)
        and h.details(class_="missing", open=page.links is None)[
            h.summary[page.say(TO_RAISE)], h.ul(class_="reasons")[[h.li[page.say(need)] for need in level.missing[:4]]]
        ],
    ]
