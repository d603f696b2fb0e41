"""An evaluation as one HTML file, as JSON and as a workbook: three pure functions of the same object.

Each has a module of its own (`html`, `json`, `xlsx`), so that nobody loads the library of a form that is not wanted.
"""
