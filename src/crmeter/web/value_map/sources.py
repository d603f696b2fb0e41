"""What a value map can be made of: waves of surveys that rate brands, and tables that were sent in."""

from dataclasses import dataclass

from crmeter.records.surveys.queries import SurveyView, brand_surveys, opened_first, waves_up_to
from crmeter.records.value_tables.queries import ValueTableView, value_table, value_tables
from crmeter.vocabulary import Text

_SURVEY, _TABLE = "survey-", "table-"


@dataclass(frozen=True, slots=True)
class Source:
    """Something that tells of value.

    Args:
        key: in the address.
        name: for people.
    """

    key: str
    name: Text


def sources() -> tuple[Source, ...]:
    """Return all there are: surveys, then tables, the newest first."""
    surveys = [each.survey for each in brand_surveys()]
    waves = (Source(f"{_SURVEY}{each.id}", _WAVE.fill(name=each.name, wave=each.wave)) for each in surveys)
    return (*waves, *(Source(f"{_TABLE}{each.id}", Text.same(each.file_name)) for each in _ready_tables()))


def source_to_open() -> str:
    """Return the source where none is named: the newest survey with enough answers, else the newest table.

    Without either it is the survey with most answers; empty where there is none.
    """
    first, tables = opened_first(brand_surveys()), _ready_tables()
    if first is not None and (first.has_enough or not tables):
        return f"{_SURVEY}{first.survey.id}"
    return f"{_TABLE}{tables[0].id}" if tables else ""


def survey_waves(key: str) -> tuple[SurveyView, ...]:
    """Return the wave of a survey that a source names, after all before it; empty where it names no survey."""
    number = key.removeprefix(_SURVEY)
    return waves_up_to(int(number)) if key.startswith(_SURVEY) and number.isdecimal() else ()


def table_of(key: str) -> ValueTableView | None:
    """Return the table that a source names; None where it names none."""
    number = key.removeprefix(_TABLE)
    return value_table(int(number)) if key.startswith(_TABLE) and number.isdecimal() else None


def _ready_tables() -> list[ValueTableView]:
    return [each for each in value_tables() if each.state == "ready"]


_WAVE = Text("{name} · đợt {wave}", "{name} · wave {wave}")
