"""Addresses of surveys."""

from django.urls import path

from crmeter.web.surveys import (
    behaviour,
    builder,
    driver_groups,
    equity,
    list_page,
    public,
    questions,
    reconciliation,
    results,
    sending,
    themes,
)

urlpatterns = [
    path("surveys", list_page.surveys_page, name="surveys"),
    path("surveys/<int:number>", builder.one, name="survey"),
    path("surveys/<int:number>/open", builder.open_it, name="survey_open"),
    path("surveys/<int:number>/close", builder.close_it, name="survey_close"),
    path("surveys/<int:number>/wave", builder.wave, name="survey_wave"),
    path("surveys/<int:number>/order", builder.order, name="survey_order"),
    path("surveys/<int:number>/preview", builder.preview, name="survey_preview"),
    path("surveys/<int:number>/questions/new", questions.new, name="survey_question_new"),
    path("surveys/<int:number>/questions/<int:question>", questions.one, name="survey_question"),
    path("surveys/<int:number>/questions/<int:question>/remove", questions.remove, name="survey_question_remove"),
    path("surveys/<int:number>/questions/<int:question>/groups", driver_groups.groups, name="survey_driver_groups"),
    path("surveys/<int:number>/send", sending.send, name="survey_send"),
    path("surveys/<int:number>/remind", sending.remind_them, name="survey_remind"),
    path("surveys/<int:number>/reminders", sending.reminders, name="survey_reminders"),
    path("surveys/<int:number>/embedding", sending.embedding, name="survey_embedding"),
    path("surveys/<int:number>/results", results.results_page, name="survey_results"),
    path("surveys/<int:number>/equity", equity.equity_page, name="survey_equity"),
    path("surveys/<int:number>/themes/<int:question>", themes.themes_page, name="survey_themes"),
    path("surveys/<int:number>/reconciliation", reconciliation.reconciliation_page, name="survey_reconciliation"),
    path("surveys/<int:number>/behaviour", behaviour.behaviour_page, name="survey_behaviour"),
    path("surveys/<int:number>/answers.csv", results.answers_csv, name="survey_answers_csv"),
    path("s/<str:token>", public.page, name="survey_answer"),
    path("s/<str:token>/embedded", public.embedded, name="survey_embedded"),
    path("s/<str:token>/embedded/thanks", public.embedded_thanks, name="survey_embedded_thanks"),
    path("s/<str:token>/thanks", public.thanks, name="survey_thanks"),
]
