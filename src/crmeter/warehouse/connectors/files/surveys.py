"""A file of answers to a survey becomes its table: a column for each question, or a row for each answer."""

from collections.abc import Mapping

from crmeter.warehouse.connectors.files.brand_grid import grid_of
from crmeter.warehouse.connectors.files.fields import RATING_PLACES, SCORE_FIELDS, rated_headers
from crmeter.warehouse.connectors.files.keys import hex_sql, key_sql
from crmeter.warehouse.connectors.files.normalise import NAMES, PRODUCT, unread_score
from crmeter.warehouse.connectors.files.sales import stage_products
from crmeter.warehouse.connectors.files.session import column, literal
from crmeter.warehouse.connectors.files.staging import Staging
from crmeter.warehouse.connectors.files.survey_words import kind_sql

_VALUE = "survey_answers.value"
_COMMENT = "survey_answers.comment"
_ASKED_ON = "survey_answers.asked_on"
# A number, alone or behind a word such as `wave` or `đợt`.
_NO_CELL = "NULL::VARCHAR"
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
    whom = f"coalesce({field('survey_answers.respondents')}, {literal(whose)})"
    values = {
        "answer_key": key_sql("survey_answers", source, f"{hex_sql('response_key')} || kind || chr(31) || asked"),
        "response_key": "response_key",
        # Employees answer without their names, and are no customers.
        "customer_key": f"CASE WHEN {whom} <> 'employee' THEN customer_key END",
        "survey": "survey_name",
        "survey_key": key_sql("surveys", source, "survey_name"),
        "wave": "wave_number",
        "respondents": whom,
        "product_key": "product_key",
        "question_key": key_sql("survey_questions", source, "kind || chr(31) || asked"),
        "question_kind": "kind",
        "question": "asked",
        "driver": "CASE WHEN kind = 'rating' THEN coalesce(aspect, asked) END",
        "brand": "of_brand",
        "value": "score",
        "low": "low",
        "high": "high",
        "text_given": "is_words",
        "weight": "weight_of_one",
        "channel": f"coalesce({field('survey_answers.channel')}, 'file')",
        "agent": field("survey_answers.agent"),
        "asked_on": field(_ASKED_ON),
        "answered_on": f"coalesce({field('survey_answers.answered_on')}, {literal(day) if day else 'NULL'}::TIMESTAMP)",
        "ticket_key": key_sql("tickets", source, field("tickets.source_key")),
        "order_key": "order_key",
        "source_key": f"coalesce({own}, {hex_sql('response_key')})",
        "source_line": "line",
    }
    staging.run(f"CREATE OR REPLACE TEMP TABLE counted AS {_counted(staging, values['answered_on'])}")
    staging.write("survey_answers", values, "counted")
    if staging.reading.has(_COMMENT):
        shared = ("answer_key", "response_key", "customer_key", "survey", "survey_key", "respondents")
        about = (*shared, "question_key", "question", "answered_on", "source_key", "source_line")
        written = {name: values[name] for name in about} | {"words": column(_COMMENT)}
        staging.write("survey_words", written, "(SELECT * FROM counted WHERE is_words)")
    if staging.reading.has(_ASKED_ON):
        _stage_invitations(staging, values)
    if staging.reading.has(*PRODUCT):
        stage_products(staging, "people")
    if staging.reading.has("customers.source_key", *NAMES, "identities.phone", "identities.email"):
        customers = f"(SELECT * FROM people WHERE {whom} <> 'employee')"
        staging.write_customers(customers)
        staging.write_identities(customers)


def _stage_invitations(staging: Staging, of_answers: Mapping[str, str]) -> None:
    """Stage who was asked, also those who are silent: whoever has neither a score that counts nor a word."""
    source, day = staging.reading.source, of_answers["answered_on"]
    staging.run(
        "CREATE OR REPLACE TEMP TABLE asked_people AS SELECT p.*, g.response_key IS NOT NULL AS has_answered FROM ("
        f"SELECT * FROM people WHERE {column(_ASKED_ON)} IS NOT NULL "
        "QUALIFY row_number() OVER (PARTITION BY response_key ORDER BY line) = 1) p "
        "LEFT JOIN (SELECT DISTINCT response_key FROM counted) g USING (response_key)"
    )
    shared = ("customer_key", "survey", "survey_key", "wave", "respondents", "product_key", "agent", "asked_on")
    values = {name: of_answers[name] for name in (*shared, "source_key", "source_line")} | {
        "invitation_key": key_sql("survey_invitations", source, hex_sql("response_key")),
        # A file that says who was asked does not say whose mail came back.
        "arrived": "true",
        "answered": "has_answered",
        "answered_on": f"CASE WHEN has_answered THEN {day} END",
    }
    staging.write("survey_invitations", values, "asked_people")


def _counted(staging: Staging, day: str) -> str:
    """SQL of the answers that count: scores on their scale, and that words were written."""
    scores = "SELECT *, false AS is_words FROM given WHERE score BETWEEN low AND high"
    if not staging.reading.has(_COMMENT):
        return scores
    asked = literal(staging.reading.headers[_COMMENT])
    # Words without a day stand beside somebody silent, and are rather a note of whoever asked.
    words = (
        f"SELECT *, 'text' AS kind, {asked} AS asked, true AS is_words FROM people "
        f"WHERE {column(_COMMENT)} IS NOT NULL AND {day} IS NOT NULL"
    )
    if staging.reading.has(_VALUE):
        # With a row for each answer the comment of a person stands in each of them.
        words += " QUALIFY row_number() OVER (PARTITION BY response_key ORDER BY line) = 1"
    return f"{scores} UNION ALL BY NAME {words}"


def _given(staging: Staging) -> str:
    """SQL of one row for each answer: its kind, question, score, what stands there instead of one, and its scale."""
    if staging.reading.has(_VALUE):
        told, question = staging.field("survey_answers.question_kind"), staging.field("survey_answers.question")
        parts = [(_VALUE, kind_sql(told, question), f"coalesce({_asked(staging)}, kind)", _NO_CELL, _NO_CELL)]
    else:
        kinds = {field: field.partition(".")[2] for field in SCORE_FIELDS} | dict.fromkeys(RATING_PLACES, "rating")
        parts = [
            (field, literal(kind), literal(staging.reading.headers[field]), *_cell(staging, field))
            for field, kind in kinds.items()
            if staging.reading.has(field)
        ]
    answers = " UNION ALL ".join(
        f"SELECT *, {asked} AS asked, {aspect} AS aspect, {brand} AS of_brand FROM ("
        f"SELECT *, {kind} AS kind, {column(field)} AS score, "
        f"{column(unread_score(field))} AS unread, {literal(staging.reading.headers[field])} AS header FROM people)"
        for field, kind, asked, aspect, brand in parts
    )
    scales = staging.reading.decisions.scales.items()
    ends = ", ".join(f"({literal(kind)}, {low}, {high})" for kind, (low, high) in scales)
    known = f"(VALUES {ends or '(NULL::VARCHAR, NULL::INTEGER, NULL::INTEGER)'}) scales(kind, low, high)"
    return f"SELECT * FROM ({answers}) LEFT JOIN {known} USING (kind)"


def _cell(staging: Staging, field: str) -> tuple[str, str]:
    """Return SQL of the aspect and the brand that a column rates; nothing where it is of no brand."""
    grid = grid_of(rated_headers(staging.reading.headers), staging.reading.decisions.brands)
    cell = grid.columns.get(staging.reading.headers[field]) if field in RATING_PLACES else None
    return (_NO_CELL, _NO_CELL) if cell is None else (literal(cell[0]), literal(cell[1]))


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
