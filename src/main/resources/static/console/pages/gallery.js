// What is enrolled: its pictures, its people, and what is enrolled next.
import { html, nothing, render } from '../libraries.js';
import { get, isForbidden, parameters, path, whenKeyChanges } from '../api.js';
import { t } from '../texts.js';
import { empty, failure, spinner } from '../ui.js';
import { chooser } from './gallery/chooser.js';
import { filters, NO_FILTERS, queryOf } from './gallery/filters.js';
import { imageDialog } from './gallery/image.js';
import { images } from './gallery/images.js';
import { people } from './gallery/people.js';
import { personDialog } from './gallery/person.js';
import { beginning, Pages } from './gallery/pages.js';
import { closeArchive } from './gallery/archive.js';
import { upload } from './gallery/upload.js';

const VIEWS = ['images', 'people', 'upload'];
const fresh = () => ({ view: 'images', gallery: 'default', filters: { ...NO_FILTERS }, galleries: null, cameras: [], error: null, lost: null, denied: null });

// Kept while other pages are looked at.
const state = fresh();
const imagePages = new Pages((cursor, signal) =>
  found(get(`/gallery${parameters({ ...queryOf(state.filters), gallery: state.gallery, limit: 60, cursor })}`, signal)), update);
const peoplePages = new Pages((cursor, signal) =>
  found(get(`/people${parameters({ gallery: state.gallery, limit: 20, cursor })}`, signal)), update);
let main = null;
let visit = new AbortController(); // to the page, at one address

whenKeyChanges((isAll) => {
  const { gallery, filters: chosen } = state;
  Object.assign(state, fresh(), isAll ? {} : { gallery, filters: chosen });
  [imagePages, peoplePages].forEach((pages) => pages.clear());
});

export function open(element, context) {
  main = element;
  revisit(context.parameters);
  loadGalleries();
  return () => {
    main = null;
    visit.abort();
    [imagePages, peoplePages].forEach((pages) => pages.close());
    closeArchive();
  };
}

/** @param parameters view: images, people or upload; gallery; imageId: opens that image's dialog */
export function revisit(parameters) {
  visit.abort();
  visit = new AbortController();
  state.view = VIEWS.includes(parameters.get('view')) ? parameters.get('view') : 'images';
  state.gallery = parameters.get('gallery') || state.gallery;
  load();
  if (parameters.get('imageId')) {
    openNamed(parameters.get('imageId'));
  }
}

/** Opens the image that the address names, in its gallery. */
function openNamed(imageId) {
  history.replaceState(null, '', '#/gallery');
  return openFound(imageId, (image) => {
    if (image.gallery !== state.gallery) {
      actions.chooseGallery(image.gallery);
    }
  });
}

/** @param prepare told the image before it is opened */
async function openFound(imageId, prepare = () => {}) {
  const { signal } = visit;
  try {
    const image = await get(path`/gallery/${imageId}`);
    if (!signal.aborted) {
      prepare(image);
      await actions.openImage(image);
    }
  } catch (error) {
    if (!signal.aborted) {
      change({ error });
    }
  }
}

function load() {
  change({ error: null, denied: null });
  if (state.view === 'images') {
    imagePages.show(beginning());
  } else if (state.view === 'people') {
    peoplePages.show(beginning());
  }
}

/** A server that answers again is asked for what it did not answer. */
async function found(asked) {
  const page = await asked;
  if (state.lost !== null) {
    loadGalleries();
  }
  return page;
}

async function loadGalleries() {
  try {
    const { galleries } = await get('/galleries');
    change({ galleries, denied: null, lost: null });
    const { counts } = await get('/gallery/stats');
    change({ cameras: [...new Set(counts.filter((one) => one.gallery === state.gallery).map((one) => one.cameraId))].sort() });
  } catch (error) {
    change(isForbidden(error) ? { denied: error } : { lost: error });
  }
}

/** After something was changed: what is shown is asked for again. */
function reload() {
  loadGalleries();
  imagePages.reload();
  if (state.view === 'people') {
    peoplePages.reload();
  }
}

function turnTo(gallery) {
  Object.assign(state, { gallery, filters: { ...NO_FILTERS }, cameras: [] });
  [imagePages, peoplePages].forEach((pages) => pages.clear());
  loadGalleries();
}

function change(part) {
  Object.assign(state, part);
  update();
}

const actions = {
  change,
  reload,
  loadGalleries,
  chooseGallery: (gallery) => {
    turnTo(gallery);
    load();
  },
  changeFilters: (part) => {
    state.filters = { ...state.filters, ...part };
    load();
  },
  openImage: async (image) => {
    const { changed, person } = await imageDialog(image, { cameras: state.cameras });
    if (changed) {
      reload();
    }
    if (person !== null) {
      await actions.openPerson(person);
    }
  },
  openImageById: (imageId) => openFound(imageId),
  openPerson: async ({ gallery, personId }) => {
    const { changed, person } = await personDialog({ gallery, personId }, { cameras: state.cameras });
    if (changed) {
      reload();
    }
    if (person !== null) {
      await actions.openPerson(person);
    }
  },
  showPicturesOf: (gallery) => {
    turnTo(gallery);
    location.hash = '#/gallery';
  },
  update,
};

function update() {
  if (main === null) {
    return;
  }
  render(html`
    <h1>${t('nav.gallery')}</h1>
    <div class="gallery-head">
      <nav class="views" aria-label=${t('gallery.views')}>
        ${VIEWS.map((view) => html`<a href=${view === 'images' ? '#/gallery' : `#/gallery?view=${view}`}
          aria-current=${view === state.view ? 'page' : 'false'}>${t(`gallery.view.${view}`)}</a>`)}
      </nav>
      ${state.view === 'upload' ? nothing : chooser(state, actions)}
    </div>
    ${state.view === 'upload' ? html`${failing()} ${upload(state, actions)}` : looking()}`, main);
}

const failing = () => failure(state.error ?? state.lost);

/** Who may only enrol sees nothing here, but may upload. */
function looking() {
  const pages = state.view === 'images' ? imagePages : peoplePages;
  if (state.denied !== null) {
    return failure(state.denied);
  }
  if (state.galleries !== null && !state.galleries.some((one) => one.name === state.gallery && one.images > 0)) {
    return html`${failing()} ${emptyGallery()}`;
  }
  return html`
    ${state.error ?? state.lost ? failing() : failure(pages.error, () => pages.again())}
    ${state.view === 'images' ? filters(state, actions) : nothing}
    ${pages.shown === null ? (pages.busy ? spinner() : nothing) : state.view === 'images' ? images(pages, actions) : people(pages, actions)}`;
}

const emptyGallery = () => html`<div class="card">${empty(t('gallery.empty.title', state.gallery), t('gallery.empty.text'), html`
  <a class="button" href="#/gallery?view=upload">${t('empty.gallery.action')}</a>`)}</div>`;
