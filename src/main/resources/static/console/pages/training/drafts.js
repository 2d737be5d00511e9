// What was typed into a form: kept, in memory only, while another page is looked at or the language or the key changes.

const kept = new Map();

/**
 * The form as it was left, or a fresh one.
 * @param origin what a fresh one begins from; a draft that began from something else is given up
 */
export function draftOf(name, origin, fresh) {
  const known = kept.get(name);
  const form = known?.origin === origin ? known.form : fresh();
  kept.set(name, { origin, form });
  return Object.assign(form, { error: null, errors: new Map(), busy: false });
}

/** Once it is sent, or not wanted any more. */
export const forget = (name) => kept.delete(name);
