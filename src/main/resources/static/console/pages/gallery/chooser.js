// Which gallery is looked at, how much it holds and for how long, and its end.
import { html, nothing } from '../../libraries.js';
import { del, path } from '../../api.js';
import { duration, number, t } from '../../texts.js';
import { field, notify, select } from '../../ui.js';
import { confirmByTyping } from './erase.js';

export function chooser(state, actions) {
  const { galleries, gallery } = state;
  if (galleries === null) {
    return nothing;
  }
  const names = galleries.map((one) => one.name);
  const shown = galleries.find((one) => one.name === gallery);
  return html`<div class="chooser">
    ${field(t('filters.gallery'), (id) => select(id,
      (names.includes(gallery) ? names : [gallery, ...names]).map((name) => [name, name]), gallery, actions.chooseGallery))}
    ${shown ? html`
      <p><b>${t('gallery.holds', number(shown.images), number(shown.people))}</b><br><small>${keeps(shown.timeToLive)}</small></p>
      <button type="button" class="quiet" @click=${() => erase(shown, actions)}>${t('gallery.erase')}</button>` : nothing}
  </div>`;
}

const ISO = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** @param timeToLive ISO-8601 duration of days to seconds, or null */
function keeps(timeToLive) {
  if (timeToLive === null) {
    return t('gallery.keeps.forever');
  }
  const [days, hours, minutes, seconds] = ISO.exec(timeToLive).slice(1).map((one) => Number(one ?? 0));
  const rest = hours * 3600 + minutes * 60 + seconds;
  const parts = [days > 0 ? t('gallery.days', number(days)) : '', rest > 0 ? duration(rest) : ''];
  return t('gallery.keeps', parts.filter((part) => part !== '').join(' '));
}

async function erase({ name, images, people }, actions) {
  const isSure = await confirmByTyping(t('gallery.erase.title', name), t('gallery.erase.text', name, number(images), number(people)),
    name, t('gallery.erase.action'));
  if (!isSure) {
    return;
  }
  try {
    await del(path`/galleries/${name}`);
    notify(t('gallery.erase.done', name));
    actions.chooseGallery('default');
  } catch (error) {
    actions.change({ error });
  }
}
