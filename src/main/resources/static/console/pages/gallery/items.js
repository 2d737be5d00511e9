// What became of each picture of an enrolment job.
import { html, nothing } from '../../libraries.js';
import { get, parameters, path, whenKeyChanges } from '../../api.js';
import { number, t } from '../../texts.js';
import { failure, field, modalityBadge, select } from '../../ui.js';
import { beginning, pager, Pages } from './pages.js';

const OUTCOMES = { WAITING: 'waiting', ENROLLED: 'enrolled', ALREADY_THERE: 'there', REFUSED: 'refused' };
const SIGNS = { WAITING: '·', ENROLLED: '✓', ALREADY_THERE: '=', REFUSED: '✗' };
const state = { jobId: null, outcome: '' };
let draw = () => {};
const pages = new Pages((cursor, signal) =>
  get(path`/jobs/${state.jobId}/items` + parameters({ outcome: state.outcome, limit: 50, cursor }), signal), () => draw());

export const closeItems = () => pages.close();

whenKeyChanges(() => {
  Object.assign(state, { jobId: null, outcome: '' });
  pages.clear();
});

export function showItems(jobId, update) {
  draw = update;
  if (state.jobId !== jobId) {
    Object.assign(state, { jobId, outcome: '' });
    pages.clear();
  }
  pages.show(beginning());
}

function chooseOutcome(outcome) {
  state.outcome = outcome;
  pages.show(beginning());
}

export const items = (job, actions) => html`<div class="stack">
  ${field(t('items.outcome'), (id) => select(id, [['', t('items.all')], ...Object.entries(OUTCOMES).map(([key, text]) => [key, t(`outcome.${text}`)])],
    state.outcome, chooseOutcome))}
  ${failure(pages.error, () => pages.again())}
  ${pages.shown === null ? nothing : html`<div class="scroll" tabindex="0" role="region" aria-label=${t('items.title')}><table>
    <caption class="hidden">${t('items.title')}</caption>
    <thead><tr><th class="number">#</th><th>${t('items.outcome')}</th><th>${t('manifest.column.file')}</th><th>${t('person.id')}</th><th>${t('camera')}</th><th>${t('probe.modality')}</th></tr></thead>
    <tbody>${pages.shown.items.map((item) => row(item, actions))}</tbody>
  </table></div>
  ${pager(pages)}`}
</div>`;

const row = (item, actions) => html`<tr class=${OUTCOMES[item.outcome]}>
  <td class="number">${number(item.position)}</td>
  <td><span class="outcome"><span aria-hidden="true">${SIGNS[item.outcome]}</span> ${t(`outcome.${OUTCOMES[item.outcome]}`)}</span>
    ${item.message ? html`<br>${item.message}` : nothing}</td>
  <td>${item.imageId ? html`<button type="button" class="quiet link" @click=${() => actions.openImageById(item.imageId)}>${item.file}</button>` : item.file}</td>
  <td>${item.personId ?? t('person.unknown')}</td><td>${item.cameraId}</td><td>${modalityBadge(item.modality)}</td></tr>`;
