// Which images are listed.
import { html, nothing } from '../../libraries.js';
import { t } from '../../texts.js';
import { field, select } from '../../ui.js';

export const NO_FILTERS = { personId: '', identified: '', cameraId: '', modality: '', from: '', to: '' };

/** The filters as GET /gallery takes them. */
export function queryOf(filters) {
  const instant = (local) => (local === '' ? '' : new Date(local).toISOString());
  return {
    ...filters,
    identified: filters.personId === '' ? filters.identified : '',
    from: instant(filters.from),
    to: instant(filters.to),
  };
}

/** On a phone they would take the whole window. */
const isWide = () => matchMedia('(min-width: 700px)').matches;

const isFiltering = (filters) => Object.values(filters).some((value) => value !== '');

export function filters({ filters: chosen, cameras }, actions) {
  const set = (name) => (value) => actions.changeFilters({ [name]: value });
  return html`<details class="card filters" ?open=${isFiltering(chosen) || isWide()}>
    <summary>${t('filters.title')}</summary>
    <div class="grid">
      ${field(t('filters.person'), (id) => html`<input id=${id} autocomplete="off" spellcheck="false" .value=${chosen.personId}
        @change=${(event) => set('personId')(event.target.value.trim())}>`)}
      ${field(t('filters.identified'), (id) => select(id,
        ['', 'true', 'false'].map((one) => [one, t(`identified.${one || 'any'}`)]), chosen.personId === '' ? chosen.identified : '', set('identified')))}
      ${field(t('camera'), (id) => select(id, [['', t('camera.any')], ...cameras.map((one) => [one, one])], chosen.cameraId, set('cameraId')))}
      ${field(t('filters.modality'), (id) => select(id,
        ['', 'visible', 'infrared'].map((one) => [one, t(`modality.${one || 'any'}`)]), chosen.modality, set('modality')))}
      ${['from', 'to'].map((name) => field(t(`filters.${name}`), (id) => html`<input id=${id} type="datetime-local" max="9999-12-31T23:59" .value=${chosen[name]}
        @change=${(event) => set(name)(event.target.value)}>`))}
    </div>
    ${isFiltering(chosen) ? html`<button type="button" class="quiet" @click=${() => actions.changeFilters(NO_FILTERS)}>${t('filters.clear')}</button>` : nothing}
  </details>`;
}
