// How the server is.
import { html, nothing } from '../../libraries.js';
import { hasKey } from '../../api.js';
import { bytes, duration, number, percent, t } from '../../texts.js';

const facts = (pairs) => html`<dl class="facts">${pairs.filter(([, value]) => value !== null && value !== undefined)
  .map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;

const condition = (status) => html`<span class="badge ${status === 'UP' ? 'completed' : 'failed'}">
  ${status === 'UP' ? '✓' : '!'} ${t(status === 'UP' ? 'health.up' : 'health.down')}</span>`;

export function health({ stats, health: { status, components = {} }, scrapes, settings }) {
  return html`
    <section class="cards" aria-label=${t('health.title')}>
      <article class="card"><header><h2>${t('health.server')}</h2>${condition(status)}</header>${server(components, scrapes)}</article>
      <article class="card"><header><h2>${t('health.index')}</h2></header>${index(stats, components, scrapes)}</article>
      <article class="card"><header><h2>${t('health.links')}</h2></header>
        ${hasKey() ? html`<p>${t('health.links.key')} <code>/v3/api-docs</code>, <code>/actuator/prometheus</code></p>` : html`
          <p><a href="/swagger-ui" target="_blank" rel="noopener">${t('health.swagger')}</a></p>
          <p><a href="/actuator/prometheus" target="_blank" rel="noopener">${t('health.prometheus')}</a></p>`}
        ${settings.grafanaUrl ? html`<p><a href=${settings.grafanaUrl} rel="noreferrer">${t('health.grafana')}</a></p>` : nothing}
      </article>
      <article class="card wide"><header><h2>${t('health.latency')}</h2></header>${latencies(scrapes)}</article>
    </section>`;
}

function server({ db, diskSpace }, scrapes) {
  const disk = diskSpace?.details;
  const heap = scrapes.value('jvm_memory_used_bytes', { area: 'heap' });
  return facts([
    [t('health.uptime'), duration(scrapes.value('process_uptime_seconds') ?? 0)],
    [t('health.database'), db && html`${db.details?.database ?? ''} ${condition(db.status)}`],
    [t('health.connections'), scrapes.value('jdbc_connections_active') === null ? null
      : t('health.connections.of', number(scrapes.value('jdbc_connections_active')), number(scrapes.value('jdbc_connections_max')))],
    [t('health.disk'), disk && t('health.disk.free', bytes(disk.free), percent(disk.free / disk.total, 0))],
    [t('health.memory'), heap === null ? null : bytes(heap)],
    [t('health.load'), scrapes.value('system_load_average_1m') === null ? null
      : t('health.load.of', number(scrapes.value('system_load_average_1m'), 1), number(scrapes.value('system_cpu_count')))],
  ]);
}

function index(stats, { gallery }, scrapes) {
  const engine = gallery?.details?.engine;
  return facts([
    [t('health.model'), stats?.index?.modelId ?? gallery?.details?.modelId ?? t('health.model.none')],
    [t('health.kind'), stats?.index?.kind],
    [t('health.size'), stats?.index ? number(stats.index.size) : null],
    [t('health.images'), stats ? number(stats.images) : null],
    [t('health.engine'), engine && `${engine.engine}, ${engine.device}, ${engine.precision}`],
    [t('health.waiting'), number(scrapes.value('vesper_embed_waiting') ?? 0)],
    [t('health.refused'), number(scrapes.value('vesper_embed_refused_total') ?? 0)],
    [t('health.heals'), number(scrapes.value('vesper_gallery_heals_total') ?? 0)],
  ]);
}

function latencies(scrapes) {
  const rows = [
    ['query', scrapes.times('http_server_requests_seconds', { uri: '/query', method: 'POST' })],
    ['enrol', scrapes.times('http_server_requests_seconds', { uri: '/gallery', method: 'POST' })],
    ['decode', scrapes.times('vesper_decode_seconds')],
    ['embed', scrapes.times('vesper_embed_seconds')],
    ['search', scrapes.times('vesper_search_seconds')],
  ];
  const ms = (value) => (value === null ? '–' : value === Infinity ? '> 30 s' : number(value, value < 10 ? 1 : 0));
  return html`<div class="scroll" tabindex="0" role="region" aria-label=${t('health.latency')}><table>
    <thead><tr><th scope="col">${t('latency.what')}</th>${['p50', 'p95', 'p99'].map((one) => html`<th scope="col" class="number">${one} (ms)</th>`)}
      <th scope="col" class="number">${t('latency.count')}</th><th scope="col">${t('latency.since')}</th></tr></thead>
    <tbody>${rows.map(([name, times]) => html`<tr><th scope="row">${t(`latency.${name}`)}</th>
      ${['p50', 'p95', 'p99'].map((one) => html`<td class="number">${ms(times[one])}</td>`)}
      <td class="number">${number(times.count)}</td><td>${t(times.isRecent ? 'latency.recent' : 'latency.start')}</td></tr>`)}</tbody>
  </table></div>`;
}
