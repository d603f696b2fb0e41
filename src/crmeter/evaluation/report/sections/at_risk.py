"""Whom to keep now: the customers at risk, with what is at stake, why, and what to do next."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import bar, card, empty, why_measure
from crmeter.evaluation.report.tables import plain_table
from crmeter.evaluation.result import ResultTable
from crmeter.vocabulary import Text, formats

AT_RISK_SHOWN = 25
MOST_URGENT_SHOWN = 6
KEEP = Text("Cần giữ ngay", "Keep now")
KEEP_SUB = Text("{n} khách, giá trị có nguy cơ {money}", "{n} customers, {money} at risk")
KEEP_COUNT = Text("{n} khách", "{n} customers")
NOBODY = Text("Không khách nào cần giữ ngay", "Nobody needs keeping now")
NOBODY_WHY = Text(
    "Không khách nào im lặng lâu hơn nhịp mua quen của mình.",
    "No customer has been silent for longer than their own rhythm.",
)
USUAL_GAP = Text("nhịp quen {gap}", "usually {gap}")
LAST_ON = Text("mua cuối {day}", "last {day}")
IF_ACTIVE = Text("nếu còn: {money}", "if active: {money}")


def most_urgent(page: Page) -> Element:
    """Draw the head of the list with what is at stake and what to do, for a page that has more to say."""
    return at_risk(page, most=MOST_URGENT_SHOWN, leave=("reasons", "spend_in_window", "spend"))


def at_risk(page: Page, most: int = AT_RISK_SHOWN, leave: Sequence[str] = ()) -> Element:
    """Draw the list.

    Args:
        page: where.
        most: how many customers.
        leave: columns that are not drawn.
    """
    table = page.figures.table("at_risk")
    if table is None:
        return card(page, KEEP, empty(page.say(NOBODY), why_measure(page, "value_at_risk") or page.say(NOBODY_WHY)))
    values = [Decimal(str(r["value_at_risk"])) for r in table.records() if r.get("value_at_risk") is not None]
    subtitle = page.say(KEEP_SUB if values else KEEP_COUNT).format(
        n=formats.number(len(table.rows), page.language),
        money=formats.compact_money(sum(values, Decimal(0)), page.currency, page.language),
    )

    def who(value: Any, row: dict[str, Any]) -> Node:
        beside = [written.text(row[k], page.language) for k in ("segment", "region") if row.get(k) is not None]
        return h.span(class_="two")[
            h.span(class_="fw5")[written.text(value, page.language)], h.small[" · ".join(beside) or formats.EMPTY]
        ]

    def silent(value: Any, row: dict[str, Any]) -> Node:
        gap = row.get("typical_gap")
        days = formats.EMPTY if value is None else formats.days(value, page.language)
        usual = formats.EMPTY if gap is None else formats.days(round(gap), page.language)
        last = row.get("last_on")
        since = [page.say(USUAL_GAP).format(gap=usual)]
        if last is not None:
            since.append(page.say(LAST_ON).format(day=formats.day(last, page.language)))
        return h.span(class_="two")[days, [h.small[words_] for words_ in since]]

    def at_stake(value: Any, row: dict[str, Any]) -> Node:
        whole = row.get("value_if_active")
        return h.span(class_="two")[
            h.b[written.cell(value, "money", page.currency, page.language)],
            whole is not None
            and h.small[page.say(IF_ACTIVE).format(money=formats.compact_money(whole, page.currency, page.language))],
        ]

    def active(value: Any, _row: dict[str, Any]) -> Node:
        if value is None:
            return formats.EMPTY
        return h.span(class_="meter")[
            h.b[formats.percent(value, page.language, 0)], bar(float(value), "worse" if value < 0.5 else "")
        ]

    def next_action(value: Any, _row: dict[str, Any]) -> Node:
        return h.span(class_="fw5")[written.text(value, page.language)]

    drawn = plain_table(
        page,
        _first(table, ("customer", "value_at_risk", "days_silent", "probability_active", "reasons", "next_action")),
        most=most,
        leave=("segment", "region", "typical_gap", "repeats", "last_on", "value_if_active", *leave),
        tells_more=most == AT_RISK_SHOWN,
        cells={
            "customer": who,
            "value_at_risk": at_stake,
            "days_silent": silent,
            "probability_active": active,
            "next_action": next_action,
        },
        style="tall",
    )
    return card(page, KEEP, drawn, subtitle=subtitle)


def _first(table: ResultTable, names: Sequence[str]) -> ResultTable:
    """Return a table with the named columns in front."""
    order = [at for name in names for at, column in enumerate(table.columns) if column.name == name]
    order += [at for at in range(len(table.columns)) if at not in order]
    return replace(
        table,
        columns=tuple(table.columns[at] for at in order),
        rows=tuple(tuple(row[at] for at in order) for row in table.rows),
    )
