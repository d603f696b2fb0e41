"""What campaigns cost a sales cycle before for each customer who came in the period."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

customer_acquisition_cost_of_cohort = Measure(
    name="customer_acquisition_cost_of_cohort",
    title=Text(
        "Chi phí có một khách mới, lùi một chu kỳ",
        "Customer acquisition cost, a cycle before",
    ),
    meaning=Text(
        "Chi phí các chiến dịch của một khoảng dài bằng kỳ nhưng sớm hơn một chu kỳ bán hàng, chia cho mọi khách có "
        "đơn hợp lệ đầu tiên trong kỳ. Chu kỳ là trung vị số ngày từ lần gặp đầu tới đơn đầu của chính các khách đó, "
        "trong những người đã gặp trước khi mua. Khi cắt, khách mới tính vào chiến dịch ghi trên đơn đầu tiên. Còn "
        "một khoản chi chưa có tỷ giá, hoặc chưa biết chu kỳ, thì chưa tính được",
        "What campaigns cost in a time as long as the period but a sales cycle earlier, shared between all customers "
        "whose first valid order falls in the period. The cycle is the median number of days from the first contact to "
        "the first order of these customers, of those who were met before they bought. Cut, a new customer belongs to "
        "the campaign that the first order names. While one cost lacks an exchange rate, or the cycle is not known, "
        "there is no figure",
    ),
    formula=Text(
        "Chi phí chiến dịch của kỳ lùi một chu kỳ / khách mới trong kỳ",
        "Cost of campaigns of the period moved back by a cycle / new customers of the period",
    ),
    unit=Unit.MONEY,
    good=Good.LOWER,
    rows="costs_of_cohorts",
    statistic=Statistic.COST_EACH,
    top=lambda r: r.amount,
    bottom=lambda r: r.kind == "customer",
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
    needs_filled=("touches.touched_on", "leads.created_on"),
    # Of a month, few have come to tell a cycle by.
    over_time=False,
)
