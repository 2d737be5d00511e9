// Makes two people one, after both were looked at.
import { html, nothing } from '../../libraries.js';
import { get, parameters, path, post, Refusal } from '../../api.js';
import { number, t } from '../../texts.js';
import { dialog, failure, field, notify, picture } from '../../ui.js';

const SHOWN = 4;

/** @returns whom the person was merged into, or null if it was not */
export async function mergeDialog({ gallery, personId }) {
  const state = { gallery, personId, into: '', own: null, other: null, error: null, again: undefined };
  let update = () => {};
  const change = (part) => { Object.assign(state, part); update(); };
  const closed = dialog(t('merge.title', personId), (close, redraw) => {
    update = redraw;
    return content(state, change, close);
  });
  const lookAtOwn = () => look(gallery, personId)
    .then((own) => change({ own, error: null }), (error) => change({ error, again: lookAtOwn }));
  lookAtOwn();
  const into = await closed;
  update = () => {};
  return into;
}

/** A person with a few pictures; without any, nobody is called so. */
async function look(gallery, personId) {
  try {
    const [person, { images }] = await Promise.all([
      get(path`/people/${personId}` + parameters({ gallery })),
      get(`/gallery${parameters({ gallery, personId, limit: SHOWN })}`)]);
    return { personId, count: person.images, images };
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) {
      return { personId, count: 0, images: [] };
    }
    throw error;
  }
}

const content = (state, change, close) => html`<div class="stack">
  ${side(state.own)}
  ${field(t('merge.into'), (id) => html`<input id=${id} autocomplete="off" spellcheck="false" autofocus
    @input=${(event) => change({ into: event.target.value.trim(), other: null, error: null })}
    @change=${() => lookAtOther(state, change)}
    @keydown=${(event) => event.key === 'Enter' && !event.isComposing && lookAtOther(state, change)}>`, t('merge.hint'))}
  <div aria-live="polite">${side(state.other)}
    ${state.other === null ? nothing : html`<p>${state.other.count === 0 ? t('merge.rename', state.personId, state.into)
      : t('merge.confirm', state.personId, state.into)}</p>`}</div>
  ${failure(state.error, state.again)}</div>
  <footer>
    <button type="button" @click=${() => close(null)}>${t('cancel')}</button>
    ${state.other === null
      ? html`<button type="button" ?disabled=${state.into === ''} @click=${() => lookAtOther(state, change)}>${t('merge.look')}</button>`
      : html`<button type="button" class="primary" @click=${() => merge(state, change, close)}>${t('merge.action')}</button>`}
  </footer>`;

const side = (person) => (person === null ? nothing : html`<figure class="side">
  <figcaption><b>${person.personId}</b> <small>${t('people.images', number(person.count))}</small></figcaption>
  <ul class="samples">${person.images.map((image) => html`<li>${picture(image.href,
    t('image.of', person.personId, image.cameraId, t(`modality.${image.modality}`)))}</li>`)}</ul></figure>`);

async function lookAtOther(state, change) {
  const { into } = state;
  if (into === '' || state.other?.personId === into) {
    return;
  }
  if (into === state.personId) {
    change({ error: new Error(t('merge.self')), again: undefined });
    return;
  }
  try {
    const other = await look(state.gallery, into);
    if (state.into === into) {
      change({ other, error: null });
    }
  } catch (error) {
    change({ error, again: () => lookAtOther(state, change) });
  }
}

async function merge(state, change, close) {
  const { gallery, personId, into } = state;
  try {
    await post(path`/people/${personId}/merge` + parameters({ gallery }), { into });
    notify(t('merge.done', personId, into));
    close(into);
  } catch (error) {
    change({ error, again: () => merge(state, change, close) });
  }
}
