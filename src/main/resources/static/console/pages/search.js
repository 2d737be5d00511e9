// Who is this? Pictures of a person, or one already enrolled, and the people they resemble.
import { html, nothing, render } from '../libraries.js';
import { get, path, post, postForm } from '../api.js';
import { t } from '../texts.js';
import { empty, failure, spinner } from '../ui.js';
import { guessModality } from '../spectrum.js';
import { filters } from './search/filters.js';
import { probePanel } from './search/probe.js';
import { results } from './search/results.js';
import { queryForm, queryJson } from './search/query.js';

/** Typing and sliding would else ask with every step. */
const PAUSE_MS = 250;
export const MAX_PICTURES = 16;

const fresh = () => ({
  probe: { files: [], image: null, modality: null, guessed: false, cameraId: '' },
  options: { gallery: 'default', topK: 10, imagesPerPerson: 5, galleryModality: 'any', cameras: [], excludeSameCamera: false, from: '', to: '',
    minScore: '', maxFalseAlarm: '', aggregate: 'max', rerank: 'none' },
  answer: null, error: null, busy: false, rejected: new Set(), galleries: [], cameras: [], images: null,
});

// Kept while other pages are looked at.
let state = fresh();
let main = null;
let settings = null;
let asked = new AbortController();
let timer = 0;

export function open(element, context) {
  main = element;
  settings = context.settings;
  revisit(context.parameters);
  document.addEventListener('paste', paste);
  loadGalleries();
  return () => {
    document.removeEventListener('paste', paste);
    asked.abort();
    main = null;
  };
}

/** @param parameters imageId: search by that enrolled image */
export function revisit(parameters) {
  const imageId = parameters.get('imageId');
  update();
  if (imageId) {
    searchByEnrolled(imageId);
  }
}

async function searchByEnrolled(imageId) {
  try {
    const image = await get(path`/gallery/${imageId}`);
    history.replaceState(null, '', '#/search');
    state.probe = { files: [], image, modality: image.modality, guessed: false, cameraId: image.cameraId };
    change({ options: { ...state.options, gallery: image.gallery, cameras: [] } });
    loadGalleries();
  } catch (error) {
    change({ error }, false);
  }
}

async function loadGalleries() {
  try {
    const [{ galleries }, { counts }] = await Promise.all([get('/galleries'), get('/gallery/stats')]);
    const cameras = new Set(counts.filter((one) => one.gallery === state.options.gallery).map((one) => one.cameraId));
    change({ galleries, cameras: [...cameras].sort(), images: galleries.reduce((sum, one) => sum + one.images, 0) }, false);
  } catch (error) {
    change({ error }, false);
  }
}

function paste(event) {
  const files = [...event.clipboardData.files].filter((file) => file.type.startsWith('image/'));
  if (files.length > 0) {
    event.preventDefault();
    addFiles(files);
  }
}

async function addFiles(files) {
  const all = [...state.probe.files, ...files].slice(0, MAX_PICTURES);
  const probe = { ...state.probe, files: all, image: null };
  if (probe.modality === null || probe.guessed) {
    try {
      Object.assign(probe, { modality: await guessModality(all[0]), guessed: true });
    } catch {
      Object.assign(probe, { modality: probe.modality ?? 'visible', guessed: false });
    }
  }
  change({ probe });
}

/** @param suggestion file, modality, options of a search with the demo galleries */
async function trySuggestion(suggestion) {
  const reply = await fetch(suggestion.picture);
  const file = new File([await reply.blob()], suggestion.name, { type: 'image/jpeg' });
  state.options = { ...fresh().options, ...suggestion.options };
  change({ probe: { files: [file], image: null, modality: suggestion.modality, guessed: false, cameraId: suggestion.cameraId } });
  loadGalleries();
}

/** @param searches whether the answer may differ now */
function change(part, searches = true) {
  Object.assign(state, part);
  if (searches) {
    state.rejected = new Set();
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE_MS);
  }
  update();
}

async function search() {
  const { probe, options } = state;
  asked.abort();
  if (probe.image === null && probe.files.length === 0) {
    change({ answer: null, error: null, busy: false }, false);
    return;
  }
  asked = new AbortController();
  const { signal } = asked;
  change({ busy: true, error: null }, false);
  try {
    const answer = probe.image === null
      ? await postForm('/query', queryForm(probe, options), signal)
      : await post('/query', queryJson(probe, options), signal);
    change({ answer, busy: false }, false);
  } catch (error) {
    if (!signal.aborted) {
      change({ answer: null, error, busy: false }, false);
    }
  }
}

const actions = {
  change,
  search,
  addFiles,
  trySuggestion,
  changeProbe: (part) => change({ probe: { ...state.probe, ...part } }),
  changeOptions: (part) => {
    change({ options: { ...state.options, ...part } });
    if ('gallery' in part) {
      loadGalleries();
    }
  },
  clear: () => { change({ ...fresh(), galleries: state.galleries, images: state.images }); loadGalleries(); },
  refresh: () => { loadGalleries(); search(); },
};

function update() {
  if (main === null) {
    return;
  }
  const isAsking = state.probe.image !== null || state.probe.files.length > 0;
  render(html`
    <h1>${t('search.title')}</h1>
    <div class="search">
      <aside class="stack">
        ${probePanel(state, actions)}
        ${isAsking ? filters(state, actions) : nothing}
      </aside>
      <section class="stack" aria-label=${t('search.results')} aria-busy=${state.busy}>
        ${failure(state.error)}
        ${body(isAsking)}
      </section>
    </div>`, main);
}

function body(isAsking) {
  if (state.answer !== null) {
    return results(state, actions);
  }
  if (state.busy) {
    return spinner(t('search.busy'));
  }
  if (isAsking || state.error !== null) {
    return nothing;
  }
  return state.images === 0 ? emptyGallery() : welcome();
}

const emptyGallery = () => empty(t('empty.gallery.title'), t('empty.gallery.text'), html`
  <a class="button" href="#/gallery">${t('empty.gallery.action')}</a>`);

const SUGGESTIONS = [
  { name: 'night', picture: '/console/probes/night.jpg', modality: 'infrared', cameraId: 'cam3', options: { gallery: 'default' } },
  { name: 'day', picture: '/console/probes/day.jpg', modality: 'visible', cameraId: 'cam1', options: { gallery: 'night' } },
  { name: 'stranger', picture: '/console/probes/stranger.jpg', modality: 'infrared', cameraId: 'cam6',
    options: { gallery: 'default', maxFalseAlarm: '0.01' } },
];

const welcome = () => empty(t('search.welcome.title'), t('search.welcome.text'), settings.demo ? html`
  <div class="suggestions">
    ${SUGGESTIONS.map((one) => html`
      <button type="button" data-probe=${one.name} @click=${() => trySuggestion(one)}>
        <img src=${one.picture} alt="" width="44" height="88" loading="lazy">
        <span><b>${t(`suggestion.${one.name}.title`)}</b><br><small>${t(`suggestion.${one.name}.text`)}</small></span>
      </button>`)}
  </div>` : nothing);
