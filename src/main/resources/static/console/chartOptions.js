// What uPlot is told of a chart.
import { figure, number } from './texts.js';

export const COLOURS = 8;
/** No two lines of a chart differ by their colour alone. */
export const DASHES = [[], [8, 4], [2, 4], [12, 4, 2, 4], [16, 6], [4, 2], [10, 3, 3, 3], [1, 6]];
const DIGIT_PX = 7;
const WHOLE_NUMBERS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000];
/** More points than this are a line. */
const MOST_POINTS = 40;

/**
 * @param plot as of a chart
 * @param look style (with the page's colours), width, height, hidden (keys of series), isLogarithmic and onPoint (told of the cursor)
 */
export function options(plot, { style, width, height, hidden, isLogarithmic, onPoint }) {
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    width,
    height,
    legend: { show: false },
    cursor: { drag: { x: false, y: false } },
    scales: {
      x: { time: false, range: (_, low, high) => (low === high ? [low - 1, high + 1] : [low, high]) },
      y: { distr: isLogarithmic ? 3 : 1 },
    },
    axes: axes(colour, plot.format ?? figure, isLogarithmic),
    series: [{}, ...plot.series.map((one, i) => ({
      label: one.label,
      show: !hidden.has(one.key),
      stroke: colour(`series-${i % COLOURS}`),
      width: 2,
      dash: DASHES[i % DASHES.length],
      spanGaps: true,
      points: { show: plot.xs.length < MOST_POINTS, size: 5 },
    }))],
    hooks: { setCursor: [onPoint] },
  };
}

function axes(colour, format, isLogarithmic) {
  const lines = { stroke: colour('line'), width: 1 };
  const axis = { stroke: colour('soft'), grid: lines, ticks: lines };
  const filter = (_, ticks) => (isLogarithmic ? ticks.map((one) => (Number.isInteger(Math.log10(one)) ? one : null)) : ticks);
  return [
    { ...axis, incrs: WHOLE_NUMBERS, values: (_, ticks) => ticks.map((one) => number(one)) },
    {
      ...axis,
      grid: { ...lines, filter },
      ticks: { ...lines, filter },
      size: (_, labels) => 22 + DIGIT_PX * Math.max(3, ...(labels ?? []).map((label) => (label ?? '').length)),
      values: (_, ticks) => ticks.map((one) => (one === null ? '' : format(one))),
    },
  ];
}
