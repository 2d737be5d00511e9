// Sends pictures to be enrolled, each in a request of its own: the API keeps all of a request's pictures or none.
import { Refusal, upload } from '../../api.js';
import { t } from '../../texts.js';
import { toInstant } from './times.js';

/** So many at a time that the server can embed them in batches, and that others get their turn. */
const LANES = 4;
const PAUSE_MS = 1000;

/** Whether it need not be sent again. */
export const isOver = (item) => item.outcome === 'enrolled' || item.outcome === 'there';

/**
 * Sends what is not enrolled yet.
 *
 * @param items each with file, modality and guessing, after which modality is known; gets outcome (waiting, sending, enrolled, there, refused), share, reason and imageId
 * @param labels gallery, cameraId, and what of personId and capturedAt is not empty
 * @param changed called whenever an item has changed
 * @throws Refusal when the key is not good for this: nothing more is sent then
 */
export async function enrolAll(items, labels, changed, signal) {
  const waiting = items.filter((item) => !isOver(item));
  waiting.forEach((item) => Object.assign(item, { outcome: 'waiting', reason: '', share: 0 }));
  const stop = new AbortController();
  const either = AbortSignal.any([signal, stop.signal]);
  const lane = async () => {
    while (waiting.length > 0 && !either.aborted) {
      await enrol(waiting.shift(), labels, throttled(changed), either);
    }
  };
  try {
    await Promise.all(Array.from({ length: LANES }, lane));
  } finally {
    stop.abort();
  }
}

async function enrol(item, labels, changed, signal) {
  Object.assign(item, { outcome: 'sending', share: 0 });
  changed();
  try {
    await item.guessing;
    signal.throwIfAborted();
    const { images: [image] } = await patiently(() => upload('/gallery', form(item, labels), (share) => {
      item.share = share;
      changed();
    }, signal), signal);
    Object.assign(item, { outcome: image.created ? 'enrolled' : 'there', imageId: image.imageId });
  } catch (error) {
    if (signal.aborted) {
      item.outcome = 'waiting';
    } else if (error instanceof Refusal && (error.status === 401 || error.status === 403)) {
      item.outcome = 'waiting';
      throw error;
    } else {
      Object.assign(item, { outcome: 'refused', reason: reasonOf(error) });
    }
  }
  changed();
}

/** A request of one picture is refused for what is said of it. */
function reasonOf(error) {
  if (error instanceof TypeError) {
    return t('error.connection');
  }
  const said = (error.errors ?? []).map((one) => one.message);
  return said.length === 0 ? error.message : said.join(' ');
}

/** Asks again after a while when the server has too much to do. */
async function patiently(send, signal) {
  for (;;) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof Refusal) || error.status !== 429 || signal.aborted) {
        throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      signal.throwIfAborted();
    }
  }
}

function form(item, { gallery, personId, cameraId, capturedAt }) {
  const form = new FormData();
  const labels = { gallery, personId, cameraId, modality: item.modality, capturedAt: toInstant(capturedAt) ?? '' };
  Object.entries(labels).filter(([, value]) => value !== '').forEach(([name, value]) => form.set(name, value));
  form.set('image', item.file, item.file.name);
  return form;
}

/** At most once a frame. */
export function throttled(work) {
  let isDue = false;
  return () => {
    if (!isDue) {
      isDue = true;
      requestAnimationFrame(() => {
        isDue = false;
        work();
      });
    }
  };
}
