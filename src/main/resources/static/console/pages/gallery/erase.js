// Asks twice before what cannot be taken back.
import { html } from '../../libraries.js';
import { t } from '../../texts.js';
import { dialog, field } from '../../ui.js';

/** @returns whether the word was typed and the action chosen */
export async function confirmByTyping(title, text, word, action) {
  let typed = '';
  const answer = await dialog(title, (close, update) => {
    const agree = () => typed === word && close(true);
    const enter = (event) => {
      if (event.key === 'Enter' && !event.isComposing) { // not the Enter that ends an input method's composition
        event.preventDefault(); // or it would press the button that gets the focus back
        agree();
      }
    };
    return html`
      <p class="exact">${text}</p>
      <div class="exact">${field(t('erase.type', word), (id) => html`<input id=${id} autocomplete="off" spellcheck="false" autofocus
        @input=${(event) => { typed = event.target.value; update(); }}
        @keydown=${enter}>`)}</div>
      <footer>
        <button type="button" @click=${() => close(null)}>${t('cancel')}</button>
        <button type="button" class="danger" ?disabled=${typed !== word} @click=${agree}>${action}</button>
      </footer>`;
  });
  return answer === true;
}
