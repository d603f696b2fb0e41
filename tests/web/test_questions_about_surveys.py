"""What a file of answers leaves open, as the page of imports asks it."""

from typing import Any

import pytest
from django.template.loader import render_to_string

from crmeter.web.imports.wizard import asked_of


def drawn(code: str, *choices: str, **given: str) -> str:
    text = {"vi": "Hỏi gì?", "en": "What?"}
    question: dict[str, Any] = {"code": code, "text": text, "choices": choices, "column": None, "examples": ()}
    return render_to_string("imports/question.html", {"question": asked_of(question, given)})


def test_the_day_of_answers_is_asked_by_a_field_of_days() -> None:
    shown = drawn("answered_on", answered_on="2026-05-20")

    assert 'type="date" name="answered_on" value="2026-05-20"' in shown


@pytest.mark.parametrize("language", ["vi", "en"])
def test_who_answered_is_asked_in_words(language: str, settings: Any) -> None:
    settings.LANGUAGE_CODE = language

    shown = drawn("respondents", "customer", "partner", "employee")

    assert shown.count('name="respondents"') == 3
    assert 'value="employee"' in shown
    assert ("nhân viên" if language == "vi" else "employees") in shown


def test_a_scale_is_chosen_from_the_usual_ones() -> None:
    shown = drawn("csat_scale", "1-5", "0-10", csat_scale="0-10")

    assert 'value="0-10" checked' in shown
