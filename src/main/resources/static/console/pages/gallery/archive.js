// A ZIP archive of many pictures with a list of their labels, enrolled by a job of the server.
import { html, nothing } from '../../libraries.js';
import { get, listen, path, post, upload as send, whenKeyChanges } from '../../api.js';
import { bytes, duration, number, percent, t, time } from '../../texts.js';
import { failure, statusBadge } from '../../ui.js';
import { dropZone } from './drop.js';
import { closeItems, items, showItems } from './items.js';

const COLUMNS = ['file', 'personId', 'cameraId', 'modality', 'capturedAt'];
const EXAMPLE = 'file,personId,cameraId,modality,capturedAt\ngate/0001.jpg,0007,cam1,visible,2026-11-24T08:15:00Z\nyard/0002.jpg,,cam3,infrared,\n';
const fresh = () => ({ file: null, sending: null, share: 0, job: null, listening: null, jobs: null, asked: null, error: null, lost: null });
const state = fresh();
let draw = () => {};
let loadGalleries = () => {};

/** Who takes another key because the first does not suffice goes on with the archive picked. */
whenKeyChanges((isAll) => {
  state.sending?.abort();
  Object.assign(state, fresh(), isAll ? {} : { file: state.file });
});

/** What is being sent goes on. */
export function closeArchive() {
  state.listening?.abort();
  Object.assign(state, { listening: null, jobs: null, asked: null });
  closeItems();
}

const isEnded = (job) => ['STOPPED', 'COMPLETED', 'FAILED'].includes(job.status);

export function archive(gallery, actions) {
  draw = actions.update;
  loadGalleries = actions.loadGalleries;
  if (state.jobs === null) {
    loadJobs();
  }
  if (state.job !== null && !isEnded(state.job) && state.listening === null) {
    listenTo(state.job.id);
  }
  return html`
    ${dropZone('upload.archive', { accept: '.zip,application/zip', disabled: state.sending !== null }, ([file]) => change({ file: file ?? null, error: null }))}
    ${state.file === null ? nothing : sending(gallery)}
    ${failure(state.error ?? state.lost)}
    ${state.job === null ? nothing : followed(state.job, actions)}
    ${manifest()}
    ${recent()}`;
}

function change(part) {
  Object.assign(state, part);
  draw();
}

const sending = (gallery) => html`<div class="row">
  <b>${state.file.name}</b> <small>${bytes(state.file.size)}</small>
  ${state.sending === null
    ? html`<button type="button" class="primary" @click=${() => submit(gallery)}>${t('upload.archive.start')}</button>`
    : html`<progress aria-label=${t('upload.progress')} max="1" .value=${state.share}></progress>
      <span>${state.share < 1 ? percent(state.share, 0) : t('upload.archive.checked')}</span>
      ${isUnderWay() ? html`<button type="button" @click=${() => state.sending.abort()}>${t('cancel')}</button>` : nothing}`}
</div>`;

/** What the server has whole cannot be called back: its job can be stopped. */
const isUnderWay = () => state.sending !== null && state.share < 1;

async function submit(gallery) {
  const form = new FormData();
  form.set('gallery', gallery);
  form.set('archive', state.file, state.file.name);
  const sending = new AbortController();
  change({ sending, share: 0, error: null });
  try {
    const job = await send('/jobs/enroll', form, (share) => change({ share }), sending.signal);
    if (state.sending === sending) {
      change({ sending: null, file: null });
      follow(job);
    }
  } catch (error) {
    if (state.sending !== sending) {
      return; // the key was forgotten meanwhile, and all of this with it
    }
    change({ sending: null, error: sending.signal.aborted ? new Error(t('upload.archive.cancelled')) : error });
  }
}

function follow(job) {
  state.listening?.abort();
  change({ job, listening: null, error: null });
  showItems(job.id, draw);
}

