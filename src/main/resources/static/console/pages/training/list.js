// All jobs, newest first.
import { html, nothing, render, repeat } from '../../libraries.js';
import { get, parameters } from '../../api.js';
import { t, time } from '../../texts.js';
import { empty, failure, field, select, spinner, statusBadge } from '../../ui.js';
import { about, nameOf, progressBar, TYPES, typeName } from './jobs.js';
import { poll } from '../../poll.js';
import { ticked } from './ticked.js';

const PAUSE_MS = 2500;
const PAGE = 25;

/** Kept while other pages are looked at. */
const chosen = { type: '' };

export function open(main) {
  const leaving = new AbortController();
  const state = { jobs: null, next: null, error: null, lost: null };
  let asked = 0;

  const update = () => leaving.signal.aborted || render(page(state, actions), main);

  /** The newest, which change and grow; older ones that were asked for stay behind them. */
  async function refresh() {
    const asking = ++asked;
    try {
      const first = await get(`/jobs${parameters({ type: chosen.type, limit: PAGE })}`, leaving.signal);
      if (asking === asked) {
        const known = new Set(first.jobs.map((job) => job.id));
        const last = first.jobs.at(-1)?.createdAt ?? '';
        const older = (state.jobs ?? []).filter((job) => !known.has(job.id) && job.createdAt < last);
        Object.assign(state, { jobs: [...first.jobs, ...older], next: older.length > 0 ? state.next : first.nextCursor, lost: null });
      }
    } catch (error) {
      state.lost = error;
    }
    update();
  }

  async function more() {
    try {
      const page = await get(`/jobs${parameters({ type: chosen.type, limit: PAGE, cursor: state.next })}`, leaving.signal);
      const known = new Set(state.jobs.map((job) => job.id));
      Object.assign(state, { error: null, jobs: [...state.jobs, ...page.jobs.filter((job) => !known.has(job.id))], next: page.nextCursor });
    } catch (error) {
      state.error = error;
    }
    update();
  }

  const actions = {
    more,
    choose: (type) => {
      chosen.type = type;
      Object.assign(state, { jobs: null, next: null });
      update();
      refresh();
    },
    tick: (id, isTicked) => {
      ticked[isTicked ? 'add' : 'delete'](id);
      update();
    },
  };

  update();
  poll(refresh, PAUSE_MS, leaving.signal);
  return () => {
    leaving.abort();
    render(nothing, main);
  };
}

const page = (state, actions) => html`
  <div class="title"><h1>${t('training.title')}</h1>
    <div class="row">
      <a class="button" href="#/training?new=evaluate">${t('training.evaluate.new')}</a>
      <a class="button primary" href="#/training?new=train">${t('train.new')}</a>
    </div></div>
  ${failure(state.error ?? state.lost)}
  <div class="title">
    ${field(t('training.jobs.type'), (id) => select(id, [['', t('training.jobs.type.all')], ...TYPES.map((type) => [type, typeName(type)])], chosen.type, actions.choose))}
    ${comparing(state)}
  </div>
  ${state.jobs === null ? (state.lost === null ? spinner() : nothing) : jobs(state, actions)}`;

function comparing(state) {
  const ids = [...ticked];
  return (state.jobs ?? []).filter((job) => job.type === 'train').length < 2 ? nothing : html`
    <div class="row"><small>${t('training.jobs.compare.hint')}</small>
      ${ids.length < 2 ? html`<button type="button" disabled>${t('training.jobs.compare', ids.length)}</button>`
    : html`<a class="button" href="#/training?compare=${ids.join(',')}">${t('training.jobs.compare', ids.length)}</a>`}</div>`;
}

const jobs = (state, actions) => state.jobs.length === 0
  ? empty(t('training.jobs.empty.title'), t('training.jobs.empty.text'))
  : html`<ul class="jobs">${repeat(state.jobs, (job) => job.id, (job) => row(job, actions))}</ul>
    ${state.next === null ? nothing : html`<p><button type="button" @click=${actions.more}>${t('training.jobs.more')}</button></p>`}`;

const row = (job, actions) => html`<li class="card" data-job=${job.id}>
  <span class="tick">${job.type !== 'train' ? nothing : html`<input type="checkbox" .checked=${ticked.has(job.id)}
    aria-label=${t('training.jobs.tick', nameOf(job))} @change=${(event) => actions.tick(job.id, event.target.checked)}>`}</span>
  <span><a href="#/training?job=${job.id}"><b>${nameOf(job)}</b></a><br><small>${about(job)}</small></span>
  <span>${statusBadge(job.status)}</span>
  <span>${progressBar(job)}</span>
  <small>${time(job.createdAt)}</small>
</li>`;
