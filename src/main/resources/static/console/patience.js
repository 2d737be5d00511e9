// Waits where the key may ask for no more at the moment.
import { Refusal } from './api.js';
import { notify } from './notices.js';
import { t } from './texts.js';

const PAUSE_S = 5;

/** What was put off comes one after the other, or all would be put off again. */
let line = Promise.resolve();
let waiting = 0;
/** Before this time the server has asked not to be asked. */
let notBefore = 0;

/**
 * Asks, and again when the server says so; whoever waits is told, once for all that is put off together.
 * @param ask resolves to the answer
 * @param isWanted whether the answer still is
 * @returns the answer; null if it is not wanted any more
 */
export async function patiently(ask, isWanted) {
  const isFree = waiting === 0;
  if (isFree) {
    const answer = await answerOrNull(ask);
    if (answer !== null) {
      return answer;
    }
  }
  return inLine(() => askUntilAnswered(ask, isWanted));
}

async function inLine(work) {
  if (waiting++ === 0) {
    notify(t('limit.waits'));
  }
  const mine = line.then(work).finally(() => { waiting--; });
  line = mine.catch(() => {});
  return mine;
}

async function askUntilAnswered(ask, isWanted) {
  while (isWanted()) {
    await new Promise((resolve) => setTimeout(resolve, notBefore - performance.now()));
    const answer = isWanted() ? await answerOrNull(ask) : null;
    if (answer !== null) {
      return answer;
    }
  }
  return null;
}

/** @returns null where the server puts it off */
async function answerOrNull(ask) {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 429) {
      throw error;
    }
    notBefore = performance.now() + 1000 * (error.retryAfter ?? PAUSE_S);
    return null;
  }
}
