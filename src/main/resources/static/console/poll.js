/** Does some work again and again, with a pause in between, until it returns false or the signal aborts. */
export async function poll(work, pauseMs, signal) {
  while (!signal.aborted && await work() !== false) {
    await pause(pauseMs, signal);
  }
}

function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener('abort', end);
    if (signal.aborted) {
      end();
    }
  });
}
