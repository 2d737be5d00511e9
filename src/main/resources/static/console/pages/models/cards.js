// A card for each published model.
import { html, nothing } from '../../libraries.js';
import { numbers, path } from '../../api.js';
import { number, percent, t, time } from '../../texts.js';
import { dialog, empty, failure, spinner } from '../../ui.js';
import { shown, whole } from '../training/report.js';

export const modelCards = ({ models, activation }, actions) => html`
  <section class="stack" aria-label=${t('models.list')}>
    <h2>${t('models.list')}</h2>
    ${activation && activation.state === 'RUNNING' ? progress(activation) : nothing}
    ${activation && activation.state === 'FAILED' ? failure(new Error(activation.error)) : nothing}
    ${models.length === 0 ? empty(t('models.none.title'), t('models.none.text'), html`
      <a class="button" href="#/training">${t('models.none.action')}</a>`) : nothing}
    <div class="cards">${models.map((model) => card(model, activation, actions))}</div>
  </section>`;

const progress = ({ modelId, done, total }) => html`
  <div class="card" role="status"><p>${t('models.progress', modelId, number(done), number(total))}</p>
    <progress max=${Math.max(1, total)} .value=${done} aria-label=${t('models.activating', modelId)}></progress></div>`;

function card({ modelId, active, manifest }, activation, actions) {
  const isChanging = activation?.state === 'RUNNING';
  return html`<article class="card" data-model=${modelId}>
    <header><h3>${modelId}</h3>${active ? html`<span class="badge active">✓ ${t('models.active')}</span>` : nothing}</header>
    ${metrics(manifest)}
    <dl class="facts">
      <dt>${t('models.created')}</dt><dd>${time(manifest.createdAt)}</dd>
      <dt>${t('models.dataset')}</dt><dd>${manifest.dataset}</dd>
      <dt>${t('models.preset')}</dt><dd>${t('models.preset.seed', manifest.preset, manifest.seed)}</dd>
      <dt>${t('models.backbone')}</dt><dd>${manifest.recipe.architecture.backbone.name},
        ${manifest.recipe.inputSize.height} × ${manifest.recipe.inputSize.width}</dd>
      <dt>${t('models.embedding')}</dt><dd>${manifest.recipe.embeddingKind}</dd>
      <dt>SHA-256</dt><dd><code>${manifest.sha256.slice(0, 16)}…</code></dd>
    </dl>
    ${thresholds(manifest.openSet)}
    <footer class="row">
      ${active ? nothing : html`
        <button type="button" class="primary" ?disabled=${isChanging} @click=${() => actions.activate(modelId)}>${t('models.activate')}</button>
        <button type="button" ?disabled=${isChanging} @click=${() => actions.remove(modelId)}>${t('models.delete')}</button>`}
      <button type="button" @click=${() => showReport(modelId)}>${t('models.report')}</button>
    </footer>
  </article>`;
}

/** What was measured when the model was published. */
function showReport(modelId) {
  const from = path`/models/${modelId}/report`;
  const state = { report: null, error: null, again: () => {} };
  return dialog(t('models.report.title', modelId), (close, update) => {
    if (state.report === null && state.error === null) {
      numbers(from).then((report) => { state.report = report; }, (error) => { state.error = error; }).then(update);
    }
    const fail = (error, again) => { Object.assign(state, { error, again }); update(); };
    return html`${failure(state.error, () => { state.error = null; update(); state.again(); })}
      ${state.report !== null ? shown(state.report) : state.error === null ? spinner() : nothing}
      <footer>${state.report === null ? nothing : whole(from, { fail })}</footer>`;
  }, { wide: true });
}

/** Of each kind of embedding that was evaluated; the one that is served comes first. */
function metrics({ metrics: all, recipe, settings }) {
  const kinds = Object.entries(all ?? {}).filter(([, one]) => typeof one?.rank1 === 'number')
    .sort(([a], [b]) => (b === recipe.embeddingKind) - (a === recipe.embeddingKind));
  if (kinds.length === 0) {
    return html`<p><small>${t('models.unmeasured')}</small></p>`;
  }
  const protocol = settings?.evaluation;
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('models.figures')}><table>
    <caption class="caption">${protocol ? t('models.protocol', protocol.search, protocol.shotsPerCamera, protocol.trials) : ''}</caption>
    <thead><tr><th scope="col">%</th><th scope="col" class="number">rank-1</th><th scope="col" class="number">mAP</th>
      <th scope="col" class="number">mINP</th></tr></thead>
    <tbody>${kinds.map(([kind, one]) => html`<tr><th scope="row">${kind}</th>
      ${[one.rank1, one.meanAveragePrecision, one.meanInverseNegativePenalty].map((value) => html`
        <td class="number">${number(100 * value, 1)}</td>`)}</tr>`)}</tbody></table></div>`;
}

function thresholds(openSet) {
  const pairs = Object.entries(openSet?.pairs ?? {});
  return pairs.length === 0 ? nothing : html`<details><summary>${t('models.thresholds')}</summary>
    <div class="scroll" tabindex="0" role="region" aria-label=${t('models.thresholds')}><table><thead><tr><th scope="col">${t('thresholds.pair')}</th><th scope="col" class="number">${t('thresholds.rate')}</th>
      <th scope="col" class="number">${t('thresholds.value')}</th><th scope="col" class="number">${t('thresholds.missed')}</th></tr></thead>
    <tbody>${pairs.flatMap(([pair, rates]) => rates.map((rate) => html`<tr><th scope="row">${pair}</th>
      <td class="number">${percent(rate.falseAcceptRate)}</td><td class="number">${number(rate.threshold, 3)}</td>
      <td class="number">${percent(rate.falseRejectRate)}</td></tr>`))}</tbody></table></div></details>`;
}
