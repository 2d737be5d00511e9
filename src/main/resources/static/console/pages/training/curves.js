// The figures of epochs as charts.
import { figure, hasText, number, percent, t } from '../../texts.js';

const RATE = 'learningRate';
const SPEED = 'imagesPerSecond';
const OF_VALIDATION = /^validation/;
const OF_INFORMATION = /Gap/;

/** Terms that have vanished are many orders smaller than those that have not. */
const loss = (value) => (value !== 0 && Math.abs(value) < 0.001 ? value.toExponential(2) : figure(value));

const CHARTS = [
  { id: 'loss', hasScales: true, format: loss, has: (name) => ![RATE, SPEED, 'epoch'].includes(name) && !OF_VALIDATION.test(name) && !OF_INFORMATION.test(name) },
  { id: 'validation', has: (name) => OF_VALIDATION.test(name), format: (share) => percent(share) },
  { id: 'rate', has: (name) => name === RATE, format: (rate) => figure(rate, 3) },
  { id: 'speed', has: (name) => name === SPEED, format: (speed) => number(speed, speed < 10 ? 1 : 0) },
  { id: 'information', format: loss, has: (name) => OF_INFORMATION.test(name) },
];

export const metricName = (name) => (hasText(`training.metric.${name}`) ? t(`training.metric.${name}`) : name);
export const hasScales = (name) => Boolean(CHARTS.find((one) => one.has(name))?.hasScales);
export const metricFormat = (name) => CHARTS.find((one) => one.has(name))?.format ?? figure;

/** Before the others, in this order. */
const FIRST = ['total', 'validation.rank1', 'validation.meanAveragePrecision'];

/** The names of the figures that a history has, the sum of the losses first. */
export function metricNames(history) {
  const names = new Set(history.flatMap((entry) => Object.keys(entry).filter((name) => typeof entry[name] === 'number')));
  names.delete('epoch');
  return [...FIRST.filter((name) => names.has(name)), ...[...names].filter((name) => !FIRST.includes(name))];
}

/**
 * The charts that a history fills.
 * @param history one entry for each epoch, in order
 */
export function curves(history) {
  const names = metricNames(history);
  const xs = history.map((entry) => entry.epoch);
  return CHARTS.map(({ id, has, format, hasScales }) => ({
    id,
    plot: {
      title: t(`chart.${id}`),
      x: t('chart.epoch'),
      xs,
      format,
      hasScales,
      series: names.filter(has).map((name) => ({
        key: name, label: metricName(name), values: history.map((entry) => entry[name] ?? null),
      })),
    },
  })).filter(({ plot }) => plot.series.length > 0);
}
