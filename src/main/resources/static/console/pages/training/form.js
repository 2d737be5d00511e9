// A new training: a preset, what is changed in it, and what it learns from.
import { nothing, render } from '../../libraries.js';
import { get, path, post } from '../../api.js';
import { DEMO, datasetJson } from './dataset.js';
import { draftOf, forget } from './drafts.js';
import { errorsOf, focusRefused, refusesNumber } from './fields.js';
import { page } from './formPage.js';
import { asJson, flatten, settingsOf } from './settings.js';

const NAME = 'training';
const PRESET = 'demo';

const fresh = () => ({
  choices: {}, models: [], preset: PRESET, settings: new Map(), changes: new Map(), opened: new Set(),
  dataset: DEMO, modelId: '', init: { kind: 'none', value: '' }, activate: false, isBegun: false, isTouched: false,
});

/** @param parameters like: the id of a training that a new draft begins from */
export function open(main, parameters) {
  const leaving = new AbortController();
  const { signal } = leaving;
  const like = parameters.get('like');
  const form = Object.assign(draftOf(NAME, like, fresh), { presets: null });

  const update = () => signal.aborted || render(page(form, actions), main);
  const change = (part) => {
    Object.assign(form, part);
    update();
  };

  async function load() {
    try {
      const [{ presets, choices }, { models }, job] = await Promise.all([
        get('/presets', signal), get('/models', signal), like === null || form.isBegun ? null : get(path`/jobs/${like}`, signal)]);
      Object.assign(form, { presets, choices, models, isBegun: true });
      usePreset(job?.parameters.preset ?? form.preset);
      if (job !== null) {
        fillIn(job.parameters);
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
      .filter(([, value]) => value !== null && value !== undefined).forEach(([name, value]) => setValue(name, value));
  }

  /** Nothing typed in means the preset's value. */
  function setValue(name, value) {
    const preset = form.settings.get(name);
    const isPreset = value === '' && typeof preset === 'number' || String(value) === String(preset);
    form.changes[isPreset ? 'delete' : 'set'](name, value);
  }

  async function submit() {
    if (refusesNumber(main)) {
      return;
    }
    change({ busy: true, error: null, errors: new Map() });
    try {
      const job = await post('/jobs/train', body(form), signal);
      forget(NAME);
      location.hash = `#/training?job=${encodeURIComponent(job.id)}`;
    } catch (error) {
      if (!signal.aborted) {
        change({ busy: false, error, errors: errorsOf(error) });
        focusRefused(main);
      }
    }
  }

  const touch = (part) => change({ ...part, isTouched: true });

  const actions = {
    change: touch,
    submit,
    discard: async () => {
      Object.assign(form, fresh(), { error: null, errors: new Map() });
      await load();
      main.querySelector('#preset')?.focus();
    },
    openAll: () => {
      Object.keys(form.presets[0].settings).forEach((group) => form.opened.add(group));
      update();
    },
    choosePreset: (name) => {
      usePreset(name);
      touch({});
    },
    changeSetting: (name, value) => {
      setValue(name, value);
      touch({});
    },
    resetSetting: (name) => {
      form.changes.delete(name);
      touch({});
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
