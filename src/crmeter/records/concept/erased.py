"""Records of people of whom everything that told who they were is erased: they stay as they are."""

import re

from django.utils.crypto import salted_hmac

from crmeter.records.concept.models import Record
from crmeter.records.ledger.refusals import Refused
from crmeter.vocabulary import Text

_HIDDEN = re.compile(r"#[0-9a-f]{64}")


def refuse_erased(row: Record) -> None:
    """Refuse to change a record of somebody who was erased.

    Raises:
        Refused: they were.
    """
    if row.erased_at is not None:
        raise erased()


def erased() -> Refused:
    """Return the refusal."""
    return Refused(
        "erased",
        Text(
            "dữ liệu cá nhân của bản ghi này đã được xóa theo yêu cầu; bản ghi không sửa được nữa",
            "the personal data of this record were erased on request; it cannot be changed any more",
        ),
    )


def key_of_erased(source: str, key: str) -> str:
    """Return what stands for the key in a source system once whom it belonged to was erased; of such a one itself."""
    if _HIDDEN.fullmatch(key):
        return key
    return "#" + salted_hmac("crmeter.erased.key", f"{source}\x1f{key}", algorithm="sha256").hexdigest()
