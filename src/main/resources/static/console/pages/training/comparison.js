// Several trainings beside each other: their curves in one chart, and the settings in which they differ.
import { html, nothing, render } from '../../libraries.js';
import { Refusal, get, path } from '../../api.js';
import { t } from '../../texts.js';
import { failure, field, select, spinner, statusBadge } from '../../ui.js';
import { chart } from '../../chart.js';
import { hasScales, metricFormat, metricName, metricNames } from './curves.js';
import { isEnded, nameOf } from './jobs.js';
import { poll } from '../../poll.js';
import { flatten, settingsOf } from './settings.js';
import { ticked } from './ticked.js';

const PAUSE_MS = 4000;
/** Shown before others are chosen, if there. */
const FIRST = ['total', 'validation.meanAveragePrecision', 'validation.rank1'];

export function open(main, parameters) {
  const leaving = new AbortController();
  const { signal } = leaving;
  const state = { ids: parameters.get('compare').split(','), runs: null, presets: [], metric: null, error: null };
  const update = () => signal.aborted || render(page(state, choose), main);

  function choose(metric) {
    state.metric = metric;
    update();
  }

  async function refresh() {
    try {
      state.runs = (await Promise.all(state.ids.map((id) => run(id, signal)))).filter((one) => one !== null);
      if (state.presets.length === 0) {
        state.presets = (await get('/presets', signal)).presets;
      }
      state.error = null;
    } catch (error) {
      state.error = error;
    }
    update();
    return state.runs === null ? state.error === null : state.runs.some(({ job }) => !isEnded(job));
  }

  update();
  poll(refresh, PAUSE_MS, signal);
  return () => {
    leaving.abort();
    render(nothing, main);
  };
}

/** A job and its metrics; null if it was deleted. */
async function run(id, signal) {
  try {
    return { job: await get(path`/jobs/${id}`, signal), history: (await get(path`/jobs/${id}/metrics`, signal)).metrics };
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) {
      ticked.delete(id);
      return null;
    }
    throw error;
  }
}

const page = (state, choose) => html`
  <p><a href="#/training">← ${t('training.back')}</a></p>
  <h1>${t('training.compare.runs')}</h1>
  ${failure(state.error)}
  ${state.runs !== null && state.runs.length < state.ids.length ? html`<p>${t('training.compare.deleted', state.ids.length - state.runs.length)}</p>` : nothing}
  ${state.runs === null ? (state.error === null ? spinner() : nothing) : shown(state, choose)}`;

function shown(state, choose) {
  const runs = named(state.runs);
  const names = metricNames(runs.flatMap(({ history }) => history));
  const others = names.filter((name) => !FIRST.includes(name));
  const other = others.includes(state.metric) ? state.metric : others[0];
  return html`<div class="stack">
    <div class="charts">
      ${FIRST.filter((name) => names.includes(name)).map((name) => curveOf(name, runs))}
      ${other === undefined ? nothing : curveOf(other, runs, field(t('training.compare.metric'), (id) =>
        select(id, others.map((name) => [name, metricName(name)]), other, choose)))}
    </div>
    <section class="card"><h2>${t('training.compare.differences')}</h2>${differences(runs, state.presets)}</section>
  </div>`;
}

/** Runs with names that tell them apart. */
function named(runs) {
  const names = runs.map(({ job }) => nameOf(job));
  return runs.map((run, i) => ({ ...run, name: names.filter((one) => one === names[i]).length === 1 ? names[i] : `${names[i]} · ${run.job.id.slice(0, 8)}` }));
}

function curveOf(metric, runs, choice = nothing) {
  const xs = [...new Set(runs.flatMap(({ history }) => history.map(({ epoch }) => epoch)))].sort((a, b) => a - b);
  return html`<section class="card stack" data-chart=${metric}>${choice}${chart({
    title: metricName(metric),
    x: t('chart.epoch'),
    xs,
    format: metricFormat(metric),
    hasScales: hasScales(metric),
    series: runs.map(({ job, name, history }) => {
      const values = new Map(history.map((entry) => [entry.epoch, entry[metric]]));
      return { key: job.id, label: name, values: xs.map((epoch) => values.get(epoch) ?? null) };
    }),
  })}</section>`;
}

function differences(runs, presets) {
  const all = runs.map(({ job }) => effective(job.parameters, presets));
  const names = [...new Set(all.flatMap((settings) => [...settings.keys()]))]
    .filter((name) => new Set(all.map((settings) => String(settings.get(name) ?? ''))).size > 1);
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('training.compare.differences')}><table>
    <caption class="hidden">${t('training.compare.differences')}</caption>
    <thead><tr><th scope="col">${t('training.compare.setting')}</th>${runs.map(({ job, name }) => html`<th scope="col">
      <a href="#/training?job=${job.id}">${name}</a> ${statusBadge(job.status)}</th>`)}</tr></thead>
    <tbody>${names.map((name) => html`<tr data-setting=${name}><th scope="row"><code>${name}</code></th>
      ${all.map((settings) => html`<td>${String(settings.get(name) ?? '–')}</td>`)}</tr>`)}</tbody></table></div>
    ${names.length === 0 ? html`<p>${t('training.compare.same')}</p>` : nothing}`;
}

/** Every setting that a training had: the preset's, what was changed, and what it learned from. */
function effective({ preset, overrides, epochs, seed, ...others }, presets) {
  const known = presets.find(({ name }) => name === preset);
  const settings = new Map([['preset', preset], ...(known ? settingsOf(known) : [])]);
  const given = [...flatten(overrides), ['epochs', epochs], ['seed', seed], ...flatten(others)];
  given.filter(([, value]) => value !== null && value !== undefined).forEach(([name, value]) => settings.set(name, value));
  return settings;
}
