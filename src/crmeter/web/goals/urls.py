"""Addresses of the mission and of goals."""

from django.urls import path

from crmeter.web.goals.page import goals_page
from crmeter.web.goals.setting import agree, bring_back, drop, set_it, state

urlpatterns = [
    path("goals", goals_page, name="goals"),
    path("goals/mission", state, name="mission"),
    path("goals/set", set_it, name="goal_set"),
    path("goals/<int:number>/agree", agree, name="goal_agree"),
    path("goals/<int:number>/drop", drop, name="goal_drop"),
    path("goals/<int:number>/undo", bring_back, name="goal_undo"),
]
