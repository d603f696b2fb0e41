"""Explain: everything behind one figure, in a drawer that the browser opens and closes by itself."""

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import words, written
from crmeter.evaluation.report.charts import Line, LineChart, line_chart
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.icons import icon
from crmeter.evaluation.report.parts import (
    bar,
    delta,
    is_untrusted,
    no_interval,
    notice,
    trust_ring,
    trust_tone,
    value_of,
    why_undefined,
)
from crmeter.evaluation.report.tables import plain_table
from crmeter.evaluation.result import Explanation
from crmeter.vocabulary import Reading, Text, Unit, formats
from crmeter.vocabulary.reading import TRUST_PARTS

FORMULA = Text("Công thức", "Formula")
ROWS = Text("Dòng dữ liệu phía sau", "Rows behind it")
ROWS_SHOWN = Text("{shown} trong {all} dòng", "{shown} of {all} rows")
FROM_TABLES = Text("Từ các bảng {tables}, bản chụp {snapshot}.", "From the tables {tables}, snapshot {snapshot}.")
COVERAGE = Text("Dòng được dùng", "Rows used")
USED = Text("Dùng {n} dòng.", "{n} rows are used.")
NONE_LEFT_OUT = Text("Không dòng nào bị bỏ ra.", "No row is left out.")
LEFT_OUT = Text("Bỏ ra", "Left out")
HISTORY = Text("Lịch sử 12 tháng", "The last 12 months")
SQL = Text("Câu truy vấn", "The query")
SQL_NOTE = Text("Chạy trên bản chụp này thì ra đúng giá trị trên.", "Run on this snapshot it gives the value above.")
PARAMETERS = Text("Tham số", "Parameters")
FRESHNESS = Text("Độ mới của dữ liệu", "How fresh the data are")
NEWEST = Text("Dòng mới nhất: {day}", "Newest row: {day}")
LOADED = Text("nạp vào kho lúc {moment}", "loaded at {moment}")
PART_UNKNOWN = Text("chưa đánh giá được", "could not be judged")
FULL_VALUE = Text("Đầy đủ: {value}", "In full: {value}")
PERIOD = Text("Kỳ {start} – {end}", "Period {start} – {end}")
BENCHMARK = Text("Chuẩn chung {span}: {source}", "Benchmark {span}: {source}")


def drawers(page: Page) -> Node:
    """Return the explanations of all figures; in print those of uncut figures become the appendix."""
    # Each is written out at once: a tree of all of them would be walked through every level above.
    return [_drawer(page, key, each).__html__() for key, each in page.figures.evaluation.explanations.items()]


def title_of(page: Page, reading: Reading) -> str:
    """Return a figure's name with its slice: Tỷ lệ giữ chân · Trường học."""
    names = [page.say(page.figures.title(reading.measure))]
    for by, code in reading.slice.items():
        named = {"part": words.PART_WORDS, "stage": words.STAGE_WORDS}.get(by, {}).get(code)
        names.append(page.say(named or words.code_words(by, code)))
    return " · ".join(names)


def _drawer(page: Page, key: str, explanation: Explanation) -> Element:
    reading = explanation.reading
    name = page.drawer(key)
    style = "drawer cut" if reading.slice else "drawer"
    return h.div(id=name, class_=style, popover="auto", role="dialog", aria_labelledby=f"{name}-title")[
        h.div(class_="drawer-h")[
            h.div(class_="grow")[
                h.div(class_="meta t3")[page.say(words.EXPLAIN)],
                h.h2(id=f"{name}-title", tabindex="-1", autofocus=True)[title_of(page, reading)],
            ],
            h.button(
                type="button",
                class_="btn ghost icon",
                popovertarget=name,
                popovertargetaction="hide",
                aria_label=page.say(words.CLOSE),
            )[icon("close")],
        ],
        h.div(class_="drawer-b", tabindex="0", role="group", aria_labelledby=f"{name}-title")[
            inside(page, explanation)
        ],
    ]


