"""The supplier that is late and faulty."""

import numpy as np

from crmeter.demo.books import Books
from crmeter.demo.supplies import (
    BAD,
    DEFECT_SHARE,
    DEFECT_SHARE_OF_BAD,
    LATE_SHARE,
    LATE_SHARE_OF_BAD,
    SUPPLIERS,
)
from crmeter.demo.truths.truth import Json, Truth, percent, share
from crmeter.vocabulary import Text

SENTENCE = Text(
    "{supplier} giao trễ {late} số lần, hàng lỗi {defects}; các nhà cung cấp khác chỉ {other} và {few}.",
    "{supplier} is late with {late} of what is ordered and {defects} of it is faulty; other suppliers only {other} and "
    "{few}.",
)


def bad_supplier(books: Books) -> Truth:
    """Return the planted shares, and lines, late ones and faulty units of each supplier, exactly."""
    found = books.supplies
    came = found.received_on >= 0
    due = came | (found.promised_on < books.history.last)
    late = due & ~(came & (found.received_on <= found.promised_on))
    suppliers: list[Json] = []
    for at, name in enumerate(SUPPLIERS):
        own = found.supplier == at
        received, rejected = int(found.received[own & came].sum()), int(found.rejected[own & came].sum())
        suppliers.append(
            {
                "supplier": name,
                "due": int(np.sum(own & due)),
                "late": int(np.sum(own & late)),
                "received": received,
                "rejected": rejected,
                "defect_share": share(rejected, received),
            }
        )
    return Truth(
        id="bad_supplier",
        sentence=SENTENCE.fill(
            supplier=Text.same(SUPPLIERS[BAD]),
            late=percent(LATE_SHARE_OF_BAD),
            defects=percent(DEFECT_SHARE_OF_BAD),
            other=percent(LATE_SHARE),
            few=percent(DEFECT_SHARE),
        ),
        figures={
            "supplier": SUPPLIERS[BAD],
            "late_share": LATE_SHARE_OF_BAD,
            "late_share_elsewhere": LATE_SHARE,
            "defect_share": DEFECT_SHARE_OF_BAD,
            "defect_share_elsewhere": DEFECT_SHARE,
            "suppliers": suppliers,
        },
    )
