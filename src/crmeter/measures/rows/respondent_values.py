"""What each respondent of a survey that compares brands is worth to ours and to all, by the model of their choices."""

import ibis.expr.types as ir

from crmeter.measures.rows.answers import wave_of
from crmeter.measures.rows.rows import Rows, Tables
from crmeter.measures.view import View
from crmeter.vocabulary import Text


def _respondent_values(tables: Tables, _view: View) -> ir.Table:
    who = tables["customers"].select("customer_key", "segment", "source_key")
    valued = tables["respondent_values"].left_join(who, "customer_key").drop("customer_key_right")
    return valued.mutate(wave=wave_of(valued))


respondent_values = Rows(
    name="respondent_values",
    grain=Text("một người trả lời khảo sát so sánh các hãng", "one respondent of a survey that compares brands"),
    build=_respondent_values,
)
