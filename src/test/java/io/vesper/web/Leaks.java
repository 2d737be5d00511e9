package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What two pages leave behind in the browser when they are left. */
final class Leaks {
    /** Until what is made once is made. */
    private static final int WARM_UP = 5;

    private static final int VISITS = 50;
    /** Less than one for each visit, however little a page has. */
    private static final int MAX_GROWTH = VISITS / 2;

    private static final double MAX_HEAP_GROWTH_BYTES = 2 << 20;

    private static final String GO_AND_COME = """
            const [one, other, times, done] = arguments;
            const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
            const isThere = () => document.querySelector('main h1') && !document.querySelector('main .loading, main [aria-busy=true]');
            const show = async (address) => {
              location.hash = address;
              await new Promise((resolve) => setTimeout(resolve));
              do { await frame(); } while (!isThere());
              await frame();
            };
            (async () => {
              for (let i = 0; i < times; i++) {
                await show(one);
                await show(other);
              }
              done();
            })();""";

    private Leaks() {}

    /** Turns from one page to the other and back, again and again. */
    static void assertNone(Browser browser, String one, String other) {
        browser.runLong(GO_AND_COME, one, other, WARM_UP);
        Map<String, Double> before = counts(browser);
        browser.runLong(GO_AND_COME, one, other, VISITS);
        Map<String, Double> after = counts(browser);
        for (String count : List.of("Nodes", "JSEventListeners", "Documents")) {
            assertThat(after.get(count) - before.get(count))
                    .as("%s after %d visits of %s and %s, from %s", count, VISITS, one, other, before.get(count))
                    .isLessThan(MAX_GROWTH);
        }
        assertThat(after.get("JSHeapUsedSize") - before.get("JSHeapUsedSize"))
                .as("bytes of the heap after %d visits of %s and %s", VISITS, one, other)
                .isLessThan(MAX_HEAP_GROWTH_BYTES);
    }

    /** What the browser keeps once all that can go is gone. */
    private static Map<String, Double> counts(Browser browser) {
        browser.driver().executeCdpCommand("Performance.enable", Map.of());
        browser.driver().executeCdpCommand("HeapProfiler.collectGarbage", Map.of());
        browser.driver().executeCdpCommand("HeapProfiler.collectGarbage", Map.of());
        List<?> metrics = (List<?>) browser.driver()
                .executeCdpCommand("Performance.getMetrics", Map.of())
                .get("metrics");
        return metrics.stream()
                .map(metric -> (Map<?, ?>) metric)
                .collect(Collectors.toMap(
                        metric -> (String) metric.get("name"), metric -> ((Number) metric.get("value")).doubleValue()));
    }
}
