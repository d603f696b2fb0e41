"""Address of the page of loyalty."""

from django.urls import path

from crmeter.web.loyalty.views import loyalty

urlpatterns = [path("external/loyalty", loyalty, name="loyalty")]
