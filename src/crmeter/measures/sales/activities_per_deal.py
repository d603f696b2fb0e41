"""Mean number of contacts about a deal until it was won."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

activities_per_deal = Measure(
    name="activities_per_deal",
    title=Text(
        "Số lần tiếp xúc mỗi cơ hội thắng",
        "Contacts per won deal",
    ),
    meaning=Text(
        "Trung bình mỗi cơ hội thắng trong kỳ cần bao nhiêu lần tiếp xúc có ghi là về cơ hội đó, hai chiều, tới "
        "ngày thắng. Cơ hội không có lần nào được ghi tính là không",
        "Mean number of contacts both ways, noted as being about the deal, until it was won, of the deals won in "
        "the period. A deal without any on record counts as none",
    ),
    formula=Text(
        "Số lần tiếp xúc về cơ hội tới ngày thắng / số cơ hội thắng",
        "Contacts about deals until they were won / deals won",
    ),
    unit=Unit.TOUCHES,
    good=Good.LOWER,
    rows="won_deals",
    statistic=Statistic.MEAN,
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
