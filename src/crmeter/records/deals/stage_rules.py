"""What makes the stages of a pipeline; reads and refuses, writes nothing."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from crmeter.records.deals.concept import DEALS
from crmeter.records.deals.models import StageKind
from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Text
from crmeter.vocabulary.folding import folded

_LONGEST_NAME = 120
_LONGEST_WAIT = 3_650
# Every deal has them.
_ALWAYS_THERE = frozenset({"name", "pipeline", "stage"})
# What a stage may ask for before a deal enters it.
NEEDED = tuple(field for field in DEALS.edited if field.name not in _ALWAYS_THERE)


@dataclass(frozen=True, slots=True)
class StageAsked:
    """A stage as an administrator wants it.

    Args:
        name: unlike the others of its pipeline.
        kind: `open`, `won` or `lost`.
        probability: of being won, in percent; 100 where it is won, 0 where it is lost.
        stale_after_days: a deal that stands longer is stale; None for never.
        needs: fields that a deal must have before it enters.
        is_quote: a quote or an approval has gone out once a deal stands here; of open stages only.
    """

    name: str
    kind: str = StageKind.OPEN.value
    probability: int = 0
    stale_after_days: int | None = None
    needs: tuple[str, ...] = ()
    is_quote: bool = False


def read_stage(asked: StageAsked) -> StageAsked:
    """Return a stage as it is kept.

    Raises:
        Refused: something of it cannot be.
    """
    name = " ".join(asked.name.split())
    if not name or len(name) > _LONGEST_NAME:
        raise Refused(
            "wrong_name",
            Text("tên phải có từ 1 đến {most} ký tự", "a name has from 1 to {most} characters").fill(
                most=_LONGEST_NAME
            ),
        )
    if asked.kind not in StageKind.values:
        raise Refused("wrong_kind", Text("không có loại giai đoạn này", "there is no such kind of stage"))
    if not 0 <= asked.probability <= 100:
        raise Refused("wrong_probability", Text("phải từ 0% đến 100%", "must be from 0% to 100%"))
    if asked.stale_after_days is not None and not 1 <= asked.stale_after_days <= _LONGEST_WAIT:
        raise Refused(
            "wrong_days",
            Text("số ngày phải từ 1 đến {most}", "days must be from 1 to {most}").fill(most=_LONGEST_WAIT),
        )
    if unknown := set(asked.needs) - {field.name for field in NEEDED}:
        raise Refused(
            "unknown_field",
            Text("cơ hội không có trường {name}", "a deal has no field {name}").fill(name=min(unknown)),
        )
    if asked.is_quote and asked.kind != StageKind.OPEN:
        raise Refused(
            "quote_not_open",
            Text(
                "chỉ giai đoạn đang mở mới là giai đoạn đã gửi báo giá",
                "only an open stage can be the one in which the quote is out",
            ),
        )
    certain = {StageKind.WON.value: 100, StageKind.LOST.value: 0}
    return replace(
        asked,
        name=name,
        probability=certain.get(asked.kind, asked.probability),
        needs=tuple(dict.fromkeys(asked.needs)),
    )


def refuse_unless_whole(kinds: Sequence[str], names: Sequence[str]) -> None:
    """Refuse stages that make no pipeline: one is won, one or more are lost, one or more are open.

    Raises:
        Refused: they do not, or two have one name.
    """
    counted = Counter(kinds)
    if counted[StageKind.WON] != 1 or not counted[StageKind.LOST] or not counted[StageKind.OPEN]:
        raise Refused(
            "no_pipeline",
            Text(
                "quy trình có đúng một giai đoạn thắng, ít nhất một giai đoạn mất và một giai đoạn đang mở",
                "a pipeline has exactly one stage that is won, at least one that is lost and one that is open",
            ),
        )
    if len(set(map(folded, names))) < len(names):
        raise Refused("taken", Text("hai giai đoạn cùng tên", "two stages have one name"))
