import { html, render } from '../libraries.js';
import { t } from '../texts.js';

export function open(main) {
  render(html`<h1>${t('nav.models')}</h1>`, main);
}
