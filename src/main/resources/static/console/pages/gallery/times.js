// Between the API's times, in UTC, and those of the fields, in the time of whoever sits there.

/** @returns for an input of type datetime-local; empty if there is no time */
export function toLocal(iso) {
  if (!iso) {
    return '';
  }
  const moment = new Date(iso);
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
}

/** @returns an instant in ISO-8601, or null if nothing is given */
export const toInstant = (local) => (local === '' ? null : new Date(local).toISOString());
