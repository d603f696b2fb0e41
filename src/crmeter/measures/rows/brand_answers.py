"""Answers of the period that measure a component of the brand, each a score from 0 to 100."""

import ibis.expr.types as ir

from crmeter.measures.rows.answers import wave_of
from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _brand_answers(tables: Tables, view: View) -> ir.Table:
    told = tables["brand_answers"]
    given = told.filter((told.answered_on >= view.period.start) & (told.answered_on < view.period.end))
    who = tables["customers"].select("customer_key", "segment", customer_source_key="source_key")
    joined = given.left_join(who, "customer_key")
    return joined.select(
        "survey",
        "component",
        "score",
        "answered_on",
        "segment",
        source_key="customer_source_key",
        wave=wave_of(joined),
    )


brand_answers = Rows(
    name="brand_answers",
    grain=Text("một thành phần thương hiệu theo một người", "one component of the brand by one person"),
    build=_brand_answers,
)