async function listenTo(jobId) {
  const listening = new AbortController();
  state.listening = listening;
  try {
    await listen(path`/jobs/${jobId}/events`, ({ name, data }) => {
      if (state.job?.id === jobId) {
        hear(name, data);
      }
    }, listening.signal);
  } catch (error) {
    change({ error });
  }
  if (state.listening === listening) {
    state.listening = null;
  }
}

function hear(name, data) {
  if (name === 'progress') {
    change({ job: { ...state.job, progress: data } });
  } else if (name === 'state') {
    change({ job: data });
    if (isEnded(data)) {
      showItems(data.id, draw);
      loadGalleries();
      loadJobs();
    }
  }
}

async function loadJobs() {
  const asked = {};
  Object.assign(state, { asked, jobs: state.jobs ?? [] });
  const outcome = await get('/jobs?type=enroll&limit=5').then(({ jobs }) => ({ jobs, lost: null }), (lost) => ({ lost }));
  if (state.asked === asked) { // else the page was left, or asked again
    change(outcome);
  }
}

const order = (job, what) => post(path`/jobs/${job.id}/${what}`).then((now) => change({ job: now }), (error) => change({ error }));

const followed = (job, actions) => html`<section class="stack job" aria-label=${t('upload.job')}>
  <div class="row">
    <h2>${t('upload.job')}</h2> ${statusBadge(job.status)} <small>${time(job.createdAt)}</small>
    ${job.status === 'QUEUED' || job.status === 'RUNNING' ? html`<button type="button" @click=${() => order(job, 'stop')}>${t('upload.job.stop')}</button>` : nothing}
    ${job.status === 'STOPPED' || job.status === 'FAILED' ? html`<button type="button" @click=${() => order(job, 'restart')}>${t('upload.job.restart')}</button>` : nothing}
    ${job.status === 'COMPLETED' ? html`<button type="button" @click=${() => actions.showPicturesOf(job.parameters.gallery)}>${t('upload.job.look', job.parameters.gallery)}</button>` : nothing}
  </div>
  ${job.progress && !isEnded(job) ? html`<div class="row"><progress aria-label=${t('upload.job.progress')} max=${job.progress.total} .value=${job.progress.done}></progress>
    ${t('upload.job.done', number(job.progress.done), number(job.progress.total))}
    ${job.progress.etaSeconds === null ? nothing : html`<small>${t('upload.job.eta', duration(job.progress.etaSeconds))}</small>`}</div>` : nothing}
  ${job.error ? failure(new Error(job.error)) : nothing}
  ${job.result ? html`<p role="status">${counts(job.result)}</p>` : nothing}
  ${items(job, actions)}
</section>`;

const counts = (result) => [['enrolled', result.enrolled], ['there', result.alreadyThere], ['refused', result.refused]]
  .map(([outcome, count]) => t(`outcome.count.${outcome}`, number(count))).join(', ');

const manifest = () => html`<details>
  <summary>${t('manifest.title')}</summary>
  <p>${t('manifest.text')}</p>
  <div class="scroll" tabindex="0" role="region" aria-label=${t('manifest.title')}><table>
    <thead><tr><th>${t('manifest.column')}</th><th>${t('manifest.meaning')}</th></tr></thead>
    <tbody>${COLUMNS.map((column) => html`<tr><td><code>${column}</code></td><td>${t(`manifest.${column}`)}</td></tr>`)}</tbody>
  </table><pre><code>${EXAMPLE}</code></pre></div>
</details>`;

const recent = () => ((state.jobs ?? []).length === 0 ? nothing : html`<section aria-label=${t('upload.recent')}>
  <h2>${t('upload.recent')}</h2>
  <ul class="recent">${state.jobs.map((job) => html`<li class="row">${statusBadge(job.status)} ${time(job.createdAt)} · ${job.parameters.gallery}
    ${job.result ? html`<small>${counts(job.result)}</small>` : nothing}
    <button type="button" class="quiet" ?disabled=${job.id === state.job?.id} @click=${() => follow(job)}>${t('upload.recent.show')}</button></li>`)}</ul>
</section>`);
