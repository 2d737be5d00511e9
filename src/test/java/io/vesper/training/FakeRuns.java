package io.vesper.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Opens {@link FakeRun}s, and notes what becomes of them. */
public final class FakeRuns implements TrainingRuns {
    /** The training job, for applications outside this package. */
    public static final Class<?> JOB = TrainingJobConfiguration.class;

    /** What happens before a step. */
    public interface BeforeStep {
        void step(int epoch, int step) throws Exception;
    }

    /** Epochs begun, in order, 0-based. */
    public final List<Integer> begun = new CopyOnWriteArrayList<>();

    private final Path models;
    public volatile BeforeStep before = (epoch, step) -> {};
    public volatile int open;
    public volatile int inspected;

    public FakeRuns(Path models) {
        this.models = models;
    }

    static TrainingRequest request(int epochs, long seed) {
        var dataset = new TrainingRequest.DatasetReference("demo", null);
        return new TrainingRequest(dataset, "demo", null, epochs, seed, Map.of("learningRate", 0.001), null, false);
    }

    /** What an unbroken run publishes. */
    static byte[] unbroken(Path scratch, int epochs, long seed) {
        FakeRuns runs = new FakeRuns(scratch);
        try (TrainingRun run = runs.open(request(epochs, seed), null)) {
            for (int epoch = 0; epoch < epochs; epoch++) {
                run.trainEpoch(epoch, (e, step, steps, losses) -> true);
            }
            run.publish("unbroken", run.evaluate(null), List.of());
        }
        return runs.published("unbroken");
    }

    byte[] published(String modelId) {
        try {
            return Files.readAllBytes(file(modelId));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands for a published model. */
    Path file(String modelId) {
        return models.resolve(modelId);
    }

    @Override
    public void check(TrainingRequest request) {
        if (!request.preset().equals("demo")) {
            throw new IllegalArgumentException("The preset (%s) is not one of demo.".formatted(request.preset()));
        }
    }

    @Override
    public void inspect(TrainingRequest request) {
        inspected++;
    }

    @Override
    public int epochs(TrainingRequest request) {
        return request.epochs();
    }

    @Override
    public TrainingRun open(TrainingRequest request, @Nullable Path state) {
        open++;
        return new FakeRun(this, request, state);
    }
}
