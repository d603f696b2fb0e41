"""A mark on pages of records that may be made up."""

from typing import Any

from django import template

from crmeter.records.adoption.queries import a_sample_is_there
from crmeter.vocabulary.sample import SAMPLE_SOURCE

register = template.Library()


@register.simple_tag
def a_sample_is_among_them() -> bool:
    """Return whether records of the sample company are among those of the firm."""
    return a_sample_is_there()


@register.filter
def is_of_the_sample(record: Any) -> bool:
    """Return whether a record is one of the sample company."""
    return bool(record.values.get("external_source") == SAMPLE_SOURCE)
