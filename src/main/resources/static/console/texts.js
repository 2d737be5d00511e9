// The page's texts, in the language chosen, and numbers and times as it writes them.
import { get } from './api.js';

const LANGUAGE = 'vesper.language';
let texts = {};
let language = 'en';

/** @param languages that the server has */
export async function loadTexts(languages) {
  const wanted = [localStorage.getItem(LANGUAGE), ...navigator.languages.map((one) => one.slice(0, 2))];
  await useLanguage(wanted.find((one) => languages.includes(one)) || 'en');
}

export async function useLanguage(chosen) {
  texts = await get(`/console/texts/${chosen}`);
  language = chosen;
  document.documentElement.lang = chosen;
}

export async function chooseLanguage(chosen) {
  await useLanguage(chosen);
  localStorage.setItem(LANGUAGE, chosen);
}

export const currentLanguage = () => language;

/** Characters that are written from right to left, or turn what follows them. */
const TURNS = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff]/;

/** A value that cannot turn the sentence around it: isolated, with whatever it opens closed. */
function isolated(value) {
  const string = String(value);
  if (!TURNS.test(string)) {
    return string;
  }
  const opened = string.match(/[\u2066-\u2068]/g) ?? [];
  return `\u2068${string.replaceAll('\u2069', '')}${'\u2069'.repeat(opened.length + 1)}`;
}

/** The text of a key, with {0}, {1} … replaced; the key itself where there is no text, so that a gap is seen. */
export function t(key, ...values) {
  return (texts[key] ?? key).replace(/\{(\d)\}/g, (_, i) => isolated(values[i]));
}

export const hasText = (key) => key in texts;

export const number = (value, digits = 0) =>
  new Intl.NumberFormat(language, { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(value);

/** A figure of no known size. */
export const figure = (value, digits = 4) =>
  new Intl.NumberFormat(language, { maximumSignificantDigits: digits }).format(value);

export const percent = (share, digits = 1) =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: digits, minimumFractionDigits: digits }).format(share);

export const time = (iso) =>
  iso ? new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(iso)) : t('time.unknown');

export const bytes = (count) => {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
  const unit = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, count)) / 10));
  return new Intl.NumberFormat(language, { style: 'unit', unit: units[unit], maximumFractionDigits: 1 }).format(count / 1024 ** unit);
};

export function duration(seconds) {
  const whole = Math.round(seconds);
  const parts = [[Math.floor(whole / 3600), 'hour'], [Math.floor(whole / 60) % 60, 'minute'], [whole % 60, 'second']];
  const shown = parts.filter(([count]) => count > 0).slice(0, 2);
  return (shown.length === 0 ? [[0, 'second']] : shown)
    .map(([count, unit]) => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(count))
    .join(' ');
}
