"""Addresses of the pages of satisfaction."""

from django.urls import path

from crmeter.web.satisfaction.views import satisfaction
from crmeter.web.satisfaction.words import words, written_surveys

urlpatterns = [
    path("external/satisfaction", satisfaction, name="satisfaction"),
    path("external/satisfaction/words", written_surveys, name="written_surveys"),
    path("external/satisfaction/words/<str:respondents>/<int:survey>/<int:question>", words, name="survey_words"),
]
