// A new training: a preset, what is changed in it, and what it learns from.
import { html, nothing, render } from '../../libraries.js';
import { get, path, post } from '../../api.js';
import { t } from '../../texts.js';
import { failure, spinner } from '../../ui.js';
import { DEMO, datasetFields, datasetJson } from './dataset.js';
import { errorsOf, focusRefused, input } from './fields.js';
import { asJson, flatten, settingGroups, settingsOf } from './settings.js';

const PRESET = 'demo';

export function open(main, parameters) {
  const leaving = new AbortController();
  const { signal } = leaving;
  const form = {
    presets: null, choices: {}, models: [], preset: PRESET, settings: new Map(), changes: new Map(), opened: new Set(),
    dataset: DEMO, modelId: '', init: { kind: 'none', value: '' }, activate: false, error: null, errors: new Map(), busy: false,
  };

  const update = () => signal.aborted || render(page(form, actions), main);
  const change = (part) => {
    Object.assign(form, part);
    update();
  };

  async function load() {
    try {
      const [{ presets, choices }, { models }, like] = await Promise.all([
        get('/presets', signal), get('/models', signal),
        parameters.has('like') ? get(path`/jobs/${parameters.get('like')}`, signal) : null]);
      Object.assign(form, { presets, choices, models });
      usePreset(like?.parameters.preset ?? PRESET);
      if (like !== null) {
        fillIn(like.parameters);
      }
      update();
    } catch (error) {
      if (!signal.aborted) {
        change({ error });
      }
    }
  }

  function usePreset(name) {
    form.preset = name;
    form.settings = settingsOf(form.presets.find((preset) => preset.name === name));
    form.changes = new Map([...form.changes].filter(([setting, value]) => value !== form.settings.get(setting)));
  }

  function fillIn({ dataset, epochs, seed, init, overrides }) {
    form.dataset = { type: dataset.type, path: dataset.path ?? '', split: dataset.split ?? '' };
    form.init = init?.modelId ? { kind: 'model', value: init.modelId } : init?.weights ? { kind: 'weights', value: init.weights } : form.init;
    [...flatten(overrides), ['epochs', epochs], ['seed', seed]]
      .filter(([, value]) => value !== null && value !== undefined).forEach(([name, value]) => actions.changeSetting(name, value));
  }

  async function submit(event) {
    event.preventDefault();
    change({ busy: true, error: null, errors: new Map() });
    try {
      const job = await post('/jobs/train', body(form), signal);
      location.hash = `#/training?job=${encodeURIComponent(job.id)}`;
    } catch (error) {
      if (!signal.aborted) {
        change({ busy: false, error, errors: errorsOf(error) });
        focusRefused(main);
      }
    }
  }

  const actions = {
    change,
    submit,
    openAll: () => {
      Object.keys(form.presets[0].settings).forEach((group) => form.opened.add(group));
      update();
    },
    choosePreset: (name) => {
      usePreset(name);
      update();
    },
    /** Nothing typed in means the preset's value. */
    changeSetting: (name, value) => {
      const preset = form.settings.get(name);
      const isPreset = value === '' && typeof preset === 'number' || String(value) === String(preset);
      form.changes[isPreset ? 'delete' : 'set'](name, value);
      update();
    },
    resetSetting: (name) => {
      form.changes.delete(name);
      update();
      document.getElementById(`setting-${name}`)?.focus();
    },
  };

  update();
  load();
  return () => {
    leaving.abort();
    render(nothing, main);
  };
}

/** The request: only what differs from the preset is sent. */
function body(form) {
  const preset = form.presets.find((one) => one.name === form.preset);
  const isList = (name) => Array.isArray(name.split('.').reduce((group, part) => group[part], preset.settings));
  const given = [...form.changes].map(([name, value]) => [name, asJson(value, form.settings.get(name), isList(name))]);
  const isOfForm = ([name]) => name === 'epochs' || name === 'seed';
  const { kind, value } = form.init;
  return {
    dataset: datasetJson(form.dataset),
    preset: form.preset,
    ...Object.fromEntries(given.filter(isOfForm)),
    overrides: Object.fromEntries(given.filter((one) => !isOfForm(one))),
    ...(form.modelId === '' ? {} : { modelId: form.modelId }),
    ...(kind === 'none' ? {} : { init: kind === 'model' ? { modelId: value } : { weights: value } }),
    activate: form.activate,
  };
}

const page = (form, actions) => html`
  <p><a href="#/training">← ${t('training.back')}</a></p>
  <h1>${t('train.title')}</h1>
  ${form.presets === null ? (form.error === null ? spinner() : failure(form.error)) : html`
    <form class="stack" novalidate @submit=${actions.submit}>
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
      ${failure(form.error)}
      <div class="row"><button type="submit" class="primary" ?disabled=${form.busy}>${t('train.start')}</button>
        <small>${form.changes.size === 0 ? t('training.settings.none') : t('training.settings.changed', form.changes.size)}</small></div>
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
