"""What became of the rows of a file."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from crmeter.records.ledger.refusals import Refusal, Refused
from crmeter.records.record_imports.reading import Said
from crmeter.vocabulary import Text

_WITH_ANOTHER = Text("dòng khác của cùng bản ghi bị lỗi: {why}", "another row of the same record failed: {why}")


@dataclass(slots=True)
class Written:
    """What became of the rows of a batch.

    Args:
        created: rows whose record is new; of an order each of its rows.
        changed: rows whose record was changed, or is as they say.
        skipped: rows that were to be left.
        failed: rows that are in no record, with the reason.
    """

    created: int = 0
    changed: int = 0
    skipped: int = 0
    failed: list[tuple[Said, Refusal]] = field(default_factory=list)

    def fail(self, group: Sequence[Said], why: Refusal) -> None:
        """Write down that the rows of a record failed."""
        for said in group:
            other = Refused("with_another", _WITH_ANOTHER.fill(why=why.text))
            self.failed.append((said, said.wrong or (why if said is group[0] or said.wrong is None else other)))
