// What is seen before anything is searched.
import { html, nothing } from '../../libraries.js';
import { t } from '../../texts.js';
import { empty } from '../../ui.js';

export const emptyGallery = () => empty(t('empty.gallery.title'), t('empty.gallery.text'), html`
  <a class="button" href="#/gallery">${t('empty.gallery.action')}</a>`);

const SUGGESTIONS = [
  { name: 'night', picture: '/console/probes/night.jpg', modality: 'infrared', cameraId: 'cam3', options: { gallery: 'default' } },
  { name: 'day', picture: '/console/probes/day.jpg', modality: 'visible', cameraId: 'cam1', options: { gallery: 'night' } },
  { name: 'stranger', picture: '/console/probes/stranger.jpg', modality: 'infrared', cameraId: 'cam6',
    options: { gallery: 'default', maxFalseAlarm: '0.01' } },
];

/** @param isDemo whether there are galleries to try it with */
export const welcome = (isDemo, actions) => empty(t('search.welcome.title'), t('search.welcome.text'), isDemo ? html`
  <div class="suggestions">
    ${SUGGESTIONS.map((one) => html`
      <button type="button" data-probe=${one.name} @click=${() => actions.trySuggestion(one)}>
        <img src=${one.picture} alt="" width="44" height="88" loading="lazy">
        <span><b>${t(`suggestion.${one.name}.title`)}</b><br><small>${t(`suggestion.${one.name}.text`)}</small></span>
      </button>`)}
  </div>` : nothing);
