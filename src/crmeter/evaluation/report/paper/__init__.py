"""On paper: the HTML and SVG of boards, made ready for a printer that is no browser, and printed to PDF."""
