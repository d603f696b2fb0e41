"""All departments one after the other, as the one-file report shows them."""

import htpy as h
from htpy import Node

from crmeter.evaluation.report import words
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.sections.inside import marketing, sales, service, supply
from crmeter.evaluation.report.sections.inside.skeleton import nothing
from crmeter.vocabulary import Text

DEPARTMENTS = (
    (marketing, marketing.marketing),
    (sales, sales.sales),
    (service, service.service),
    (supply, supply.supply),
)
NEEDS = Text(
    "Phần này cần khách tiềm năng, lần liên hệ, cơ hội, phiếu hỗ trợ hoặc lần giao hàng.",
    "It needs leads, contacts, deals, tickets or deliveries.",
)


def departments(page: Page) -> Node:
    """Draw the section."""
    there = [(module.TITLE, draw) for module, draw in DEPARTMENTS if module.is_shown(page)]
    if not there:
        return nothing(page, words.INSIDE, NEEDS)
    return [[h.h3(class_="department")[page.say(title)], draw(page)] for title, draw in there]
