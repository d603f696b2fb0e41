"""Address of the page of value."""

from django.urls import path

from crmeter.web.value.views import value

urlpatterns = [path("external/value", value, name="value")]
