// The libraries that every page loads, as one script. Charts have a bundle of their own, on pages with a chart.
import Alpine from "@alpinejs/csp";
import htmx from "htmx.org";

window.htmx = htmx;
window.Alpine = Alpine;
// crmeter.js is deferred too and comes next: it registers its components before Alpine looks at the page.
addEventListener("DOMContentLoaded", () => Alpine.start());
