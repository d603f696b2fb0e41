"""What campaigns cost in the period for each lead that came in it."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

cost_per_lead = Measure(
    name="cost_per_lead",
    title=Text(
        "Chi phí mỗi khách tiềm năng",
        "Cost per lead",
    ),
    meaning=Text(
        "Chi phí các chiến dịch trong kỳ, chia cho mọi khách tiềm năng ghi nhận trong kỳ, cả người không đến từ "
        "chiến dịch nào. Khi cắt theo kênh, cả chi phí và khách tiềm năng tính vào kênh của chiến dịch. Còn một "
        "khoản chi chưa có tỷ giá thì chưa tính được",
        "What campaigns cost in the period, shared between all leads recorded in it, those of no campaign too. Cut "
        "by channel, both costs and leads belong to the channel of their campaign. While one cost lacks an exchange "
        "rate there is no figure",
    ),
    formula=Text(
        "Chi phí chiến dịch trong kỳ / khách tiềm năng tạo trong kỳ",
        "Cost of campaigns in the period / leads created in the period",
    ),
    unit=Unit.MONEY,
    good=Good.LOWER,
    rows="costs_of_leads",
    statistic=Statistic.COST_EACH,
    top=lambda r: r.amount,
    bottom=lambda r: r.kind == "lead",
    opens=(
        "kind",
        "source_key",
        "dated_on",
        "amount",
        "campaign",
        "channel",
    ),
    slices=(
        "channel",
        "campaign",
    ),
    level=2,
)
