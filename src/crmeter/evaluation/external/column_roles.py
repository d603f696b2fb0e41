"""What a column of a table for a value map can be."""

from enum import StrEnum

from crmeter.vocabulary import Text


class Role(StrEnum):
    """What a column is."""

    PRODUCT = "product"
    PRICE = "price"
    SET = "set"
    MORE = "more"
    LESS = "less"
    SHARE = "share"
    ERROR = "error"
    WAVE = "wave"
    CURRENCY = "currency"
    RESPONDENT = "respondent"
    OVERALL = "overall"

    @property
    def label(self) -> Text:
        """The words for people."""
        return _LABELS[self]

    @property
    def is_score(self) -> bool:
        """Whether it tells how good a product is; there may be several."""
        return self in (Role.MORE, Role.LESS)


_LABELS = {
    Role.PRODUCT: Text("tên sản phẩm", "name of the product"),
    Role.PRICE: Text("giá", "price"),
    Role.SET: Text("nhóm sản phẩm tương đương", "set of equivalent products"),
    Role.MORE: Text("điểm chất lượng, cao hơn là tốt hơn", "score of quality, more is better"),
    Role.LESS: Text("điểm chất lượng, thấp hơn là tốt hơn", "score of quality, less is better"),
    Role.SHARE: Text("thị phần hoặc số lượng bán", "market share, or how many are sold"),
    Role.ERROR: Text("sai số chuẩn của điểm chất lượng", "standard error of the score"),
    Role.WAVE: Text("đợt", "wave"),
    Role.CURRENCY: Text("loại tiền", "currency"),
    Role.RESPONDENT: Text("người chấm điểm", "who rates"),
    Role.OVERALL: Text("điểm chung, để suy ra trọng số", "overall rating, to derive weights from"),
}
