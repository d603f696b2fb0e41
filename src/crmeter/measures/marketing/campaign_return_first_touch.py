"""What campaigns brought beyond their costs, where an order counts by the rule of first touch."""

from crmeter.measures.campaign_return_columns import FORMULA, LEFT_OUT, OPENS, SLICES
from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

campaign_return_first_touch = Measure(
    name="campaign_return_first_touch",
    title=Text(
        "Lợi suất chiến dịch, lần chạm đầu",
        "Campaign return, first touch",
    ),
    meaning=Text(
        "Lãi gộp của các đơn trong kỳ mà chiến dịch có phần, trừ chi phí chiến dịch trong kỳ, chia cho chi "
        "phí đó; cả đơn tính cho chiến dịch chạm tới khách đầu tiên. Chỉ xét lần chạm trong "
        "{attribution_days} ngày trước đơn và chiến dịch có ghi chi phí. Đây là cách chia, không phải tác "
        "dụng. Thiếu giá vốn của một đơn thì chưa tính được",
        "Gross margin of the orders of the period that campaigns had part in, less what campaigns cost in "
        "it, over that cost; the whole order counts for the campaign that reached the customer first. "
        "Touches within {attribution_days} days before an order count, of campaigns whose costs are "
        "recorded. It is a rule of sharing, no effect. While the cost of goods of one order is unknown "
        "there is no figure",
    ),
    formula=FORMULA,
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="campaign_returns",
    statistic=Statistic.RETURN,
    top=lambda r: r.earned_first_touch,
    bottom=lambda r: r.cost,
    among=lambda r: r.has_cost,
    left_out=LEFT_OUT,
    opens=OPENS,
    slices=SLICES,
    level=2,
    over_time=False,
)
