// Ranked people, and what can be done about each.
import { html, nothing, repeat, classMap } from '../../libraries.js';
import { figure, number, t, time } from '../../texts.js';
import { cameraBadge, failure, modalityBadge, picture, scoreBar } from '../../ui.js';
import { compare } from './compare.js';
import { assign, confirmPerson, isDecidable, merge, reject, showAgain } from './decisions.js';

export function results(state, actions) {
  const { answer } = state;
  return html`
    <p role="status"><small>${t('results.summary', number(answer.results.length), answer.gallery, answer.modelId,
      number(answer.took.decodeMs + answer.took.embedMs + answer.took.searchMs, 1))}
      ${state.busy ? t('search.busy') : nothing}
      ${isDecidable(state) ? nothing : t('results.foreign', state.probe.image.gallery)}</small></p>
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
    <div class="actions">${isRejected ? restore(ranked, id, state, actions) : decide(ranked, id, state, actions)}</div>
    ${state.refused?.id === id ? failure(state.refused.error, state.refused.again) : nothing}
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
  const { personId } = ranked;
  const rejecting = button('results.reject', ranked, () => reject(id, state, actions), 'reject');
  return personId === null
    ? html`${button('results.assign', ranked, () => assign(ranked.images[0], state, actions))} ${rejecting}`
    : html`${isDecidable(state) ? button('results.confirm', ranked, () => confirmPerson(personId, state, actions), 'primary') : nothing}
      ${rejecting} ${button('results.merge', ranked, () => merge(personId, state, actions))}`;
}

const restore = (ranked, id, state, actions) => button('results.restore', ranked, () => showAgain(id, state, actions), 'restore');

/** Its name says whom it is about: in a list of buttons, all would else be called the same. */
const button = (key, { personId, rank }, action, kind = '') => html`<button type="button" class=${kind} @click=${action}
  aria-label=${t('results.about', t(key), personId ?? `${t('person.unknown')}, ${t('results.rank', rank)}`)}>${t(key)}</button>`;
