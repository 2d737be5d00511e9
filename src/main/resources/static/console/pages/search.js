// Who is this? Pictures of a person, or one already enrolled, and the people they resemble.
import { html, nothing, render } from '../libraries.js';
import { get, post, postForm, whenKeyChanges } from '../api.js';
import { t } from '../texts.js';
import { failure, spinner } from '../ui.js';
import { addFiles, searchByEnrolled, takePasted, trySuggestion } from './search/choosing.js';
import { filters } from './search/filters.js';
import { probePanel } from './search/probe.js';
import { results } from './search/results.js';
import { queryForm, queryJson } from './search/query.js';
import { fresh } from './search/state.js';
import { emptyGallery, welcome } from './search/welcome.js';

/** Typing and sliding would else ask with every step. */
const PAUSE_MS = 250;

// Kept while other pages are looked at.
const state = fresh();
let main = null;
let settings = null;
let asked = new AbortController();
let listed = new AbortController();
let timer = 0;

whenKeyChanges((isAll) => {
  const { probe, options } = state;
  Object.assign(state, fresh(), isAll ? {} : { options }, isAll || probe.files.length === 0 ? {} : { probe });
});

export function open(element, context) {
  main = element;
  settings = context.settings;
  revisit(context.parameters);
  document.addEventListener('paste', paste);
  loadGalleries();
  if (isAsking() && state.answer === null && state.error === null) {
    change({});
  }
  return () => {
    document.removeEventListener('paste', paste);
    clearTimeout(timer);
    asked.abort();
    listed.abort();
    if (state.busy) {
      Object.assign(state, { answer: null, busy: false }); // asked again when the page is
    }
    main = null;
    state.wanted = null;
  };
}

const isAsking = () => state.probe.image !== null || state.probe.files.length > 0;

/** @param parameters imageId: search by that enrolled image */
export function revisit(parameters) {
  const imageId = parameters.get('imageId');
  update();
  if (imageId) {
    searchByEnrolled(imageId, state, actions);
  }
}

async function loadGalleries() {
  if (main === null) {
    return; // asked anew when the page is opened
  }
  listed.abort();
  listed = new AbortController();
  const { signal } = listed;
  try {
    const [{ galleries }, { counts }] = await Promise.all([get('/galleries', signal), get('/gallery/stats', signal)]);
    if (!signal.aborted) {
      showGalleries(galleries, counts);
    }
  } catch (error) {
    if (!signal.aborted) {
      change({ error }, false);
    }
  }
}

/** Where the chosen gallery is not, or no more, another is searched. */
function showGalleries(galleries, counts) {
  const isThere = (name) => galleries.some((one) => one.name === name);
  if (galleries.length > 0 && !isThere(state.options.gallery)) {
    const gallery = isThere('default') ? 'default' : galleries[0].name;
    change({ options: { ...state.options, gallery, cameras: [] } });
  }
  const cameras = new Set(counts.filter((one) => one.gallery === state.options.gallery).map((one) => one.cameraId));
  change({ galleries, cameras: [...cameras].sort(), images: galleries.reduce((sum, one) => sum + one.images, 0) }, false);
}

/** @param searches whether the answer may differ now */
function change(part, searches = true) {
  const { gallery } = state.options;
  Object.assign(state, part);
  if (searches) {
    if ('probe' in part || state.options.gallery !== gallery) {
      state.answer = null; // nothing may be decided about the answer of another probe or gallery
    }
    if ('probe' in part) {
      state.wanted = null;
    }
    searchSoon();
  }
  update();
}

/** What was asked before is not waited for any more. */
function searchSoon() {
  asked.abort();
  clearTimeout(timer);
  Object.assign(state, { busy: isAsking() && main !== null, rejected: new Set(), unassigned: null, refused: null });
  if (main !== null) {
    timer = setTimeout(search, PAUSE_MS);
  }
}

async function search() {
  const { probe, options } = state;
  clearTimeout(timer);
  asked.abort();
  if (!isAsking()) {
    change({ answer: null, error: null, busy: false }, false);
    return;
  }
  if (probe.modality === null) {
    return; // it is being guessed
  }
  asked = new AbortController();
  const { signal } = asked;
  change({ busy: true, error: null }, false);
  try {
    const answer = probe.image === null
      ? await postForm('/query', queryForm(probe, options), signal)
      : await post('/query', queryJson(probe, options), signal);
    if (!signal.aborted) {
      change({ answer, busy: false }, false);
    }
  } catch (error) {
    if (!signal.aborted) {
      change({ answer: null, error, busy: false }, false);
    }
  }
}

const paste = (event) => takePasted(event, actions);

const actions = {
  change,
  search,
  loadGalleries,
  addFiles: (files) => addFiles(files, state, actions),
  trySuggestion: (suggestion) => trySuggestion(suggestion, state, actions),
  changeProbe: (part) => change({ probe: { ...state.probe, ...part } }),
  changeOptions: (part) => {
    change({ options: { ...state.options, ...('gallery' in part ? { cameras: [] } : {}), ...part } });
    if ('gallery' in part) {
      loadGalleries();
    }
  },
  clear: () => { change({ ...fresh(), galleries: state.galleries, images: state.images }); loadGalleries(); },
  refresh: () => { change({ error: null, refused: null }, false); loadGalleries(); search(); },
};

function update() {
  if (main === null) {
    return;
  }
  render(html`
    <h1>${t('search.title')}</h1>
    <div class="search">
      <aside class="stack">
        ${probePanel(state, actions)}
        ${isAsking() ? filters(state, actions) : nothing}
      </aside>
      <section class="stack" aria-label=${t('search.results')} aria-busy=${state.busy}>
        ${failure(state.error, actions.refresh)}
        ${body()}
      </section>
    </div>`, main);
}

function body() {
  if (state.answer !== null) {
    return results(state, actions);
  }
  if (state.busy) {
    return spinner(t('search.busy'));
  }
  if (isAsking() || state.error !== null) {
    return nothing;
  }
  return state.images === 0 ? emptyGallery() : welcome(settings.demo, actions);
}
