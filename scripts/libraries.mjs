// The libraries that every page loads, as one script. Charts have a bundle of their own, on pages with a chart.
import htmx from "htmx.org";

window.htmx = htmx;
