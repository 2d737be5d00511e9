// A page of images.
import { html, repeat } from '../../libraries.js';
import { t, time } from '../../texts.js';
import { cameraBadge, empty, modalityBadge, picture } from '../../ui.js';
import { pager } from './pages.js';

export function images(pages, actions) {
  const { images: listed } = pages.shown;
  if (listed.length === 0) {
    return empty(t('images.none.title'), t('images.none.text'));
  }
  return html`<section aria-label=${t('gallery.view.images')} aria-busy=${pages.busy}>
    ${tiles(listed, actions.openImage)}
    ${pager(pages, (nav) => nav.closest('section').querySelector('.tile')?.focus())}
  </section>`;
}

export const tiles = (listed, openImage) => html`<ul class="tiles">
  ${repeat(listed, (image) => image.imageId, (image) => html`<li>${tile(image, openImage)}</li>`)}</ul>`;

const tile = (image, openImage) => html`
  <button type="button" class="shot tile" data-image=${image.imageId} @click=${() => openImage(image)}>
    ${picture(image.href, '')}
    <b class=${image.personId === null ? 'unknown' : ''}>${image.personId ?? t('person.unknown')}</b>
    <span class="row">${modalityBadge(image.modality)} ${cameraBadge(image.cameraId)}</span>
    ${image.capturedAt ? html`<small>${time(image.capturedAt)}</small>` : ''}
  </button>`;
