// Pages of a list that is read with cursors: one page is held, and the cursors of those before it.
import { html, nothing } from '../../libraries.js';
import { number, t } from '../../texts.js';

/** The first page: no page before it, and no cursor. */
export const beginning = () => ({ cursors: [], cursor: null });

const before = ({ cursors }) => ({ cursors: cursors.slice(0, -1), cursor: cursors.at(-1) });

/** Whether a page lists nothing, and no other follows it. */
const isEmpty = (page) => page.nextCursor === null && Object.values(page).filter(Array.isArray).every((list) => list.length === 0);

export class Pages {
  /** The page that is shown, as the server answered it; null before the first. */
  shown = null;
  error = null;
  busy = false;
  #read;
  #changed;
  #place = beginning();
  #wanted = beginning();
  #asked = new AbortController();

  /**
   * @param read asks for the page at a cursor; resolves to an object with nextCursor
   * @param changed called when something is to be drawn anew
   */
  constructor(read, changed) {
    this.#read = read;
    this.#changed = changed;
  }

  /** How many pages lie before this. */
  get index() {
    return this.#place.cursors.length;
  }

  async show(place) {
    this.#asked.abort();
    const asked = new AbortController();
    this.#asked = asked;
    this.#wanted = place;
    Object.assign(this, { busy: true, error: null });
    this.#changed();
    try {
      const shown = await this.#read(place.cursor, asked.signal);
      if (place.cursors.length > 0 && isEmpty(shown)) {
        await this.show(before(place)); // what this page held is gone
        return;
      }
      this.#place = place;
      Object.assign(this, { shown, busy: false });
    } catch (error) {
      if (asked.signal.aborted) {
        return;
      }
      Object.assign(this, { shown: null, error, busy: false });
    }
    this.#changed();
  }

  /** The same page, as it is now. */
  reload() {
    return this.show(this.#place);
  }

  /** The page that could not be read. */
  again() {
    return this.show(this.#wanted);
  }

  next() {
    return this.show({ cursors: [...this.#place.cursors, this.#place.cursor], cursor: this.shown.nextCursor });
  }

  previous() {
    return this.show(before(this.#place));
  }

  /** Something else is listed from now on. */
  clear() {
    this.shown = null;
  }

  close() {
    this.#asked.abort();
    this.busy = false;
  }
}

/** @param turned called after another page is shown; optional */
export function pager(pages, turned = () => {}) {
  if (pages.index === 0 && pages.shown.nextCursor === null) {
    return nothing;
  }
  const turn = async (event, work) => {
    const pager = event.currentTarget.closest('nav');
    await work();
    turned(pager);
  };
  return html`<nav class="pager" aria-label=${t('pager.label')}>
    <button type="button" ?disabled=${pages.index === 0 || pages.busy} @click=${(event) => turn(event, () => pages.previous())}>‹ ${t('pager.previous')}</button>
    <span role="status">${t('pager.page', number(pages.index + 1))}</span>
    <button type="button" ?disabled=${pages.shown.nextCursor === null || pages.busy} @click=${(event) => turn(event, () => pages.next())}>${t('pager.next')} ›</button>
  </nav>`;
}
