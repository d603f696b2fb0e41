"""The columns by which figures of the main period are cut, where their measure allows it."""

from crmeter.evaluation.readings import TRIANGLE
from crmeter.measures.measure import CUSTOMER_CUTS

OF_DEALS = ("deal_stage", "pipeline", "lost_reason")
OF_SURVEYS = ("wave", "agent", "product", "came_by", "respondents")
OF_MARKETING = ("try", "step")
SLICES = (
    "segment",
    "region",
    "channel",
    "campaign",
    "category",
    "supplier",
    "place",
    "stage",
    "part",
    "waited",
    "queue",
    "request_kind",
    "cause",
    "priority",
    "owner",
    "team",
    "evaluator",
    *OF_MARKETING,
    *OF_DEALS,
    *OF_SURVEYS,
    *TRIANGLE,
    *CUSTOMER_CUTS,
)
