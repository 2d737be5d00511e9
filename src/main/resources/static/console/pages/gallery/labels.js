// The labels of an image as a form, and as a merge patch (RFC 7396) of what was changed in it.
import { html } from '../../libraries.js';
import { Refusal } from '../../api.js';
import { t } from '../../texts.js';
import { field } from '../../ui.js';
import { toInstant, toLocal } from './times.js';

export const draftOf = (image) => ({
  personId: image.personId ?? '',
  cameraId: image.cameraId,
  capturedAt: toLocal(image.capturedAt),
  attributes: Object.entries(image.attributes).map(([key, value]) => ({ key, value })),
});

export function patchOf(image, draft) {
  const before = draftOf(image);
  const changes = {};
  if (draft.personId !== before.personId) {
    changes.personId = draft.personId || null;
  }
  if (draft.cameraId !== before.cameraId) {
    changes.cameraId = draft.cameraId;
  }
  if (draft.capturedAt !== before.capturedAt) {
    changes.capturedAt = toInstant(draft.capturedAt);
  }
  const attributes = attributesPatch(image.attributes, draft.attributes);
  return Object.keys(attributes).length === 0 ? changes : { ...changes, attributes };
}

function attributesPatch(before, rows) {
  if (rows.some(({ key, value }) => key === '' && value !== '')) {
    throw new Refusal(0, { detail: t('labels.nameless') });
  }
  const after = Object.fromEntries(rows.filter(({ key }) => key !== '').map(({ key, value }) => [key, value]));
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key)).map((key) => [key, null]);
  return Object.fromEntries([...gone, ...Object.entries(after).filter(([key, value]) => before[key] !== value)]);
}

export const labelFields = (draft, cameras, update) => html`
  ${field(t('person.id'), (id) => html`<input id=${id} autocomplete="off" spellcheck="false" .value=${draft.personId}
    @input=${(event) => { draft.personId = event.target.value.trim(); }}>`, t('labels.person.hint'))}
  ${field(t('camera'), (id) => html`<input id=${id} list="known-cameras" autocomplete="off" .value=${draft.cameraId}
    @input=${(event) => { draft.cameraId = event.target.value.trim(); }}>`)}
  <datalist id="known-cameras">${cameras.map((camera) => html`<option value=${camera}></option>`)}</datalist>
  ${field(t('image.captured'), (id) => html`<input id=${id} type="datetime-local" step="1" max="9999-12-31T23:59:59" .value=${draft.capturedAt}
    @input=${(event) => { draft.capturedAt = event.target.value; }}>`, t('labels.captured.hint'))}
  ${attributeFields(draft, update)}
  <p><small>${t('labels.fixed')}</small></p>`;

function attributeFields(draft, update) {
  const set = (i, part) => { draft.attributes[i] = { ...draft.attributes[i], ...part }; };
  const become = (attributes) => { draft.attributes = attributes; update(); };
  return html`<fieldset class="attributes">
    <legend>${t('labels.attributes')}</legend>
    ${draft.attributes.map(({ key, value }, i) => html`<div class="attribute">
      <input aria-label=${t('labels.attribute', i + 1)} placeholder=${t('labels.attribute.example')} .value=${key}
        @input=${(event) => set(i, { key: event.target.value.trim() })}>
      <input aria-label=${t('labels.value', i + 1)} .value=${value} @input=${(event) => set(i, { value: event.target.value })}>
      <button type="button" aria-label=${t('labels.remove', i + 1)}
        @click=${() => become(draft.attributes.filter((_, j) => j !== i))}>✕</button>
    </div>`)}
    <button type="button" class="quiet" @click=${() => become([...draft.attributes, { key: '', value: '' }])}>${t('labels.add')}</button>
  </fieldset>`;
}
