"""What moved customer equity: its bridge as columns, for a page that has room for one drawing of it."""

from decimal import Decimal

import htpy as h
from htpy import Node

from crmeter.evaluation.report import written
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import empty
from crmeter.evaluation.report.sections.value import ENDS, MISSING
from crmeter.evaluation.report.waterfall import Step, waterfall
from crmeter.vocabulary import formats

TABLE = "equity_bridge"


def bridge_body(page: Page) -> Node:
    """Draw the columns, or say what is missing."""
    table = page.figures.table(TABLE)
    if table is None:
        return empty(page.say(MISSING))
    rows = table.records()
    scale, unit = formats.money_scale(max(abs(row["amount"]) for row in rows), page.currency, page.language)
    steps = []
    for row in rows:
        is_end = row["cause"] in ENDS
        # Columns stand too close for each to name its unit.
        amount = formats.number(Decimal(str(row["amount"])) / scale, page.language, 2)
        sign = "+" if not is_end and row["amount"] > 0 else ""
        steps.append(Step(written.text(row["what"], page.language), f"{sign}{amount}", float(row["amount"]), is_end))
    # A cause that moved nothing is told by the page of value.
    shown = [step for step in steps if step.is_end or step.amount]
    label = "; ".join(f"{step.name}: {step.written} {unit}" for step in shown)
    return h.div(class_="card-b")[h.p(class_="meta t3")[unit], waterfall(shown, label)]
