"""Whom to keep now: the customers at risk, with what is at stake, why, and what to do next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import htpy as h
from htpy import Element, Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import bar, card, empty, tag, why_measure
from crmeter.evaluation.report.tables import plain_table
from crmeter.evaluation.result import ResultColumn, ResultTable
from crmeter.vocabulary import Text, formats

AT_RISK_SHOWN = 25
MOST_URGENT_SHOWN = 6
KEEP = Text("Cần giữ ngay", "Keep now")
KEEP_SUB = Text("{n} khách, giá trị có nguy cơ {money}", "{n} customers, {money} at risk")
KEEP_COUNT = Text("{n} khách", "{n} customers")
KEEP_PLACES = Text("khách thứ {first}–{last}", "customers {first}–{last}")
KEEP_PART = Text(
    "khách thứ {first}–{last}, giá trị có nguy cơ {money}", "customers {first}–{last}, {money} of theirs at risk"
)
NOBODY = Text("Không khách nào cần giữ ngay", "Nobody needs keeping now")
NOBODY_WHY = Text(
    "Không khách nào im lặng lâu hơn nhịp mua quen của mình.",
    "No customer has been silent for longer than their own rhythm.",
)
USUAL_GAP = Text("nhịp quen {gap}", "usually {gap}")
LAST_ON = Text("mua cuối {day}", "last {day}")
IF_ACTIVE = Text("nếu còn: {money}", "if active: {money}")
OWNER = Text("Phụ trách", "Owner")
CARE = Text("Chăm sóc", "Looked after")
CHOOSE = Text("Chọn {customer}", "Choose {customer}")
ASSIGN = Text("Giao việc", "Give the task")
ASSIGN_FOR = Text("Giao việc giữ {customer}", "Give the task of keeping {customer}")
DUE = Text("hạn {day}", "due {day}")


@dataclass(frozen=True, slots=True)
class Care:
    """Who looks after a customer at risk, and whether that has begun.

    Args:
        owner: what they are called; empty for nobody.
        state: what is done for the customer; None where nothing has begun.
        address: where more is told of it.
        due_on: until when the task is to be done.
    """

    owner: str
    state: Text | None = None
    address: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Assigning:
    """How customers are chosen from the list, to be looked after.

    Args:
        care: by customer key; who is not in it cannot be chosen.
        form: the id of the form that takes them, `customer` for each that is ticked, `only` for one by its button;
            empty for a reader who gives no tasks.
        table: who is listed; None for the first of the whole list, which the run keeps.
        first: how many come before them.
        is_whole: nobody comes before or after them.
    """

    care: Mapping[str, Care]
    form: str = ""
    table: ResultTable | None = None
    first: int = 0
    is_whole: bool = True


def most_urgent(page: Page) -> Element:
    """Draw the head of the list with what is at stake and what to do, for a page that has more to say."""
    return at_risk(page, most=MOST_URGENT_SHOWN, leave=("reasons", "spend_in_window", "spend"))


def at_risk(
    page: Page, most: int | None = AT_RISK_SHOWN, leave: Sequence[str] = (), assigning: Assigning | None = None
) -> Element:
    """Draw the list.

    Args:
        page: where.
        most: how many customers; None for all of the list.
        leave: columns that are not drawn.
        assigning: who looks after each, and how more of them are given to somebody; None in a file.
    """
    table = (None if assigning is None else assigning.table) or page.figures.table("at_risk")
    if table is None or not table.rows:
        return card(page, KEEP, empty(page.say(NOBODY), why_measure(page, "value_at_risk") or page.say(NOBODY_WHY)))
    values = [Decimal(str(r["value_at_risk"])) for r in table.records() if r.get("value_at_risk") is not None]
    subtitle = page.say(_how_many(assigning, has_values=bool(values))).format(
        n=formats.number(len(table.rows), page.language),
        first=formats.number(1 + (0 if assigning is None else assigning.first), page.language),
        last=formats.number(len(table.rows) + (0 if assigning is None else assigning.first), page.language),
        money=formats.compact_money(sum(values, Decimal(0)), page.currency, page.language),
    )

    def who(value: Any, row: dict[str, Any]) -> Node:
        beside = [written.text(row[k], page.language) for k in ("segment", "region") if row.get(k) is not None]
        name = written.text(value, page.language)
        told = h.span(class_="two")[
            _led_to(page, row.get("customer_key"), name), h.small[" · ".join(beside) or formats.EMPTY]
        ]
        return told if assigning is None else h.span(class_="pick-one")[_tick(page, assigning, row, name), told]

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

    def owner(_value: Any, row: dict[str, Any]) -> Node:
        care = _care(assigning, row)
        return care.owner if care and care.owner else formats.EMPTY

    def looked_after(_value: Any, row: dict[str, Any]) -> Node:
        return _deed(page, assigning, row, written.text(row["customer"], page.language))

    shown = table if assigning is None else _with(table, ("owner", OWNER), ("care", CARE))
    drawn = plain_table(
        page,
        _first(shown, ("customer", "value_at_risk", "days_silent", "probability_active", "reasons", "next_action")),
        most=len(table.rows) if most is None else most,
        leave=("segment", "region", "typical_gap", "repeats", "last_on", "value_if_active", "customer_key", *leave),
        tells_more=most != MOST_URGENT_SHOWN,
        cells={
            "customer": who,
            "value_at_risk": at_stake,
            "days_silent": silent,
            "probability_active": active,
            "next_action": next_action,
            "owner": owner,
            "care": looked_after,
        },
        style="tall",
    )
    return card(page, KEEP, drawn, subtitle=subtitle)


def _how_many(assigning: Assigning | None, *, has_values: bool) -> Text:
    if assigning is None or assigning.is_whole:
        return KEEP_SUB if has_values else KEEP_COUNT
    return KEEP_PART if has_values else KEEP_PLACES


def _led_to(page: Page, key: str | None, name: str) -> Element:
    """Let the name of a customer lead to their page, where there is one."""
    if page.links is None or page.links.customer is None or not key:
        return h.span(class_="fw5")[name]
    return h.a(class_="link fw5", href=page.links.customer(int(key)))[name]


def _care(assigning: Assigning | None, row: Mapping[str, Any]) -> Care | None:
    return None if assigning is None else assigning.care.get(row.get("customer_key") or "")


def _can_be_chosen(assigning: Assigning | None, row: Mapping[str, Any]) -> bool:
    care = _care(assigning, row)
    return assigning is not None and bool(assigning.form) and care is not None and care.state is None


def _tick(page: Page, assigning: Assigning, row: Mapping[str, Any], name: str) -> Node:
    """Let a customer be chosen with others; one who is looked after leaves the place empty."""
    if not assigning.form:
        return None
    if not _can_be_chosen(assigning, row):
        return h.span(class_="pick-none")
    label = page.say(CHOOSE.fill(customer=name))
    asked = {"type": "checkbox", "name": "customer", "form": assigning.form, "aria-label": label}
    return h.input(asked, value=row["customer_key"])


def _deed(page: Page, assigning: Assigning | None, row: Mapping[str, Any], name: str) -> Node:
    """Say what is done for a customer, or let it begin."""
    care = _care(assigning, row)
    if assigning is not None and _can_be_chosen(assigning, row):
        asked = {"name": "only", "form": assigning.form, "aria-label": page.say(ASSIGN_FOR.fill(customer=name))}
        return h.button(asked, class_="btn sm", value=row["customer_key"])[page.say(ASSIGN)]
    if care is None or care.state is None:
        return formats.EMPTY
    due = None if care.due_on is None else page.say(DUE).format(day=formats.day(care.due_on, page.language))
    return h.span(class_="two")[h.a(class_="link", href=care.address)[tag(page.say(care.state))], due and h.small[due]]


def _with(table: ResultTable, *columns: tuple[str, Text]) -> ResultTable:
    """Return a table with further columns, which are drawn by whoever knows what stands there."""
    more = tuple(ResultColumn(name, title, "text") for name, title in columns)
    nothing = (None,) * len(columns)
    return replace(table, columns=(*table.columns, *more), rows=tuple((*row, *nothing) for row in table.rows))


def _first(table: ResultTable, names: Sequence[str]) -> ResultTable:
    """Return a table with the named columns in front."""
    order = [at for name in names for at, column in enumerate(table.columns) if column.name == name]
    order += [at for at in range(len(table.columns)) if at not in order]
    return replace(
        table,
        columns=tuple(table.columns[at] for at in order),
        rows=tuple(tuple(row[at] for at in order) for row in table.rows),
    )
