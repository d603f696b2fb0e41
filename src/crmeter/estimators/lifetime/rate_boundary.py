"""What it means when the purchase rates, or the leaving, of a fit lie on a bound."""

from crmeter.vocabulary import Text

NO_DROPOUT = Text(
    "{names} đi tới biên: dữ liệu không cho thấy khách hàng nào rời bỏ",
    "{names} run to their bounds: no dropout seen",
)
_SAME_RATE = Text(
    "r và alpha tăng không giới hạn: mọi khách hàng mua với cùng một nhịp",
    "r and alpha grow without bound: all customers buy at the same rate",
)
_R_AT_BOUND = Text(
    "{names} nằm trên biên: nhịp mua chênh lệch nhau quá lớn để mô hình mô tả",
    "{names} at the boundary: purchase rates differ too widely for the model",
)


def rate_boundary(low: set[str], high: set[str]) -> list[Text]:
    """Return what bounds of r and alpha mean; nothing where they lie inside."""
    if {"r", "alpha"} & high:
        return [_SAME_RATE]
    rates = sorted({"r", "alpha"} & low, key=("r", "alpha").index)
    return [_R_AT_BOUND.fill(names=", ".join(rates))] if rates else []
