// One job: watched live while it runs, with what came out at its end.
import { html, nothing, render } from '../../libraries.js';
import { del, get, listen, path, post } from '../../api.js';
import { t, time } from '../../texts.js';
import { confirm, failure, notify, spinner, statusBadge } from '../../ui.js';
import { chart } from '../../chart.js';
import { activationPanel, watchActivation } from './activation.js';
import { curves, metricFormat, metricName, metricNames } from './curves.js';
import { about, isEnded, nameOf, progressBar } from './jobs.js';
import { poll } from './poll.js';
import { loadReport, reportPanel } from './report.js';
import { flatten } from './settings.js';

/** Between epochs the events are silent, but time left and losses change with each step. */
const PAUSE_MS = 2000;

export function open(main, parameters) {
  const leaving = new AbortController();
  const { signal } = leaving;
  const state = { id: parameters.get('job'), job: null, epochs: new Map(), error: null, models: null, report: null, reportError: null };

  const update = () => {
    if (!signal.aborted) {
      render(page(state, actions), main);
    }
  };
  const change = (part) => {
    Object.assign(state, part);
    update();
  };

  async function watch() {
    try {
      const [job, { metrics }] = await Promise.all([
        get(path`/jobs/${state.id}`, signal), get(path`/jobs/${state.id}/metrics`, signal)]);
      metrics.forEach(keep);
      change({ job, error: null });
      if (!isEnded(job)) {
        poll(refresh, PAUSE_MS, signal);
        await listen(path`/jobs/${state.id}/events`, hear, signal);
        change({ job: await get(path`/jobs/${state.id}`, signal) });
      }
      await showOutcome();
    } catch (error) {
      if (!signal.aborted) {
        change({ error });
      }
    }
  }

  const keep = (entry) => state.epochs.set(entry.epoch, entry);

  function hear({ name, data }) {
    if (name === 'metrics') {
      keep(data);
      update();
    } else if (name === 'progress') {
      change({ job: { ...state.job, progress: data } });
    } else if (name === 'state') {
      change({ job: data });
    }
  }

  async function refresh() {
    try {
      const job = await get(path`/jobs/${state.id}`, signal);
      change({ job, error: null });
      return !isEnded(job);
    } catch (error) {
      if (!signal.aborted) {
        change({ error });
      }
      return true;
    }
  }

  async function showOutcome() {
    const { job } = state;
    if (job.status !== 'COMPLETED' || signal.aborted) {
      return;
    }
    loadReport(job, signal).then((report) => change({ report }), (reportError) => signal.aborted || change({ reportError }));
    if (publishes(job)) {
      await watchActivation((models) => change({ models }), signal);
    }
  }

  /** @param work may be refused, and then the refusal is shown */
  async function act(work) {
    try {
      change({ error: null });
      await work();
    } catch (error) {
      change({ error });
    }
  }

  const actions = {
    stop: () => act(async () => {
      if (await confirm(t('training.job.stop'), t('training.job.stop.confirm'), t('training.job.stop'))) {
        change({ job: await post(path`/jobs/${state.id}/stop`) });
      }
    }),
    restart: () => act(async () => {
      if (await confirm(t('training.job.restart'), t('training.job.restart.confirm'), t('training.job.restart'))) {
        change({ job: await post(path`/jobs/${state.id}/restart`), report: null, reportError: null });
        watch();
      }
    }),
    remove: () => act(async () => {
      if (await confirm(t('training.job.delete'), t('training.job.delete.confirm'), t('training.job.delete'), { dangerous: true })) {
        await del(path`/jobs/${state.id}`);
        notify(t('training.job.deleted'));
        location.hash = '#/training';
      }
    }),
    activate: (modelId) => act(async () => {
      await post(path`/models/${modelId}/activate`);
      watchActivation((models) => change({ models }), signal).catch((error) => signal.aborted || change({ error }));
    }),
    fail: (error) => change({ error }),
  };

  update();
  watch();
  return () => {
    leaving.abort();
    render(nothing, main);
  };
}

/** The result of an evaluation names a model as well. */
const publishes = (job) => job.type === 'train' && Boolean(job.result?.modelId);

const page = (state, actions) => html`
  <p><a href="#/training">← ${t('training.back')}</a></p>
  ${state.job === null ? html`<h1>${t('training.job.title')}</h1>${failure(state.error)}${state.error === null ? spinner() : nothing}`
    : shown(state, actions)}`;

function shown(state, actions) {
  const { job } = state;
  const history = [...state.epochs.values()].sort((a, b) => a.epoch - b.epoch);
  return html`
    <div class="title"><div><h1>${nameOf(job)} ${statusBadge(job.status)}</h1><small>${about(job)}</small></div>${orders(job, actions)}</div>
    ${failure(state.error)}
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
