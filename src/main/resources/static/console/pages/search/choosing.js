// What is searched by: pictures that are picked, dropped or pasted, one that is enrolled, or one that is suggested.
import { blob, get, path } from '../../api.js';
import { t } from '../../texts.js';
import { notify } from '../../ui.js';
import { guessModality } from '../../spectrum.js';
import { fresh } from './state.js';

const MAX_PICTURES = 16;

export const searchByEnrolled = (imageId, state, actions) => awaiting(imageId, get(path`/gallery/${imageId}`), (image) => {
  history.replaceState(null, '', '#/search');
  actions.change({
    probe: { files: [], image, modality: image.modality, guessed: false, cameraId: image.cameraId },
    options: { ...state.options, gallery: image.gallery, cameras: [] },
  });
  actions.loadGalleries();
}, state, actions);

/** @param suggestion name, picture, modality, cameraId and options of a search with the demo galleries */
export const trySuggestion = ({ name, picture, modality, cameraId, options }, state, actions) => awaiting(name, blob(picture), (content) => {
  const file = new File([content], name, { type: 'image/jpeg' });
  actions.change({
    probe: { files: [file], image: null, modality, guessed: false, cameraId },
    options: { ...fresh().options, ...options },
    error: null,
  });
  actions.loadGalleries();
}, state, actions);

/** Takes what was asked for, unless another probe was chosen meanwhile or the page left. */
async function awaiting(name, asked, take, state, actions) {
  state.wanted = name;
  try {
    const found = await asked;
    if (state.wanted === name) {
      take(found);
    }
  } catch (error) {
    if (state.wanted === name) {
      actions.change({ error }, false);
    }
  }
}

export function takePasted(event, actions) {
  const files = [...event.clipboardData.files].filter((file) => file.type.startsWith('image/'));
  if (files.length > 0) {
    event.preventDefault();
    actions.addFiles(files);
  }
}

/** Pictures beside those there are; an enrolled probe gives way to them, with what was known of it. */
export async function addFiles(files, state, actions) {
  if (files.length === 0) {
    actions.change({ error: new Error(t('probe.notPictures')) }, false);
    return;
  }
  const before = state.probe.files.length === 0 ? fresh().probe : state.probe;
  const all = [...before.files, ...files];
  if (all.length > MAX_PICTURES) {
    notify(t('probe.tooMany', MAX_PICTURES));
  }
  actions.change({ probe: { ...before, files: all.slice(0, MAX_PICTURES) }, error: null });
  if (before.modality === null) {
    const guess = await guessModality(all[0]).catch(() => null);
    if (state.probe.files[0] === all[0] && state.probe.modality === null) {
      actions.changeProbe({ modality: guess ?? 'visible', guessed: guess !== null });
    }
  }
}
