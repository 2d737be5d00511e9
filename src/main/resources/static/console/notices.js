// What is said for some seconds in a corner of the page, whichever is looked at.

const notices = document.createElement('div');
notices.className = 'notices';
notices.setAttribute('role', 'status');
document.body.append(notices);

/** What lies under an open dialog is neither seen nor read out. */
export function raiseNotices() {
  const place = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;
  if (notices.parentElement !== place) {
    place.append(notices);
  }
}

/** Says that something is done, or takes its time. */
export function notify(message) {
  const note = document.createElement('p');
  note.textContent = message;
  raiseNotices();
  notices.append(note);
  setTimeout(() => note.remove(), 6000);
}
