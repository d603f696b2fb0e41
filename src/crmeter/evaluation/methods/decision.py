"""Which part of the customers to begin with: measures of each, weighted and added up, and how firm that is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crmeter.estimators.delta_method import normal_quantile
from crmeter.estimators.preference.weighted_sum import WeightedSum, weighted_sum
from crmeter.measures.catalogue import measures
from crmeter.vocabulary import Good, NotEnoughData, Reading, Text

LEVEL = 0.8
PARTED_BY = ("segment", "region", "channel")


@dataclass(frozen=True, slots=True)
class Criterion:
    """A measure by which parts of the customers are compared.

    Args:
        name: of the measure.
        title: what it is called.
        is_higher_better: its direction.
        weight: among those that count, they add up to 1.
    """

    name: str
    title: Text
    is_higher_better: bool
    weight: float


@dataclass(frozen=True, slots=True)
class Decision:
    """What the criteria say together.

    Args:
        by: the column by which customers are parted.
        criteria: those that count, in the order of `sum.criteria`.
        sum: the scores, the order and its sensitivity.
        readings: by part and measure.
        lacking: measures that most parts have no figure of, or that are not cut by this column.
        left_out: parts without a figure of every criterion.
    """

    by: str
    criteria: tuple[Criterion, ...]
    sum: WeightedSum
    readings: Mapping[tuple[str, str], Reading]
    lacking: tuple[Text, ...]
    left_out: tuple[str, ...]

    @property
    def best(self) -> str:
        """The part that comes first."""
        return self.sum.alternatives[self.sum.order[0]]


def decide(readings: Iterable[Reading], by: str, weights: Mapping[str, float]) -> Decision:
    """Put the parts of the customers in order by weighted measures.

    Args:
        readings: of the main period, whatever they are cut by.
        by: the column of the parts.
        weights: by measure, not negative.

    Raises:
        NotEnoughData: fewer than two parts have figures, or they are alike.
    """
    known = {name: weight for name, weight in weights.items() if name in measures() and weight > 0}
    found = {
        (reading.slice[by], reading.measure): reading
        for reading in readings
        if set(reading.slice) == {by} and reading.measure in known and reading.value is not None
    }
    parts = sorted({part for part, _ in found})
    counts = {name: sum((part, name) in found for part in parts) for name in known}
    used = [name for name in known if parts and counts[name] * 2 >= len(parts) and counts[name] > 1]
    kept = [part for part in parts if all((part, name) in found for name in used)]
    lacking = tuple(measures()[name].title for name in known if name not in used)
    if len(kept) < 2 or not used:
        raise _too_little(by)
    reach = normal_quantile(LEVEL)
    rows = [[found[part, name] for name in used] for part in kept]
    errors = [[_half(reading) / reach for reading in row] for row in rows]
    figures = [[float(reading.value or 0) for reading in row] for row in rows]
    upwards = [measures()[name].good is not Good.LOWER for name in used]
    if all(len({row[at] for row in figures}) == 1 for at in range(len(used))):
        raise _too_little(by)
    added = weighted_sum(kept, used, figures, [known[name] for name in used], upwards, errors, LEVEL)
    criteria = tuple(
        Criterion(name, measures()[name].title, upwards[used.index(name)], float(weight))
        for name, weight in zip(added.criteria, added.weights.tolist(), strict=True)
    )
    return Decision(by, criteria, added, found, lacking, tuple(part for part in parts if part not in kept))


def sentence_of(decision: Decision) -> Text:
    """Return the decision in one sentence, with how firm it is."""
    first, second = (decision.sum.alternatives[at] for at in decision.sum.order[:2])
    one, other = (float(decision.sum.total.value[at]) for at in decision.sum.order[:2])
    firm = (
        Text("khoảng 80% của hai bên không chạm nhau", "their 80% intervals do not overlap")
        if decision.sum.is_clear
        else Text("khoảng 80% còn chồng lên nhau nên chưa chắc", "their 80% intervals overlap, so it is not sure")
    )
    moves = [(each, each.nearest) for each in decision.sum.sensitivity if each.nearest is not None]
    if not moves:
        stays = Text("không trọng số nào làm đổi hạng nhất", "no weight changes who is first")
    else:
        titles = {each.name: each.title for each in decision.criteria}
        closest, change = min(moves, key=lambda each: abs(each[1].move))
        stays = Text(
            "hạng nhất đổi sang {rising} khi trọng số “{criterion}” từ {now}% thành {weight}%",
            "{rising} comes first once the weight of “{criterion}” goes from {now}% to {weight}%",
        ).fill(
            rising=change.rising,
            criterion=titles[closest.criterion],
            now=round(100 * closest.weight),
            weight=round(100 * change.weight),
        )
    return Text(
        "Theo các tiêu chí đã chọn, “{first}” đứng đầu ({one} trên 100), rồi “{second}” ({other}): {firm}; {stays}.",
        "By the chosen criteria “{first}” comes first ({one} of 100), then “{second}” ({other}): {firm}; {stays}.",
    ).fill(first=first, one=round(one, 1), second=second, other=round(other, 1), firm=firm, stays=stays)


def _half(reading: Reading) -> float:
    interval = reading.interval(LEVEL)
    return 0.0 if interval is None else (float(interval.high) - float(interval.low)) / 2


def _too_little(by: str) -> NotEnoughData:
    return NotEnoughData(
        "nothing_to_decide",
        Text("chưa đủ hai nhóm khách có số liệu để so sánh", "fewer than two parts of the customers have figures"),
        Text("khách có {column}, và đơn hàng của họ", "customers with their {column}, and their orders").fill(
            column={"segment": Text("phân khúc", "segment"), "region": Text("khu vực", "region")}.get(
                by, Text("kênh", "channel")
            )
        ),
    )
