// Where files are dropped or picked.
import { html } from '../../libraries.js';
import { t } from '../../texts.js';

/**
 * @param key texts are key.pick and key.hint
 * @param options multiple, accept, disabled
 * @param take told the files
 */
export const dropZone = (key, { multiple = false, accept, disabled = false }, take) => html`
  <div class="drop" @dragover=${over} @dragleave=${left} @drop=${(event) => drop(event, disabled, take)}>
    <label class="button pick">${t(`${key}.pick`)}
      <input class="hidden" type="file" ?multiple=${multiple} ?disabled=${disabled} accept=${accept} data-pick=${key}
        @change=${(event) => pick(event, take)}></label>
    <p><small>${t(`${key}.hint`)}</small></p>
  </div>`;

function pick(event, take) {
  take([...event.target.files]);
  event.target.value = '';
}

function over(event) {
  event.preventDefault();
  event.currentTarget.classList.add('over');
}

const left = (event) => event.currentTarget.classList.remove('over');

function drop(event, disabled, take) {
  event.preventDefault();
  left(event);
  if (!disabled) {
    take([...event.dataTransfer.files]);
  }
}
