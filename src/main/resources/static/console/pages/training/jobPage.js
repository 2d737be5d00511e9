// How a job looks.
import { html, nothing } from '../../libraries.js';
import { t, time } from '../../texts.js';
import { failure, spinner, statusBadge } from '../../ui.js';
import { chart } from '../../chart.js';
import { activationPanel } from './activation.js';
import { curves, metricFormat, metricName, metricNames } from './curves.js';
import { about, isEnded, nameOf, progressBar } from './jobs.js';
import { reportPanel } from './report.js';
import { flatten } from './settings.js';

/** The result of an evaluation names a model as well. */
export const publishes = (job) => job.type === 'train' && Boolean(job.result?.modelId);

export const page = (state, actions) => html`
  <p><a href="#/training">← ${t('training.back')}</a></p>
  ${state.job === null ? html`<h1>${t('training.job.title')}</h1>${failure(state.error)}${state.error === null ? spinner() : nothing}`
    : shown(state, actions)}`;

function shown(state, actions) {
  const { job } = state;
  const history = [...state.epochs.values()].sort((a, b) => a.epoch - b.epoch);
  return html`
    <div class="title"><div><h1>${nameOf(job)} ${statusBadge(job.status)}</h1><small>${about(job)}</small></div>${orders(job, actions)}</div>
    ${failure(state.error ?? state.lost)}
    ${job.error === null ? nothing : html`<div class="failure" role="alert"><p><b>${t('training.job.failed')}</b> ${job.error}</p></div>`}
    <div class="stack">
      <section class="card" aria-label=${t('training.job.progress')}>
        ${progressBar(job)}
        <p><small>${t('training.job.created', time(job.createdAt))}${job.startedAt ? html` · ${t('training.job.started', time(job.startedAt))}` : nothing}${
          job.endedAt ? html` · ${t('training.job.ended', time(job.endedAt))}` : nothing}</small></p>
        ${now(job.metrics)}
      </section>
      ${publishes(job) ? activationPanel(job.result.modelId, state.models, actions) : nothing}
      ${history.length === 0 ? nothing : html`<div class="charts">${curves(history).map((one) => html`
        <section class="card" data-chart=${one.id}>${chart(one.plot)}</section>`)}</div>`}
      ${reportPanel(job, state, actions)}
      <section class="card"><h2>${t('training.job.parameters')}</h2>
        <dl class="facts parameters">${flatten(job.parameters).filter(([, value]) => value !== null).map(([name, value]) => html`
          <dt><code>${name}</code></dt><dd>${String(value)}</dd>`)}</dl></section>
    </div>`;
}

function orders(job, actions) {
  return html`<div class="row">
    ${['QUEUED', 'RUNNING'].includes(job.status) ? html`<button type="button" @click=${actions.stop}>${t('training.job.stop')}</button>` : nothing}
    ${['STOPPED', 'FAILED'].includes(job.status) ? html`<button type="button" @click=${actions.restart}>${t('training.job.restart')}</button>` : nothing}
    ${job.type === 'train' ? html`<a class="button" href="#/training?new=train&amp;like=${job.id}">${t('training.job.like')}</a>` : nothing}
    ${isEnded(job) ? html`<button type="button" @click=${actions.remove}>${t('training.job.delete')}</button>` : nothing}</div>`;
}

const now = (metrics) => metricNames([metrics]).length === 0 ? nothing : html`
  <dl class="now">${metricNames([metrics]).map((name) => html`<div><dt>${metricName(name)}</dt>
    <dd>${metricFormat(name)(metrics[name])}</dd></div>`)}</dl>`;
