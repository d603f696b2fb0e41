"""Addresses of people and teams."""

from django.urls import path

from crmeter.web.people import roles, teams, views

urlpatterns = [
    path("settings/people", views.people, name="people"),
    path("settings/people/<int:number>", views.one, name="person"),
    path("settings/people/<int:number>/names", views.names, name="person_names"),
    path("settings/people/<int:number>/service", views.service, name="person_service"),
    path("settings/people/<int:number>/close", views.close_account, name="person_close"),
    path("settings/people/<int:number>/reopen", views.reopen_account, name="person_reopen"),
    path("settings/people/<int:number>/link", views.link, name="person_link"),
    path("settings/roles", roles.roles, name="roles"),
    path("settings/teams", teams.add, name="team_add"),
    path("settings/teams/<slug:slug>", teams.one, name="team"),
    path("settings/teams/<slug:slug>/remove", teams.remove, name="team_remove"),
    path("settings/teams/<slug:slug>/join", teams.join, name="team_join"),
    path("settings/teams/<slug:slug>/leave", teams.leave, name="team_leave"),
]
