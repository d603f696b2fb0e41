"""What is known of leads at a moment of their own, and what became of them after it, as arrays."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from crmeter.estimators.arrays import Booleans, Floats, Integers
from crmeter.measures.view import View
from crmeter.vocabulary import Text
from crmeter.warehouse.connectors.files.statuses import folded_sql
from crmeter.warehouse.connectors.own_database.fitting import GIVEN_UP
from crmeter.warehouse.engine import Engine

# Contacts tell something of a lead once it is so many days old.
WEEK = 7
_MOST_WORDS = 10
_FEWEST = 30
_OTHERS, _UNTOLD = Text("khác", "others"), Text("chưa ghi", "not recorded")
_ANSWERS = (
    Text("ngay trong ngày", "on the same day"),
    Text("sau 1–2 ngày", "after 1–2 days"),
    Text("sau 3–7 ngày", "after 3–7 days"),
    Text("chưa ai liên hệ", "nobody has yet"),
)
_CONTACTS = (
    Text("1 lần hoặc chưa", "once or not yet"),
    Text("2 lần", "twice"),
    Text("từ 3 lần", "three times or more"),
)
_REPLIES = (Text("chưa", "no"), Text("có", "yes"))
FIELD_TITLES: Mapping[str, Text] = MappingProxyType(
    {
        "channel": Text("Kênh", "Channel"),
        "campaign": Text("Chiến dịch", "Campaign"),
        "source": Text("Nguồn dữ liệu", "Source of data"),
        "answered": Text("Liên hệ đầu", "First contact"),
        "contacts": Text("Số lần liên hệ trong 7 ngày", "Contacts within 7 days"),
        "replied": Text("Đã trả lời trong 7 ngày", "Replied within 7 days"),
    }
)
_OF_CONTACTS = ("answered", "contacts", "replied")


@dataclass(frozen=True, slots=True)
class Leads:
    """All leads until the day of an evaluation; arrays of shape (n,).

    Args:
        key: in the warehouse. code: in its source. source: where it comes from.
        created: days since 1970. age: whole days on the day of the evaluation.
        converted: days until it became a customer; not a number where it has not.
        is_open: nobody has given it up, and it is no customer. is_own: its figures are asked for.
        values: of each field the words of its values.
        codes: of each lead the code of its value in each field, shape (n, fields).
        odd: leads left out because they became customers before they came.
    """

    key: Integers
    code: tuple[str, ...]
    source: tuple[str, ...]
    created: Integers
    age: Integers
    converted: Floats
    is_open: Booleans
    is_own: Booleans
    values: Mapping[str, tuple[Text | str, ...]]
    codes: Mapping[str, Integers]
    odd: int

    def fields(self, *, with_contacts: bool) -> tuple[str, ...]:
        """Return the fields that tell leads apart, of the day on which they came or of their first week."""
        return tuple(
            name
            for name, values in self.values.items()
            if len(values) > 1 and (with_contacts or name not in _OF_CONTACTS)
        )

    def coded(self, fields: tuple[str, ...]) -> Integers:
        """Return the codes of some fields, shape (n, fields)."""
        if not fields:
            return np.empty((len(self.key), 0), np.int64)
        return np.column_stack([self.codes[name] for name in fields])


def read_leads(engine: Engine, view: View, whole: str) -> Leads:
    """Read leads, and what is known of each when it comes and a week later; nothing of later is among the fields.

    Owner, status and the segment of the customer are none of them: they are as they stand today, after what happened.

    Args:
        engine: where `leads` and `touches` are readable.
        view: the day.
        whole: the schema of the tables of all; under their plain names lie those whose figures are asked for.
    """
    engine.run(f"CREATE OR REPLACE TEMP TABLE lead_facts AS {_facts(view, whole)}")
    found = engine.arrays(
        "SELECT lead_key, date_diff('day', DATE '1970-01-01', created_on) AS created, age, converted, is_open, is_own,"
        " answered, contacts, replied FROM lead_facts ORDER BY lead_key"
    )
    words = engine.rows("SELECT source_key, source, channel, campaign FROM lead_facts ORDER BY lead_key")
    values: dict[str, tuple[Text | str, ...]] = {}
    codes: dict[str, Integers] = {}
    for name, column in (("channel", 2), ("campaign", 3), ("source", 1)):
        values[name], codes[name] = _worded([row[column] for row in words])
    for name, said in (("answered", _ANSWERS), ("contacts", _CONTACTS), ("replied", _REPLIES)):
        there = np.unique(found[name])
        # A field in which all leads are alike tells nothing.
        values[name] = said if len(there) > 1 else said[:1]
        codes[name] = found[name]
    odd = engine.rows(
        f"SELECT count(*) FROM {whole}.leads WHERE converted_on < created_on AND created_on <= DATE '{view.as_of}'"
    )
    return Leads(
        key=found["lead_key"],
        code=tuple(row[0] for row in words),
        source=tuple(row[1] for row in words),
        created=found["created"],
        age=found["age"],
        converted=found["converted"],
        is_open=found["is_open"],
        is_own=found["is_own"],
        values=values,
        codes=codes,
        odd=odd[0][0],
    )


def _worded(said: list[str | None]) -> tuple[tuple[Text | str, ...], Integers]:
    """Return the most frequent words with a code each, then what is said by few, then what is not said."""
    names, counts = np.unique(np.array([each or "" for each in said], dtype=object).astype(str), return_counts=True)
    order = np.lexsort((names, -counts))
    own = [str(names[at]) for at in order if names[at] and counts[at] >= _FEWEST][:_MOST_WORDS]
    place = {name: code for code, name in enumerate(own)}
    words: list[Text | str] = [*own]
    for name in names.tolist():
        if name and name not in place:
            place.setdefault("*", len(words))
            if len(words) == place["*"]:
                words.append(_OTHERS)
            place[name] = place["*"]
    if "" in names:
        place[""] = len(words)
        words.append(_UNTOLD)
    return tuple(words), np.array([place[each or ""] for each in said], np.int64)


def _facts(view: View, whole: str) -> str:
    seen = f"DATE '{view.as_of}'"
    over = ", ".join(f"'{word}'" for word in GIVEN_UP)
    return f"""
        WITH l AS (
            SELECT lead_key, customer_key, created_on, source_key, source, channel, campaign, status,
                CASE WHEN converted_on <= {seen} THEN converted_on END AS converted_on
            FROM {whole}.leads WHERE created_on <= {seen} AND coalesce(converted_on >= created_on, true)
        ), t AS (
            SELECT touch_key, lead_key, customer_key, touched_on, direction, outcome FROM {whole}.touches
            WHERE touched_on <= {seen}
        ), theirs AS (
            SELECT l.lead_key, t.touch_key, t.touched_on, t.direction, t.outcome FROM l JOIN t USING (lead_key)
            UNION
            SELECT l.lead_key, t.touch_key, t.touched_on, t.direction, t.outcome
            FROM l JOIN t ON t.customer_key = l.customer_key
        ), week AS (
            SELECT lead_key, min(touched_on) FILTER (WHERE direction = 'out') - any_value(created_on) AS first,
                count(*) FILTER (WHERE direction = 'out') AS contacts,
                bool_or(direction = 'in' OR coalesce(outcome = 'answered', false)) AS replied
            FROM theirs JOIN l USING (lead_key)
            WHERE touched_on >= created_on AND touched_on <= created_on + {WEEK}
                AND touched_on <= coalesce(converted_on, touched_on)
            GROUP BY lead_key
        )
        SELECT l.lead_key, source_key, source, created_on, channel, campaign,
            date_diff('day', created_on, {seen}) AS age,
            date_diff('day', created_on, converted_on)::DOUBLE AS converted,
            converted_on IS NULL AND coalesce({folded_sql("status")} NOT IN ({over}), true) AS is_open,
            lead_key IN (SELECT lead_key FROM leads) AS is_own,
            CASE WHEN first IS NULL THEN 3 WHEN first = 0 THEN 0 WHEN first <= 2 THEN 1 ELSE 2 END::BIGINT AS answered,
            least(greatest(coalesce(contacts, 0), 1), 3)::BIGINT - 1 AS contacts,
            coalesce(replied, false)::BIGINT AS replied
        FROM l LEFT JOIN week USING (lead_key)
    """
