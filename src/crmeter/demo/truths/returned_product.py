"""The product that comes back too often."""

import numpy as np

from crmeter.demo.books import Books
from crmeter.demo.products import FAULTY, PRODUCTS
from crmeter.demo.returns import FAULTY_RETURN_SHARE, RETURN_SHARE
from crmeter.demo.truths.truth import Json, Truth, customer_codes, order_codes, percent, share
from crmeter.vocabulary import Text

SENTENCE = Text(
    "{product} bị trả lại {faulty} số dòng hàng đã giao; các sản phẩm khác chỉ {other}.",
    "{product} is sent back in {faulty} of the lines delivered; other products in only {other}.",
)


def returned_product(books: Books) -> Truth:
    """Return the planted shares, and lines, returns and amounts of each product, exactly."""
    lines, orders, returns = books.lines, books.orders, books.returns
    sold = orders.valid[lines.order]
    returned = lines.product[returns.line]
    products: list[Json] = []
    for at, product in enumerate(PRODUCTS):
        n_lines, its = int((sold & (lines.product == at)).sum()), returned == at
        products.append(
            {
                "product": product.code,
                "lines": n_lines,
                "returns": int(its.sum()),
                "quantity": int(returns.quantity[its].sum()),
                "amount": int(returns.amount[its].sum()),
                "share_of_lines": share(int(its.sum()), n_lines),
            }
        )
    faulty = lines.order[returns.line[returned == FAULTY]]
    return Truth(
        id="returned_product",
        sentence=SENTENCE.fill(
            product=Text.same(PRODUCTS[FAULTY].name),
            faulty=percent(FAULTY_RETURN_SHARE),
            other=percent(RETURN_SHARE),
        ),
        figures={
            "product": PRODUCTS[FAULTY].code,
            "name": PRODUCTS[FAULTY].name,
            "return_share": FAULTY_RETURN_SHARE,
            "return_share_elsewhere": RETURN_SHARE,
            "returns": len(returns.line),
            "amount": int(returns.amount.sum()),
            "products": products,
        },
        customers=sorted(set(customer_codes(books, orders.customer[faulty]))),
        orders=order_codes(np.sort(faulty)),
    )
