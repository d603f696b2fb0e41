"""What a value map can be made of: waves of surveys that rate brands, and tables that were sent in."""

from dataclasses import dataclass

from crmeter.records.surveys.queries import SurveyView, brand_surveys, waves_up_to
from crmeter.vocabulary import Text

_SURVEY = "survey-"


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
    """Return all there are, the newest first."""
    return tuple(Source(f"{_SURVEY}{each.id}", _WAVE.fill(name=each.name, wave=each.wave)) for each in brand_surveys())


def survey_waves(key: str) -> tuple[SurveyView, ...]:
    """Return the wave of a survey that a source names, after all before it; empty where it names no survey."""
    number = key.removeprefix(_SURVEY)
    return waves_up_to(int(number)) if key.startswith(_SURVEY) and number.isdecimal() else ()


_WAVE = Text("{name} · đợt {wave}", "{name} · wave {wave}")
