"""What a decision weighs, where its weights come from, and how evaluators are taken together."""

from django.db import models

from crmeter.vocabulary import Text


class Purpose(models.TextChoices):
    """What is weighed."""

    BRAND = "brand"
    CRITERIA = "criteria"


class Weighing(models.TextChoices):
    """Where the weights come from."""

    JUDGED = "judged"
    SET = "set"


class Together(models.TextChoices):
    """How several evaluators are taken together."""

    JUDGEMENTS = "judgements"
    PRIORITIES = "priorities"


PURPOSES = {
    Purpose.BRAND: Text("các thành phần của thương hiệu", "components of the brand"),
    Purpose.CRITERIA: Text("tiêu chí bất kỳ", "any criteria"),
}
TOGETHER = {
    Together.JUDGEMENTS: Text("như một người (gộp các đánh giá)", "as one (judgements combined)"),
    Together.PRIORITIES: Text("mỗi người một ý (gộp các trọng số)", "each for themselves (weights combined)"),
}
