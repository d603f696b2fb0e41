"""Why a customer is worth what the run says: the figures that it stands on, in words and as a formula."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from crmeter.evaluation.report.words import MODEL_NAMES
from crmeter.records.customers.queries import Listing
from crmeter.vocabulary import Text, formats

if TYPE_CHECKING:
    from crmeter.evaluation.customer_story import Story

_FEW = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Formula:
    """A figure with how it is worked out, with the figures of the customer.

    Args:
        title: its name.
        parts: what is multiplied, in words with the figure.
        result: what comes out.
        note: what the figures stand on.
    """

    title: Text
    parts: tuple[tuple[Text, Text], ...]
    result: Text
    note: Text


def why_of(listing: Listing, story: "Story") -> list[Text]:
    """Return in sentences what the history says and what the model makes of it, or why there is no value."""
    state, scores = story.state, story.scores
    if not state:
        return [
            Text(
                "Khách chưa mua lần nào, nên chưa có nhịp mua để ước lượng.",
                "The customer has not bought yet, so there is no rhythm to estimate from.",
            )
        ]
    if not scores:
        return [
            _history(listing, story),
            Text(
                "Dữ liệu chưa đủ để ước lượng nhịp mua, nên chưa có giá trị trọn đời.",
                "The data do not carry a model of how often customers buy, so there is no lifetime value.",
            ),
        ]
    model = MODEL_NAMES.get(story.model or "", story.model or "")
    found = [_history(listing, story)]
    if scores.get("mean_spend") is not None:
        found.append(
            Text(
                "Mỗi lần mua lại chi trung bình {mean}; từ đó và từ mọi khách khác, lần mua tới dự kiến chi {each}.",
                "A repeat purchase was {mean} on average; from that and from all other customers, "
                "the next is expected to be {each}.",
            ).fill(
                mean=_money(scores["mean_spend"], listing), each=_money_or_dash(scores.get("expected_spend"), listing)
            )
        )
    if scores.get("probability_active") is not None:
        found.append(
            Text(
                "Với lịch sử như vậy, {model} cho rằng khả năng khách còn hoạt động là {chance}, "
                "và trong 12 tháng tới khách mua thêm khoảng {times} lần.",
                "With such a history, {model} says that the customer is {chance} likely to be active, "
                "and will buy about {times} more times within 12 months.",
            ).fill(
                model=model,
                chance=_percent(scores["probability_active"]),
                times=_number(scores.get("expected_purchases")),
            )
        )
    if story.risky_on is not None:
        found.append(_until(listing, story))
    return found


def formulas_of(listing: Listing, story: "Story") -> list[Formula]:
    """Return the formulas of value with the figures of a customer; none where there is no value."""
    scores = story.scores
    value, each = scores.get("lifetime_value"), scores.get("expected_spend")
    if_active, chance = scores.get("lifetime_value_if_active"), scores.get("probability_active")
    found = []
    if value is not None and each:
        in_margin = story.basis == "margin"
        left = (
            Text("số lần mua còn lại, đã chiết khấu và nhân tỷ lệ lãi gộp", "purchases left, discounted, times margin")
            if in_margin
            else Text("số lần mua còn lại, đã chiết khấu", "purchases left, discounted")
        )
        found.append(
            Formula(
                Text("Giá trị trọn đời", "Lifetime value"),
                ((left, _number(value / each, 3)), (Text("chi mỗi lần", "spend each"), _in_full(each, listing))),
                _in_full(value, listing),
                Text(
                    "Nhìn tới {months} tháng, chiết khấu {rate} mỗi năm, tính bằng {basis}.",
                    "Over the next {months} months, discounted at {rate} a year, counted in {basis}.",
                ).fill(
                    months=story.settings["horizon_months"],
                    rate=_percent(story.settings["annual_discount_rate"]),
                    basis=Text("lãi gộp", "gross margin") if in_margin else Text("doanh thu", "revenue"),
                ),
            )
        )
    if if_active is not None and chance is not None and scores.get("value_at_risk") is not None:
        found.append(
            Formula(
                Text("Giá trị có nguy cơ", "Value at risk"),
                (
                    (Text("giá trị nếu còn hoạt động", "value if active"), _in_full(if_active, listing)),
                    (Text("khả năng đã ngừng", "probability of having left"), _percent(1 - chance, 1)),
                ),
                _in_full(scores["value_at_risk"], listing),
                Text(
                    "Giá trị nếu còn hoạt động là giá trị trọn đời chia cho khả năng còn hoạt động, {chance}.",
                    "Value if active is lifetime value divided by the probability of being active, {chance}.",
                ).fill(chance=_percent(chance, 1)),
            )
        )
    return found


def _history(listing: Listing, story: "Story") -> Text:
    state = story.state
    silent = (listing.as_of - state["last_on"]).days
    repeats = state["purchases"] - 1
    if not repeats:
        return Text(
            "Mua một lần, cách nay {silent} ngày: chưa có nhịp mua riêng.",
            "Bought once, {silent} days ago: there is no rhythm of their own yet.",
        ).fill(silent=silent)
    return Text(
        "Mua lại {repeats} lần trong {age} ngày kể từ lần đầu, thường mỗi {gap} ngày; lần cuối cách nay {silent} ngày.",
        "Bought again {repeats} times in the {age} days since the first purchase, usually every {gap} days; "
        "the last time was {silent} days ago.",
    ).fill(
        repeats=repeats,
        age=(listing.as_of - state["first_on"]).days,
        gap=round((state["last_on"] - state["first_on"]).days / repeats),
        silent=silent,
    )


def _until(listing: Listing, story: "Story") -> Text:
    day = story.risky_on
    assert day is not None  # noqa: S101 - asked before
    if day > listing.as_of:
        return Text(
            "Nếu không mua trước ngày {day}, khách im lặng lâu hơn nhịp của chính mình.",
            "Without a purchase before {day}, the silence is longer than the customer's own rhythm.",
        ).fill(day=day)
    return Text(
        "Từ ngày {day} khách đã im lặng lâu hơn nhịp của chính mình.",
        "Since {day} the silence has been longer than the customer's own rhythm.",
    ).fill(day=day)


def _money(amount: Decimal, listing: Listing) -> Text:
    return Text(
        formats.compact_money(amount, listing.currency, "vi"), formats.compact_money(amount, listing.currency, "en")
    )


def _in_full(amount: Decimal, listing: Listing) -> Text:
    return Text(formats.money(amount, listing.currency, "vi"), formats.money(amount, listing.currency, "en"))


def _money_or_dash(amount: Decimal | None, listing: Listing) -> Text:
    return Text.same(formats.EMPTY) if amount is None else _money(amount, listing)


def _number(value: Decimal | None, digits: int | None = None) -> Text:
    if value is None:
        return Text.same(formats.EMPTY)
    if digits is None:
        digits = 1 if abs(value) >= _FEW else 2
    return Text(formats.number(value, "vi", digits), formats.number(value, "en", digits))


def _percent(share: Decimal | float, digits: int = 0) -> Text:
    return Text(formats.percent(share, "vi", digits), formats.percent(share, "en", digits))
