"""The address of the palette's finds."""

from django.urls import path

from crmeter.web.find.views import find

urlpatterns = [path("find", find, name="find")]