def inside(page: Page, explanation: Explanation) -> Element:
    """Draw what stands in a drawer: the value and all that is behind it."""
    sections = (_value, _formula, _rows, _trust, _coverage, _history, _query, _freshness)
    return h.div(class_="ex")[[section(page, explanation) for section in sections]]


def _value(page: Page, explanation: Explanation) -> Node:
    reading = explanation.reading
    period = page.say(PERIOD.fill(start=reading.period.start, end=reading.period.last_day))
    if reading.value is None:
        return h.section[
            h.div(class_="ex-value")[
                h.span(class_="ex-number")[formats.EMPTY], h.span(class_="meta t3")[page.say(words.NOT_YET)]
            ],
            notice(why_undefined(page, reading), "warn"),
            h.p(class_="t2")[written.sentence(page.say(explanation.meaning))],
            h.p(class_="meta t3")[period],
        ]
    full = written.in_full(reading.value, reading.unit, reading.currency, page.language)
    return h.section[
        h.div(class_="ex-value")[
            h.span(class_="ex-number")[str(value_of(page, reading))],
            h.span[delta(page, reading)],
            h.span(class_="ex-intervals")[_intervals(page, reading)],
        ],
        is_untrusted(reading.trust) and notice(page.say(words.TRUST_LOW), "bad"),
        h.p(class_="t2")[written.sentence(page.say(explanation.meaning))],
        h.p(class_="meta t3")[
            period,
            reading.unit is Unit.MONEY and [" · ", page.say(FULL_VALUE).format(value=full)],
            _benchmark(page, reading),
        ],
    ]


def _intervals(page: Page, reading: Reading) -> Node:
    if not reading.intervals:
        return h.span[no_interval(page, reading)]
    return [
        h.span[
            page.say(words.INTERVAL.fill(level=round(interval.level * 100))),
            ": ",
            h.b[written.between(interval, reading, page.language)],
        ]
        for interval in sorted(reading.intervals, key=lambda i: i.level)
    ]


def _benchmark(page: Page, reading: Reading) -> str | None:
    benchmark = page.figures.benchmark(reading.measure)
    if benchmark is None:
        return None
    low, high = (
        str(written.figure(bound, reading.unit, reading.currency, page.language))
        for bound in (benchmark.low, benchmark.high)
    )
    span = written.span(low, high)
    return " · " + page.say(BENCHMARK).format(span=span, source=page.say(benchmark.source))


def _formula(page: Page, explanation: Explanation) -> Node:
    formula, figures = page.say(explanation.formula), page.say(explanation.figures)
    names, (sums, _, result) = formula.split(" / "), figures.partition(" = ")
    numbers = sums.split(" / ")
    if len(names) == 2 and len(numbers) == 2 and result:
        body: Node = [
            h.span(class_="frac")[
                h.span[written.inside_a_sentence(names[0]), " ", h.b[numbers[0]]],
                h.span[names[1], " ", h.b[numbers[1]]],
            ],
            h.span(class_="t2")["="],
            h.b[result],
        ]
    else:
        body = h.span(class_="grow")[h.span(class_="t2")[formula], h.br, h.b[figures]]
    return h.div(class_="fx")[h.span(class_="t3")[page.say(FORMULA)], body]


def _rows(page: Page, explanation: Explanation) -> Node:
    shown = len(explanation.rows.rows)
    of_all = ROWS_SHOWN.fill(shown=shown, all=explanation.n_rows)
    origin = page.say(FROM_TABLES).format(tables=", ".join(explanation.tables), snapshot=page.figures.run.snapshot)
    return h.section[
        h.h3[page.say(ROWS), h.span(class_="end")[page.say(of_all)]],
        h.div(class_="src")[plain_table(page, explanation.rows, most=12)],
        h.p(class_="meta t3")[origin],
    ]


