"""What campaigns cost in the period for each customer who came in it."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

customer_acquisition_cost = Measure(
    name="customer_acquisition_cost",
    title=Text(
        "Chi phí có một khách mới",
        "Customer acquisition cost",
    ),
    meaning=Text(
        "Chi phí các chiến dịch trong kỳ, chia cho mọi khách có đơn hợp lệ đầu tiên trong kỳ. Khi cắt theo chiến "
        "dịch hay kênh, khách mới tính vào chiến dịch ghi trên đơn đầu tiên. Chưa gồm chi phí bán hàng. Còn một "
        "khoản chi chưa có tỷ giá thì chưa tính được",
        "What campaigns cost in the period, shared between all customers whose first valid order falls in it. Cut by"
        " campaign or channel, a new customer belongs to the campaign that the first order names. What selling costs"
        " is not in it. While one cost lacks an exchange rate there is no figure",
    ),
    formula=Text(
        "Chi phí chiến dịch trong kỳ / khách mới trong kỳ",
        "Cost of campaigns in the period / new customers of the period",
    ),
    unit=Unit.MONEY,
    good=Good.LOWER,
    rows="costs_of_customers",
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
)
