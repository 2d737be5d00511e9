// A new evaluation of a published model.
import { html, nothing, render } from '../../libraries.js';
import { get, post } from '../../api.js';
import { t } from '../../texts.js';
import { failure, spinner } from '../../ui.js';
import { DEMO, datasetFields, datasetJson } from './dataset.js';
import { draftOf, forget } from './drafts.js';
import { errorsOf, focusRefused, input, refusesNumber } from './fields.js';

const CHOICES = {
  query: ['', 'infrared', 'visible'], search: ['', 'all', 'indoor'], galleries: ['', 'defacto', 'official'],
};

const NAME = 'evaluation';

const fresh = (modelId) => ({
  modelId: modelId ?? '', dataset: DEMO, part: 'test', storeThresholds: false,
  protocol: { query: '', search: '', shots: '', trials: '', galleries: '' },
});

/** @param parameters modelId: of the model that a new draft is to evaluate */
export function open(main, parameters) {
  const leaving = new AbortController();
  const { signal } = leaving;
  const wanted = parameters.get('modelId');
  const form = Object.assign(draftOf(NAME, wanted, () => fresh(wanted)), { models: null });

  const update = () => signal.aborted || render(page(form, { change, submit }), main);
  function change(part) {
    Object.assign(form, part);
    update();
  }

  async function load() {
    try {
      const { models } = await get('/models', signal);
      change({ models, modelId: form.modelId || models[0]?.modelId || '' });
    } catch (error) {
      if (!signal.aborted) {
        change({ error });
      }
    }
  }

  async function submit() {
    if (refusesNumber(main)) {
      return;
    }
    change({ busy: true, error: null, errors: new Map() });
    try {
      const job = await post('/jobs/evaluate', body(form), signal);
      forget(NAME);
      location.hash = `#/training?job=${encodeURIComponent(job.id)}`;
    } catch (error) {
      if (!signal.aborted) {
        change({ busy: false, error, errors: errorsOf(error) });
        focusRefused(main);
      }
    }
  }

  update();
  load();
  return () => {
    leaving.abort();
    render(nothing, main);
  };
}

function body({ modelId, dataset, part, protocol, storeThresholds }) {
  const given = Object.entries(protocol).filter(([, value]) => value !== '')
    .map(([name, value]) => [name, name === 'shots' || name === 'trials' ? Number(value) : value]);
  return { modelId, dataset: datasetJson(dataset), part, protocol: Object.fromEntries(given), storeThresholds };
}

const page = (form, actions) => html`
  <p><a href="#/training">← ${t('training.back')}</a></p>
  <h1>${t('training.evaluate.title')}</h1>
  ${form.models === null ? (form.error === null ? spinner() : failure(form.error)) : html`
    <form class="stack" novalidate @submit=${(event) => { event.preventDefault(); actions.submit(); }}>
      <section class="card"><div class="grid">
        ${input({
          id: 'model', label: t('training.evaluate.model'), kind: 'select', value: form.modelId, error: form.errors.get('modelId'),
          choices: form.models.map(({ modelId }) => [modelId, modelId]), onChange: (modelId) => actions.change({ modelId }),
        })}
        ${datasetFields(form.dataset, form.errors, (dataset) => actions.change({ dataset }))}
        ${input({
          id: 'part', label: t('training.evaluate.part'), hint: t('training.evaluate.part.hint'), kind: 'select', value: form.part, error: form.errors.get('part'),
          choices: ['test', 'validation'].map((part) => [part, t(`training.evaluate.part.${part}`)]), onChange: (part) => actions.change({ part }),
        })}
        ${Object.keys(form.protocol).map((name) => protocolField(name, form, actions))}
        ${input({
          id: 'thresholds', label: t('training.evaluate.storeThresholds'), hint: t('training.evaluate.storeThresholds.hint'), kind: 'checkbox',
          value: form.storeThresholds, onChange: (storeThresholds) => actions.change({ storeThresholds }),
        })}
      </div></section>
      ${failure(form.error, actions.submit)}
      <div class="row"><button type="submit" class="primary" ?disabled=${form.busy}>${t('training.evaluate.start')}</button></div>
    </form>`}`;

const protocolField = (name, form, actions) => input({
  id: `protocol-${name}`, label: t(`training.evaluate.${name}`), hint: t(`training.evaluate.${name}.hint`), kind: name in CHOICES ? 'select' : 'number',
  value: form.protocol[name], choices: (CHOICES[name] ?? []).map((choice) => [choice, choice === '' ? t('training.evaluate.standard') : choice]),
  placeholder: t('training.evaluate.standard'), error: form.errors.get(`protocol.${name}`),
  onChange: (value) => actions.change({ protocol: { ...form.protocol, [name]: value } }),
});
