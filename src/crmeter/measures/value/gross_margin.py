"""Share of the revenue left after the cost of goods, over lines whose cost is known."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

gross_margin = Measure(
    name="gross_margin",
    title=Text(
        "Biên lợi nhuận gộp",
        "Gross margin",
    ),
    meaning=Text(
        "Phần còn lại của doanh thu sau giá vốn, trên các dòng có giá vốn",
        "Share of the revenue left after the cost of goods, over lines whose cost is known",
    ),
    formula=Text(
        "Σ (thành tiền − giá vốn) / Σ thành tiền",
        "Σ (amount − cost) / Σ amount",
    ),
    unit=Unit.SHARE,
    good=Good.HIGHER,
    rows="lines",
    statistic=Statistic.RATIO,
    top=lambda r: r.amount - r.cost,
    bottom=lambda r: r.amount,
    among=lambda r: r.cost.notnull(),
    left_out=Text("dòng không có giá vốn", "lines without a cost"),
    opens=(
        "source_key",
        "ordered_on",
        "quantity",
        "amount",
        "cost",
        "category",
    ),
    slices=(
        "category",
        "segment",
        "region",
    ),
    level=2,
    needs_filled=("order_lines.unit_cost", "products.unit_cost"),
    needs_amounts=True,
)
