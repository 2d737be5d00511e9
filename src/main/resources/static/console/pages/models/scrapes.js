// Figures of the server's metrics, and percentiles of the last minute out of their histograms.

const KEPT_MS = 60_000;
const LINE = /^([a-z_][a-z_0-9]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g;

/** @returns for each name a list of {labels, value} */
function parse(text) {
  const all = new Map();
  for (const line of text.split('\n')) {
    const match = LINE.exec(line);
    if (match) {
      const labels = Object.fromEntries([...(match[2] ?? '').matchAll(LABEL)].map(([, name, value]) => [name, value]));
      all.set(match[1], [...(all.get(match[1]) ?? []), { labels, value: Number(match[3]) }]);
    }
  }
  return all;
}

export class Scrapes {
  #kept = [];

  /** @param text of the Prometheus endpoint */
  add(text) {
    const now = performance.now();
    this.#kept = [...this.#kept.filter((one) => now - one.at < KEPT_MS), { at: now, series: parse(text) }];
  }

  /** The sum over all labels, or of those that fit; null if there is none. */
  value(name, wanted = {}) {
    const found = this.#of(this.#kept.at(-1), name, wanted);
    return found.length === 0 ? null : found.reduce((sum, one) => sum + one.value, 0);
  }

  /**
   * How long something took.
   * @returns count, and the percentiles in milliseconds, upper bounds of their buckets; of the last minute where anything
   *   happened in it, else since the server's start (isRecent false)
   */
  times(name, wanted = {}) {
    const last = this.#buckets(this.#kept.at(-1), name, wanted);
    const first = this.#buckets(this.#kept[0], name, wanted);
    const recent = new Map([...last].map(([bound, count]) => [bound, count - (first.get(bound) ?? 0)]));
    const isRecent = this.#kept.length > 1 && (recent.get(Infinity) ?? 0) > 0;
    const buckets = isRecent ? recent : last;
    const count = buckets.get(Infinity) ?? 0;
    return { count, isRecent, p50: quantile(buckets, 0.5), p95: quantile(buckets, 0.95), p99: quantile(buckets, 0.99) };
  }

  #buckets(scrape, name, wanted) {
    const sums = new Map();
    for (const { labels, value } of this.#of(scrape, `${name}_bucket`, wanted)) {
      const bound = labels.le === '+Inf' ? Infinity : Number(labels.le);
      sums.set(bound, (sums.get(bound) ?? 0) + value);
    }
    return new Map([...sums].sort(([a], [b]) => a - b));
  }

  #of(scrape, name, wanted) {
    return (scrape?.series.get(name) ?? []).filter(({ labels }) =>
      Object.entries(wanted).every(([label, value]) => labels[label] === value));
  }
}

/** @param buckets counts of what took at most so many seconds, by that bound, ascending */
function quantile(buckets, share) {
  const all = buckets.get(Infinity) ?? 0;
  for (const [bound, count] of buckets) {
    if (all > 0 && count >= share * all) {
      return 1000 * bound;
    }
  }
  return null;
}
