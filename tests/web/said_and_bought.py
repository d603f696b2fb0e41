"""Customers who bought, answered and complained: a survey of the records whose answers lie in the warehouse by name.

Whoever is more satisfied (planted) buys more often in the half year after; whoever complained before is less satisfied.
"""

import random
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from tests.measures.conftest import write_firm

from crmeter.evaluation.document import to_document
from crmeter.evaluation.result import Evaluation
from crmeter.evaluation.run import Request, evaluate_snapshot
from crmeter.records.readings.actions import publish_run
from crmeter.records.staff.queries import Person
from crmeter.records.surveys.actions import make_survey, open_survey
from crmeter.warehouse.workspace import Workspace

START, ASKED, AS_OF = date(2024, 1, 1), date(2025, 5, 1), date(2025, 12, 31)
CUSTOMERS = 150
US, OTHER = "Hãng chúng tôi", "Đối thủ A"
DRIVERS = ("Chất lượng", "Giá cả")


def said_and_bought(by: Person) -> int:
    """Make the survey, write what was bought and answered, publish its evaluation, and return the survey's number."""
    number = make_survey(by, "brands", "vi")
    open_survey(by, number, version=1)
    publish_run(to_document(evaluated(settings.WORKSPACE, number), explanations=False))
    return number


def evaluated(workspace: Workspace, survey: int) -> Evaluation:
    """Put the firm and its evaluation into an empty workspace: made once for each process, copied after that."""
    made, evaluation = _made_once(survey)
    shutil.copytree(made.name, workspace.root, dirs_exist_ok=True)
    return evaluation


@cache
def _made_once(survey: int) -> tuple[TemporaryDirectory[str], Evaluation]:
    made = TemporaryDirectory()
    workspace = Workspace(Path(made.name))
    write_firm(workspace, tables_of(survey))
    return made, evaluate_snapshot(workspace, Request(as_of=AS_OF, explained=False))


def tables_of(survey: int, *, customers: int = CUSTOMERS, seed: int = 5) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of the warehouse by table."""
    draw = random.Random(seed)  # noqa: S311 - it makes a sample, not a secret
    orders: list[dict[str, Any]] = []
    tickets: list[dict[str, Any]] = []
    answers: list[dict[str, Any]] = []
    returns: list[dict[str, Any]] = []
    touches: list[dict[str, Any]] = []
    for who in range(1, customers + 1):
        complaints = draw.choice((0, 0, 1, 2))
        liked = max(1, min(5, round(4.2 - complaints + draw.gauss(0, 0.7))))
        rate, spend = draw.gammavariate(1.5, 1 / 45), draw.gammavariate(3, 40_000)
        day = START + timedelta(days=draw.randrange(240))
        while day <= AS_OF:
            orders.append(_order(len(orders), who, day, max(1000, round(draw.gammavariate(4, spend / 4)))))
            happier = 1.6 ** (liked - 3) if day > ASKED else 1.0
            day += timedelta(days=1 + int(draw.expovariate(rate * happier)))
            if draw.random() < 0.04:
                break
        for _ in range(complaints):
            opened = ASKED - timedelta(days=draw.randrange(5, 150))
            tickets.append(_ticket(len(tickets), who, opened))
        if draw.random() < 0.3:
            returned = ASKED - timedelta(days=draw.randrange(5, 150))
            returns.append(
                {
                    "return_key": len(returns), "customer_key": who, "returned_on": returned, "amount": 1000,
                    "currency": "VND",
                }
            )  # fmt: skip
        for _ in range(draw.choice((0, 1, 3))):
            touched = ASKED - timedelta(days=draw.randrange(5, 150))
            touches.append(
                {
                    "touch_key": len(touches), "customer_key": who, "touched_at": f"{touched} 10:00:00",
                    "touched_on": touched, "direction": "in",
                }
            )  # fmt: skip
        answers += _answers(draw, survey, who, liked, len(answers))
    return {
        "customers": [{"customer_key": who, "segment": "homes"} for who in range(1, customers + 1)],
        "orders": orders,
        "tickets": tickets,
        "returns": returns,
        "touches": touches,
        "survey_answers": answers,
    }


def _order(key: int, who: int, day: date, amount: int) -> dict[str, Any]:
    return {
        "order_key": key, "customer_key": who, "ordered_at": f"{day} 09:00:00", "ordered_on": day, "kind": "sale",
        "status": "valid", "amount": amount, "currency": "VND",
    }  # fmt: skip


def _ticket(key: int, who: int, day: date) -> dict[str, Any]:
    return {
        "ticket_key": key, "customer_key": who, "queue": "Chăm sóc", "priority": "normal", "status": "closed",
        "opened_at": f"{day} 09:00:00", "opened_on": day, "paused_seconds": 0, "reopened": 0,
    }  # fmt: skip


def _answers(draw: random.Random, survey: int, who: int, liked: int, first: int) -> Iterator[dict[str, Any]]:
    other = draw.randrange(1, 6)
    ours = [max(1, min(5, liked + draw.choice((-1, 0, 1)))) for _ in DRIVERS]
    told: list[tuple[str, str, str | None, str | None, float | None]] = [
        ("csat", "Hài lòng", None, None, liked),
        ("nps", "Giới thiệu", None, None, min(10, 2 * liked)),
        ("last_brand", "Mua lần cuối", None, draw.choice((US, US, OTHER)), None),
        ("next_brand", "Mua lần tới", None, US, 20 + 12 * liked),
        ("next_brand", "Mua lần tới", None, OTHER, 80 - 12 * liked),
        ("spend", "Một lần mua", None, None, 10_000 * draw.randrange(5, 16)),
        ("frequency", "Một năm", None, None, draw.randrange(4, 15)),
    ]
    for driver, own in zip(DRIVERS, ours, strict=True):
        told += [("rating", "Chấm", driver, US, own), ("rating", "Chấm", driver, OTHER, draw.randrange(1, 6))]
    told[1] = (*told[1][:4], min(10, 2 * liked + (other > 3)))
    for place, (kind, question, driver, brand, value) in enumerate(told):
        yield {
            "answer_key": first + place, "response_key": who, "customer_key": who, "survey": "brands",
            "survey_key": survey, "wave": 1, "respondents": "customers", "question_key": place, "question_kind": kind,
            "question": question, "driver": driver, "brand": brand, "value": value,
            "low": 1 if kind == "rating" else None, "high": 5 if kind == "rating" else None, "text_given": False,
            "weight": 1, "channel": "mail", "answered_on": ASKED,
        }  # fmt: skip
