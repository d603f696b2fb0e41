"""All departments one after the other, as the one-file report shows them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import htpy as h
from htpy import Node

from crmeter.evaluation.report import words
from crmeter.evaluation.report.figures import Page
from crmeter.evaluation.report.parts import card, empty
from crmeter.evaluation.report.sections.inside.marketing import marketing
from crmeter.evaluation.report.sections.inside.sales import sales
from crmeter.evaluation.report.sections.inside.service import service
from crmeter.evaluation.report.sections.inside.supply import supply
from crmeter.vocabulary import Text

DEPARTMENTS: Mapping[str, tuple[Text, Callable[[Page], Node]]] = MappingProxyType(
    {
        "marketing": (Text("Tiếp thị", "Marketing"), marketing),
        "sales": (Text("Bán hàng", "Sales"), sales),
        "service": (Text("Dịch vụ", "Service"), service),
        "supply": (Text("Cung ứng", "Supply"), supply),
    }
)
NOTHING = Text(
    "Chưa có khách tiềm năng, lần liên hệ, cơ hội, phiếu hỗ trợ hay lần giao hàng nào",
    "There are no leads, contacts, deals, tickets or deliveries yet",
)


def departments(page: Page) -> Node:
    """Draw the section."""
    drawn = [(title, found) for title, draw in DEPARTMENTS.values() if (found := draw(page)) is not None]
    if not drawn:
        return card(page, words.INSIDE, empty(page.say(NOTHING)))
    return [[h.h3(class_="department")[page.say(title)], found] for title, found in drawn]
