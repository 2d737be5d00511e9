// What an evaluation found, in the page, and the whole report beside it.
import { html, nothing } from '../../libraries.js';
import { blob, hasKey, numbers, path } from '../../api.js';
import { number, percent, t } from '../../texts.js';
import { failure, spinner } from '../../ui.js';
import { chart } from '../../chart.js';

const MEASURES = ['rank1', 'rank5', 'rank10', 'rank20', 'meanAveragePrecision', 'meanInverseNegativePenalty'];

/** A training's report lies with its model. */
function address(job) {
  if (job.type === 'train') {
    return path`/models/${job.result.modelId}/report`;
  }
  return job.type === 'evaluate' ? path`/jobs/${job.id}/report` : null;
}

/** Resolves to a job's report, or to null where such a job has none. */
export async function loadReport(job, signal) {
  return address(job) === null ? null : numbers(address(job), signal);
}

export function reportPanel(job, { report, reportError }, actions) {
  if (job.status !== 'COMPLETED' || address(job) === null) {
    return nothing;
  }
  return html`<section class="card stack" aria-label=${t('training.report.title')} data-report>
    <header><h2>${t('training.report.title')}</h2>${report === null ? nothing : whole(address(job), actions)}</header>
    ${failure(reportError)}
    ${report !== null ? shown(report) : reportError === null ? spinner() : nothing}</section>`;
}

/** A key goes in a header, which no link sends; the page that it fetches is kept as a file, not opened: it would be under our policy. */
export const whole = (from, actions) => hasKey()
  ? html`<button type="button" @click=${() => keep(from, actions)}>${t('training.report.download')}</button>`
  : html`<a class="button" href=${from} target="_blank" rel="noopener">${t('training.report.open')}</a>`;

/** @param actions fail: told what went wrong, and what does it once more */
const keep = (from, actions) => download(from).catch((error) => actions.fail(error, () => keep(from, actions)));

async function download(from) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(await blob(from));
  link.download = `${from.split('/').at(-2)}-report.html`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

export const shown = (report) => html`
  <p><small>${report.protocol} · ${t('training.report.part', report.dataset, report.part)}</small></p>
  ${report.notes.map((note) => html`<p><small>${note}</small></p>`)}
  <div class="scroll" tabindex="0" role="region" aria-label=${t('training.report.title')}><table>
    <caption class="hidden">${t('training.report.title')}</caption>
    <thead><tr><th scope="col">${t('training.report.embedding')}</th>${MEASURES.map((name) => html`<th scope="col" class="number">${t(`training.measure.${name}`)}</th>`)}
      <th scope="col" class="number">${t('training.report.queries')}</th></tr></thead>
    <tbody>${report.kinds.map((kind) => row(kind, report.servedKind))}</tbody></table></div>
  ${chart(cmc(report))}`;

const row = (kind, served) => html`<tr>
  <th scope="row">${kind.name}${kind.name === served ? html` <span class="badge completed">${t('training.report.served')}</span>` : nothing}${
    kind.isBaseline ? html` <span class="badge">${t('training.report.baseline')}</span>` : nothing}</th>
  ${MEASURES.map((name) => html`<td class="number">${percent(kind.mean[name])}
    ${kind.trials.length > 1 ? html`<br><small>± ${number(kind.standardDeviation[name] * 100, 1)}</small>` : nothing}</td>`)}
  <td class="number">${number(kind.validQueries)}</td></tr>`;

const cmc = (report) => ({
  title: t('training.report.cmc'),
  x: t('training.report.rank'),
  xs: report.kinds[0].cmc.map((_, i) => i + 1),
  format: (share) => percent(share, 0),
  series: report.kinds.map((kind) => ({ key: kind.name, label: kind.name, values: kind.cmc })),
});
