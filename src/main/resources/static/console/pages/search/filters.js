// Where and how is searched; each change searches anew.
import { html, nothing } from '../../libraries.js';
import { number, t } from '../../texts.js';
import { field, select } from '../../ui.js';

/** On a phone, results come before filters that nobody has asked for. */
const HAS_ROOM = matchMedia('(min-width: 901px)').matches;

export const filters = (state, actions) => {
  const { options, cameras, galleries, probe } = state;
  const set = (name) => (value) => actions.changeOptions({ [name]: value });
  const knowsCamera = probe.image !== null || probe.cameraId !== '';
  return html`
    <details class="card filters" ?open=${HAS_ROOM}>
      <summary>${t('filters.title')}</summary>
      <div class="stack">
      ${field(t('filters.gallery'), (id) => select(id, galleryChoices(galleries, options.gallery), options.gallery, set('gallery')))}
      ${field(t('filters.modality'), (id) => select(id,
        ['any', 'visible', 'infrared'].map((one) => [one, t(`modality.${one}`)]), options.galleryModality, set('galleryModality')))}
      ${cameraChoice(cameras, options, actions)}
      <label class="choice"><input type="checkbox" .checked=${options.excludeSameCamera && knowsCamera} ?disabled=${!knowsCamera}
        @change=${(event) => actions.changeOptions({ excludeSameCamera: event.target.checked })}>${t('filters.sameCamera')}</label>
      ${moment('from', options, actions)} ${moment('to', options, actions)}
      ${field(t('filters.minScore'), (id) => html`<input id=${id} type="number" min="-1" max="1" step="any" .value=${options.minScore}
        @input=${(event) => read(event.target, 'minScore', actions)}>`)}
      ${field(t('filters.maxFalseAlarm'), (id) => select(id,
        [['', t('filters.maxFalseAlarm.none')], ['0.1', '10 %'], ['0.01', '1 %'], ['0.001', '0.1 %']],
        options.maxFalseAlarm, set('maxFalseAlarm')), t('filters.maxFalseAlarm.hint'))}
      <details>
        <summary>${t('filters.more')}</summary>
        <div class="stack">
          ${field(t('filters.topK'), (id) => select(id, [5, 10, 20, 50, 100].map((one) => [one, one]), options.topK,
            (value) => actions.changeOptions({ topK: Number(value) })))}
          ${field(t('filters.aggregate'), (id) => select(id,
            ['max', 'mean', 'centroid'].map((one) => [one, t(`aggregate.${one}`)]), options.aggregate,
            (aggregate) => actions.changeOptions({ aggregate, ...(aggregate === 'centroid' ? { rerank: 'none' } : {}) })))}
          ${field(t('filters.rerank'), (id) => select(id,
            ['none', ...(options.aggregate === 'centroid' ? [] : ['k-reciprocal'])].map((one) => [one, t(`rerank.${one}`)]),
            options.rerank, set('rerank')))}
        </div>
      </details>
      </div>
    </details>`;
};

/** What is searched is listed, also where nothing is enrolled. */
const galleryChoices = (galleries, chosen) => [
  ...(galleries.some((one) => one.name === chosen) ? [] : [[chosen, chosen]]),
  ...galleries.map((one) => [one.name, `${one.name} (${number(one.images)})`])];

const cameraChoice = (cameras, options, actions) => cameras.length === 0 ? nothing : html`
  <fieldset>
    <legend>${t('filters.cameras')}</legend>
    <div class="row">
      ${cameras.map((camera) => html`<label class="choice"><input type="checkbox" .checked=${options.cameras.includes(camera)}
        @change=${(event) => actions.changeOptions({
          cameras: event.target.checked ? [...options.cameras, camera] : options.cameras.filter((one) => one !== camera),
        })}>${camera}</label>`)}
    </div>
    <small>${t('filters.cameras.hint')}</small>
  </fieldset>`;

const moment = (name, options, actions) => field(t(`filters.${name}`), (id) => html`
  <input id=${id} type="datetime-local" max="9999-12-31T23:59" .value=${options[name]}
    @change=${(event) => read(event.target, name, actions)}>`);

/** What is out of bounds is shown to be wrong, and searches nothing. */
function read(input, name, actions) {
  const isValid = input.checkValidity();
  input.setAttribute('aria-invalid', String(!isValid));
  if (isValid) {
    actions.changeOptions({ [name]: input.value });
  }
}
