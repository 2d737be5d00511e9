// How the form of a new training looks.
import { html, nothing } from '../../libraries.js';
import { t } from '../../texts.js';
import { failure, spinner } from '../../ui.js';
import { datasetFields } from './dataset.js';
import { input } from './fields.js';
import { settingGroups } from './settings.js';

export const page = (form, actions) => html`
  <p><a href="#/training">← ${t('training.back')}</a></p>
  <h1>${t('train.title')}</h1>
  ${form.presets === null ? (form.error === null ? spinner() : failure(form.error)) : html`
    <form class="stack" novalidate @submit=${(event) => { event.preventDefault(); actions.submit(); }}>
      <section class="card"><div class="grid">
        ${input({
          id: 'preset', label: t('train.preset'), hint: t(`preset.${form.preset}`), kind: 'select', value: form.preset,
          choices: form.presets.map(({ name }) => [name, name]), error: form.errors.get('preset'), onChange: actions.choosePreset,
        })}
        ${datasetFields(form.dataset, form.errors, (dataset) => actions.change({ dataset }))}
        ${run('epochs', form, actions)} ${run('seed', form, actions)}
        ${input({
          id: 'model-id', label: t('train.modelId'), hint: t('train.modelId.hint'), value: form.modelId,
          error: form.errors.get('modelId'), onChange: (modelId) => actions.change({ modelId }),
        })}
        ${initial(form, actions)}
        ${input({
          id: 'activate', label: t('train.activate'), hint: t('train.activate.hint'), kind: 'checkbox', value: form.activate,
          error: form.errors.get('activate'), onChange: (activate) => actions.change({ activate }),
        })}
      </div></section>
      <div class="title"><div><h2>${t('training.settings.title')}</h2><small>${t('training.settings.hint')}</small></div>
        <button type="button" @click=${actions.openAll}>${t('training.settings.open')}</button></div>
      ${settingGroups(form, actions)}
      ${failure(form.error, actions.submit)}
      <div class="row"><button type="submit" class="primary" ?disabled=${form.busy}>${t('train.start')}</button>
        <small>${form.changes.size === 0 ? t('training.settings.none') : t('training.settings.changed', form.changes.size)}</small>
        ${form.isTouched ? html`<button type="button" class="quiet" @click=${actions.discard}>${t('train.discard')}</button>` : nothing}</div>
    </form>`}`;

/** Epochs and seed have fields of their own in a request. */
const run = (name, form, actions) => input({
  id: `setting-${name}`, label: t(`train.${name}`), hint: t(`setting.${name}`), kind: 'number',
  value: form.changes.get(name) ?? form.settings.get(name), error: form.errors.get(name) ?? form.errors.get(`overrides.${name}`),
  onChange: (value) => actions.changeSetting(name, value),
});

const initial = ({ init, models, errors }, actions) => html`
  ${input({
    id: 'init-kind', label: t('train.init'), hint: t('train.init.hint'), kind: 'select', value: init.kind,
    choices: ['none', 'model', 'weights'].map((kind) => [kind, t(`train.init.${kind}`)]),
    error: init.kind === 'none' ? errors.get('init') : undefined,
    onChange: (kind) => actions.change({ init: { kind, value: kind === 'model' ? models[0]?.modelId ?? '' : '' } }),
  })}
  ${init.kind === 'none' ? nothing : input({
    id: 'init-value', label: t(`train.init.${init.kind}`), hint: t(`train.init.${init.kind}.hint`), kind: init.kind === 'model' ? 'select' : 'text',
    value: init.value, choices: models.map(({ modelId }) => [modelId, modelId]),
    error: errors.get('init') ?? errors.get('init.weights') ?? errors.get('init.modelId'),
    onChange: (value) => actions.change({ init: { ...init, value } }),
  })}`;
