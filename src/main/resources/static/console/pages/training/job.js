// One job: watched live while it runs, with what came out at its end.
import { nothing, render } from '../../libraries.js';
import { del, get, listen, path, post } from '../../api.js';
import { t } from '../../texts.js';
import { confirm, notify } from '../../ui.js';
import { watchActivation } from './activation.js';
import { isEnded } from './jobs.js';
import { page, publishes } from './jobPage.js';
import { poll } from '../../poll.js';
import { loadReport } from './report.js';
import { ticked } from './ticked.js';

/** Between epochs the events are silent, but time left and losses change with each step. */
const PAUSE_MS = 2000;

export function open(main, parameters) {
  const leaving = new AbortController();
  const { signal } = leaving;
  let watching = new AbortController();
  const state = { id: parameters.get('job'), job: null, epochs: new Map(), error: null, lost: null, models: null, report: null, reportError: null };

  const update = () => {
    if (!signal.aborted) {
      render(page(state, actions), main);
    }
  };
  const change = (part) => {
    Object.assign(state, part);
    update();
  };

  /**
   * From the beginning on; a watch that was begun before ends.
   * @param error stays shown
   */
  async function watch(error = null) {
    watching.abort();
    watching = new AbortController();
    const watched = AbortSignal.any([signal, watching.signal]);
    try {
      const [job, { metrics }] = await Promise.all([
        get(path`/jobs/${state.id}`, watched), get(path`/jobs/${state.id}/metrics`, watched)]);
      metrics.forEach(keep);
      change({ job, error });
      if (!isEnded(job)) {
        poll(() => refresh(watched), PAUSE_MS, watched);
        await listen(path`/jobs/${state.id}/events`, hear, watched);
        change({ job: await get(path`/jobs/${state.id}`, watched) });
      }
      await showOutcome(watched);
    } catch (failed) {
      if (!watched.aborted) {
        change({ error: failed });
      }
    }
  }

  const keep = (entry) => state.epochs.set(entry.epoch, entry);

  function hear({ name, data }) {
    if (name === 'metrics') {
      keep(data);
      update();
    } else if (name === 'progress') {
      change({ job: { ...state.job, progress: data } });
    } else if (name === 'state') {
      change({ job: data });
    }
  }

  async function refresh(watched) {
    try {
      const job = await get(path`/jobs/${state.id}`, watched);
      change({ job, lost: null });
      return !isEnded(job);
    } catch (error) {
      if (!watched.aborted) {
        change({ lost: error });
      }
      return true;
    }
  }

  async function showOutcome(watched) {
    const { job } = state;
    if (job.status !== 'COMPLETED' || watched.aborted) {
      return;
    }
    loadReport(job, watched).then((report) => change({ report }), (reportError) => watched.aborted || change({ reportError }));
    if (publishes(job)) {
      await watchActivation((models) => change({ models }), watched);
    }
  }

  /** @param work may be refused, and then the refusal is shown */
  async function act(work) {
    try {
      change({ error: null });
      await work();
    } catch (error) {
      change({ error });
    }
  }

  const actions = {
    stop: () => act(async () => {
      if (await confirm(t('training.job.stop'), t('training.job.stop.confirm'), t('training.job.stop'))) {
        change({ job: await post(path`/jobs/${state.id}/stop`) });
      }
    }),
    restart: () => act(async () => {
      if (await confirm(t('training.job.restart'), t('training.job.restart.confirm'), t('training.job.restart'))) {
        change({ job: await post(path`/jobs/${state.id}/restart`), report: null, reportError: null });
        watch();
      }
    }),
    remove: () => act(async () => {
      if (await confirm(t('training.job.delete'), t('training.job.delete.confirm'), t('training.job.delete'), { dangerous: true })) {
        watching.abort(); // or it would ask for what is gone
        try {
          await del(path`/jobs/${state.id}`);
        } catch (error) {
          watch(error);
          throw error;
        }
        ticked.delete(state.id);
        notify(t('training.job.deleted'));
        if (!signal.aborted) {
          location.hash = '#/training';
        }
      }
    }),
    activate: (modelId) => act(async () => {
      await post(path`/models/${modelId}/activate`);
      watchActivation((models) => change({ models }), signal).catch((error) => signal.aborted || change({ error }));
    }),
    fail: (error) => change({ error }),
  };

  update();
  watch();
  return () => {
    leaving.abort();
    render(nothing, main);
  };
}
