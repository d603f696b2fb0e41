"""One customer of a finished run: documents and how each counted, why the value is what it is, and the way so far."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from crmeter.evaluation.customer_stages import DayOfPurchase, stage_changes
from crmeter.evaluation.customer_tables import TOLD_APART
from crmeter.evaluation.customers_at_risk import MOST_AT_RISK, next_action, signs_of
from crmeter.evaluation.opened_run import OpenedRun, opened_run
from crmeter.measures.rows.silence import with_limits_of_own_gaps
from crmeter.vocabulary import Period, Text
from crmeter.warehouse.sql import to_sql
from crmeter.warehouse.workspace import Workspace

MOST_DOCUMENTS = 200
MOST_EVENTS = 400


@dataclass(frozen=True, slots=True)
class Document:
    """An order, or something sent back.

    Args:
        key: how the source calls it.
        on: its day.
        told: what it is, one of the kinds that documents are told apart by.
        amount: as it was written.
        currency: of that amount.
        counted: what of it is in the spend of the customer, in the currency of the run; None where nothing is.
        channel: where it was bought.
    """

    key: str
    on: date
    told: str
    amount: Decimal
    currency: str | None
    counted: Decimal | None
    channel: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened.

    Args:
        on: the day.
        kind: `record`, `lead`, `won`, `order`, `return`, `touch`, `survey`, `stage`.
        told: for an order how it was told apart, for a touch its direction, for a stage its name, for a survey which
            it was and what scores were given.
        key: of the order or return, or None.
        amount: of money, or None.
        currency: of the amount.
        words: channel, campaign or outcome as the source says; what was written to a survey.
    """

    on: date
    kind: str
    told: str = ""
    key: str | None = None
    amount: Decimal | None = None
    currency: str | None = None
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """What a run knows of one customer, within a period.

    Args:
        settings: what the firm decided about its measures, by name.
        basis: whether value is counted in revenue or in margin.
        model: the name of the model of how often, if one was fitted.
        state: the customer's row among the customers of the main period; empty for who has not bought.
        scores: the customer's row of scores; empty without a fit.
        address: where they are, if it is known.
        risky_on: the day on which the present silence becomes longer than the rhythm lets expect, if it has a limit.
        documents: the latest first; `MOST_DOCUMENTS` at most.
        n_documents: how many there are.
        n_counted: how many orders count.
        counted: what they add up to; None where no amount is known.
        n_returns: how many lines were sent back.
        events: the latest first; `MOST_EVENTS` at most.
        n_events: how many there are.
        signs: why the customer is at risk.
        action: what to do next, where a rule knows.
    """

    settings: Mapping[str, Any]
    basis: str
    model: str | None
    state: Mapping[str, Any]
    scores: Mapping[str, Any]
    address: str | None
    risky_on: date | None
    documents: tuple[Document, ...]
    n_documents: int
    n_counted: int
    counted: Decimal | None
    n_returns: int
    events: tuple[Event, ...]
    n_events: int
    signs: tuple[Text, ...]
    action: Text | None


def story_of(
    workspace: Workspace,
    run_id: str,
    customer_key: int,
    period: Period | None = None,
    memory_limit: str = "512MB",
    threads: int | None = None,
    *,
    words: Collection[str] | None = None,
) -> Story:
    """Read what a run knows of one customer.

    Args:
        workspace: where the run lies.
        run_id: which.
        customer_key: who.
        period: of documents and events; by default all up to the day of the run.
        memory_limit: what the engine may hold before it spills.
        threads: how many threads the engine may use; by default all cores.
        words: spelled names of owners: what of the customer is another's is not told; None tells all.

    Raises:
        FileNotFoundError: the run, what it kept, or its snapshot is not there any more.
    """
    with opened_run(workspace, run_id, memory_limit, threads, names=True, words=words) as opened:
        return _Reading(opened, customer_key, period).story()


