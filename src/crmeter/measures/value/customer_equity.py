"""What all present and coming customers are worth, in money."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

customer_equity = Measure(
    name="customer_equity",
    title=Text(
        "Giá trị tài sản khách hàng",
        "Customer equity",
    ),
    meaning=Text(
        "Tổng giá trị trọn đời còn lại của khách hiện có, cộng giá trị của khách mới dự kiến, chiết khấu về nay",
        "Residual lifetime value of all present customers plus the value of the new ones expected, discounted to now",
    ),
    formula=Text(
        "Σ khách hiện có + Σ khách mới dự kiến",
        "Σ present customers + Σ expected new customers",
    ),
    unit=Unit.MONEY,
    good=Good.HIGHER,
    rows="equity_parts",
    statistic=Statistic.SUM,
    top=lambda r: r.value,
    opens=(
        "customer_key",
        "part",
        "month",
        "value",
    ),
    slices=("part",),
    needs_amounts=True,
    needs_model=True,
    level=3,
    over_time=False,
)
