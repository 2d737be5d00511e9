// Parts that several pages show.
import { html, nothing, ref, render } from './libraries.js';
import { Refusal } from './api.js';
import { raiseNotices } from './notices.js';
import { hasText, number, t } from './texts.js';
import './picture.js';

export { notify } from './notices.js';

/** Shown whole, never cropped: what an investigator cannot see, it cannot judge. */
export const picture = (source, label) => html`<vesper-picture .source=${source} .label=${label}></vesper-picture>`;

export const modalityBadge = (modality) =>
  html`<span class="badge ${modality}">${modality === 'visible' ? '☀' : '☾'} ${t(`modality.${modality}`)}</span>`;

export const cameraBadge = (camera) => html`<span class="badge" title=${t('camera.of', camera)}><span aria-hidden="true">◉</span> <span class="cut">${camera}</span></span>`;

export const statusBadge = (status) => html`<span class="badge status ${status.toLowerCase()}">${t(`status.${status}`)}</span>`;

/** @param score cosine, -1 to 1; what is below 0 has no bar */
export const scoreBar = (score, label) => html`
  <span class="score">
    <meter min="0" max="1" .value=${Math.max(0, score)} aria-label=${label}></meter>
    <output>${number(score, 3)}</output>
  </span>`;

export const spinner = (label = t('loading')) => html`<p class="loading" role="status"><span class="spinner"></span>${label}</p>`;

export const empty = (title, text, more = nothing) => html`
  <section class="empty"><h2>${title}</h2><p>${text}</p>${more}</section>`;

const reopen = () => window.dispatchEvent(new Event('reopen'));

/**
 * What went wrong, in the server's words; and calmly, what a key is not good for.
 * @param again does once more what failed, where the server was not reached; else the page is opened anew
 */
export function failure(error, again = reopen) {
  if (!error) {
    return nothing;
  }
  if (isOfKey(error)) {
    return keyNeeded(error);
  }
  const fields = error instanceof Refusal ? error.errors : [];
  return html`<div class="failure" role="alert"><p>${words(error)}</p>
    ${isLost(error) ? html`<button type="button" @click=${() => again()}>${t('error.again')}</button>` : nothing}
    ${fields.length === 0 ? nothing : html`<ul>${fields.map((one) => html`<li><b>${one.field}</b>: ${one.message}</li>`)}</ul>`}</div>`;
}

const isOfKey = (error) => error instanceof Refusal && (error.status === 401 || error.status === 403);

/** Nothing is broken: somebody is not to see this, or has another key for it. */
const keyNeeded = ({ status, problem }) => html`<div class="failure calm" role="status">
  <p>${status === 401 ? t('error.key') : hasText(`error.scope.${problem.scope}`) ? t(`error.scope.${problem.scope}`) : problem.detail}</p>
  <button type="button" @click=${() => window.dispatchEvent(new Event('anotherkey'))}>${t(status === 401 ? 'key.enter' : 'error.anotherKey')}</button></div>`;

const isLost = (error) => error instanceof TypeError;

/** What went wrong, in one sentence. */
export const words = (error) => (isLost(error) ? t('error.connection') : error.message);

/** Says a hint with the control that it is about; the control is in the page by then. */
const describe = (id) => ref((hint) => hint && queueMicrotask(() =>
  document.getElementById(id)?.setAttribute('aria-describedby', hint.id)));

/**
 * A labelled field.
 * @param control a function of its id
 * @param hint says more; optional
 */
let fields = 0;
export function field(label, control, hint) {
  const id = `f${++fields}`;
  return html`<div class="field"><label for=${id}>${label}</label>${control(id)}
    ${hint ? html`<small id="${id}-hint" ${describe(id)}>${hint}</small>` : nothing}</div>`;
}

export const select = (id, options, value, onChange) => html`
  <select id=${id} @change=${(event) => onChange(event.target.value)}>
    ${options.map(([key, label]) => html`<option value=${key} ?selected=${key === value}>${label}</option>`)}
  </select>`;

let dialogs = 0;
/**
 * A modal dialog. Escape and the cancel button close it; the focus returns to where it was.
 * @param lasting whether it stays when another page is shown
 * @param content a function of close(result), giving the dialog's inside
 * @returns resolves to the result, or to null if it was cancelled
 */
export function dialog(title, content, { wide = false, lasting = false } = {}) {
  return new Promise((resolve) => {
    const element = document.createElement('dialog');
    const id = `dialog-title-${++dialogs}`;
    element.className = wide ? 'wide' : '';
    element.toggleAttribute('data-lasting', lasting);
    let result = null;
    const close = (value) => {
      result = value;
      element.close();
    };
    element.addEventListener('close', () => {
      raiseNotices();
      element.remove();
      resolve(result);
    });
    document.body.append(element);
    const update = () => render(html`
      <form method="dialog" @submit=${(event) => event.preventDefault()}>
        <header><h2 id=${id}>${title}</h2>
          <button type="button" class="quiet" aria-label=${t('close')} @click=${() => close(null)}>✕</button></header>
        ${content(close, update)}
      </form>`, element);
    element.setAttribute('aria-labelledby', id);
    update();
    element.showModal();
    raiseNotices();
  });
}

/** Closes the dialogs of a page that is left, as if they were cancelled. */
export function closeDialogs() {
  document.querySelectorAll('dialog[open]:not([data-lasting])').forEach((element) => element.close());
}

/** Asks before something that cannot be undone; resolves to whether it is wanted. */
export async function confirm(title, text, action, { dangerous = false } = {}) {
  const answer = await dialog(title, (close) => html`
    <p>${text}</p>
    <footer>
      <button type="button" autofocus @click=${() => close(null)}>${t('cancel')}</button>
      <button type="button" class=${dangerous ? 'danger' : 'primary'} @click=${() => close(true)}>${action}</button>
    </footer>`);
  return answer === true;
}

/** Asks for one line of text; resolves to it, without the blanks around, or to null. */
export async function ask(title, label, action, { value = '', hint = '', type = 'text', lasting = false } = {}) {
  let given = value;
  return dialog(title, (close) => {
    const take = () => given.trim() !== '' && close(given.trim());
    const enter = (event) => {
      if (event.key === 'Enter' && !event.isComposing) {
        event.preventDefault(); // or it would press the button that gets the focus back
        take();
      }
    };
    return html`
    ${field(label, (id) => html`<input id=${id} type=${type} autocomplete="off" spellcheck="false" autofocus .value=${value}
      @input=${(event) => { given = event.target.value; }}
      @keydown=${enter}>`, hint)}
    <footer>
      <button type="button" @click=${() => close(null)}>${t('cancel')}</button>
      <button type="button" class="primary" @click=${take}>${action}</button>
    </footer>`;
  }, { lasting });
}
