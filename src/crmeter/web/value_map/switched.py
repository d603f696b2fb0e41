"""Which brand respondents bought last and what they say comes next: as a table, or as flows between brands."""

from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from crmeter.evaluation.report.flow_chart import End, Flow, FlowChart, flow_chart
from crmeter.evaluation.report.heat import step
from crmeter.vocabulary import LANGUAGES, Text, formats
from crmeter.web.templatetags.figures import language
from crmeter.web.value_map.asked import MapAsked
from crmeter.web.value_map.opened import Opened, Switched

TABLE, FLOW = "table", "flow"
# What is less than this of one person is written as nothing.
_LEAST = 0.05


def switched(opened: Opened, asked: MapAsked) -> dict[str, Any]:
    """Return what the template of switching needs; nothing where nobody told both."""
    if not opened.switching:
        return {}
    view = FLOW if asked.asked.get("switching") == FLOW else TABLE
    sentence = said(opened)
    return {
        "switching": [_row(opened, row) for row in opened.switching],
        "columns": [opened.called(brand) for brand in opened.brands],
        "switching_said": sentence,
        "switching_view": view,
        "switching_views": [(TABLE, _("Table"), _address(asked, TABLE)), (FLOW, _("Flow"), _address(asked, FLOW))],
        "flow": _drawn(opened, sentence) if view == FLOW else None,
    }


def said(opened: Opened) -> Text:
    """Return what becomes of those who bought ours last, and who comes to us, as a sentence."""
    us = opened.called(opened.us)
    ours = next((row for row in opened.switching if row.brand == opened.us), None)
    place = opened.brands.index(opened.us)
    coming = [(row.n * row.next[place], row.brand) for row in opened.switching if row is not ours]
    won, source = max(coming, default=(0.0, ""))
    gained = _NOBODY_COMES
    if won >= _LEAST:
        gained = _COMES.fill(n=_people(sum(n for n, _ in coming)), most=_people(won), source=opened.called(source))
    if ours is None:
        return _NONE_OURS.fill(us=us, gained=gained)
    leaving = [(chance, brand) for chance, brand in zip(ours.next, opened.brands, strict=True) if brand != opened.us]
    lost, to = max(leaving, default=(0.0, ""))
    kept = _KEPT.fill(n=_people(ours.n, 0), us=us, share=_percent(ours.next[place]))
    if lost * ours.n >= _LEAST:
        kept = _LOST.fill(kept=kept, share=_percent(lost), to=opened.called(to))
    return _BOTH.fill(kept=kept, gained=gained)


def _row(opened: Opened, row: Switched) -> tuple[Text, int, list[tuple[float, int, bool]]]:
    cells = [(share, step(share), row.brand == brand) for share, brand in zip(row.next, opened.brands, strict=True)]
    return opened.called(row.brand), row.n, cells


def _address(asked: MapAsked, view: str) -> str:
    address = asked.asked.copy()
    address["switching"] = view
    return address.urlencode()


def _drawn(opened: Opened, sentence: Text) -> SafeString:
    spoken, rows = language(), opened.switching
    coming = [sum(row.n * row.next[at] for row in rows) for at in range(len(opened.brands))]
    shown = [at for at, n in enumerate(coming) if n >= _LEAST]
    flows = [
        _flow(opened, row, start, end, at)
        for start, row in enumerate(rows)
        for end, at in enumerate(shown)
        if row.next[at] > 0
    ]
    chart = FlowChart(
        sentence.in_(spoken),
        (_("Bought last"), _("Said to come next")),
        [End(opened.called(r.brand).in_(spoken), _people(r.n, 0).in_(spoken), r.n, r.brand == opened.us) for r in rows],
        [
            End(
                opened.called(opened.brands[at]).in_(spoken),
                _people(coming[at]).in_(spoken),
                coming[at],
                opened.brands[at] == opened.us,
            )
            for at in shown
        ],
        flows,
    )
    return mark_safe(str(flow_chart(chart)))  # noqa: S308 - htpy has escaped every word


def _flow(opened: Opened, row: Switched, start: int, end: int, at: int) -> Flow:
    to, n = opened.brands[at], row.n * row.next[at]
    words = _FLOW_SAID.fill(
        start=opened.called(row.brand), end=opened.called(to), share=_percent(row.next[at]), n=_people(n)
    )
    return Flow(start, end, n, words.in_(language()), _style(opened, row.brand, to))


def _style(opened: Opened, start: str, end: str) -> Any:
    if opened.us not in (start, end):
        return "other"
    return "kept" if start == end else "lost" if start == opened.us else "won"


def _people(n: float, digits: int = 1) -> Text:
    return Text(*(formats.number(n, each, digits) for each in LANGUAGES))


def _percent(share: float) -> Text:
    return Text(*(formats.percent(share, each, 0) for each in LANGUAGES))


_KEPT = Text(
    "{n} người mua {us} lần trước: trung bình {share} khả năng mua lại",
    "{n} bought {us} last: they come again with a mean chance of {share}",
)
_LOST = Text("{kept}, mất nhiều nhất về {to} ({share})", "{kept}, most of the rest goes to {to} ({share})")
_COMES = Text(
    "từ chỗ khác dự kiến có {n} người chuyển sang, nhiều nhất từ {source} ({most})",
    "{n} are expected to come from elsewhere, most of them from {source} ({most})",
)
_NOBODY_COMES = Text("chưa ai ở chỗ khác định chuyển sang", "nobody is expected to come from elsewhere")
_NONE_OURS = Text("Chưa ai mua {us} lần trước; {gained}.", "Nobody bought {us} last; {gained}.")
_BOTH = Text.same("{kept}; {gained}.")
_FLOW_SAID = Text("{start} → {end}: {share}, {n} người", "{start} → {end}: {share}, {n} people")
