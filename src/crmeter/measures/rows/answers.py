"""Answers on a scale that were given in the period; of an anonymous survey nothing says whose."""

import ibis
import ibis.expr.types as ir

from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text

# From how many answers of employees on anything of them is shown; the pages of surveys have the same.
LEAST_EMPLOYEES = 5


def wave_of(rows: ir.Table) -> ir.Value:
    """Return a wave by the name of its survey, since each survey counts its own."""
    return rows.survey.concat(" · ", rows.wave.cast("string"))


def with_what_is_known(rows: ir.Table, tables: Tables) -> ir.Table:
    """Return rows with the name of their product and, where it is known whose they are, the key and segment of that."""
    products = tables["products"].select("product_key", product="name")
    joined = rows.left_join(products, "product_key").drop("product_key_right")
    who = tables["customers"].select("customer_key", "segment", customer_source_key="source_key")
    return joined.left_join(who, "customer_key")


def _answers(tables: Tables, view: View) -> ir.Table:
    told = tables["survey_answers"]
    # On which scale, and whether by weights, does not depend on the period: a line over months compares like with like.
    seen = told.filter(told.value.between(told.low, told.high) & (told.answered_on < view.seen_until))
    alike = ("respondents", "question_kind")
    counted = seen.mutate(on_this_scale=ibis._.count().over(group_by=(*alike, "low", "high")))
    by_use = ibis.window(group_by=alike, order_by=(ibis.desc("on_this_scale"), "high", "low"))
    of_kind = ibis.window(group_by=alike)
    counted = counted.mutate(
        main_low=counted.low.first().over(by_use),
        main_high=counted.high.first().over(by_use),
        is_weighted=counted.weight.min().over(of_kind) != counted.weight.max().over(of_kind),
    )
    given = counted.filter((counted.answered_on >= view.period.start) & (counted.answered_on < view.period.end))
    # Few employees would be known by their answers: a wave that fewer answered is not shown at all.
    wave = ("respondents", "survey_key", "wave")
    given = given.mutate(writers=given.response_key.nunique().over(group_by=wave))
    given = given.filter((given.respondents != "employee") | (given.writers >= LEAST_EMPLOYEES))
    joined = with_what_is_known(given, tables)
    return joined.select(
        "survey",
        "respondents",
        "question_kind",
        "question",
        "low",
        "high",
        "weight",
        "agent",
        "product",
        "segment",
        "answered_on",
        "is_weighted",
        came_by="channel",
        source_key="customer_source_key",
        whose="customer_key",
        wave=wave_of(joined),
        score="value",
        is_on_main_scale=(joined.low == joined.main_low) & (joined.high == joined.main_high),
    )


answers = Rows(
    name="answers",
    grain=Text("một câu trả lời trên thang điểm", "one answer on a scale"),
    build=_answers,
    whose="whose",
)
