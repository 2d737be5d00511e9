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
import org.jspecify.annotations.Nullable;

/** A training of four numbers: as deterministic as a real one, each epoch of three steps following from all before. */
final class FakeRun implements TrainingRun {
    private static final int STEPS = 3;

    private final FakeRuns runs;
    private final TrainingRequest request;
    private final double[] weights;

    FakeRun(FakeRuns runs, TrainingRequest request, @Nullable Path state) {
        this.runs = runs;
        this.request = request;
        weights = state == null ? new double[] {1, 2, 3, 4} : read(state);
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

    @Override
    public int epochs() {
        return request.epochs();
    }

    @Override
    public Map<String, Double> trainEpoch(int epoch, StepListener listener) {
        runs.begun.add(epoch);
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
            runs.before.step(epoch, step);
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
        write(runs.file(modelId), bytes());
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
        runs.open--;
    }
}
