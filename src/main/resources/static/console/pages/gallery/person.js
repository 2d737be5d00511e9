// One person: all pictures, merging with another, and erasing.
import { html, nothing } from '../../libraries.js';
import { del, get, parameters, path } from '../../api.js';
import { number, t, time } from '../../texts.js';
import { cameraBadge, dialog, failure, modalityBadge, notify, spinner } from '../../ui.js';
import { confirmByTyping } from './erase.js';
import { imageDialog } from './image.js';
import { tiles } from './images.js';
import { mergeDialog } from './merge.js';
import { beginning, pager, Pages } from './pages.js';

/** @returns whether something was changed; and the person that is to be looked at next, gallery and personId, or null */
export async function personDialog(whose, { cameras }) {
  const state = { ...whose, person: null, error: null, again: undefined, changed: false };
  let actions = null;
  const change = (part) => { Object.assign(state, part); actions?.update(); };
  const pages = new Pages((cursor, signal) =>
    get(`/gallery${parameters({ gallery: state.gallery, personId: state.personId, limit: 24, cursor })}`, signal), () => actions?.update());
  const isShown = ({ gallery, personId }) => gallery === state.gallery && personId === state.personId;
  const load = async () => {
    try {
      change({ person: await get(path`/people/${state.personId}` + parameters({ gallery: state.gallery })) });
    } catch (error) {
      change({ error, again: () => { change({ error: null }); load(); } });
    }
  };
  const closed = dialog(t('person.titleIn', state.personId, state.gallery), (close, update) => {
    actions = { close, update, change, openImage: async (image) => {
      const { changed, person } = await imageDialog(image, { cameras });
      state.changed ||= changed;
      if (person !== null && !isShown(person)) {
        close(person);
      } else if (changed) {
        change({ error: null });
        load();
        pages.reload();
      }
    } };
    return content(state, pages, actions);
  }, { wide: true });
  load();
  pages.show(beginning());
  const wanted = await closed;
  actions = null;
  pages.close();
  return { changed: state.changed, person: wanted };
}

const content = (state, pages, actions) => html`<section class="stack one-person">
  ${failure(state.error, state.again)} ${failure(pages.error, () => pages.again())}
  ${state.person === null ? (state.error ? nothing : spinner()) : facts(state.person)}
  ${pages.shown === null ? nothing : html`<div>${tiles(pages.shown.images, actions.openImage)}
    ${pager(pages, (nav) => nav.closest('section').querySelector('.tile')?.focus())}</div>`}
  </section>
  <footer>
    <button type="button" class="erases left" ?disabled=${state.person === null} @click=${() => erase(state, actions)}>${t('person.erase')}</button>
    <button type="button" ?disabled=${state.person === null} @click=${() => merge(state, actions)}>${t('results.merge')}</button>
  </footer>`;

const facts = (person) => html`
  <div class="scroll counts"><table>
    <caption class="hidden">${t('person.counts')}</caption>
    <thead><tr><th>${t('camera')}</th><th>${t('probe.modality')}</th><th class="number">${t('person.images')}</th></tr></thead>
    <tbody>${person.counts.map((one) => html`<tr><td>${cameraBadge(one.cameraId)}</td><td>${modalityBadge(one.modality)}</td>
      <td class="number">${number(one.images)}</td></tr>`)}</tbody>
  </table></div>
  ${person.firstCapturedAt ? html`<p><small>${t('person.seen', time(person.firstCapturedAt), time(person.lastCapturedAt))}</small></p>` : nothing}`;

async function merge(state, actions) {
  if (await mergeDialog(state) !== null) {
    state.changed = true;
    actions.close(null);
  }
}

async function erase(state, actions) {
  const { gallery, personId, person } = state;
  const isSure = await confirmByTyping(t('person.erase.title', personId), t('person.erase.text', personId, number(person.images), gallery),
    personId, t('person.erase.action'));
  if (isSure) {
    await remove(state, actions);
  }
}

async function remove(state, actions) {
  const { gallery, personId } = state;
  try {
    await del(path`/people/${personId}` + parameters({ gallery }));
    state.changed = true;
    notify(t('person.erase.done', personId));
    actions.close(null);
  } catch (error) {
    actions.change({ error, again: () => remove(state, actions) });
  }
}
