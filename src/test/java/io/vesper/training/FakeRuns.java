package io.vesper.training;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Training runs over four numbers: as deterministic as the real ones, each epoch of three steps following from all before. */
public final class FakeRuns implements TrainingRuns {
    /** The training job, for applications outside this package. */
    public static final Class<?> JOB = TrainingJobConfiguration.class;

    private static final int STEPS = 3;

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
            return Files.readAllBytes(models.resolve(modelId));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
        return new FakeRun(request, state == null ? new double[] {1, 2, 3, 4} : read(state));
    }

    private static double[] read(Path state) {
        try {
            double[] weights = new double[4];
            ByteBuffer.wrap(Files.readAllBytes(state)).asDoubleBuffer().get(weights);
            return weights;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class FakeRun implements TrainingRun {
        private final TrainingRequest request;
        private final double[] weights;

        FakeRun(TrainingRequest request, double[] weights) {
            this.request = request;
            this.weights = weights;
        }

        @Override
        public int epochs() {
            return request.epochs();
        }

        @Override
        public Map<String, Double> trainEpoch(int epoch, StepListener listener) {
            begun.add(epoch);
            Random random = new Random(Objects.hash(request.seed(), request.overrides(), epoch));
            for (int step = 0; step < STEPS; step++) {
                call(epoch, step);
                for (int i = 0; i < weights.length; i++) {
                    weights[i] = Math.sin(weights[i] + weights[(i + 1) % 4]) + random.nextGaussian();
                }
                if (!listener.onStep(epoch, step, STEPS, Map.of("identity", weights[0]))) {
                    throw new TrainingStoppedException("stopped");
                }
            }
            return Map.of("identity", weights[0], "learningRate", 0.1 / (epoch + 1));
        }

        private void call(int epoch, int step) {
            try {
                before.step(epoch, step);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        private byte[] bytes() {
            ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * weights.length);
            bytes.asDoubleBuffer().put(weights);
            return bytes.array();
        }

        @Override
        public void save(Path state) {
            write(state, bytes());
        }

        /** By the third number, every second epoch. */
        @Override
        public @Nullable Validation validate(int epoch) {
            return request.overrides().containsKey("selection") && epoch % 2 == 1
                    ? new Validation(weights[2], Map.of("validationScore", weights[2]))
                    : null;
        }

        @Override
        public Map<String, Object> selection(int epochs, double score) {
            return Map.of("epoch", epochs, "score", score);
        }

        @Override
        public void saveWeights(Path file) {
            write(file, bytes());
        }

        @Override
        public void useWeights(Path file) {
            System.arraycopy(read(file), 0, weights, 0, weights.length);
        }

        @Override
        public Map<String, Object> evaluate(@Nullable ReportTarget report) {
            if (report != null) {
                write(report.page(), new byte[0]);
            }
            return Map.of(
                    "representation",
                    Map.of(
                            "rank1", weights[1],
                            "meanAveragePrecision", weights[2],
                            "meanInverseNegativePenalty", weights[3]));
        }

        @Override
        public void publish(String modelId, Map<String, Object> metrics, List<Path> attachments) {
            Map<String, Object> evaluated = new HashMap<>(metrics);
            evaluated.remove(ModelCard.SELECTION);
            if (!evaluated.equals(evaluate(null))) {
                throw new IllegalStateException("The metrics (%s) are not those of the evaluation.".formatted(metrics));
            }
            write(models.resolve(modelId), bytes());
        }

        private void write(Path file, byte[] bytes) {
            try {
                Path unfinished = Files.write(file.resolveSibling("." + file.getFileName()), bytes);
                Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            open--;
        }
    }
}
