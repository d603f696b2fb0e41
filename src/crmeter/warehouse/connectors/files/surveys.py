"""A file of answers to a survey becomes its table: a column for each question, or a row for each answer."""

from crmeter.warehouse.connectors.files.fields import SCORE_FIELDS
from crmeter.warehouse.connectors.files.keys import hex_sql, key_sql
from crmeter.warehouse.connectors.files.normalise import NAMES, PRODUCT, unread_score
from crmeter.warehouse.connectors.files.sales import stage_products
from crmeter.warehouse.connectors.files.session import column, literal
from crmeter.warehouse.connectors.files.staging import Staging
from crmeter.warehouse.connectors.files.survey_words import kind_sql

_VALUE = "survey_answers.value"
# A number, alone or behind a word such as `wave` or `đợt`.
_NUMBERED = r"^\D{0,12}?(\d{1,4})$"


def stage_survey_answers(staging: Staging) -> None:
    """Stage answers; those that are no score of their scale are told apart by line and reason, their row is not."""
    field, source = staging.field, staging.reading.source
    own = field("survey_answers.source_key")
    known = own
    if staging.reading.has(_VALUE):
        known = f"{own} || chr(31) || coalesce({_asked(staging)}, '')"
    rows = staging.with_content_key(staging.one_row_per_key(known))
    response = f"coalesce({key_sql('survey_responses', source, own)}, content_key)"
    staging.run(
        f"CREATE OR REPLACE TEMP TABLE people AS SELECT *, {response} AS response_key, "
        f"{_survey(staging)} AS survey_name, {_wave(staging)} AS wave_number, "
        f"{_weight(staging)} AS weight_of_one FROM {rows}"
    )
    staging.run(f"CREATE OR REPLACE TEMP TABLE given AS {_given(staging)}")
    _tell_apart_what_is_no_score(staging)
    day = staging.reading.decisions.answered_on
    whose = staging.reading.decisions.respondents or "customer"
    values = {
        "answer_key": key_sql("survey_answers", source, f"{hex_sql('response_key')} || kind || chr(31) || asked"),
        "response_key": "response_key",
        "customer_key": "customer_key",
        "survey": "survey_name",
        "survey_key": key_sql("surveys", source, "survey_name"),
        "wave": "wave_number",
        "respondents": f"coalesce({field('survey_answers.respondents')}, {literal(whose)})",
        "product_key": "product_key",
        "question_key": key_sql("survey_questions", source, "kind || chr(31) || asked"),
        "question_kind": "kind",
        "question": "asked",
        "driver": "CASE WHEN kind = 'rating' THEN asked END",
        "value": "score",
        "low": "low",
        "high": "high",
        "text_given": "false",
        "weight": "weight_of_one",
        "channel": f"coalesce({field('survey_answers.channel')}, 'file')",
        "agent": field("survey_answers.agent"),
        "answered_on": f"coalesce({field('survey_answers.answered_on')}, {literal(day) if day else 'NULL'}::TIMESTAMP)",
        "source_key": f"coalesce({own}, {hex_sql('response_key')})",
        "source_line": "line",
    }
    staging.write("survey_answers", values, "(SELECT * FROM given WHERE score BETWEEN low AND high)")
    if staging.reading.has(*PRODUCT):
        stage_products(staging, "people")
    if staging.reading.has("customers.source_key", *NAMES, "identities.phone", "identities.email"):
        staging.write_customers("people")
        staging.write_identities("people")


def _given(staging: Staging) -> str:
    """SQL of one row for each answer: its kind, question, score, what stands there instead of one, and its scale."""
    if staging.reading.has(_VALUE):
        told, question = staging.field("survey_answers.question_kind"), staging.field("survey_answers.question")
        parts = [(_VALUE, kind_sql(told, question), f"coalesce({_asked(staging)}, kind)")]
    else:
        parts = [
            (field, literal(field.partition(".")[2]), literal(staging.reading.headers[field]))
            for field in SCORE_FIELDS
            if staging.reading.has(field)
        ]
    answers = " UNION ALL ".join(
        f"SELECT *, {asked} AS asked FROM (SELECT *, {kind} AS kind, {column(field)} AS score, "
        f"{column(unread_score(field))} AS unread, {literal(staging.reading.headers[field])} AS header FROM people)"
        for field, kind, asked in parts
    )
    scales = staging.reading.decisions.scales.items()
    ends = ", ".join(f"({literal(kind)}, {low}, {high})" for kind, (low, high) in scales)
    known = f"(VALUES {ends or '(NULL::VARCHAR, NULL::INTEGER, NULL::INTEGER)'}) scales(kind, low, high)"
    return f"SELECT * FROM ({answers}) LEFT JOIN {known} USING (kind)"


def _tell_apart_what_is_no_score(staging: Staging) -> None:
    # A row has one entry, however many of its answers are none: rows are what is counted.
    staging.run(
        "INSERT INTO late_rejects "
        "SELECT line, CASE WHEN unread IS NULL THEN 'off_scale' ELSE 'not_a_score' END, header, "
        "coalesce(unread, CAST(score AS VARCHAR)) FROM given "
        "WHERE unread IS NOT NULL OR NOT score BETWEEN low AND high "
        "QUALIFY row_number() OVER (PARTITION BY line ORDER BY header) = 1"
    )


def _asked(staging: Staging) -> str:
    question, told = staging.field("survey_answers.question"), staging.field("survey_answers.question_kind")
    return f"coalesce({question}, {told})"


def _survey(staging: Staging) -> str:
    return f"coalesce({staging.field('survey_answers.survey')}, {literal(staging.reading.source)})"


def _wave(staging: Staging) -> str:
    """SQL of the number of a wave: as the file numbers them, else by their order, as dates and years have one."""
    wave = staging.field("survey_answers.wave")
    number = f"TRY_CAST(nullif(regexp_extract(trim({wave}), '{_NUMBERED}', 1), '') AS INTEGER)"
    are_numbered = f"bool_and({number} IS NOT NULL OR {wave} IS NULL) OVER ()"
    place = f"dense_rank() OVER (ORDER BY {wave})"
    return f"CASE WHEN {wave} IS NULL THEN 1 WHEN {are_numbered} THEN {number} ELSE {place} END"


def _weight(staging: Staging) -> str:
    """SQL of the weight of a person, brought to a mean of 1 so that surveys can be put together."""
    weight = staging.field("survey_answers.weight")
    if not staging.reading.has("survey_answers.weight"):
        return "1"
    return f"coalesce({weight} * (count({weight}) OVER () / nullif(sum({weight}) OVER (), 0)), {weight})"
