"""`crmeter links`: what customers' ratings go with, in what they bought afterwards and in what they had done before."""

import argparse
from collections.abc import Mapping
from typing import Any

from crmeter.cli.console import DONE, Console
from crmeter.cli.installation import has_records, prepare
from crmeter.cli.shown_estimates import estimate_as_json, left_out_as_json, with_interval
from crmeter.estimators import Estimates
from crmeter.evaluation.explain_run import latest_run
from crmeter.evaluation.external.answered_histories import DAYS, REACTIONS, answered_histories
from crmeter.evaluation.external.component_links import (
    OUTCOMES,
    Link,
    LinkStudy,
    ReactionLink,
    component_words,
    study_links,
)
from crmeter.vocabulary import Text, formats
from crmeter.warehouse.workspace import Workspace

_AFTER = Text(
    "{n} khách, {days} ngày sau khi trả lời; tương quan, không phải nguyên nhân:",
    "{n} customers, {days} days after the answer; associations, not effects:",
)
_BEFORE = Text("Những gì khách làm trước đó và điểm họ chấm:", "What customers had done before, and their ratings:")
_MONEY = Text("; mỗi điểm {money}", "; each point {money}")
_NO_MONEY = Text("; không nói được mỗi điểm bao nhiêu: {why}", "; no amount for each point: {why}")


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    parser.add_argument("--survey", type=int, required=True, metavar="N", help="số của khảo sát / number of the survey")
    parser.add_argument("--us", metavar="BRAND", help="thương hiệu của mình / our brand")
    parser.add_argument("--days", type=int, default=DAYS, metavar="N", help="số ngày trước, sau / before, after")
    parser.add_argument("--run-id", metavar="ID", help="lần đánh giá / of the evaluation")


def run(arguments: argparse.Namespace, workspace: Workspace, console: Console) -> int:
    """Run the command."""
    place, run_id = latest_run(workspace, arguments.run_id)
    study = study_links(answered_histories(place, run_id, arguments.survey, us=arguments.us, days=arguments.days))
    if console.as_json:
        console.data(_as_json(study))
    else:
        _show(console, study, _asked(workspace, console, arguments.survey))
    return DONE


def _asked(workspace: Workspace, console: Console, survey: int) -> Mapping[str, Text]:
    """Return what drivers are called in the survey that asked for them, as far as there are records."""
    if not has_records(workspace):
        return {}
    prepare(workspace, console)
    # Django must be loaded before its models are.
    from crmeter.records.surveys.queries import option_words  # noqa: PLC0415 - see above

    return option_words(survey)


def _show(console: Console, study: LinkStudy, asked: Mapping[str, Text]) -> None:
    histories, words = study.histories, console.language

    def line(link: Link | ReactionLink, other: Text) -> None:
        called = asked.get(link.component) or component_words(link.component)
        name = f"  {called.in_(words)} · {other.in_(words)}"
        if link.effect is None:
            reason = link.missing.reason.in_(words) if link.missing else formats.EMPTY
            console.show(f"{name}: {formats.EMPTY} ({reason})")
            return
        console.show(f"{name}: {with_interval(link.effect, number)}{money_of(link)}")

    def number(value: float) -> str:
        return formats.number(value, words, 2)

    def money_of(link: Link | ReactionLink) -> str:
        if isinstance(link, Link) and link.money_missing is not None:
            return _NO_MONEY.fill(why=link.money_missing.reason).in_(words)
        if not isinstance(link, Link) or link.money is None:
            return ""
        told = with_interval(link.money, lambda value: formats.compact_money(value, histories.currency, words))
        return _MONEY.fill(money=told).in_(words)

    console.show(_AFTER.fill(n=len(histories), days=histories.days).in_(words))
    for link in study.links:
        line(link, OUTCOMES[link.outcome])
    console.show(_BEFORE.in_(words))
    for each in study.reactions:
        line(each, REACTIONS[each.reaction])


def _as_json(study: LinkStudy) -> dict[str, Any]:
    histories = study.histories
    return {
        "schema": "crmeter.links/1",
        "n": len(histories),
        "days": histories.days,
        "as_of": histories.as_of.isoformat(),
        "currency": histories.currency,
        "left_out": [left_out_as_json(each) for each in histories.left_out],
        "links": [
            {
                "component": each.component,
                "outcome": each.outcome,
                "n": each.n,
                "effect": _estimate(each.effect),
                "money_of_a_point": _estimate(each.money),
                "money_missing": each.money_missing and each.money_missing.code,
                "missing": each.missing and each.missing.code,
            }
            for each in study.links
        ],
        "reactions": [
            {
                "component": each.component,
                "reaction": each.reaction,
                "n": each.n,
                "effect": _estimate(each.effect),
                "missing": each.missing and each.missing.code,
            }
            for each in study.reactions
        ],
    }


def _estimate(one: Estimates | None) -> dict[str, Any] | None:
    return None if one is None else estimate_as_json(one)
