// The libraries of the page, each with its version in one place.
export { html, svg, render, nothing } from '/webjars/lit-html/3.3.1/lit-html.js';
export { repeat } from '/webjars/lit-html/3.3.1/directives/repeat.js';
export { classMap } from '/webjars/lit-html/3.3.1/directives/class-map.js';
export { live } from '/webjars/lit-html/3.3.1/directives/live.js';
export { ref } from '/webjars/lit-html/3.3.1/directives/ref.js';
export { default as UPlot } from '/webjars/uplot/1.6.30/dist/uPlot.esm.js';
