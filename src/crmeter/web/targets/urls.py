"""Addresses of targets."""

from django.urls import path

from crmeter.web.targets.page import targets_page
from crmeter.web.targets.proposing import keep_proposals, propose
from crmeter.web.targets.setting import agree_to_it, choose, drop_it, look_at_it, set_it, take_it_back

urlpatterns = [
    path("targets", targets_page, name="targets"),
    path("targets/set", set_it, name="target_set"),
    path("targets/headline", choose, name="target_headline"),
    path("targets/propose", propose, name="targets_propose"),
    path("targets/propose/keep", keep_proposals, name="targets_propose_keep"),
    path("targets/<int:number>/agree", agree_to_it, name="target_agree"),
    path("targets/<int:number>/review", look_at_it, name="target_review"),
    path("targets/<int:number>/drop", drop_it, name="target_drop"),
    path("targets/<int:number>/undo", take_it_back, name="target_undo"),
]
