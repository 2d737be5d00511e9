// Enrols more: pictures with one set of labels, or an archive with a list of its own.
import { html } from '../../libraries.js';
import { t } from '../../texts.js';
import { field } from '../../ui.js';
import { archive } from './archive.js';
import { files } from './files.js';

const KINDS = ['files', 'archive'];
const chosen = { kind: 'files', gallery: null };

/** @param page the page's state: its gallery is the first choice */
export function upload(page, actions) {
  const gallery = chosen.gallery ?? page.gallery;
  const choose = (part) => { Object.assign(chosen, part); actions.update(); };
  return html`<div class="upload">
    <section class="card stack" aria-label=${t('gallery.view.upload')}>
      <fieldset>
        <legend>${t('upload.kind')}</legend>
        <div class="segments">${KINDS.map((kind) => html`<label><input type="radio" name="upload-kind" value=${kind}
          .checked=${chosen.kind === kind} @change=${() => choose({ kind })}>${t(`upload.kind.${kind}`)}</label>`)}</div>
      </fieldset>
      ${field(t('upload.gallery'), (id) => html`<input id=${id} list="known-galleries" autocomplete="off" spellcheck="false" .value=${gallery}
        @change=${(event) => choose({ gallery: event.target.value.trim() || null })}>`, t('upload.gallery.hint'))}
      <datalist id="known-galleries">${(page.galleries ?? []).map((one) => html`<option value=${one.name}></option>`)}</datalist>
      ${chosen.kind === 'files' ? files(gallery, page, actions) : archive(gallery, actions)}
    </section>
  </div>`;
}
