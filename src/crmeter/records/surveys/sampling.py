"""Who of those who may be asked is asked: a random sample that anybody can draw again."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crmeter.records.ledger.refusals import Refused
from crmeter.records.surveys.asking import Candidate
from crmeter.vocabulary import Text

LARGEST_SEED = 2_147_483_647
# What one transaction sends; more are asked view by view.
MOST_AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class SampleAsked:
    """What sample is to be drawn.

    Args:
        size: how many.
        seed: whoever draws by the same seed from the same people gets the same ones.
        by_segment: each segment has the share in the sample that it has among those who may be asked.
    """

    size: int
    seed: int
    by_segment: bool


def chosen_of(candidates: Sequence[Candidate], sample: SampleAsked | None) -> tuple[Candidate, ...]:
    """Return who of those who may be asked is asked at once: a sample, or all of them without one.

    Raises:
        Refused: they are too many for once, or there is no such sample.
    """
    chosen = tuple(candidates) if sample is None else draw(candidates, sample)
    if len(chosen) > MOST_AT_ONCE:
        raise Refused("too_many", _TOO_MANY.fill(most=MOST_AT_ONCE, n=len(chosen)))
    return chosen


def draw(candidates: Sequence[Candidate], asked: SampleAsked) -> tuple[Candidate, ...]:
    """Return a sample without replacement, in the order of the candidates; all of them where it is no smaller.

    Raises:
        Refused: the size or the seed is no such number.

    Everybody has the number SHA-256("<seed>:<kind>:<number of the record>"); the smallest are drawn, so that the order
    of the list, and who is added to it, do not change who comes before whom. With segments each gets size · share,
    rounded down, and those with the largest remainders one more (Hamilton).
    """
    if asked.size < 1 or not 0 <= asked.seed <= LARGEST_SEED:
        raise Refused("no_sample", _NO_SAMPLE.fill(most=LARGEST_SEED))
    strata: dict[str, list[Candidate]] = {}
    for each in candidates:
        strata.setdefault(each.segment if asked.by_segment else "", []).append(each)
    sizes = _proportional({name: len(each) for name, each in strata.items()}, asked.size)
    drawn = {
        each
        for name, members in strata.items()
        for each in sorted(members, key=lambda one: _number(asked.seed, one))[: sizes[name]]
    }
    return tuple(each for each in candidates if each in drawn)


def _proportional(counts: Mapping[str, int], size: int) -> dict[str, int]:
    total = sum(counts.values())
    if size >= total:
        return dict(counts)
    sizes = {name: size * n // total for name, n in counts.items()}
    # Whole numbers, so that no rounding decides.
    by_remainder = sorted(counts, key=lambda name: (-(size * counts[name] % total), name))
    for name in by_remainder[: size - sum(sizes.values())]:
        sizes[name] += 1
    return sizes


def _number(seed: int, each: Candidate) -> str:
    who = f"user:{each.user}" if each.user is not None else f"customer:{each.customer}"
    return hashlib.sha256(f"{seed}:{who}".encode()).hexdigest()


_TOO_MANY = Text(
    "mỗi lần mời nhiều nhất {most} người mà ở đây có {n}; hãy lấy một mẫu nhỏ hơn hoặc chọn danh sách hẹp hơn",
    "at most {most} are asked at once and these are {n}; take a smaller sample, or choose a narrower list",
)
_NO_SAMPLE = Text(
    "cỡ mẫu phải từ 1 trở lên, và số gieo là một số nguyên từ 0 đến {most}",
    "a sample has a size of 1 or more, and its seed is a whole number from 0 to {most}",
)