def _trust(page: Page, explanation: Explanation) -> Node:
    trust = explanation.reading.trust

    def part(name: str) -> Node:
        score = trust.parts.get(name)
        label = h.span(class_="t2")[page.say(words.TRUST_WORDS[name])]
        if score is None:
            return [label, h.span(class_="t3 wide")[page.say(PART_UNKNOWN)]]
        tone = trust_tone(score)
        return [
            label,
            bar(score / 100, "" if tone == "good" else tone),
            h.b[formats.number(score, page.language, 0)],
        ]

    return h.section[
        h.h3[page.say(words.TRUST), " ", trust_ring(page, trust, figure=True, size=18)],
        h.div(class_="tq")[[part(name) for name in TRUST_PARTS]],
        trust.reasons
        and h.ul(class_="reasons")[
            [
                h.li[h.b[page.say(words.TRUST_WORDS[name])], ": ", page.say(reason)]
                for name, reason in trust.reasons.items()
                if name in words.TRUST_WORDS
            ]
        ],
    ]


def _coverage(page: Page, explanation: Explanation) -> Node:
    coverage = explanation.reading.coverage
    return h.section[
        h.h3[page.say(COVERAGE)],
        h.p(class_="t2")[page.say(USED.fill(n=coverage.used)), not coverage.left_out and f" {page.say(NONE_LEFT_OUT)}"],
        bool(coverage.left_out)
        and h.ul(class_="reasons")[
            [
                h.li[page.say(LEFT_OUT), " ", h.b[formats.number(left.n, page.language)], ": ", page.say(left.reason)]
                for left in coverage.left_out
            ]
        ],
    ]


def _history(page: Page, explanation: Explanation) -> Node:
    return history(page, explanation.reading)


def history(page: Page, reading: Reading) -> Node:
    """Draw the last twelve months of an uncut figure, where two at least are known."""
    months = page.figures.months(reading.measure)
    values = [None if m.value is None else float(m.value) for m in months]
    if reading.slice or len([v for v in values if v is not None]) < 2:
        return None

    known = [value for value in values if value is not None]
    reach = max(known) - min(known)

    def write(value: float) -> str:
        if reading.unit is Unit.SHARE:
            return formats.percent(value, page.language, 0 if reach > 0.03 else 1)
        shown = written.figure(value, reading.unit, reading.currency, page.language)
        return str(shown) if reading.unit is Unit.MONEY else shown.number

    end = str(value_of(page, months[-1])) if values[-1] is not None else None
    places = [formats.month(m.period.start, page.language) for m in months]
    label = f"{title_of(page, reading)}: {page.say(HISTORY)}"
    chart = LineChart(label, places, [Line(values, "us", end)], height=112, from_zero=False, most_labels=6)
    return h.section[h.h3[page.say(HISTORY)], line_chart(chart, write)]


def _query(page: Page, explanation: Explanation) -> Node:
    return h.section[
        h.h3[page.say(SQL)],
        h.pre(class_="sql", lang="zxx")[explanation.sql],
        h.p(class_="meta t3")[page.say(SQL_NOTE)],
        explanation.parameters
        and [
            h.h3[page.say(PARAMETERS)],
            h.dl(class_="facts")[
                [
                    h.div[
                        h.dt[page.say(words.SETTING_WORDS.get(name, Text.same(name)))],
                        h.dd[written.setting(value, name, page.language)],
                    ]
                    for name, value in explanation.parameters.items()
                ]
            ],
        ],
    ]


def _freshness(page: Page, explanation: Explanation) -> Node:
    fresh = explanation.reading.freshness
    newest = formats.day(fresh.newest, page.language) if fresh.newest else page.say(words.UNKNOWN)
    loaded = (
        ""
        if fresh.loaded_at is None
        else ", " + page.say(LOADED).format(moment=written.moment(fresh.loaded_at, page.language))
    )
    return h.section[h.h3[page.say(FRESHNESS)], h.p(class_="t2")[page.say(NEWEST).format(day=newest), loaded, "."]]
