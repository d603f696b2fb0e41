"""The evaluation as a job: the snapshot brought up to date, measured, and published for the pages."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings

from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.evaluation.store import pinned_snapshots
from crmeter.measures.view import BOUNDS, Settings
from crmeter.records.calendar.queries import special_weekdays, working_calendar
from crmeter.records.firm.queries import firm
from crmeter.records.staff.queries import actor_of, person
from crmeter.records.surveys.equity_queries import EquityStated, equity_stated
from crmeter.strategy.own_measures.queries import own_lines
from crmeter.vocabulary import Text, Work
from crmeter.vocabulary.working_words import days_written, week_written
from crmeter.vocabulary.zone import ZONE
from crmeter.warehouse.refresh import refresh
from crmeter.warehouse.workspace import Workspace
from crmeter.worker.handlers import Order
from crmeter.worker.publishing import publish
from crmeter.worker.unasked import bring_unasked

PUBLISHING = Text("Đưa con số lên trang", "Putting the figures on the pages")


def evaluate(order: Order, work: Work) -> dict[str, str]:
    """Evaluate a workspace and publish the run.

    The payload may hold `workspace` (a folder; by default that of the installation), `as_of` (the last day that is
    seen), `settings` (of the measures, by name) and `currency`; what it does not hold is as the firm has decided.
    """
    payload = order.payload
    decided = firm()
    workspace = Workspace(Path(payload["workspace"])) if payload.get("workspace") else settings.WORKSPACE
    request = Request(
        as_of=date.fromisoformat(payload["as_of"]) if payload.get("as_of") else None,
        settings=Settings(**payload["settings"]) if "settings" in payload else decided_settings(),
        currency=payload.get("currency") or decided.currency or None,
        # A page explains a figure when somebody asks.
        explained=False,
        # Killed after its end and before its job's, it is not made a second time.
        asker=f"job {order.job}",
    )
    bring_unasked(workspace, work)
    refresh(workspace, work, pinned_snapshots(workspace), request.memory_limit)
    evaluation = evaluate_snapshot(workspace, request, work)
    work.step(PUBLISHING)
    asked_by = None if order.asked_by is None else person(order.asked_by)
    return publish(evaluation, workspace, None if asked_by is None else actor_of(asked_by), work)


def decided_settings() -> Settings:
    """Return the settings of measures as the firm decided them, as was said on a survey, and with its own measures."""
    return Settings(
        **{**_known(firm().measures), **_compared(equity_stated()), **_worked(), "own_measures": own_lines()}
    )


def _known(measures: Mapping[str, Any]) -> dict[str, Any]:
    """Return the settings that this version knows: one that was dropped since they were decided stops no evaluation."""
    return {name: value for name, value in measures.items() if name in BOUNDS}


def _worked() -> dict[str, str]:
    """Return the settings of working time, as the calendar of the firm tells it; nothing while nobody has said."""
    calendar = working_calendar()
    if calendar is None:
        return {}
    return {"working_hours": week_written(calendar, ZONE), "special_days": days_written(special_weekdays())}


def _compared(stated: EquityStated | None) -> dict[str, Any]:
    """Return the settings of our share of customer equity, as they were said on a survey."""
    if stated is None:
        return {}
    assumed = stated.assumed
    return {
        "equity_brand": assumed.brand,
        "equity_margin_rate": assumed.margin,
        "equity_discount_rate": assumed.discount_rate,
        "equity_years": assumed.years or 0.0,
    }
