"""Addresses of the imports."""

from django.urls import path

from crmeter.web.imports import into_records
from crmeter.web.imports.adopting import adopt, give_back, sources, stop_adopting
from crmeter.web.imports.rejected import mend, rejected, to_mend
from crmeter.web.imports.views import answer, discard, imports, page, send, state, stop, undo

urlpatterns = [
    path("imports", imports, name="imports"),
    path("imports/send", send, name="imports_send"),
    path("imports/sources", sources, name="import_sources"),
    path("imports/adopt", adopt, name="import_adopt"),
    path("imports/adopt/stop", stop_adopting, name="import_adopt_stop"),
    path("imports/adopt/undo", give_back, name="import_give_back"),
    path("imports/<int:number>", page, name="import_page"),
    path("imports/<int:number>/state", state, name="import_state"),
    path("imports/<int:number>/answer", answer, name="import_answer"),
    path("imports/<int:number>/stop", stop, name="import_stop"),
    path("imports/<int:number>/undo", undo, name="import_undo"),
    path("imports/<int:number>/discard", discard, name="import_discard"),
    path("imports/<int:number>/rejected.csv", rejected, name="import_rejected"),
    path("imports/<int:number>/to-mend.csv", to_mend, name="import_to_mend"),
    path("imports/<int:number>/mend", mend, name="import_mend"),
    path("imports/<int:number>/records", into_records.into_records, name="import_records"),
    path("imports/<int:number>/records/start", into_records.start, name="import_records_start"),
    path("imports/<int:number>/records/state", into_records.state, name="import_records_state"),
    path("imports/<int:number>/records/stop", into_records.stop, name="import_records_stop"),
    path("imports/<int:number>/records/go-on", into_records.go_on, name="import_records_go_on"),
    path("imports/<int:number>/records/undo", into_records.undo, name="import_records_undo"),
    path("imports/<int:number>/records/failed.csv", into_records.failed, name="import_records_failed"),
]
