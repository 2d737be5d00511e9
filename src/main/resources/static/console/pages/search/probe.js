// The pictures that are searched by.
import { html, nothing } from '../../libraries.js';
import { t } from '../../texts.js';
import { cameraBadge, field, modalityBadge, picture } from '../../ui.js';

export const probePanel = (state, actions) => html`
  <section class="card stack probe" aria-label=${t('probe.title')}>
    <div class="drop" @dragover=${over} @dragleave=${left} @drop=${(event) => drop(event, actions)}>
      ${shown(state.probe, actions)}
      <label class="button pick">${t('probe.pick')}
        <input id="pick" class="hidden" type="file" multiple accept="image/jpeg,image/png,image/bmp"
          @change=${(event) => pick(event, actions)}></label>
      ${state.probe.files.length > 0 || state.probe.image ? nothing : html`<p><small>${t('probe.hint')}</small></p>`}
    </div>
    ${state.probe.files.length > 0 ? about(state, actions) : nothing}
    ${state.probe.files.length > 0 || state.probe.image
      ? html`<button type="button" class="quiet" @click=${actions.clear}>${t('probe.clear')}</button>` : nothing}
  </section>`;

function shown(probe, actions) {
  if (probe.image) {
    const { image } = probe;
    return html`<div class="probes"><figure>${picture(image.href, t('probe.enrolled', image.personId ?? t('person.unknown')))}</figure></div>
      <p class="row">${modalityBadge(image.modality)} ${cameraBadge(image.cameraId)} <b>${image.personId ?? t('person.unknown')}</b></p>`;
  }
  return probe.files.length === 0 ? nothing : html`<div class="probes">
    ${probe.files.map((file, i) => html`<figure>${picture(file, t('probe.picture', i + 1))}
      <button type="button" aria-label=${t('probe.remove', i + 1)}
        @click=${() => actions.changeProbe({ files: probe.files.filter((_, j) => j !== i) })}>✕</button></figure>`)}
  </div>`;
}

const about = ({ probe, cameras }, actions) => html`
  <fieldset>
    <legend>${t('probe.modality')}</legend>
    <div class="segments">
      ${['visible', 'infrared'].map((modality) => html`<label>
        <input type="radio" name="modality" value=${modality} .checked=${probe.modality === modality}
          @change=${() => actions.changeProbe({ modality, guessed: false })}>${t(`modality.${modality}`)}</label>`)}
    </div>
    ${probe.guessed ? html`<br><small>${t('probe.guessed')}</small>` : nothing}
  </fieldset>
  ${field(t('probe.camera'), (id) => html`<input id=${id} list="cameras" autocomplete="off" .value=${probe.cameraId}
    @change=${(event) => actions.changeProbe({ cameraId: event.target.value.trim() })}>`, t('probe.camera.hint'))}
  <datalist id="cameras">${cameras.map((camera) => html`<option value=${camera}></option>`)}</datalist>`;

function pick(event, actions) {
  actions.addFiles([...event.target.files]);
  event.target.value = '';
}

function over(event) {
  event.preventDefault();
  event.currentTarget.classList.add('over');
}

const left = (event) => event.currentTarget.classList.remove('over');

function drop(event, actions) {
  event.preventDefault();
  left(event);
  event.stopPropagation();
  actions.addFiles([...event.dataTransfer.files].filter((file) => file.type.startsWith('image/')));
}
