// The frame of the console: which page is shown, in which language and colours, and the key.
import { html, render, nothing } from './libraries.js';
import { get, hasKey, useKey, whenKeyIsMissing } from './api.js';
import { chooseLanguage, currentLanguage, loadTexts, t } from './texts.js';
import { ask, closeDialogs, notify, words } from './ui.js';
import { keepFocus } from './focus.js';
import * as search from './pages/search.js';
import * as gallery from './pages/gallery.js';
import * as training from './pages/training.js';
import * as models from './pages/models.js';

const PAGES = { search, gallery, training, models };
const THEME = 'vesper.theme';
let settings = { demo: false, languages: ['en'], grafanaUrl: null };
let shown = null;
let leave = () => {};

function address() {
  const [name, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  return { name: Object.hasOwn(PAGES, name) ? name : 'search', parameters: new URLSearchParams(query) };
}

function frame() {
  const { name } = address();
  render(html`
    <a class="skip" href="#main" @click=${skip}>${t('skip')}</a>
    <header class="bar">
      <a class="brand" href="#/search" @click=${(event) => turnTo(event, 'search')}><img src="/console/icon.svg" alt="" width="28" height="28">Vesper</a>
      <nav aria-label=${t('nav.label')}>
        ${Object.keys(PAGES).map((page) => html`
          <a href="#/${page}" aria-current=${page === name ? 'page' : 'false'} @click=${(event) => turnTo(event, page)}>${t(`nav.${page}`)}</a>`)}
      </nav>
      <div class="tools">
        <button type="button" class="quiet" @click=${changeKey} aria-pressed=${hasKey()}>${hasKey() ? t('key.forget') : t('key.enter')}</button>
        ${settings.languages.map((language) => language === currentLanguage() ? nothing : html`
          <button type="button" class="quiet" lang=${language} @click=${() => changeLanguage(language)}>${t(`language.${language}`)}</button>`)}
        <button type="button" class="quiet" @click=${changeTheme} aria-label=${t('theme.change')} title=${t('theme.change')}>◐</button>
      </div>
    </header>
    <main id="main" tabindex="-1"></main>`, document.getElementById('app'));
}

function show() {
  const { name, parameters } = address();
  frame();
  const main = document.getElementById('main');
  closeDialogs();
  if (shown !== name) {
    leave();
    render(nothing, main);
    shown = name;
    declined = false;
    wanted = false;
    document.title = `${t(`nav.${name}`)} · Vesper`;
    leave = PAGES[name].open(main, { parameters, settings }) || (() => {});
  } else {
    PAGES[name].revisit?.(parameters);
  }
}

function reopen() {
  shown = null;
  show();
}

/** The link of the page that is shown opens it anew; the browser alone would do nothing. */
function turnTo(event, page) {
  if (page === shown && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    if (location.hash !== `#/${page}`) {
      history.pushState(null, '', `#/${page}`);
    }
    reopen();
  }
}

function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

async function changeLanguage(language) {
  try {
    await chooseLanguage(language);
  } catch (error) {
    notify(words(error));
    return;
  }
  reopen();
}

function changeTheme() {
  const now = document.documentElement.dataset.theme
    || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  const next = now === 'dark' ? 'light' : 'dark';
  localStorage.setItem(THEME, next);
  document.documentElement.dataset.theme = next;
  window.dispatchEvent(new Event('themechange'));
}

async function changeKey() {
  if (hasKey()) {
    changeTo(null);
  } else {
    await enterKey();
  }
}

/** One key takes the place of another. */
async function enterKey() {
  declined = false;
  const key = await askForKey(false);
  if (key !== null) {
    changeTo(key);
  }
}

/** The page is left first, so that nothing it waits for comes into what is opened. */
function changeTo(key) {
  leave();
  leave = () => {};
  useKey(key);
  reopen();
}

let asking = null;
let declined = false;
let wanted = false; // whether the page that is shown wants the key that is asked for
/** Several requests may miss the key at once; one question is enough, and who declines is not asked again on the same page. */
async function askForKey(wasWrong) {
  if (declined) {
    return null;
  }
  wanted = true;
  asking ??= askUntilPossible(t(wasWrong ? 'key.wrong' : 'key.hint')).then((given) => {
    declined = given === null && wanted;
    return given;
  }).finally(() => {
    asking = null;
    setTimeout(frame);
  });
  return asking;
}

/** What a header cannot hold is no key, and is not sent. */
async function askUntilPossible(hint) {
  const given = await ask(t('key.title'), t('key.label'), t('key.use'), { hint, type: 'password', lasting: true });
  return given === null || /^[\x21-\x7e]+$/.test(given) ? given : askUntilPossible(t('key.odd'));
}

/** A file that misses the place for it would be opened instead of the console. */
function keepFilesOut() {
  for (const event of ['dragover', 'drop']) {
    document.addEventListener(event, (dragged) => dragged.dataTransfer?.types.includes('Files') && dragged.preventDefault());
  }
}

async function start() {
  const theme = localStorage.getItem(THEME);
  if (theme) {
    document.documentElement.dataset.theme = theme;
  }
  settings = await get('/console/settings');
  await loadTexts(settings.languages);
  whenKeyIsMissing(askForKey);
  window.addEventListener('hashchange', show);
  window.addEventListener('reopen', reopen);
  window.addEventListener('anotherkey', enterKey);
  keepFocus();
  keepFilesOut();
  document.getElementById('app').replaceChildren();
  show();
}

start().catch((error) => {
  // Beside the sentence of index.html, which is all there is to say it in when there are no texts.
  document.querySelector('#app .start')?.append(document.createElement('br'), error.message);
  throw error;
});
