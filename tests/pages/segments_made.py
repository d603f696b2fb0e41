"""Three customers of a firm, on its list, and a segment of them as it is typed and as it is kept."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from tests.evaluation.report.sample import evaluation as sample_evaluation

from crmeter.evaluation.document import to_document
from crmeter.records.customers.actions import publish_customers
from crmeter.records.readings.actions import publish_run
from crmeter.vocabulary import Customer

THREE = (
    Customer(1_001, "shop", "K1", "Nắng Sớm", owner="Minh", stage="loyal", last_on=date(2025, 6, 1), purchases=9,
             spend=Decimal(120), value=Decimal(900), region="Huế", rfm="champions"),
    Customer(1_002, "shop", "K2", "=cmd()", owner="Hương Lan", stage="at_risk", purchases=2, spend=Decimal(20),
             value=Decimal(800), rfm="at_risk"),
    Customer(1_003, "shop", "K3", "Chi", owner="Minh", stage="lost", purchases=1, value=Decimal(5), rfm="champions"),
)  # fmt: skip
WORTH = {"join": "all", "g0_join": "all", "g0c0_fact": "value", "g0c0_was": "value", "g0c0_way": "at_least"}
RULE = {"join": "all", "groups": [{"join": "all", "conditions": [
    {"fact": "value", "way": "at_least", "values": ["100"]}]}]}  # fmt: skip


def publish_three() -> None:
    publish_customers("first", THREE)
    evaluation = sample_evaluation()
    publish_run(to_document(replace(evaluation, run=replace(evaluation.run, id="first")), explanations=False))
