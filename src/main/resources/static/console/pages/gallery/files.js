// Pictures of one person by one camera, or of people not yet identified, enrolled one by one.
import { html, nothing, repeat } from '../../libraries.js';
import { whenKeyChanges } from '../../api.js';
import { bytes, number, percent, t } from '../../texts.js';
import { failure, field, picture } from '../../ui.js';
import { guessModality } from '../../spectrum.js';
import { dropZone } from './drop.js';
import { enrolAll, isOver, throttled } from './enrol.js';

/** So many rows a page shows well; an archive takes more. */
const MAX_FILES = 500;
let nextId = 1;
const fresh = () => ({ items: [], labels: { personId: '', cameraId: '', capturedAt: '' }, modality: 'guessed', sending: null, error: null });
const state = fresh();
let draw = () => {};
const drawSoon = throttled(() => draw());

/** So many pictures are decoded at a time. */
const guessers = Array.from({ length: 4 }, () => Promise.resolve());

/** The pictures are the user's own: who takes another key because the first does not suffice goes on with them. */
whenKeyChanges((isAll) => {
  cancel();
  Object.assign(state, isAll ? fresh() : { error: null });
});

function cancel() {
  state.sending?.abort();
}

export function files(gallery, page, actions) {
  draw = actions.update;
  const isSending = state.sending !== null;
  return html`
    ${dropZone('upload.files', { multiple: true, accept: 'image/jpeg,image/png,image/bmp', disabled: isSending }, add)}
    <fieldset class="grid" ?disabled=${isSending}>
      <legend class="hidden">${t('upload.labels')}</legend>
      ${text('personId', t('person.id'), t('upload.person.hint'))}
      ${text('cameraId', t('camera'), t('upload.camera.hint'), page.cameras)}
      ${field(t('image.captured'), (id) => html`<input id=${id} type="datetime-local" step="1" .value=${state.labels.capturedAt}
        @change=${(event) => { state.labels.capturedAt = event.target.value; }}>`, t('upload.captured.hint'))}
    </fieldset>
    <fieldset ?disabled=${isSending}>
      <legend>${t('filters.modality')}</legend>
      <div class="segments">${['guessed', 'visible', 'infrared'].map((one) => html`<label><input type="radio" name="upload-modality" value=${one}
        .checked=${state.modality === one} @change=${() => chooseModality(one)}>${t(`modality.${one}`)}</label>`)}</div>
    </fieldset>
    ${failure(state.error)}
    ${state.items.length === 0 ? nothing : list(gallery, actions)}`;
}

const text = (name, label, hint, options = []) => field(label, (id) => html`
  <input id=${id} name=${name} list="${id}-list" autocomplete="off" spellcheck="false" .value=${state.labels[name]}
    @input=${(event) => { state.labels[name] = event.target.value.trim(); }}>
  <datalist id="${id}-list">${options.map((one) => html`<option value=${one}></option>`)}</datalist>`, hint);

function chooseModality(modality) {
  state.modality = modality;
  state.items.filter((item) => !isOver(item)).forEach(settle);
  draw();
}

/** What was chosen for this very picture counts first; null while it is still to be guessed. */
function settle(item) {
  item.modality = item.chosen ?? (state.modality === 'guessed' ? item.guess : state.modality);
}

function chooseFor(item, modality) {
  item.chosen = modality;
  settle(item);
  draw();
}

/** @returns resolves, never rejects, once the item's modality is known */
async function guess(item) {
  // What is no picture has no colours; the server will say so.
  item.guess = await guessModality(item.file).catch(() => 'visible');
  settle(item);
  drawSoon();
}

function add(picked) {
  const room = MAX_FILES - state.items.length;
  state.error = picked.length > room ? new Error(t('upload.files.many', number(MAX_FILES))) : null;
  const items = picked.slice(0, room).map((file) => ({ id: nextId++, file, guess: null, chosen: null, modality: null, outcome: 'waiting', reason: '', share: 0 }));
  state.items = [...state.items, ...items];
  items.forEach((item) => {
    settle(item);
    const lane = item.id % guessers.length;
    item.guessing = guessers[lane].then(() => guess(item));
    guessers[lane] = item.guessing;
  });
  draw();
}

function list(gallery, actions) {
  const waiting = state.items.filter((item) => !isOver(item)).length;
  const isSending = state.sending !== null;
  const share = state.items.reduce((sum, item) => sum + (isOver(item) ? 1 : item.share), 0) / state.items.length;
  return html`
    <div class="row">
      ${isSending ? html`<progress aria-label=${t('upload.progress')} max="1" .value=${share}></progress> <span>${percent(share, 0)}</span>
        <button type="button" @click=${cancel}>${t('cancel')}</button>`
    : html`<button type="button" class="primary" ?disabled=${waiting === 0} @click=${() => start(gallery, actions)}>${t(count('refused') === waiting && waiting > 0 ? 'upload.again' : 'upload.start', number(waiting))}</button>
        <button type="button" class="quiet" @click=${clear}>${t('upload.clear')}</button>`}
      <span role="status">${summary()}</span>
    </div>
    <ul class="outcomes">${repeat(state.items, (item) => item.id, (item) => html`<li class=${item.outcome}>${row(item, isSending, actions)}</li>`)}</ul>`;
}

const count = (outcome) => state.items.filter((item) => item.outcome === outcome).length;

const summary = () => ['enrolled', 'there', 'refused'].filter((outcome) => count(outcome) > 0)
  .map((outcome) => t(`outcome.count.${outcome}`, number(count(outcome)))).join(', ');

const row = (item, isSending, actions) => html`
  ${picture(item.file, '')}
  <div><b>${item.file.name}</b> <small>${bytes(item.file.size)}</small><br>${outcome(item)}</div>
  ${item.imageId ? html`<button type="button" class="quiet" @click=${() => actions.openImageById(item.imageId)}>${t('outcome.open')}</button>`
    : html`<select aria-label=${t('upload.modality.of', item.file.name)} ?disabled=${isSending}
        @change=${(event) => chooseFor(item, event.target.value)}>
        ${item.modality === null ? html`<option value="" disabled .selected=${true}>${t('upload.guessing')}</option>` : nothing}
        ${['visible', 'infrared'].map((one) => html`<option value=${one} .selected=${one === item.modality}>${t(`modality.${one}`)}</option>`)}</select>
      <button type="button" class="quiet" ?disabled=${isSending} aria-label=${t('upload.remove', item.file.name)}
        @click=${() => { state.items = state.items.filter((one) => one !== item); draw(); }}>✕</button>`}`;

const SIGNS = { waiting: '·', sending: '↑', enrolled: '✓', there: '=', refused: '✗' };

const outcome = (item) => html`<span class="outcome"><span aria-hidden="true">${SIGNS[item.outcome]}</span> ${t(`outcome.${item.outcome}`)}
  ${item.reason ? html`<br>${item.reason}` : nothing}</span>`;

function clear() {
  Object.assign(state, { items: [], error: null });
  draw();
}

async function start(gallery, actions) {
  if (state.labels.cameraId === '') {
    state.error = new Error(t('upload.camera.needed'));
    draw();
    document.querySelector('input[name=cameraId]').focus();
    return;
  }
  const sending = new AbortController();
  Object.assign(state, { sending, error: null });
  draw();
  const error = await enrolAll(state.items, { ...state.labels, gallery }, () => draw(), sending.signal).then(() => null, (one) => one);
  if (state.sending !== sending) {
    return; // the key was forgotten meanwhile, and all of this with it
  }
  Object.assign(state, { sending: null, error });
  draw();
  actions.loadGalleries();
}
