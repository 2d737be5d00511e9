// The way of a trained model into service: the galleries are embedded with it, then it answers.
import { html, nothing } from '../../libraries.js';
import { get } from '../../api.js';
import { number, t } from '../../texts.js';
import { statusBadge } from '../../ui.js';
import { poll } from '../../poll.js';

const PAUSE_MS = 700;

/** Tells of the models until none is being activated. */
export async function watchActivation(tell, signal) {
  await poll(async () => {
    const models = await get('/models', signal);
    tell(models);
    return models.activation?.state === 'RUNNING';
  }, PAUSE_MS, signal);
}

export function activationPanel(modelId, models, actions) {
  const activation = models?.activation?.modelId === modelId ? models.activation : null;
  const isActive = models?.activeModelId === modelId;
  const isRunning = activation?.state === 'RUNNING';
  return html`<section class="card" data-model=${modelId}>
    <header><h2>${t('training.model.title', modelId)}</h2>
      ${isActive || isRunning || models === null ? nothing : html`<button type="button" class="primary"
        @click=${() => actions.activate(modelId)}>${t('training.model.activate')}</button>`}</header>
    ${activation === null ? nothing : html`
      <div class="progress">${statusBadge(activation.state)}
        <progress max=${Math.max(1, activation.total)} .value=${isRunning ? activation.done : Math.max(1, activation.total)}
          aria-label=${t('training.model.embedding')}></progress>
        <small>${t('training.model.embedded', number(activation.done), number(activation.total))}</small></div>
      ${activation.error === null ? nothing : html`<div class="failure" role="alert"><p>${activation.error}</p></div>`}
      ${activation.unreadable.length === 0 ? nothing : html`<p>${t('training.model.unreadable', number(activation.unreadable.length))}</p>`}`}
    <p role="status">${isActive ? t('training.model.active') : isRunning ? t('training.model.activating') : t('training.model.inactive', models?.activeModelId ?? '–')}</p>
  </section>`;
}
