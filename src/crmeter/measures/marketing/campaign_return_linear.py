"""What campaigns brought beyond their costs, where an order counts by the rule of linear."""

from crmeter.measures.campaign_return_columns import FORMULA, LEFT_OUT, OPENS, SLICES
from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

campaign_return_linear = Measure(
    name="campaign_return_linear",
    title=Text(
        "Lợi suất chiến dịch, chia đều",
        "Campaign return, linear",
    ),
    meaning=Text(
        "Lãi gộp của các đơn trong kỳ mà chiến dịch có phần, trừ chi phí chiến dịch trong kỳ, chia cho chi "
        "phí đó; đơn chia đều cho mọi lần chiến dịch chạm tới khách. Chỉ xét lần chạm trong "
        "{attribution_days} ngày trước đơn và chiến dịch có ghi chi phí. Đây là cách chia, không phải tác "
        "dụng. Thiếu giá vốn của một đơn thì chưa tính được",
        "Gross margin of the orders of the period that campaigns had part in, less what campaigns cost in "
        "it, over that cost; the order is shared evenly between all touches of campaigns. Touches within "
        "{attribution_days} days before an order count, of campaigns whose costs are recorded. It is a rule "
        "of sharing, no effect. While the cost of goods of one order is unknown there is no figure",
    ),
    formula=FORMULA,
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="campaign_returns",
    statistic=Statistic.RETURN,
    top=lambda r: r.earned_linear,
    bottom=lambda r: r.cost,
    among=lambda r: r.has_cost,
    left_out=LEFT_OUT,
    opens=OPENS,
    slices=SLICES,
    level=2,
    over_time=False,
)
