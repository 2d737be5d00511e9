package io.vesper.training;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One training run in memory: the network, its optimiser and its images. Used by one thread at a time. */
public interface TrainingRun extends AutoCloseable {
    /** How many epochs the run has in all. */
    int epochs();

    /**
     * Trains one epoch. Everything random in it follows from the seed and the epoch's number, so that a resumed run equals
     * an unbroken one.
     *
     * @param epoch 0-based, the one after the last complete one
     * @param listener told after each step
     * @return means over the epoch by name: loss terms, {@code learningRate}, {@code imagesPerSecond}
     * @throws TrainingStoppedException if the listener asked to stop; the epoch counts as not begun
     * @throws TrainingFailedException if a loss is NaN or infinite, naming the term and the step
     */
    Map<String, Double> trainEpoch(int epoch, StepListener listener);

    /** Writes weights, optimiser moments and step count to a file, all or nothing. */
    void save(Path state);

    /**
     * Tries the network on the dataset's validation identities, if the settings choose the best epoch and it is due.
     *
     * @param epoch 0-based, the last complete one
     * @return null if it is not
     */
    @Nullable
    Validation validate(int epoch);

    /**
     * @param score to choose by, higher is better
     * @param metrics by name, for people
     */
    record Validation(double score, Map<String, Double> metrics) {}

    /** How an epoch was chosen, ready for JSON: {@code epoch}, {@code measure} and {@code score}. */
    Map<String, Object> selection(int epochs, double score);

    /** Writes the weights alone to a file, all or nothing. */
    void saveWeights(Path weights);

    /** Goes back to weights that were saved; only to evaluate and publish them. */
    void useWeights(Path weights);

    /**
     * Evaluates the network on the dataset's test identities.
     *
     * @param report also written, as a page and as numbers; null for none
     * @return metrics with their protocol by kind of embedding, and the thresholds as {@code openSet}, ready for JSON
     */
    Map<String, Object> evaluate(@Nullable ReportTarget report);

    /**
     * Where a report goes, and what is known of the training.
     *
     * @param page an {@code .html} file; the numbers go beside it as {@code .json}
     * @param modelId what will be published
     * @param history metrics of each epoch
     */
    record ReportTarget(Path page, String modelId, List<Map<String, Object>> history) {}

    /**
     * Publishes the network into {@code vesper.models-dir}, all or nothing. Publishing the same model id twice leaves one.
     *
     * @param modelId the folder's name
     * @param metrics what {@link #evaluate} returned, and how the epoch was chosen
     * @param attachments files to put beside the weights
     */
    void publish(String modelId, Map<String, Object> metrics, List<Path> attachments);

    @Override
    void close();

    /** Told after each optimiser step. */
    interface StepListener {
        /**
         * @param epoch 0-based
         * @param step 0-based within the epoch
         * @param steps in this epoch
         * @param losses the step's loss terms by name
         * @return whether to go on
         */
        boolean onStep(int epoch, int step, int steps, Map<String, Double> losses);
    }
}
