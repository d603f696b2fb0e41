"""What each component adds to the score of the brand, by the weights of all and of each evaluator."""

import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _brand_parts(tables: Tables, _view: View) -> ir.Table:
    return tables["brand_parts"]


brand_parts = Rows(
    name="brand_parts",
    grain=Text("một thành phần thương hiệu có trọng số và điểm", "a component of the brand with a weight and a score"),
    build=_brand_parts,
)
