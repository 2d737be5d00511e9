// Which dataset: for a training and for an evaluation.
import { html, nothing } from '../../libraries.js';
import { t } from '../../texts.js';
import { input } from './fields.js';

export const DEMO = { type: 'demo', path: '', split: '' };
const TYPES = ['demo', 'sysu-mm01', 'regdb', 'llcm', 'folder'];

export const datasetFields = (dataset, errors, onChange) => html`
  ${input({
    id: 'dataset-type', label: t('training.dataset.type'), hint: t(`training.dataset.type.${dataset.type}`), kind: 'select', value: dataset.type,
    choices: TYPES.map((type) => [type, type]), error: errors.get('dataset.type') ?? (dataset.type === 'demo' ? errors.get('dataset') : undefined),
    onChange: (type) => onChange({ ...dataset, type }),
  })}
  ${dataset.type === 'demo' ? nothing : input({
    id: 'dataset-path', label: t('training.dataset.path'), hint: t('training.dataset.path.hint'), value: dataset.path,
    error: errors.get('dataset.path') ?? errors.get('dataset'), onChange: (path) => onChange({ ...dataset, path }),
  })}
  ${dataset.type !== 'regdb' ? nothing : input({
    id: 'dataset-split', label: t('training.dataset.split'), hint: t('training.dataset.split.hint'), kind: 'number', value: dataset.split,
    placeholder: '1', error: errors.get('dataset.split'), onChange: (split) => onChange({ ...dataset, split }),
  })}`;

/** As the API takes it. */
export function datasetJson({ type, path, split }) {
  return {
    type,
    ...(type === 'demo' || path === '' ? {} : { path }),
    ...(type === 'regdb' && split !== '' ? { split: Number(split) } : {}),
  };
}
