"""Addresses of the imports."""

from django.urls import path

from crmeter.web.imports.rejected import mend, rejected, to_mend
from crmeter.web.imports.views import answer, discard, imports, page, send, state, stop, undo

urlpatterns = [
    path("imports", imports, name="imports"),
    path("imports/send", send, name="imports_send"),
    path("imports/<int:number>", page, name="import_page"),
    path("imports/<int:number>/state", state, name="import_state"),
    path("imports/<int:number>/answer", answer, name="import_answer"),
    path("imports/<int:number>/stop", stop, name="import_stop"),
    path("imports/<int:number>/undo", undo, name="import_undo"),
    path("imports/<int:number>/discard", discard, name="import_discard"),
    path("imports/<int:number>/rejected.csv", rejected, name="import_rejected"),
    path("imports/<int:number>/to-mend.csv", to_mend, name="import_to_mend"),
    path("imports/<int:number>/mend", mend, name="import_mend"),
]
