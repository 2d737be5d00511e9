// What is decided about a result: written into the gallery that the answer came from, whatever is looked at when the server is done.
import { get, patch, path, postForm } from '../../api.js';
import { t } from '../../texts.js';
import { ask, notify, words } from '../../ui.js';
import { mergeDialog } from '../gallery/merge.js';

/** Whether the probe is enrolled in the gallery that was searched: elsewhere, the same id may be somebody else's. */
const isOwn = ({ probe, answer }) => probe.image?.gallery === answer.gallery;

/** Whether the probe can be said to show one of these people. */
export const isDecidable = (state) => state.probe.image === null || isOwn(state);

/** Says of the probe that it shows this person: an enrolled image is assigned, new pictures are enrolled. */
export const confirmPerson = (personId, state, actions) => act(personId, async () => {
  if (state.probe.image === null) {
    await enrol(personId, state, actions);
  } else {
    await label(personId, state, actions);
    notify(t('results.confirmed', personId));
  }
}, state, actions);

async function enrol(personId, state, actions) {
  const { probe, answer } = state;
  const cameraId = probe.cameraId || await ask(t('results.confirm.camera'), t('probe.camera'), t('results.confirm'));
  if (!cameraId) {
    return;
  }
  const form = new FormData();
  Object.entries({ personId, cameraId, modality: probe.modality, gallery: answer.gallery }).forEach(([k, v]) => form.set(k, v));
  probe.files.forEach((file) => form.append('image', file, file.name || 'probe'));
  const { images } = await postForm('/gallery', form);
  notify(t('results.enrolled', images.length, personId));
  const image = await get(path`/gallery/${images[0].imageId}`);
  if (state.probe === probe) {
    actions.changeProbe({ image, files: [], cameraId });
  }
  actions.loadGalleries();
}

/** The same pictures are found by the probe whatever it is called. */
async function label(personId, state, actions) {
  const { imageId } = state.probe.image;
  await patch(path`/gallery/${imageId}`, { personId });
  const { probe } = state;
  if (probe.image?.imageId === imageId) {
    actions.change({ probe: { ...probe, image: { ...probe.image, personId } } }, false);
  }
}

/** A look-alike steps back; if the probe was thought to be that person, it no longer is. */
export const reject = (id, state, actions) => act(id, async (isCurrent) => {
  const isTaken = isOwn(state) && state.probe.image.personId === id;
  if (isTaken) {
    await label(null, state, actions);
    notify(t('results.unassigned', id));
  }
  if (isCurrent()) {
    actions.change({ rejected: new Set([...state.rejected, id]), unassigned: isTaken ? id : state.unassigned }, false);
    focusOrder(id, '.restore');
  }
}, state, actions);

/** Takes back what rejecting did. */
export const showAgain = (id, state, actions) => act(id, async (isCurrent) => {
  if (state.unassigned === id) {
    await label(id, state, actions);
    notify(t('results.confirmed', id));
  }
  if (isCurrent()) {
    actions.change({ rejected: new Set([...state.rejected].filter((one) => one !== id)), unassigned: null }, false);
    focusOrder(id, '.reject');
  }
}, state, actions);

/** The button that was pressed is gone; its opposite stands in its place. */
const focusOrder = (id, button) => document.querySelector(`[data-result="${CSS.escape(id)}"] ${button}`)?.focus();

/** Says who an image shows that nobody had identified. */
export async function assign({ imageId }, state, actions) {
  const personId = await ask(t('results.assign.title'), t('person.id'), t('results.assign'));
  if (personId !== null) {
    await act(imageId, async () => {
      await patch(path`/gallery/${imageId}`, { personId });
      notify(t('results.assigned', personId));
      actions.refresh();
    }, state, actions);
  }
}

export async function merge(personId, { answer }, actions) {
  if (await mergeDialog({ gallery: answer.gallery, personId }) !== null) {
    actions.refresh();
  }
}

/**
 * What is refused is said at the result that it was about, or, once that is gone, beside everything.
 * @param id of the result
 * @param work told whether the answer is still shown
 */
async function act(id, work, state, actions) {
  const { answer } = state;
  const isCurrent = () => state.answer === answer;
  actions.change({ refused: null }, false);
  try {
    await work(isCurrent);
  } catch (error) {
    if (isCurrent()) {
      actions.change({ refused: { id, error, again: () => act(id, work, state, actions) } }, false);
    } else {
      notify(words(error));
    }
  }
}
