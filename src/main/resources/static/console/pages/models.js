// Which model answers, which others there are, and how the server is.
import { html, nothing, render } from '../libraries.js';
import { Refusal, del, get, isForbidden, path, post, text } from '../api.js';
import { poll } from '../poll.js';
import { t } from '../texts.js';
import { confirm, failure, notify, spinner } from '../ui.js';
import { health } from './models/health.js';
import { modelCards } from './models/cards.js';
import { Scrapes } from './models/scrapes.js';

const EVERY_MS = 5000;

export function open(main, { settings }) {
  const state = { models: null, stats: null, health: null, scrapes: new Scrapes(), error: null, lost: null, settings };
  const left = new AbortController();
  const { signal } = left;

  const update = () => signal.aborted || render(html`
    <h1>${t('models.title')}</h1>
    ${failure(state.error ?? state.lost)}
    ${state.models === null ? state.lost === null ? spinner() : nothing : html`
      <div class="stack">
        ${health(state)}
        ${modelCards(state.models, actions)}
      </div>`}`, main);

  async function look() {
    try {
      const [models, stats, condition, metrics] = await Promise.all([
        get('/models', signal), permitted(get('/gallery/stats', signal)), unwell(signal), text('/actuator/prometheus', signal)]);
      state.scrapes.add(metrics);
      Object.assign(state, { models, stats, health: condition, lost: null });
    } catch (error) {
      state.lost = error;
    }
    update();
  }

  async function act(work, done) {
    state.error = null;
    try {
      await work();
      notify(done);
    } catch (error) {
      state.error = error;
      update();
      return;
    }
    await look();
  }

  const actions = {
    activate: (modelId) => act(() => post(path`/models/${modelId}/activate`), t('models.activating', modelId)),
    remove: async (modelId) => {
      if (await confirm(t('models.delete.title', modelId), t('models.delete.text'), t('models.delete'), { dangerous: true })) {
        await act(() => del(path`/models/${modelId}`), t('models.deleted', modelId));
      }
    },
  };

  update();
  poll(look, EVERY_MS, signal);
  return () => left.abort();
}

/** What the key may not see is not shown. */
const permitted = (reply) => reply.catch((error) => {
  if (isForbidden(error)) {
    return null;
  }
  throw error;
});

/** A server that is not well answers 503, and tells why. */
const unwell = (signal) => get('/actuator/health', signal).catch((error) => {
  if (error instanceof Refusal && error.status === 503) {
    return error.problem;
  }
  throw error;
});
