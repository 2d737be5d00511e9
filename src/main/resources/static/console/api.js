// Talks to Vesper's API. The key lives in this module's memory only: it is gone when the page is.

let key = null;
let askForKey = async () => null;

/** A refusal, in the words of the server's problem document. */
export class Refusal extends Error {
  /** @param retryAfter seconds after which to ask again, where the server says so */
  constructor(status, problem, retryAfter = null) {
    super(problem.detail || problem.title || `HTTP ${status}`);
    this.status = status;
    this.retryAfter = retryAfter;
    this.errors = problem.errors || [];
    this.problem = problem;
  }
}

/** Whether the key is good, but not for this. */
export const isForbidden = (error) => error instanceof Refusal && error.status === 403;

export function hasKey() {
  return key !== null;
}

const forgetting = [];

/**
 * @param forget called when another key is used or none: what the server answered was for whoever had the key before; told whether all
 *     is to be forgotten, what was picked and typed too
 */
export function whenKeyChanges(forget) {
  forgetting.push(forget);
}

/** @param value null: the key is forgotten, and what was done with it */
export function useKey(value) {
  key = value || null;
  forgetting.forEach((forget) => forget(key === null));
}

/** @param ask asks whoever sits there for a key, and resolves to it, or to null if there is none; called when the server wants one */
export function whenKeyIsMissing(ask) {
  askForKey = ask;
}

function headers(more) {
  return key === null ? { ...more } : { ...more, 'X-API-Key': key };
}

async function withKey(send) {
  for (;;) {
    const sent = key;
    const reply = await send();
    if (reply.status !== 401) {
      return reply;
    }
    if (key === null || key === sent) { // else another was given meanwhile, and is tried
      const given = await askForKey(key !== null);
      if (given === null) {
        return reply;
      }
      key = given;
    }
  }
}

async function answer(reply) {
  if (reply.ok) {
    return reply;
  }
  const isJson = /^application\/([\w.-]+\+)?json\b/.test(reply.headers.get('Content-Type') || ''); // also of a server that is not well
  throw new Refusal(reply.status, isJson ? await reply.json() : {}, Number(reply.headers.get('Retry-After')) || null);
}

async function request(method, path, { body, type, accept, signal } = {}) {
  const more = { ...(type ? { 'Content-Type': type } : {}), ...(accept ? { Accept: accept } : {}) };
  const send = () => fetch(path, { method, body, signal, headers: headers(more) });
  return answer(await withKey(send));
}

/** @returns the answer's JSON, or null where there is none */
async function json(method, path, options) {
  const reply = await request(method, path, options);
  return reply.status === 204 || reply.headers.get('Content-Length') === '0' ? null : reply.json();
}

export const get = (path, signal) => json('GET', path, { signal });
/** Of an address that answers with a page or, to who asks for them, with its numbers. */
export const numbers = (path, signal) => json('GET', path, { signal, accept: 'application/json' });
export const del = (path) => json('DELETE', path);
export const post = (path, value, signal) => json('POST', path, asJson(value, signal));
export const put = (path, value) => json('PUT', path, asJson(value));
export const patch = (path, value) => json('PATCH', path, { ...asJson(value), type: 'application/merge-patch+json' });
export const postForm = (path, form, signal) => json('POST', path, { body: form, signal });
export const text = async (path, signal) => (await request('GET', path, { signal })).text();
export const blob = async (path, signal) => (await request('GET', path, { signal })).blob();

function asJson(value, signal) {
  return value === undefined ? { signal } : { body: JSON.stringify(value), type: 'application/json', signal };
}

/** A path with values in place, each encoded: path`/gallery/${id}`. */
export function path(strings, ...values) {
  return strings.reduce((all, part, i) => all + encodeURIComponent(values[i - 1]) + part);
}

/** A query string of what is given. */
export function parameters(values) {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== null && value !== undefined && value !== '') {
      given.set(name, value);
    }
  }
  const string = given.toString();
  return string === '' ? '' : `?${string}`;
}

/**
 * Sends a form, and tells how much of it is sent, which fetch does not.
 * @param onProgress told the share that is sent, 0 to 1
 */
export function upload(path, form, onProgress, signal) {
  const send = () => new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open('POST', path);
    Object.entries(headers({})).forEach(([name, value]) => sending.setRequestHeader(name, value));
    sending.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total);
    sending.onload = () => resolve(new Response(sending.status === 204 ? null : sending.responseText, {
      status: sending.status,
      headers: { 'Content-Type': sending.getResponseHeader('Content-Type') || '' },
    }));
    sending.onerror = () => reject(new TypeError('The connection broke.'));
    sending.onabort = () => reject(new DOMException('Given up.', 'AbortError'));
    signal?.addEventListener('abort', () => sending.abort());
    sending.send(form);
  });
  return withKey(send).then(answer).then((reply) => reply.json());
}

/**
 * Listens to Server-Sent Events with the key in a header, which EventSource cannot send, and comes back after what was heard last
 * when the connection breaks.
 * @param onEvent told each event's name, data and id
 * @returns resolves when the server says that nothing more will come, or the signal aborts
 */
export async function listen(path, onEvent, signal) {
  let lastId = null;
  while (!signal.aborted) {
    await seen(signal);
    const hiding = new AbortController();
    const hide = () => document.hidden && hiding.abort();
    document.addEventListener('visibilitychange', hide);
    try {
      const send = () => fetch(path, {
        signal: AbortSignal.any([signal, hiding.signal]),
        headers: headers({ Accept: 'text/event-stream', ...(lastId === null ? {} : { 'Last-Event-ID': lastId }) }),
      });
      const reply = await answer(await withKey(send));
      if (reply.status === 204) {
        return;
      }
      for await (const event of events(reply.body)) {
        lastId = event.id ?? lastId;
        onEvent(event);
      }
    } catch (error) {
      if (signal.aborted) {
        return;
      }
      if (error instanceof Refusal && error.status !== 429 && error.status < 500) {
        throw error;
      }
    } finally {
      document.removeEventListener('visibilitychange', hide);
    }
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
}

/** Resolves when somebody can see the page: a browser has six connections to a server, and six hidden tabs would leave none. */
function seen(signal) {
  return new Promise((resolve) => {
    const look = () => {
      if (!document.hidden || signal.aborted) {
        document.removeEventListener('visibilitychange', look);
        signal.removeEventListener('abort', look);
        resolve();
      }
    };
    document.addEventListener('visibilitychange', look);
    signal.addEventListener('abort', look);
    look();
  });
}

async function* events(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let pending = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) {
      return;
    }
    pending += value;
    const blocks = pending.split('\n\n');
    pending = blocks.pop();
    for (const block of blocks) {
      const event = parse(block);
      if (event.data !== '') {
        yield { name: event.event, id: event.id, data: JSON.parse(event.data) };
      }
    }
  }
}

function parse(block) {
  const event = { event: 'message', data: '', id: undefined };
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) {
      const field = line.slice(0, colon);
      const value = line.slice(colon + 1).replace(/^ /, '');
      event[field] = field === 'data' && event.data !== '' ? `${event.data}\n${value}` : value;
    }
  }
  return event;
}
