"""Addresses of pipelines and their stages."""

from django.urls import path

from crmeter.web.pipelines import stages, views

urlpatterns = [
    path("settings/pipelines", views.pipelines_page, name="pipelines"),
    path("settings/pipelines/order", views.order, name="pipelines_order"),
    path("settings/pipelines/<int:number>", views.one, name="pipeline"),
    path("settings/pipelines/<int:number>/close", views.close, name="pipeline_close"),
    path("settings/pipelines/<int:number>/reopen", views.reopen, name="pipeline_reopen"),
    path("settings/pipelines/<int:number>/stages", stages.add, name="stage_add"),
    path("settings/pipelines/<int:number>/order", stages.order, name="stages_order"),
    path("settings/stages/<int:number>", stages.one, name="stage"),
    path("settings/stages/<int:number>/retire", stages.retire, name="stage_retire"),
]
