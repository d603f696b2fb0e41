"""Share of the list price that discounts took off the goods sold in the period."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

discount_rate = Measure(
    name="discount_rate",
    title=Text(
        "Tỷ lệ giảm giá",
        "Discount rate",
    ),
    meaning=Text(
        "Giảm giá lấy đi bao nhiêu phần giá niêm yết của hàng bán trong kỳ, trên các dòng có ghi giảm giá, kể cả "
        "dòng ghi không giảm. Hàng tặng không tính",
        "Share of the list price of what was sold in the period that discounts took off, over lines that tell "
        "their discount, those without any too. Goods given for nothing do not count",
    ),
    formula=Text(
        "Σ tiền giảm giá / Σ (thành tiền + tiền giảm giá)",
        "Σ discount / Σ (amount + discount)",
    ),
    unit=Unit.SHARE,
    good=Good.LOWER,
    rows="lines",
    statistic=Statistic.RATIO,
    top=lambda r: r.discount,
    bottom=lambda r: r.list_amount,
    among=lambda r: r.discount.notnull(),
    left_out=Text(
        "dòng không ghi giảm giá, hoặc bằng đồng tiền khác",
        "lines that tell no discount, or are in another currency",
    ),
    opens=(
        "source_key",
        "ordered_on",
        "quantity",
        "list_amount",
        "discount",
        "amount",
        "category",
    ),
    slices=(
        "category",
        "segment",
        "region",
        "owner",
    ),
    level=2,
    needs_filled=("order_lines.discount",),
    needs_amounts=True,
)
