"""What moved a share: how each group changed, and that other groups weigh more; parts that add up exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from crmeter.vocabulary import NotEnoughData, Text

Amount = int | Decimal | Fraction


@dataclass(frozen=True, slots=True)
class ChangePart:
    """What one group adds to the change of the whole.

    Args:
        by_rate: because its own share changed.
        by_mix: because it weighs more or less, as far as its share lies from that of the whole.
    """

    by_rate: Fraction
    by_mix: Fraction

    @property
    def total(self) -> Fraction:
        """What it adds in all."""
        return self.by_rate + self.by_mix


def change_parts(
    before: Sequence[tuple[Amount, Amount]], now: Sequence[tuple[Amount, Amount]]
) -> tuple[ChangePart, ...]:
    """Split the change of a share, or of a mean, into parts of groups.

    Args:
        before: above and below the line of each group, such as bought again and customers; (0, 0) where it was not.
        now: the same groups, in the same order.

    Returns:
        The part of each group. All of them add up to the change of the whole, to the last digit: they are fractions.

    Raises:
        ValueError: the groups differ, or something below the line is negative.
        NotEnoughData: there was, or is, nobody at all.

    Formula: w_s = bottom_s / Σ bottom, r_s = top_s / bottom_s, R = Σ w_s r_s; by rate ½ (w_s + w'_s)(r'_s − r_s), by
    mix (w'_s − w_s)(½ (r_s + r'_s) − ½ (R + R')). A group that was not there, or is no more, changed by mix alone.
    Source: Kitagawa 1955, J. American Statistical Association 50(272), with weights centred on the whole.
    """
    if len(before) != len(now) or any(bottom < 0 for _, bottom in (*before, *now)):
        raise ValueError("both sides hold the same groups, with something below the line or nothing")
    weights_before, rates_before, whole_before = _weighed(before)
    weights_now, rates_now, whole_now = _weighed(now)
    middle = (whole_before + whole_now) / 2
    parts = []
    for w0, r0, w1, r1 in zip(weights_before, rates_before, weights_now, rates_now, strict=True):
        then, today = (r1 if r0 is None else r0), (r0 if r1 is None else r1)
        if then is None or today is None:
            parts.append(ChangePart(Fraction(0), Fraction(0)))
            continue
        parts.append(ChangePart((w0 + w1) / 2 * (today - then), (w1 - w0) * ((then + today) / 2 - middle)))
    return tuple(parts)


def _weighed(
    groups: Sequence[tuple[Amount, Amount]],
) -> tuple[list[Fraction], list[Fraction | None], Fraction]:
    """Return the weights, the shares (None of nobody) and the share of the whole."""
    tops = [Fraction(top) for top, _ in groups]
    bottoms = [Fraction(bottom) for _, bottom in groups]
    whole = sum(bottoms, Fraction(0))
    if not whole:
        raise NotEnoughData(
            "nobody",
            Text("một trong hai kỳ không có gì để tính", "one of the two periods has nothing to count"),
            Text("dữ liệu của cả hai kỳ", "data of both periods"),
        )
    rates = [top / bottom if bottom else None for top, bottom in zip(tops, bottoms, strict=True)]
    return [bottom / whole for bottom in bottoms], rates, sum(tops, Fraction(0)) / whole
