"""What is found of pages that are looked at, in words; pages of the product read them without the engine."""

from crmeter.vocabulary import Text

LITTLE = Text("xem nhiều, làm ít", "seen much, acted on little")
NOT_JUDGED = Text("quá ít lượt xem để xét", "too few views to judge")
