"""Share of the products sold in the period for which somebody claimed under warranty."""

from crmeter.measures.measure import Measure, Statistic
from crmeter.vocabulary import Good, Text, Unit

warranty_claim_rate = Measure(
    name="warranty_claim_rate",
    title=Text(
        "Tỷ lệ yêu cầu bảo hành",
        "Warranty claim rate",
    ),
    meaning=Text(
        "Trong số sản phẩm của các đơn bán hợp lệ đặt trong kỳ, bao nhiêu phần có yêu cầu bảo hành, kể cả bị từ chối, "
        "tính đến ngày đánh giá. Đơn mới có ít thời gian phát sinh hơn, nên kỳ gần đây còn tăng. Yêu cầu không rõ đơn "
        "không tính",
        "Share of the products in the valid sales placed in the period for which a claim was made, refused ones too, "
        "up to the day of the evaluation. Recent orders have had less time for one, so a recent period still rises. A "
        "claim whose order is not known is missing",
    ),
    formula=Text(
        "Sản phẩm của đơn có yêu cầu bảo hành / sản phẩm của đơn bán trong kỳ",
        "Products of orders with a claim / products of the orders of the period",
    ),
    unit=Unit.SHARE,
    good=Good.LOWER,
    rows="sold_products",
    statistic=Statistic.SHARE,
    top=lambda r: r.has_claim,
    among=lambda r: r.is_placed,
    left_out=Text(
        "sản phẩm của đơn có yêu cầu bảo hành không rõ cho sản phẩm nào",
        "products of orders with a claim that does not say for which",
    ),
    needs_filled=("warranty_claims.order_key",),
    opens=(
        "source_key",
        "ordered_on",
        "first_claimed_on",
        "product",
        "category",
        "channel",
        "region",
        "segment",
    ),
    slices=(
        "category",
        "region",
        "channel",
        "segment",
    ),
    level=2,
)
