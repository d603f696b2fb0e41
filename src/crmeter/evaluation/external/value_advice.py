"""Which products to improve, reprice or keep, by rule, and the reason in words."""

from dataclasses import dataclass
from enum import StrEnum

from crmeter.estimators import Estimates, Verdict
from crmeter.vocabulary import Text


class Action(StrEnum):
    """What to do with a product."""

    IMPROVE = "improve"
    REPRICE = "reprice"
    KEEP = "keep"

    @property
    def label(self) -> Text:
        """The words for people."""
        return _LABELS[self]


@dataclass(frozen=True, slots=True)
class Advice:
    """What the place of a product on the map asks for.

    Args:
        action: None where the map does not tell by how much a place may be wrong.
        reason: one sentence or two.
    """

    action: Action | None
    reason: Text


def advise(
    product: str,
    verdict: Verdict | None,
    quality: Estimates,
    price: Estimates,
    distance: Estimates,
    *,
    fair: Text | None = None,
    weakest: str | None = None,
) -> Advice:
    """Say what to do with a product.

    Args:
        product: its name.
        verdict: by the line that the price weight draws.
        quality: relative quality, shape ().
        price: relative price, shape ().
        distance: from that line, positive where the product is worth more than it costs; shape ().
        fair: the price that would bring it onto the line, others staying as they are; None where there is none.
        weakest: the attribute in which it loses most against the others; None where it loses in none or none is known.

    Rule: worse value is improved where the interval of its quality lies below 100, else repriced; all else is kept.
    """
    by = abs(float(distance.value))
    told: dict[str, str | float] = {
        "product": product,
        "quality": float(quality.value),
        "price": float(price.value),
        "by": by,
    }
    if verdict is None:
        words = _CHEAPER if float(distance.value) > 0 else _DEARER if float(distance.value) < 0 else _ON
        return Advice(None, Text("{said} {why}", "{said} {why}").fill(said=words.fill(**told), why=_UNSURE))
    if verdict is Verdict.BETTER:
        return Advice(Action.KEEP, _BETTER.fill(**told))
    if verdict is Verdict.FAIR:
        return Advice(Action.KEEP, _FAIR.fill(**told))
    if quality.high is not None and float(quality.high) < 100:
        reason = _IMPROVE.fill(**told)
        more = None if weakest is None else _WEAKEST.fill(attribute=weakest)
        return Advice(Action.IMPROVE, _joined(reason, more))
    return Advice(Action.REPRICE, _joined(_REPRICE.fill(**told), None if fair is None else _FAIR_PRICE.fill(fair=fair)))


def _joined(one: Text, other: Text | None) -> Text:
    return one if other is None else Text("{one} {other}", "{one} {other}").fill(one=one, other=other)


_LABELS = {
    Action.IMPROVE: Text("nâng chất lượng", "improve"),
    Action.REPRICE: Text("định giá lại", "reprice"),
    Action.KEEP: Text("giữ nguyên", "keep"),
}
_BETTER = Text(
    "{product}: giữ nguyên. Chất lượng {quality} so với giá {price}: đáng giá hơn mức đang bán {by} điểm.",
    "{product}: keep. Quality {quality} at a price of {price}: it is worth {by} points more than it costs.",
)
_FAIR = Text(
    "{product}: giữ nguyên. Chất lượng {quality}, giá {price}: chưa thấy lệch khỏi đường ngang giá trị.",
    "{product}: keep. Quality {quality}, price {price}: it cannot be told apart from the fair-value line.",
)
_IMPROVE = Text(
    "{product}: nâng chất lượng. Chất lượng {quality} thấp hơn mức chung mà giá {price} vẫn cao hơn mức tương xứng "
    "{by} điểm.",
    "{product}: improve. Quality {quality} is below the others', and the price of {price} is {by} points more than it "
    "is worth.",
)
_WEAKEST = Text("Thua nhiều nhất ở {attribute}.", "It loses most by {attribute}.")
_REPRICE = Text(
    "{product}: định giá lại. Chất lượng {quality} không thấp hơn rõ rệt mức chung, nhưng giá {price} cao hơn mức "
    "tương xứng {by} điểm.",
    "{product}: reprice. Quality {quality} is not clearly below the others', but the price of {price} is {by} points "
    "more than it is worth.",
)
_FAIR_PRICE = Text(
    "Giá tương xứng khi các sản phẩm khác giữ giá: {fair}.", "The fair price while others keep theirs: {fair}."
)
_CHEAPER = Text(
    "{product}: chất lượng {quality}, giá {price}, thấp hơn mức tương xứng {by} điểm.",
    "{product}: quality {quality}, price {price}, {by} points less than it is worth.",
)
_DEARER = Text(
    "{product}: chất lượng {quality}, giá {price}, cao hơn mức tương xứng {by} điểm.",
    "{product}: quality {quality}, price {price}, {by} points more than it is worth.",
)
_ON = Text(
    "{product}: chất lượng {quality}, giá {price}, đúng trên đường ngang giá trị.",
    "{product}: quality {quality}, price {price}, right on the fair-value line.",
)
_UNSURE = Text(
    "Chưa biết sai số nên chưa kết luận được nên nâng chất lượng, định giá lại hay giữ nguyên.",
    "The sampling error is not known, so whether to improve, reprice or keep it cannot be told.",
)
