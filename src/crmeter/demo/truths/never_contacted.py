"""Customers nobody ever spoke with."""

import numpy as np

from crmeter.demo.books import Books
from crmeter.demo.truths.truth import Truth, customer_codes
from crmeter.vocabulary import Text

SENTENCE = Text(
    "{n} khách đã mua hàng chưa từng có lần tiếp xúc nào được ghi nhận dưới mã khách của mình.",
    "{n} customers who bought have no contact on record under their own code.",
)


def never_contacted(books: Books) -> Truth:
    """Return the buyers without a single contact; contacts with the lead before do not count here."""
    touched = books.touches.customer[books.touches.customer >= 0]
    n = books.customers.buyers
    nobody = np.flatnonzero(np.bincount(touched, minlength=n) == 0)
    return Truth(
        id="never_contacted",
        sentence=SENTENCE.fill(n=len(nobody)),
        figures={"customers": len(nobody)},
        customers=customer_codes(books, nobody),
    )
