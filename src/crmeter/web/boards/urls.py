"""Addresses of boards."""

from django.urls import path

from crmeter.web.boards import changing, export, list_page, page, schedule, sent, tiles

urlpatterns = [
    path("boards", list_page.boards, name="boards"),
    path("boards/new", list_page.make, name="board_make"),
    path("boards/<int:number>", page.board, name="board_of_figures"),
    path("boards/<int:number>/measures", page.measures_to_add, name="board_measures"),
    path("boards/<int:number>/change", changing.change, name="board_change"),
    path("boards/<int:number>/look", changing.look, name="board_look"),
    path("boards/<int:number>/remove", changing.remove, name="board_remove"),
    path("boards/<int:number>/bring-back", changing.bring_back, name="board_bring_back"),
    path("boards/<int:number>/tiles", tiles.add, name="tile_add"),
    path("boards/<int:number>/order", tiles.order, name="tiles_order"),
    path("boards/<int:number>/tiles/<int:tile>/size", tiles.size, name="tile_size"),
    path("boards/<int:number>/tiles/<int:tile>/remove", tiles.remove, name="tile_remove"),
    path("boards/<int:number>/tiles/<int:tile>/bring-back", tiles.bring_back, name="tile_bring_back"),
    path("boards/<int:number>/schedule", schedule.schedule, name="board_schedule"),
    path("boards/<int:number>/schedule/stop", schedule.stop, name="board_schedule_stop"),
    path("boards/sent/<int:number>/<slug:kind>", sent.sent, name="board_sent"),
    path("boards/reports", sent.reports, name="reports"),
    path("boards/reports/<int:number>/again", sent.again, name="report_again"),
    path("boards/reports/schedule", schedule.report_schedule, name="report_schedule"),
    path("boards/reports/schedule/stop", schedule.report_stop, name="report_schedule_stop"),
    path("boards/<int:number>/figures.csv", export.csv, name="board_csv"),
    path("boards/<int:number>/figures.xlsx", export.xlsx, name="board_xlsx"),
]
