"""Median number of contacts about a deal until it was won."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

activities_per_deal_median = Measure(
    name="activities_per_deal_median",
    title=Text(
        "Số lần tiếp xúc mỗi cơ hội thắng (trung vị)",
        "Contacts per won deal (median)",
    ),
    meaning=Text(
        "Một nửa số cơ hội thắng trong kỳ cần không quá ngần này lần tiếp xúc có ghi là về cơ hội đó, hai chiều, "
        "tới ngày thắng",
        "Half of the deals won in the period took no more than so many contacts both ways, noted as being about "
        "the deal, until they were won",
    ),
    formula=Text(
        "Trung vị số lần tiếp xúc về cơ hội tới ngày thắng",
        "Median of contacts about a deal until it was won",
    ),
    unit=Unit.TOUCHES,
    good=Good.LOWER,
    rows="won_deals",
    statistic=Statistic.QUANTILE,
    top=lambda r: r.contacts,
    opens=(
        "source_key",
        "created_on",
        "won_on",
        "contacts",
        "contacts_out",
        "pipeline",
        "channel",
        "owner",
        "segment",
    ),
    slices=(
        "pipeline",
        "channel",
        "owner",
        "segment",
    ),
    needs_filled=("touches.deal_key",),
)
