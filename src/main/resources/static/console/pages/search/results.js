// Ranked people, and what can be done about each.
import { html, nothing, repeat, classMap } from '../../libraries.js';
import { get, patch, path, postForm } from '../../api.js';
import { figure, number, t, time } from '../../texts.js';
import { ask, cameraBadge, modalityBadge, notify, picture, scoreBar } from '../../ui.js';
import { mergeDialog } from '../gallery/merge.js';
import { compare } from './compare.js';

export function results(state, actions) {
  const { answer } = state;
  return html`
    <p role="status"><small>${t('results.summary', number(answer.results.length), answer.gallery, answer.modelId,
      number(answer.took.decodeMs + answer.took.embedMs + answer.took.searchMs, 1))}
      ${state.busy ? t('search.busy') : nothing}</small></p>
    ${answer.results.length === 0 ? html`<div class="empty card"><h2>${t('results.none.title')}</h2>
      <p>${t(state.options.maxFalseAlarm === '' ? 'results.none.text' : 'results.none.threshold')}</p></div>` : nothing}
    <ol class="results">
      ${repeat(answer.results, (one) => one.personId ?? one.images[0].imageId, (one) => person(one, state, actions))}
    </ol>`;
}

function person(ranked, state, actions) {
  const id = ranked.personId ?? ranked.images[0].imageId;
  const isRejected = state.rejected.has(id);
  return html`<li class=${classMap({ card: true, person: true, rejected: isRejected })} data-person=${ranked.personId ?? ''} data-result=${id}>
    <div class="who">
      <span class="rank">${t('results.rank', ranked.rank)}</span>
      <span class="name">${ranked.personId ?? t('person.unknown')}</span>
      ${scoreBar(ranked.score, t('results.score'))}
      <span class="likelihood" title=${t('results.calibrated.explained')}>${likelihood(ranked.calibrated)}</span>
    </div>
    <ul class="images">
      ${repeat(ranked.images, (image) => image.imageId, (image) => html`<li>${shot(image, ranked, state)}</li>`)}
    </ul>
    <div class="actions">${isRejected ? restore(id, state, actions) : decide(ranked, id, state, actions)}</div>
  </li>`;
}

/** The calibrated score in words: how much likelier such a score is of one person than of two. */
function likelihood(calibrated) {
  const ratio = Math.exp(Math.abs(calibrated));
  return t(calibrated >= 0 ? 'results.likelier' : 'results.unlikelier', ratio > 9999 ? '> 9999' : figure(ratio, 2));
}

const shot = (image, ranked, state) => html`
  <button type="button" class="shot" @click=${() => compare(state.probe, image, ranked)}
    aria-label=${t('results.compare', ranked.personId ?? t('person.unknown'), image.cameraId, number(image.score, 3))}>
    ${picture(image.href, '')}
    <span class="row">${modalityBadge(image.modality)} ${cameraBadge(image.cameraId)}</span>
    ${number(image.score, 3)}${image.capturedAt ? html`<br><small>${time(image.capturedAt)}</small>` : nothing}
  </button>`;

function decide(ranked, id, state, actions) {
  const button = (label, action, kind = '') => html`<button type="button" class=${kind} @click=${action}>${label}</button>`;
  return ranked.personId === null
    ? html`${button(t('results.assign'), () => assign(ranked.images[0], actions))} ${button(t('results.reject'), () => reject(id, state, actions), 'reject')}`
    : html`${button(t('results.confirm'), () => confirmPerson(ranked.personId, state, actions), 'primary')}
      ${button(t('results.reject'), () => reject(id, state, actions), 'reject')}
      ${button(t('results.merge'), () => merge(ranked.personId, state, actions))}`;
}

/** Says of the probe that it shows this person: an enrolled image is assigned, new pictures are enrolled. */
async function confirmPerson(personId, { probe, options }, actions) {
  try {
    if (probe.image !== null) {
      await patch(path`/gallery/${probe.image.imageId}`, { personId });
      relabel(probe, personId, actions);
      notify(t('results.confirmed', personId));
      return;
    }
    const cameraId = probe.cameraId || await ask(t('results.confirm.camera'), t('probe.camera'), t('results.confirm'));
    if (!cameraId) {
      return;
    }
    const form = new FormData();
    Object.entries({ personId, cameraId, modality: probe.modality, gallery: options.gallery }).forEach(([k, v]) => form.set(k, v));
    probe.files.forEach((file) => form.append('image', file, file.name || 'probe'));
    const { images } = await postForm('/gallery', form);
    notify(t('results.enrolled', images.length, personId));
    const image = await get(path`/gallery/${images[0].imageId}`);
    actions.changeProbe({ image, files: [], cameraId });
    actions.refresh();
  } catch (error) {
    actions.change({ error }, false);
  }
}

/** The same pictures are found by it whatever it is called. */
const relabel = (probe, personId, actions) => actions.change({ probe: { ...probe, image: { ...probe.image, personId } } }, false);

/** A look-alike steps back; if the probe was thought to be that person, it no longer is. */
async function reject(id, state, actions) {
  try {
    if (state.probe.image?.personId === id) {
      await patch(path`/gallery/${state.probe.image.imageId}`, { personId: null });
      relabel(state.probe, null, actions);
      notify(t('results.unassigned', id));
      actions.change({ unassigned: id }, false);
    }
    actions.change({ rejected: new Set([...state.rejected, id]) }, false);
    focusOrder(id, '.restore');
  } catch (error) {
    actions.change({ error }, false);
  }
}

const restore = (id, state, actions) => html`<button type="button" class="restore" @click=${() => showAgain(id, state, actions)}>${t('results.restore')}</button>`;

/** Takes back what rejecting did. */
async function showAgain(id, state, actions) {
  try {
    if (state.unassigned === id && state.probe.image !== null) {
      await patch(path`/gallery/${state.probe.image.imageId}`, { personId: id });
      actions.change({ unassigned: null }, false);
      relabel(state.probe, id, actions);
      notify(t('results.confirmed', id));
    }
    actions.change({ rejected: new Set([...state.rejected].filter((one) => one !== id)) }, false);
    focusOrder(id, '.reject');
  } catch (error) {
    actions.change({ error }, false);
  }
}

/** The button that was pressed is gone; its opposite stands in its place. */
const focusOrder = (id, button) => document.querySelector(`[data-result="${CSS.escape(id)}"] ${button}`)?.focus();

async function assign(image, actions) {
  const personId = await ask(t('results.assign.title'), t('person.id'), t('results.assign'));
  if (personId !== null) {
    await act(() => patch(path`/gallery/${image.imageId}`, { personId }), t('results.assigned', personId), actions);
  }
}

async function merge(personId, { options }, actions) {
  if (await mergeDialog({ gallery: options.gallery, personId }) !== null) {
    actions.refresh();
  }
}

async function act(work, done, actions) {
  try {
    await work();
    notify(done);
    actions.refresh();
  } catch (error) {
    actions.change({ error }, false);
  }
}
