// Keeps the focus in the page when what had it is taken away, so that whoever has no mouse goes on from the same place.

const FOCUSABLE = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), summary, [tabindex="0"]';
/** What the next press of a key must not set off unasked. */
const GRAVE = '.primary, .danger, .erases';

let last = null;
/** The elements around the last, from within. */
let around = [];

/** From now on: a control that had the focus and is gone gives it to what is nearest, one that only waits gets it back. */
export function keepFocus() {
  document.addEventListener('focusin', ({ target }) => {
    last = target;
    around = ancestors(target);
  });
  document.addEventListener('focusout', ({ target }) => queueMicrotask(() => forgetIfLeft(target)));
  new MutationObserver(() => requestAnimationFrame(restore))
    .observe(document.body, { subtree: true, childList: true, attributeFilter: ['disabled'] });
}

function ancestors(element) {
  const all = [];
  for (let one = element.parentElement; one !== null && one !== document.body; one = one.parentElement) {
    all.push(one);
  }
  return all;
}

/** Who clicks beside everything wants the focus nowhere. */
function forgetIfLeft(target) {
  if (target === last && target.isConnected && !target.matches(':disabled') && isLost()) {
    last = null;
  }
}

const isLost = () => document.activeElement === document.body || document.activeElement === null;

function restore() {
  if (last === null || !isLost()) {
    return;
  }
  if (!last.isConnected) {
    giveTo(around);
  } else if (!last.matches(':disabled')) {
    last.focus({ preventScroll: true });
  }
}

function giveTo(places) {
  const scope = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.getElementById('main');
  const place = places.find((one) => one.isConnected && scope.contains(one) && one.checkVisibility()) ?? scope;
  const control = place === scope ? undefined
    : [...place.querySelectorAll(FOCUSABLE)].find((one) => !one.matches(GRAVE) && one.checkVisibility());
  if (control === undefined) {
    focusOn(place);
  } else {
    control.focus({ preventScroll: true });
  }
}

/** Puts the focus on something that is no control, such as a heading or a region. */
export function focusOn(place) {
  if (!place.matches('[tabindex]')) {
    place.tabIndex = -1;
  }
  place.focus({ preventScroll: true });
}
