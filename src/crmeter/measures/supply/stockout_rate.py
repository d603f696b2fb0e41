"""Share of the days with a reading of stock on which a product was out."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

stockout_rate = Measure(
    name="stockout_rate",
    title=Text(
        "Tỷ lệ hết hàng",
        "Out of stock",
    ),
    meaning=Text(
        "Trong số ngày-sản phẩm có ghi tồn kho trong kỳ, bao nhiêu phần tồn bằng 0 hoặc âm. Ngày không ghi tồn không "
        "được đoán: không tính là còn, cũng không tính là hết",
        "Share of the days of products with a reading of stock in the period on which there was nothing on hand or "
        "less. Days without a reading are not guessed: they count neither as in stock nor as out",
    ),
    formula=Text(
        "Ngày-sản phẩm hết hàng / ngày-sản phẩm có ghi tồn",
        "Days of products out of stock / days of products with a reading",
    ),
    unit=Unit.SHARE,
    good=Good.LOWER,
    rows="stock_days",
    statistic=Statistic.SHARE,
    top=lambda r: r.is_out,
    opens=(
        "source_key",
        "product",
        "category",
        "place",
        "counted_on",
        "quantity",
    ),
    slices=(
        "category",
        "place",
    ),
)
