// Lines over a number, such as losses over epochs: drawn by uPlot in the page's colours, with the numbers as a table beneath.
import { html, nothing, render, repeat, UPlot } from './libraries.js';
import { figure, number, t } from './texts.js';
import { COLOURS, DASHES, options } from './chartOptions.js';

const HEIGHT_PX = 230;

/**
 * Shows its property plot: {title, x (what the numbers are), xs, series: [{key, label, values}], format, hasScales}; a value that is not
 * there is null. The legend's buttons hide and show lines; with hasScales, one more draws orders of magnitude at equal distances.
 */
class Chart extends HTMLElement {
  #plot = null;
  #drawn = null;
  #hidden = new Set();
  #at = null;
  #isLogarithmic = false;
  #resized = new ResizeObserver(() => this.#fit());
  #themed = () => this.#draw();
  #dark = matchMedia('(prefers-color-scheme: dark)');

  connectedCallback() {
    this.#resized.observe(this);
    window.addEventListener('themechange', this.#themed);
    this.#dark.addEventListener('change', this.#themed);
    this.#show();
  }

  disconnectedCallback() {
    this.#resized.disconnect();
    window.removeEventListener('themechange', this.#themed);
    this.#dark.removeEventListener('change', this.#themed);
    this.#drawn?.destroy();
    this.#drawn = null;
  }

  set plot(plot) {
    const names = (one) => one?.series.map((series) => series.key).join();
    const isOther = names(this.#plot) !== names(plot);
    this.#plot = plot;
    if (this.isConnected) {
      this.#show(isOther);
    }
  }

  #show(isOther = true) {
    if (this.#plot === null) {
      return;
    }
    this.#render();
    if (isOther || this.#drawn === null) {
      this.#draw();
    } else {
      this.#drawn.setData(this.#data());
    }
  }

  #data() {
    const shown = this.#isLogarithmic ? (value) => (value > 0 ? value : null) : (value) => value;
    return [this.#plot.xs, ...this.#plot.series.map((series) => series.values.map(shown))];
  }

  #fit() {
    if (this.#drawn !== null && this.clientWidth > 0) {
      this.#drawn.setSize({ width: this.#width(), height: HEIGHT_PX });
    }
  }

  #width() {
    return Math.max(120, this.querySelector('.canvas').clientWidth);
  }

  #draw() {
    const canvas = this.querySelector('.canvas');
    if (canvas === null) {
      return;
    }
    this.#drawn?.destroy();
    this.#drawn = new UPlot(this.#options(), this.#data(), canvas);
  }

  #options() {
    return options(this.#plot, {
      style: getComputedStyle(this),
      width: this.#width(),
      height: HEIGHT_PX,
      hidden: this.#hidden,
      isLogarithmic: this.#isLogarithmic,
      onPoint: (drawn) => this.#point(drawn.cursor.idx ?? null),
    });
  }

  #point(at) {
    if (at !== this.#at) {
      this.#at = at;
      this.#render();
    }
  }

  #toggle(key, i) {
    const isShown = this.#hidden.delete(key);
    if (!isShown) {
      this.#hidden.add(key);
    }
    this.#drawn.setSeries(i + 1, { show: isShown });
    this.#render();
  }

  #rescale() {
    this.#isLogarithmic = !this.#isLogarithmic;
    this.#render();
    this.#draw();
  }

  #render() {
    const { title, x, xs, series, format = figure, hasScales = false } = this.#plot;
    const at = this.#at !== null && this.#at < xs.length ? this.#at : null;
    const text = (value) => (value === null || value === undefined ? '–' : format(value));
    const latest = (values) => values.findLast((value) => value !== null && value !== undefined);
    this.dataset.points = xs.length;
    render(html`<figure class="chart">
      <figcaption><h3>${title}</h3>
        ${hasScales ? html`<button type="button" class="scale" aria-pressed=${this.#isLogarithmic} @click=${() => this.#rescale()}>${t('chart.log')}</button>` : nothing}
        <small>${at === null ? t('chart.latest') : html`${x} ${number(xs[at])}`}</small></figcaption>
      <div class="legend">${repeat(series, (one) => one.key, (one, i) => html`
        <button type="button" class="quiet series-${i % COLOURS}" aria-pressed=${!this.#hidden.has(one.key)} @click=${() => this.#toggle(one.key, i)}>
          <svg width="26" height="10" aria-hidden="true"><line x1="0" y1="5" x2="26" y2="5" stroke="currentColor" stroke-width="3"
            stroke-dasharray=${DASHES[i % DASHES.length].join(' ') || 'none'}></line></svg>
          <span>${one.label}</span> <output>${text(at === null ? latest(one.values) : one.values[at])}</output></button>`)}
</div>
      <div class="canvas" role="img" aria-label=${t('chart.label', title)}></div>
      <details><summary>${t('chart.table')}</summary>
        <div class="scroll" tabindex="0" role="region" aria-label=${title}><table>
          <thead><tr><th scope="col">${x}</th>${series.map((one) => html`<th scope="col" class="number">${one.label}</th>`)}</tr></thead>
          <tbody>${xs.map((one, i) => html`<tr><th scope="row">${number(one)}</th>
            ${series.map(({ values }) => html`<td class="number">${text(values[i])}</td>`)}</tr>`)}</tbody>
        </table></div></details></figure>`, this);
  }
}

customElements.define('vesper-chart', Chart);

export const chart = (plot) => html`<vesper-chart .plot=${plot}></vesper-chart>`;
