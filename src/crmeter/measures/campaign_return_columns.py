"""What the returns of campaigns have in common under every rule of attribution."""

from crmeter.vocabulary import Text

FORMULA = Text(
    "(Lãi gộp được chia − chi phí chiến dịch) / chi phí chiến dịch",
    "(Attributed gross margin − cost of campaigns) / cost of campaigns",
)
LEFT_OUT = Text(
    "phần của đơn thuộc chiến dịch chưa ghi chi phí trong kỳ",
    "parts of orders of campaigns without a cost in the period",
)
OPENS = ("kind", "source_key", "dated_on", "campaign_on", "campaign", "channel")
SLICES = ("campaign", "channel")
