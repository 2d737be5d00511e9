// Training: the jobs, a form for a new one, one watched live, and several compared. The address says which, so that it survives a reload.
import * as comparison from './training/comparison.js';
import * as evaluation from './training/evaluation.js';
import * as job from './training/job.js';
import * as list from './training/list.js';
import * as training from './training/form.js';

let main = null;
let leave = () => {};

export function open(element, { parameters }) {
  main = element;
  leave = view(parameters).open(main, parameters);
  return () => {
    leave();
    main = null;
  };
}

/** @param parameters job: an id; new: train or evaluate; compare: ids with commas; else the list */
export function revisit(parameters) {
  leave();
  leave = view(parameters).open(main, parameters);
  window.scrollTo(0, 0);
  main.focus({ preventScroll: true });
}

function view(parameters) {
  if (parameters.has('job')) {
    return job;
  }
  if (parameters.has('compare')) {
    return comparison;
  }
  return { train: training, evaluate: evaluation }[parameters.get('new')] ?? list;
}
