"""Addresses of decisions."""

from django.urls import path

from crmeter.web.decisions import form, judging, leading, list_page, results

urlpatterns = [
    path("decisions", list_page.decisions_page, name="decisions"),
    path("decisions/new", form.new, name="decision_new"),
    path("decisions/<int:number>", results.one, name="decision"),
    path("decisions/<int:number>/edit", form.edit, name="decision_edit"),
    path("decisions/<int:number>/remove", leading.remove, name="decision_remove"),
    path("decisions/<int:number>/invite", leading.invite_them, name="decision_invite"),
    path("decisions/<int:number>/seats/<int:seat>", leading.change_seat, name="decision_seat"),
    path("decisions/<int:number>/together", leading.together, name="decision_together"),
    path("decisions/<int:number>/weights", leading.weights, name="decision_weights"),
    path("decisions/<int:number>/judge", judging.judge_page, name="decision_judge"),
    path("decisions/<int:number>/undo", judging.undo, name="decision_undo"),
    path("decisions/<int:number>/finish", judging.finish_it, name="decision_finish"),
    path("decisions/<int:number>/judgements.csv", results.judgements_csv, name="decision_csv"),
]
