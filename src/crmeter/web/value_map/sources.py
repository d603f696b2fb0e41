"""What a value map can be made of: waves of surveys that rate brands, and tables that were sent in."""

from dataclasses import dataclass

from crmeter.records.surveys.queries import SurveyView, brand_surveys, waves_up_to
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
    surveys = [Source(f"{_SURVEY}{each.id}", _WAVE.fill(name=each.name, wave=each.wave)) for each in brand_surveys()]
    ready = [each for each in value_tables() if each.state == "ready"]
    return (*surveys, *(Source(f"{_TABLE}{each.id}", Text.same(each.file_name)) for each in ready))


def survey_waves(key: str) -> tuple[SurveyView, ...]:
    """Return the wave of a survey that a source names, after all before it; empty where it names no survey."""
    number = key.removeprefix(_SURVEY)
    return waves_up_to(int(number)) if key.startswith(_SURVEY) and number.isdecimal() else ()


def table_of(key: str) -> ValueTableView | None:
    """Return the table that a source names; None where it names none."""
    number = key.removeprefix(_TABLE)
    return value_table(int(number)) if key.startswith(_TABLE) and number.isdecimal() else None


_WAVE = Text("{name} · đợt {wave}", "{name} · wave {wave}")
