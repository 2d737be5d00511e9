// A page of people, each with a few pictures.
import { html, nothing, repeat } from '../../libraries.js';
import { get, parameters } from '../../api.js';
import { number, t, time } from '../../texts.js';
import { cameraBadge, empty, failure, modalityBadge, picture } from '../../ui.js';
import { pager } from './pages.js';

const SHOWN = 4;

/** A few pictures of a person; asked for once the page of people is there. */
const samplesOf = async (person) => (await get(`/gallery${parameters({ gallery: person.gallery, personId: person.personId, limit: SHOWN })}`)).images;

export function people(pages, actions) {
  const { people: listed } = pages.shown;
  if (listed.length === 0) {
    return empty(t('people.none.title'), t('people.none.text'));
  }
  listed.forEach((person) => ask(person, actions));
  return html`<section aria-label=${t('gallery.view.people')} aria-busy=${pages.busy}>
    <ul class="cards people">${repeat(listed, (person) => person.personId, (person) => html`<li class="card">${card(person, actions)}</li>`)}</ul>
    ${pager(pages, (nav) => nav.closest('section').querySelector('.who')?.focus())}
  </section>`;
}

/** The pictures are kept with the person they are of, so that they go with the page. */
function ask(person, actions) {
  if ('samples' in person) {
    return;
  }
  Object.assign(person, { samples: [], error: null });
  samplesOf(person).then((samples) => Object.assign(person, { samples }), (error) => Object.assign(person, { error })).then(actions.update);
}

const card = (person, actions) => html`
  <button type="button" class="who" @click=${() => actions.openPerson(person)}>
    <b>${person.personId}</b>
    <small>${t('people.images', number(person.images))}</small>
  </button>
  ${failure(person.error)}
  <ul class="samples">
    ${Array.from({ length: Math.min(SHOWN, person.images) }, (_, i) => html`<li>${sample(person, person.samples[i], actions)}</li>`)}
  </ul>
  <p class="row">${[...new Set(person.counts.map((one) => one.modality))].map(modalityBadge)}
    ${[...new Set(person.counts.map((one) => one.cameraId))].map(cameraBadge)}</p>
  ${person.lastCapturedAt ? html`<small>${t('people.last', time(person.lastCapturedAt))}</small>` : nothing}`;

const sample = (person, image, actions) => (image === undefined
  ? html`<div class="place"></div>`
  : html`<button type="button" class="shot" aria-label=${t('image.of', person.personId, image.cameraId, t(`modality.${image.modality}`))}
      @click=${() => actions.openImage(image)}>${picture(image.href, '')}</button>`);
