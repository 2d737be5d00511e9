package io.vesper.bench;

import io.vesper.embedding.Embedder;
import io.vesper.embedding.EngineReport;
import io.vesper.embedding.PersonCrop;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Measures embedding, searching and serving, and says how far that is from what the machine can do. */
public final class Benchmark {
    private final Plan plan;
    private final StringBuilder table = new StringBuilder("| what | reached | beside |\n|---|---|---|\n");
    private final MachineLimits machine = MachineLimits.measure();
    private double rawPerSecond;

    /**
     * How much is measured.
     *
     * @param images in the made-up gallery, ≥ 1
     * @param clients who query at once, ≥ 1
     * @param manyClients more than the server lets wait, ≥ 1
     * @param time of each measurement, above 0
     */
    public record Plan(int images, int clients, int manyClients, Duration time) {}

    public Benchmark(Plan plan) {
        this.plan = plan;
        row("memory, read by all processors", text("%.1f GB/s", machine.bytesPerSecond() / 1e9), "");
        row(
                "product of matrices, libtorch, all processors",
                text("%.0f GFLOP/s", machine.operationsPerSecond() / 1e9),
                "");
    }

    /** @param crops at least eight */
    public void embed(Embedder embedder, List<PersonCrop> crops) {
        EmbedRun run = EmbedRun.measure(embedder, crops, plan.time());
        rawPerSecond = run.perSecond();
        EngineReport engine = embedder.engine();
        String name = engine == null ? "" : text(" on %s in %s", engine.engine(), engine.precision());
        row(text("embed one picture%s", name), text("%.1f ms", run.oneMs()), "");
        row(
                text("embed pictures, %d at work at once", embedder.workers()),
                text("%.1f pictures/s", run.perSecond()),
                "");
    }

    public void search(int dimension) {
        SearchRun run = SearchRun.measure(plan.images(), dimension, plan.clients(), plan.time());
        double bytesPerSecond = run.bytes() / run.oneMs() * 1e3;
        row(
                text("search %,d images of %d values", plan.images(), dimension),
                text("%.2f ms, %.1f GB/s", run.oneMs(), bytesPerSecond / 1e9),
                text("%.0f %% of memory", 100 * bytesPerSecond / machine.bytesPerSecond()));
        double operations = run.perSecond() * run.bytes() / 2;
        row(
                text("%d searches at once", plan.clients()),
                text("%.0f searches/s, %.0f GFLOP/s", run.perSecond(), operations / 1e9),
                text("%.1f times one after the other", run.perSecond() * run.oneMs() / 1e3));
    }

    /**
     * To be called after {@link #embed}, whose figures it is compared with.
     *
     * @param server on loopback, without keys
     * @param pictures infrared ones to query with
     */
    public void serve(URI server, List<byte[]> pictures) {
        ServerRun run = ServerRun.measure(server, pictures, plan.clients(), plan.manyClients(), plan.time());
        row(
                "enrol pictures by a job",
                text("%.1f pictures/s", run.enrolledPerSecond()),
                ofRaw(run.enrolledPerSecond()));
        row(
                "query over HTTP, 1 client",
                latency(run.alone()),
                text(
                        "%.1f ms of it beyond decoding, embedding and searching",
                        run.alone().overheadMs()));
        row(
                text("query over HTTP, %d clients", plan.clients()),
                text("%.1f queries/s, %s", run.together().perSecond(), latency(run.together())),
                ofRaw(run.together().perSecond()));
        row(
                text("query over HTTP, %d clients", plan.manyClients()),
                text("%.1f queries/s, %s", run.tooMany().perSecond(), latency(run.tooMany())),
                text(
                        "%s; %d told to come back (429)",
                        ofRaw(run.tooMany().perSecond()), run.tooMany().refused()));
    }

    private String ofRaw(double perSecond) {
        return text("%.0f %% of the engine's", 100 * perSecond / rawPerSecond);
    }

    private static String latency(LoadResult result) {
        return text("median %.1f ms, p99 %.1f ms", result.medianMs(), result.p99Ms());
    }

    private void row(String what, String reached, String beside) {
        table.append(text("| %s | %s | %s |\n", what, reached, beside));
    }

    /** The same whatever the machine's language. */
    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** What was measured so far, as Markdown. */
    public String table() {
        return table.toString();
    }

    /** The machine in words. */
    public static String machine() {
        return text(
                "%d processors, Java %s, %s",
                Runtime.getRuntime().availableProcessors(), Runtime.version(), System.getProperty("os.arch"));
    }
}
