// Two pictures side by side, and why they resemble each other.
import { html, nothing, ref } from '../../libraries.js';
import { post, postForm } from '../../api.js';
import { number, percent, t, time } from '../../texts.js';
import { cameraBadge, dialog, failure, field, modalityBadge, picture, select, spinner } from '../../ui.js';
import { drawHeat, largestShare, thirds } from '../../heat.js';

/** @param image a match of the probe */
export function compare(probe, image, ranked) {
  const state = { explanation: null, error: null, busy: false, chosen: 0, asked: new AbortController() };
  const title = t('compare.title', ranked.personId ?? t('person.unknown'));
  const closed = dialog(title, (close, update) => html`
    <div class="compare">
      ${side(probe.image?.href ?? probe.files[state.chosen], t('compare.probe'), state.explanation?.probe, state, html`
        ${modalityBadge(probe.modality)} ${probe.cameraId ? cameraBadge(probe.cameraId) : nothing}`)}
      ${side(image.href, t('compare.match'), state.explanation?.match, state, html`
        ${modalityBadge(image.modality)} ${cameraBadge(image.cameraId)}
        ${image.capturedAt ? html`<small>${time(image.capturedAt)}</small>` : nothing}`)}
    </div>
    ${probe.files.length > 1 ? choice(probe, state, update) : nothing}
    <p>${t(probe.files.length > 1 ? 'compare.score.best' : 'compare.score', number(image.score, 3))}
      ${state.explanation && probe.files.length > 1 ? t('compare.score.pair', number(state.explanation.score, 3)) : nothing}</p>
    ${state.explanation ? explained(state.explanation) : nothing}
    ${failure(state.error, () => explain(probe, image, state, update))}
    <footer>
      ${state.busy ? spinner(t('compare.busy')) : nothing}
      ${state.explanation ? nothing : html`<button type="button" class="primary" ?disabled=${state.busy}
        @click=${() => explain(probe, image, state, update)}>${t('compare.why')}</button>`}
      <a class="button" href="#/gallery?imageId=${image.imageId}" @click=${() => close(null)}>${t('compare.open')}</a>
    </footer>`, { wide: true });
  return closed.finally(() => state.asked.abort());
}

/** The score is the best of all pictures; which of them, the answer does not say. */
const choice = (probe, state, update) => field(t('compare.choose'), (id) => select(id,
  probe.files.map((_, i) => [String(i), t('probe.picture', i + 1)]), String(state.chosen), (chosen) => {
    state.asked.abort();
    Object.assign(state, { chosen: Number(chosen), explanation: null, error: null, busy: false });
    update();
  }));

const side = (source, label, shares, state, badges) => html`
  <figure><div class="frame">${picture(source, label)}
    ${shares ? html`<canvas ${ref((canvas) => canvas && drawHeat(canvas, shares, largest(state.explanation)))}
      role="img" aria-label=${t('compare.heat', label, ...thirds(shares).map((one) => percent(one, 0)))}></canvas>` : nothing}</div>
    <figcaption><b>${label}</b><span class="row">${badges}</span></figcaption></figure>`;

const largest = (explanation) => largestShare(explanation.probe, explanation.match);

const explained = (explanation) => html`
  <p><small>${t('compare.explained', number(explanation.mapCosine, 3))}</small></p>
  <table><caption class="hidden">${t('compare.table')}</caption>
    <thead><tr><th></th><th class="number">${t('compare.upper')}</th><th class="number">${t('compare.middle')}</th><th class="number">${t('compare.lower')}</th></tr></thead>
    <tbody>${['probe', 'match'].map((one) => html`<tr><th scope="row">${t(`compare.${one}`)}</th>
      ${thirds(explanation[one]).map((share) => html`<td class="number">${percent(share, 0)}</td>`)}</tr>`)}</tbody></table>`;

/** What is answered after another picture was chosen is of no more use. */
async function explain(probe, image, state, update) {
  const asked = new AbortController();
  Object.assign(state, { asked, busy: true, error: null });
  update();
  const outcome = await ask(probe, image, state.chosen, asked.signal)
    .then((explanation) => ({ explanation }), (error) => ({ error }));
  if (!asked.signal.aborted) {
    Object.assign(state, outcome, { busy: false });
    update();
  }
}

const ask = (probe, image, chosen, signal) => (probe.image === null
  ? postForm('/query/explain', form(probe, probe.files[chosen], image), signal)
  : post('/query/explain', { imageId: probe.image.imageId, matchId: image.imageId }, signal));

function form(probe, file, image) {
  const body = new FormData();
  body.set('modality', probe.modality);
  body.set('matchId', image.imageId);
  body.set('image', file, file.name || 'probe');
  return body;
}
