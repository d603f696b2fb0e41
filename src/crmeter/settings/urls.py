"""All addresses: the product's own pages, and the sign-in pages of allauth under the product's look."""

from django.urls import include, path

urlpatterns = [
    path("", include("crmeter.web.urls")),
    path("accounts/", include("crmeter.web.accounts.urls")),
    path("accounts/", include("allauth.urls")),
]