class _Reading:
    def __init__(self, opened: OpenedRun, key: int, period: Period | None) -> None:
        self.opened, self.key = opened, int(key)
        self.until = opened.view.seen_until
        self.period = period or Period(date(1, 1, 1), self.until)

    def story(self) -> Story:
        state = self._one("SELECT * FROM customers_now WHERE customer_key = ?")
        scores = self._one("SELECT * FROM customer_scores WHERE customer_key = ?")
        identity = self._one("SELECT address FROM identities WHERE customer_key = ?")
        days = self._days_of_purchase()
        documents = [d for d in self._documents() if self._in_period(d.on)]
        orders = [d for d in documents if d.told != "sent_back"]
        counted = [d.counted for d in orders if d.counted is not None]
        # What a purchase made of the customer comes after it, and so above it.
        events = sorted(self._events(documents, days), key=lambda e: (e.on, e.kind == "stage"), reverse=True)
        at_risk = state.get("stage") == "at_risk" and state["purchases"] > 1
        known = state | scores | {"typical_gap": _typical_gap(state)}
        return Story(
            settings=self.opened.view.settings.to_json(),
            basis=self.opened.run.basis,
            model=self.opened.run.model,
            state=state,
            scores=scores,
            address=identity.get("address"),
            risky_on=days[-1].risky_on if days else None,
            documents=tuple(documents[:MOST_DOCUMENTS]),
            n_documents=len(documents),
            n_counted=sum(d.told in ("sale", "no_rate") for d in orders),
            counted=sum(counted, Decimal(0)) if counted or not orders else None,
            n_returns=len(documents) - len(orders),
            events=tuple(events[:MOST_EVENTS]),
            n_events=len(events),
            signs=tuple(signs_of({"below_expected": None, "probability_active": None} | known)) if at_risk else (),
            action=next_action(state, self._place(scores)) if at_risk else None,
        )

    def _one(self, sql: str) -> dict[str, Any]:
        answer = self.opened.engine.connection.execute(sql, [self.key])
        names = [column[0] for column in answer.description or ()]
        row = answer.fetchone()
        return dict(zip(names, row, strict=True)) if row else {}

    def _days_of_purchase(self) -> list[DayOfPurchase]:
        if self.opened.view.rhythm is None:
            own = self.opened.tables()["purchases"].filter(lambda r: r.customer_key == self.key)
            source = f"({to_sql(with_limits_of_own_gaps(own))})"
        else:
            source = "purchases"
        return [
            DayOfPurchase(*row)
            for row in self.opened.engine.rows(
                f"SELECT purchased_on, risky_on::DATE, lost_on::DATE FROM {source}"
                " WHERE customer_key = ? ORDER BY purchased_on",
                [self.key],
            )
        ]

    def _documents(self) -> list[Document]:
        """All documents up to the day of the run, the latest first."""
        rows = self.opened.engine.rows(
            f"""
            SELECT o.source_key, o.ordered_on, {TOLD_APART.format(day=f"DATE '{self.opened.view.as_of}'")} AS told,
                o.amount, o.currency, s.amount AS counted, o.channel, o.ordered_at
            FROM orders o LEFT JOIN sales s USING (order_key)
            WHERE o.customer_key = $1 AND o.ordered_on < $2
            UNION ALL
            SELECT coalesce(o.source_key, r.source_key), r.returned_on, 'sent_back', r.amount, r.currency, NULL, NULL,
                r.returned_on::TIMESTAMP
            FROM returns r LEFT JOIN orders o USING (order_key)
            WHERE r.customer_key = $1 AND r.returned_on < $2
            ORDER BY ordered_on DESC, ordered_at DESC, told, source_key
            """,
            [self.key, self.until],
        )
        return [
            Document(key or "", on, told, amount, currency, counted if told == "sale" else None, channel)
            for key, on, told, amount, currency, counted, channel, _ in rows
        ]

    def _events(self, documents: list[Document], days: list[DayOfPurchase]) -> list[Event]:
        found = [
            Event(d.on, "return" if d.told == "sent_back" else "order", d.told, d.key, d.amount, d.currency, d.channel)
            for d in documents
        ]
        changes = stage_changes(days, self.opened.view.settings, self.opened.view.as_of)
        found += [Event(on, "stage", stage) for on, stage in changes]
        found += [
            Event(on, kind, told, words=words)
            for on, kind, told, words in self.opened.engine.rows(
                """
                SELECT created_on, 'record', '', channel FROM customers WHERE customer_key = $1
                UNION ALL SELECT created_on, 'lead', '', coalesce(campaign, channel) FROM leads WHERE customer_key = $1
                UNION ALL SELECT converted_on, 'won', '', NULL FROM leads WHERE customer_key = $1
                UNION ALL
                SELECT touched_on, 'touch', CASE WHEN direction = 'in' THEN 'in' ELSE coalesce(outcome, 'out') END,
                    channel
                FROM touches
                WHERE customer_key = $1 OR lead_key IN (SELECT lead_key FROM leads WHERE customer_key = $1)
                UNION ALL
                SELECT any_value(a.answered_on), 'survey', any_value(a.survey) || coalesce(': ' || string_agg(
                    upper(a.question_kind) || ' ' || a.value::INTEGER, ', ' ORDER BY a.question_kind, a.answer_key
                ) FILTER (a.question_kind IN ('nps', 'csat', 'ces') AND a.value IS NOT NULL), ''),
                    string_agg(w.words, chr(10) ORDER BY a.answer_key)
                FROM survey_answers a LEFT JOIN survey_words w USING (answer_key)
                -- Employees answer for themselves, and few of them would be known by their words.
                WHERE a.customer_key = $1 AND a.respondents <> 'employee' GROUP BY a.response_key
                """,
                [self.key],
            )
            if on is not None and on < self.until
        ]
        return [event for event in found if self._in_period(event.on)]

    def _in_period(self, day: date) -> bool:
        return self.period.start <= day < self.period.end

    def _place(self, scores: Mapping[str, Any]) -> int:
        """How many of the reader's customers at risk stand before this one in the list of those to keep."""
        risk = scores.get("value_at_risk")
        if risk is None:
            return MOST_AT_RISK
        found = self.opened.engine.rows(
            "SELECT count(*) FROM customers_now c JOIN customer_scores s USING (customer_key)"
            " JOIN customers USING (customer_key)"
            " WHERE c.stage = 'at_risk' AND c.purchases > 1 AND s.value_at_risk > ?",
            [risk],
        )
        return int(found[0][0])


def _typical_gap(state: Mapping[str, Any]) -> float | None:
    repeats = state.get("purchases", 0) - 1
    return (state["last_on"] - state["first_on"]).days / repeats if repeats > 0 else None
