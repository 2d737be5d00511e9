// One enrolled image: what is known of it, what can be corrected, and its end.
import { html, nothing } from '../../libraries.js';
import { del, get, parameters, patch, path } from '../../api.js';
import { t, time } from '../../texts.js';
import { cameraBadge, confirm, dialog, failure, modalityBadge, notify, picture } from '../../ui.js';
import { draftOf, labelFields, patchOf } from './labels.js';

/**
 * @param cameras ids to choose from
 * @returns whether something was changed; and the person that is to be looked at next, gallery and personId, or null
 */
export async function imageDialog(image, { cameras }) {
  const state = { image, cameras, draft: null, error: null, again: undefined, busy: false, changed: false, isOpen: true };
  const wanted = await dialog(t('image.title'), (close, update) => {
    const actions = { close, update, change: (part) => { Object.assign(state, part); update(); } };
    return html`<div class="one-image">
      <div>${picture(state.image.href, t('image.of', name(state.image), state.image.cameraId, t(`modality.${state.image.modality}`)))}</div>
      <div class="stack">
        ${state.draft === null ? facts(state.image) : labelFields(state.draft, cameras, update)}
        ${failure(state.error, state.again)} ${twin(state.error)}
      </div>
    </div>
    <footer>${state.draft === null ? choices(state, actions) : editing(state, actions)}</footer>`;
  }, { wide: true });
  state.isOpen = false;
  return { changed: state.changed, person: wanted };
}

const personOf = ({ gallery, personId }) => ({ gallery, personId });

const name = (image) => image.personId ?? t('person.unknown');

const facts = (image) => html`
  <p class="row"><b class="name">${name(image)}</b> ${modalityBadge(image.modality)} ${cameraBadge(image.cameraId)}</p>
  <dl class="facts">
    ${fact('image.captured', time(image.capturedAt))}
    ${fact('filters.gallery', image.gallery)}
    ${Object.entries(image.attributes).map(([key, value]) => html`<dt>${key}</dt><dd>${value}</dd>`)}
    ${fact('image.enrolled', time(image.createdAt))}
    ${fact('image.model', image.modelId ?? t('image.model.none'))}
    ${fact('image.id', html`<code>${image.imageId}</code>`)}
  </dl>`;

const fact = (key, value) => html`<dt>${t(key)}</dt><dd>${value}</dd>`;

/** The image that a corrected one would be the same as. */
const twin = (error) => (error?.problem?.imageId
  ? html`<p><a href="#/gallery?imageId=${error.problem.imageId}">${t('image.twin')}</a></p>` : nothing);

const choices = (state, actions) => html`
  <button type="button" class="erases left" ?disabled=${state.busy} @click=${() => erase(state, actions)}>${t('image.erase')}</button>
  ${state.image.personId === null ? nothing : html`<button type="button" @click=${() => actions.close(personOf(state.image))}>
    ${t('image.person', state.image.personId)}</button>`}
  <button type="button" class="edit" @click=${() => edit(state, actions)}>${t('image.edit')}</button>
  <a class="button" href="#/search?imageId=${state.image.imageId}" @click=${() => actions.close(null)}>${t('image.search')}</a>`;

const editing = (state, actions) => html`
  <button type="button" @click=${() => look(actions, {})}>${t('cancel')}</button>
  <button type="button" class="primary" ?disabled=${state.busy} @click=${() => save(state, actions)}>${t('image.save')}</button>`;

/** The focus goes along: what had it is gone. */
function edit(state, actions) {
  actions.change({ draft: draftOf(state.image), error: null });
  document.querySelector('.one-image input').focus();
}

function look(actions, part) {
  actions.change({ ...part, draft: null, error: null });
  document.querySelector('dialog .edit')?.focus();
}

async function save(state, actions) {
  actions.change({ busy: true, error: null });
  try {
    const image = await patch(path`/gallery/${state.image.imageId}`, patchOf(state.image, state.draft));
    look(actions, { image, changed: true, busy: false });
    notify(t('image.saved'));
  } catch (error) {
    actions.change({ error, again: () => save(state, actions), busy: false });
  }
}

async function erase(state, actions) {
  actions.change({ error: null });
  try {
    const text = `${t('image.erase.text')} ${await others(state.image)}`;
    if (state.isOpen && await confirm(t('image.erase.title'), text, t('image.erase.action'), { dangerous: true })) {
      await remove(state, actions);
    }
  } catch (error) {
    actions.change({ error, again: () => erase(state, actions) });
  }
}

async function remove(state, actions) {
  try {
    await del(path`/gallery/${state.image.imageId}`);
    state.changed = true;
    notify(t('image.erase.done'));
    actions.close(null);
  } catch (error) {
    actions.change({ error, again: () => remove(state, actions) });
  }
}

/** What is left of the person then. */
async function others({ gallery, personId }) {
  if (personId === null) {
    return '';
  }
  const { images } = await get(path`/people/${personId}` + parameters({ gallery }));
  return images === 1 ? t('image.erase.last', personId) : t('image.erase.others', personId, images - 1);
}
