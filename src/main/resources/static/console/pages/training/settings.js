// Training settings by name, such as optimiser.learningRate, and the controls to change them.
import { html, nothing } from '../../libraries.js';
import { t } from '../../texts.js';
import { input } from './fields.js';

/** Settings in groups as [name with dots, value], in order; lists are values. */
export function flatten(settings, before = '') {
  return Object.entries(settings).flatMap(([name, value]) => (value !== null && typeof value === 'object' && !Array.isArray(value)
    ? flatten(value, `${before}${name}.`)
    : [[before + name, Array.isArray(value) ? value.join(', ') : value]]));
}

/** A map of a preset's settings, each in the form that its control shows. */
export const settingsOf = (preset) => new Map(flatten(preset.settings));

/** What a control holds, as the API takes it. Whatever is no number goes as it is, for the server to say what is wrong with it. */
export function asJson(value, preset, isList) {
  const asNumber = (text) => (text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text));
  if (isList) {
    return value.split(',').map((part) => part.trim()).filter((part) => part !== '').map(asNumber);
  }
  return typeof preset === 'number' ? asNumber(String(value)) : value;
}

/**
 * Every setting but epochs and seed, in its group.
 * @param form settings (of the preset), choices, changes (by name) and errors (by field)
 */
export function settingGroups(form, actions) {
  const groups = new Map();
  [...form.settings.keys()].filter((name) => name.includes('.')).forEach((name) => {
    const group = name.slice(0, name.indexOf('.'));
    groups.set(group, [...(groups.get(group) ?? []), name]);
  });
  return [...groups].map(([group, names]) => settingGroup(group, names, form, actions));
}

function settingGroup(group, names, form, actions) {
  const changed = names.filter((name) => form.changes.has(name)).length;
  const isWrong = names.some((name) => form.errors.has(`overrides.${name}`));
  return html`<details class="card settings" data-group=${group} ?open=${isWrong || form.opened.has(group)}
      @toggle=${(event) => form.opened[event.currentTarget.open ? 'add' : 'delete'](group)}>
    <summary><b>${t(`training.group.${group}`)}</b> ${changed === 0 ? nothing : html`<span class="badge running">${t('training.settings.changed', changed)}</span>`}
      <small>${t(`training.group.${group}.hint`)}</small></summary>
    <div class="grid">${names.map((name) => setting(name, form, actions))}</div></details>`;
}

function setting(name, form, actions) {
  const preset = form.settings.get(name);
  return input({
    id: `setting-${name}`,
    label: html`<code>${name.slice(name.indexOf('.') + 1)}</code>`,
    hint: t(`setting.${name}`),
    value: form.changes.get(name) ?? preset,
    kind: kindOf(name, preset, form),
    choices: (form.choices[name] ?? []).map((choice) => [choice, choice]),
    error: form.errors.get(`overrides.${name}`),
    onChange: (value) => actions.changeSetting(name, value),
    more: form.changes.has(name) ? html`<button type="button" class="quiet reset" @click=${() => actions.resetSetting(name)}>
      ${t('training.settings.reset', String(preset))}</button>` : nothing,
  });
}

function kindOf(name, value, form) {
  if (name in form.choices) {
    return 'select';
  }
  return { boolean: 'checkbox', number: 'number' }[typeof value] ?? 'text';
}
