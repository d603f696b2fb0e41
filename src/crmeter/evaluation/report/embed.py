"""One part of the report, in one language, to be put into a page: the same markup as in the one-file report."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import htpy as h
from htpy import Node, fragment

from crmeter.evaluation.report.aims import Aim
from crmeter.evaluation.report.explain import history, inside, title_of
from crmeter.evaluation.report.figures import Figures, Links, Page
from crmeter.evaluation.report.parts import explain_button, trust_ring, value_of
from crmeter.evaluation.report.sections.at_risk import Assigning, at_risk, most_urgent
from crmeter.evaluation.report.sections.bridge import bridge_body
from crmeter.evaluation.report.sections.by_purpose import last_months, months_ahead
from crmeter.evaluation.report.sections.changed import changed, changed_body
from crmeter.evaluation.report.sections.compared import compared
from crmeter.evaluation.report.sections.equity_segments import equity_by_segment, equity_of_segment
from crmeter.evaluation.report.sections.equity_trend import Trend, equity_and_trend
from crmeter.evaluation.report.sections.forecast import forecast
from crmeter.evaluation.report.sections.inside import marketing, sales, service, supply
from crmeter.evaluation.report.sections.inside.chapters import Chapter
from crmeter.evaluation.report.sections.limits import limits, lowest_trust
from crmeter.evaluation.report.sections.loyalty import came_and_left, loyalty, moved_and_spoken_to
from crmeter.evaluation.report.sections.market import market
from crmeter.evaluation.report.sections.method import method
from crmeter.evaluation.report.sections.overview import findings, headline, kpis, level_of, levels, overview
from crmeter.evaluation.report.sections.satisfaction import satisfaction
from crmeter.evaluation.report.sections.scenario import Drawn, scenario_columns, scenario_months
from crmeter.evaluation.report.sections.segments import all_figures, segments
from crmeter.evaluation.report.sections.suggested import suggested
from crmeter.evaluation.report.sections.value import behind_value, deciles, value
from crmeter.evaluation.report.tables import plain_table
from crmeter.evaluation.result import Evaluation, Explanation, ResultTable
from crmeter.vocabulary import Language, Reading, Text

SECTIONS: Mapping[str, Callable[[Page], Node]] = MappingProxyType(
    {
        "overview": overview,
        "kpis": kpis,
        "findings": findings,
        "levels": levels,
        "bridge": bridge_body,
        "changed": changed,
        "changed_body": changed_body,
        "at_risk": at_risk,
        "most_urgent": most_urgent,
        "loyalty": loyalty,
        "moved_and_spoken_to": moved_and_spoken_to,
        "value": value,
        "value_deciles": deciles,
        "behind_value": behind_value,
        "equity_by_segment": equity_by_segment,
        "satisfaction": satisfaction,
        "marketing": marketing.marketing,
        "sales": sales.sales,
        "service": service.service,
        "supply": supply.supply,
        "forecast": forecast,
        "market": market,
        "segments": segments,
        "measures": all_figures,
        "data": limits,
        "method": method,
        "trust": lambda page: trust_ring(page, lowest_trust(page), figure=True),
    }
)


# The parts of long pages, for pages that lead to each.
CHAPTERS: Mapping[str, tuple[Callable[[Page], bool], Callable[[Page], Sequence[Chapter]]]] = MappingProxyType(
    {
        "marketing": (marketing.is_shown, marketing.chapters),
        "sales": (sales.is_shown, sales.chapters),
        "service": (service.is_shown, service.chapters),
        "service_of_one": (service.is_shown, service.chapters_of_one),
        "supply": (supply.is_shown, supply.chapters),
    }
)


@dataclass(frozen=True, slots=True)
class DrawnChapter:
    """A part of a long page as HTML that is safe to embed.

    Args:
        name: its place in the address.
        title: what it is called.
        drawn: it.
        is_folded: a page begins with it folded.
    """

    name: str
    title: Text
    drawn: str
    is_folded: bool


def open_page(evaluation: Evaluation, language: Language, links: Links | None = None) -> Page:
    """Return what several parts of one page are drawn from; figures are looked up once for all.

    Args:
        evaluation: a finished evaluation; its explanations may be left out where there are links.
        language: in which words.
        links: where figures lead to; None opens the drawers of the one-file report.
    """
    return Page(Figures(evaluation), language, links)


def draw_on(page: Page, name: str) -> str:
    """Draw one part.

    Raises:
        KeyError: there is no part of that name.
    """
    return str(fragment[SECTIONS[name](page)])


def draw_chapters(page: Page, name: str) -> Sequence[DrawnChapter]:
    """Draw the parts of a long page, in order; none where there is nothing to show yet.

    Args:
        page: where.
        name: one of `CHAPTERS`.
    """
    is_shown, chapters = CHAPTERS[name]
    if not is_shown(page):
        return []
    return [
        DrawnChapter(each.name, each.title, str(fragment[each.body]), each.is_folded)
        for each in chapters(page)
        if each.is_there
    ]


def draw_part(node: Node) -> str:
    """Draw what another room of the report has made, as HTML that is safe to embed."""
    return str(fragment[node])


def draw_section(name: str, evaluation: Evaluation, language: Language, links: Links | None = None) -> str:
    """Draw one part of an evaluation as HTML that is safe to embed.

    Args:
        name: one of `SECTIONS`.
        evaluation: a finished evaluation.
        language: in which words.
        links: where figures lead to.

    Raises:
        KeyError: there is no part of that name.
    """
    return draw_on(open_page(evaluation, language, links), name)


def draw_came_and_left(page: Page, segment: str) -> str:
    """Draw who came and left, of one segment or with an empty word of all."""
    return str(fragment[came_and_left(page, segment)])


def draw_equity(page: Page, trend: Trend) -> str:
    """Draw customer equity beside its trend."""
    return str(fragment[equity_and_trend(page, trend)])


def draw_equity_of(page: Page, segment: str) -> str:
    """Draw what the customers of one segment are worth."""
    return str(fragment[equity_of_segment(page, segment)])


def draw_keep_list(page: Page, assigning: Assigning) -> str:
    """Draw the customers at risk with who looks after them, so that more of them can be given to somebody."""
    return str(fragment[at_risk(page, most=None, leave=("spend_in_window",), assigning=assigning)])


def draw_headline(page: Page, names: Sequence[str], aims: Mapping[str, Aim]) -> str:
    """Draw chosen figures side by side, each with what it is to reach."""
    return str(fragment[headline(page, names, aims)])


def draw_suggested(page: Page, sending: Mapping[str, Node]) -> str:
    """Draw the suggestions, each with what sends it to review."""
    return str(fragment[suggested(page, sending)])


def draw_explanation(page: Page, explanation: Explanation) -> str:
    """Draw everything behind one figure, without the drawer around it."""
    return str(inside(page, explanation))


def draw_history(page: Page, reading: Reading) -> str:
    """Draw the months of a figure; nothing where there are none."""
    return str(fragment[history(page, reading)])


def draw_figure(page: Page, reading: Reading) -> str:
    """Draw a figure that opens its explanation."""
    return str(fragment[explain_button(page, reading, str(value_of(page, reading)))])


def draw_comparison(earlier: Page, later: Page) -> str:
    """Draw the figures of two runs side by side."""
    return str(fragment[compared(earlier, later)])


def draw_table(page: Page, table: ResultTable, addresses: Mapping[str, str] = MappingProxyType({})) -> str:
    """Draw a table with all its rows.

    Args:
        page: where.
        table: what.
        addresses: where a row leads to, by its key in the source; others lead nowhere.
    """

    def key(value: Any, row: Mapping[str, Any]) -> Node:
        # A return may be called as an order is.
        there = addresses.get(value) if row.get("kind") != "return" else None
        return value if there is None else h.a(href=there)[value]

    return str(fragment[plain_table(page, table, most=len(table.rows), cells={"source_key": key})])


def name_of(page: Page, reading: Reading) -> str:
    """Return a figure's name with its slice, in the words of the page."""
    return title_of(page, reading)


def draw_scenario(page: Page, drawn: Drawn) -> tuple[str, str]:
    """Draw a scenario beside the forecast: its columns, and its months."""
    return str(fragment[scenario_columns(page, drawn)]), str(fragment[scenario_months(page, drawn)])


def draw_last_months(page: Page, measures: Sequence[str]) -> str:
    """Draw the last month of some measures beside the one before."""
    return str(fragment[last_months(page, measures)])


def draw_months_ahead(page: Page, forecasts: Sequence[str]) -> str:
    """Draw what is foreseen of some forecasts."""
    return str(fragment[months_ahead(page, forecasts)])


def draw_level_of(page: Page, subject: str) -> str:
    """Draw how far the data of one subject reach."""
    return str(fragment[level_of(page, subject)])
