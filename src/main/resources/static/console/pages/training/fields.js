// Fields that say what is wrong with them.
import { html, nothing } from '../../libraries.js';
import { Refusal } from '../../api.js';

/**
 * A field with its explanation and, if it was refused, why.
 * @param field id, label, hint, value, kind (text, number, checkbox or select), choices, error, onChange and, optional, more (beneath)
 */
export function input({ id, label, hint, value, kind = 'text', choices = [], error, onChange, more = nothing, placeholder = '' }) {
  const told = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].join(' ').trim();
  const control = {
    text: () => html`<input id=${id} type="text" autocomplete="off" spellcheck="false" placeholder=${placeholder} .value=${String(value)}
      aria-describedby=${told} aria-invalid=${Boolean(error)} @change=${(event) => onChange(event.target.value.trim())}>`,
    number: () => html`<input id=${id} type="number" step="any" placeholder=${placeholder} .value=${String(value)}
      aria-describedby=${told} aria-invalid=${Boolean(error)} @change=${(event) => onChange(event.target.value)}>`,
    checkbox: () => html`<input id=${id} type="checkbox" .checked=${value} aria-describedby=${told} aria-invalid=${Boolean(error)}
      @change=${(event) => onChange(event.target.checked)}>`,
    select: () => html`<select id=${id} aria-describedby=${told} aria-invalid=${Boolean(error)} @change=${(event) => onChange(event.target.value)}>
      ${choices.map(([key, name]) => html`<option value=${key} ?selected=${key === value}>${name}</option>`)}</select>`,
  }[kind]();
  return html`<div class="field ${error ? 'wrong' : ''} ${kind}"><label for=${id}>${label}</label>${control}
    ${hint ? html`<small id="${id}-hint">${hint}</small>` : nothing}
    ${error ? html`<p class="refusal" id="${id}-error">${error}</p>` : nothing}${more}</div>`;
}

/** What a refusal says of each field. */
export function errorsOf(error) {
  return new Map(error instanceof Refusal ? error.errors.map(({ field, message }) => [field, message]) : []);
}

/** Says at the first field whose text is no number that it must be one; true if there is such a field. */
export function refusesNumber(main) {
  const wrong = [...main.querySelectorAll('input[type=number]')].find((one) => one.validity.badInput);
  wrong?.closest('details')?.setAttribute('open', '');
  wrong?.reportValidity();
  return wrong !== undefined;
}

/** Puts the focus on what was refused first. */
export function focusRefused(main) {
  requestAnimationFrame(() => main.querySelector('.wrong input, .wrong select')?.focus());
}
