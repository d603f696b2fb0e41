"""Address of the page of value."""

from django.urls import path

from crmeter.web.value.target import keep_target
from crmeter.web.value.views import value

urlpatterns = [
    path("external/value", value, name="value"),
    path("external/value/target", keep_target, name="value_target"),
]
