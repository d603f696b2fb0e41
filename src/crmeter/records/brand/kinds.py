"""How answers, or the behaviour of customers, become a score of a component from 0 to 100."""

from collections.abc import Mapping

from django.db import models

from crmeter.records.surveys.kinds import QuestionKind
from crmeter.vocabulary import Text


class Way(models.TextChoices):
    """How answers to a question become a score."""

    MEAN = "mean"
    TOP = "top"
    KNOWN = "known"
    SHARE = "share"


WAYS = {
    Way.MEAN: Text("điểm trung bình, quy về 0–100", "the mean answer, on 0–100"),
    Way.TOP: Text("tỷ lệ chọn hai mức cao nhất", "the share of the two highest answers"),
    Way.KNOWN: Text("tỷ lệ chấm được cho hãng (có biết hãng)", "the share who can rate the brand, so know it"),
    Way.SHARE: Text("tỷ lệ chọn hãng", "the share who choose the brand"),
}
WAYS_OF: Mapping[QuestionKind, tuple[Way, ...]] = {
    QuestionKind.RATING: (Way.MEAN, Way.TOP, Way.KNOWN),
    QuestionKind.NPS: (Way.MEAN, Way.TOP),
    QuestionKind.CSAT: (Way.MEAN, Way.TOP),
    QuestionKind.CES: (Way.MEAN, Way.TOP),
    QuestionKind.LAST_BRAND: (Way.SHARE,),
    QuestionKind.NEXT_BRAND: (Way.SHARE,),
    QuestionKind.CHOICE: (Way.SHARE,),
}
"""Which questions can measure a component, and how."""
BEHAVIOUR: Mapping[str, Text] = {
    "repeat_purchase_rate": Text("tỷ lệ mua lặp lại (từ đơn hàng)", "repeat purchase rate (from orders)"),
    "retention_rate": Text("tỷ lệ giữ chân (từ đơn hàng)", "retention rate (from orders)"),
}
"""Measures that are shares of customers, so scores of loyalty."""
