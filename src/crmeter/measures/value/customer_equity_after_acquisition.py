"""What all present and coming customers are worth, less what it costs to win those still to come."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

customer_equity_after_acquisition = Measure(
    name="customer_equity_after_acquisition",
    title=Text(
        "Giá trị tài sản khách hàng sau chi phí có khách mới",
        "Customer equity after acquisition cost",
    ),
    meaning=Text(
        "Giá trị tài sản khách hàng trừ chi phí để có khách mới dự kiến; mỗi khách mới tốn bằng chi phí chiến dịch của"
        " kỳ chia cho số khách mới của kỳ",
        "Customer equity less the cost of winning the new customers expected; each costs what campaigns cost in the"
        " period over the new customers of the period",
    ),
    formula=Text(
        "Σ khách hiện có + Σ khách mới dự kiến − Σ chi phí có khách mới",
        "Σ present customers + Σ expected new customers − Σ cost of winning them",
    ),
    unit=Unit.MONEY,
    good=Good.HIGHER,
    rows="equity_after_acquisition",
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
