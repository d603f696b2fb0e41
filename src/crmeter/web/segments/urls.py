"""Addresses of built segments."""

from django.urls import path

from crmeter.web.segments import builder, members
from crmeter.web.segments.list_page import segments

urlpatterns = [
    path("segments", segments, name="segments"),
    path("segments/new", builder.new, name="segment_new"),
    path("segments/<int:number>", builder.one, name="segment"),
    path("segments/<int:number>/keep", builder.keep_anew, name="segment_keep"),
    path("segments/<int:number>/remove", builder.remove, name="segment_remove"),
    path("segments/<int:number>/bring-back", builder.bring_back, name="segment_bring_back"),
    path("segments/<int:number>/members.csv", members.export, name="segment_members"),
    path("segments/<int:number>/campaign", members.into_campaign, name="segment_campaign"),
]
