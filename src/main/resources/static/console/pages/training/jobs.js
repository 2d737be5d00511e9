// What is said of a job in several places.
import { html, nothing } from '../../libraries.js';
import { duration, hasText, number, percent, t } from '../../texts.js';

export const TYPES = ['train', 'evaluate', 'ablate', 'reembed', 'reindex', 'enroll'];
export const isEnded = (job) => ['STOPPED', 'COMPLETED', 'FAILED'].includes(job.status);
export const isWatchedLive = (job) => ['QUEUED', 'RUNNING', 'STOPPING'].includes(job.status);
export const typeName = (type) => (hasText(`training.job.type.${type}`) ? t(`training.job.type.${type}`) : type);

/** By what a job goes: its model or its gallery, or the beginning of its id. */
export const nameOf = (job) => job.parameters.modelId ?? job.result?.modelId ?? job.parameters.gallery ?? job.id.slice(0, 8);

/** What it works with, in a few words. */
export function about(job) {
  const { dataset, preset } = job.parameters;
  const set = dataset && [dataset.type, dataset.path, dataset.split].filter((part) => part !== null && part !== undefined).join(' ');
  return [typeName(job.type), preset && t('training.job.preset', preset), set && t('training.job.dataset', set)].filter(Boolean).join(' · ');
}

/** How far it is, and how long it will take. */
export function progressBar(job) {
  const { progress } = job;
  if (!progress) {
    return nothing;
  }
  const unit = hasText(`training.job.unit.${progress.unit}`) ? t(`training.job.unit.${progress.unit}`) : progress.unit;
  return html`<div class="progress">
    <progress max=${progress.total} .value=${progress.done} aria-label=${t('training.job.progress')}></progress>
    <span>${percent(progress.done / progress.total, 0)}</span>
    <small>${t('training.job.progress.done', number(progress.done), number(progress.total), unit)}${job.status === 'RUNNING' && progress.etaSeconds !== null
      ? ` · ${t('training.job.progress.eta', duration(progress.etaSeconds))}` : nothing}</small></div>`;
}
