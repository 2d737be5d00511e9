package io.vesper.training;

import io.vesper.checkpoint.SafetensorsFile;
import io.vesper.dataset.CrossModalSampler;
import io.vesper.dataset.HeldOutImages;
import io.vesper.dataset.PersonDataset;
import io.vesper.embedding.EmbeddingRecipe;
import io.vesper.evaluation.RetrievalMetrics;
import io.vesper.network.CrossModalNetwork;
import io.vesper.optimiser.Adam;
import io.vesper.optimiser.AdamSettings;
import io.vesper.preset.TrainingSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trains a three-branch network. */
final class NetworkTrainingRun implements TrainingRun {
    private final TrainingSettings settings;
    private final PersonDataset dataset;
    private final ModelPublisher publisher;
    private final InformationGauges gauges;
    private final CrossModalNetwork network;
    private final Adam adam;
    private final TrainingEpochs epochs;

    NetworkTrainingRun(
            TrainingSettings settings, PersonDataset dataset, CrossModalNetwork network, ModelPublisher publisher) {
        this.settings = settings;
        this.dataset = dataset;
        this.network = network;
        this.publisher = publisher;
        HeldOutImages images = heldOut(settings, dataset);
        BatchLoader loader = new BatchLoader(settings);
        gauges = new InformationGauges(settings, loader, images.pairs());
        adam = new Adam(
                ParameterGroups.of(network, settings.optimiser()),
                settings.optimiser().decoupled() ? AdamSettings.DECOUPLED : AdamSettings.COUPLED,
                network.newSubManager());
        epochs = new TrainingEpochs(
                settings, sampler(settings, images), loader, new TrainingStep(settings, network, adam));
    }

    /** The sampler of a run; refuses a set that it cannot draw from. */
    static CrossModalSampler sampler(TrainingSettings settings, PersonDataset dataset) {
        return sampler(settings, heldOut(settings, dataset));
    }

    private static CrossModalSampler sampler(TrainingSettings settings, HeldOutImages images) {
        return new CrossModalSampler(
                images.learned(), settings.batch().shape(), settings.batch().repeats(), settings.seed());
    }

    private static HeldOutImages heldOut(TrainingSettings settings, PersonDataset dataset) {
        return HeldOutImages.draw(
                settings.selection().isUsed() ? dataset.train() : dataset.trainAndValidation(),
                settings.evaluation().heldOutPairs(),
                settings.seed());
    }

    @Override
    public int epochs() {
        return settings.epochs();
    }

    @Override
    public Map<String, Double> trainEpoch(int epoch, StepListener listener) {
        Map<String, Double> means = epochs.train(epoch, listener);
        means.putAll(gauges.read(network));
        return means;
    }

    @Override
    public void save(Path state) {
        TrainingState.save(state, network, adam);
    }

    void restore(Path state) {
        TrainingState.restore(state, network, adam);
    }

    @Override
    public @Nullable Validation validate(int epoch) {
        if (!settings.selection().isDue(epoch, settings.epochs())) {
            return null;
        }
        RetrievalMetrics metrics = evaluation().validate(network.weights(), dataset);
        Map<String, Double> named = Map.of(
                "validation.rank1", metrics.rank1(),
                "validation.meanAveragePrecision", metrics.meanAveragePrecision());
        boolean byRank1 = settings.selection().measure().equals("rank1");
        return new Validation(byRank1 ? metrics.rank1() : metrics.meanAveragePrecision(), named);
    }

    @Override
    public Map<String, Object> selection(int epochs, double score) {
        return Map.of("epoch", epochs, "measure", settings.selection().measure(), "score", score);
    }

    @Override
    public void saveWeights(Path weights) {
        TrainingState.saveWeights(weights, network);
    }

    @Override
    public void useWeights(Path weights) {
        network.load(SafetensorsFile.open(weights));
    }

    @Override
    public Map<String, Object> evaluate(@Nullable ReportTarget report) {
        return evaluation().evaluate(network.weights(), dataset, report);
    }

    private NetworkEvaluation evaluation() {
        return new NetworkEvaluation(settings, recipe(), network.device());
    }

    @Override
    public void publish(String modelId, Map<String, Object> metrics, List<Path> attachments) {
        publisher.publish(modelId, network, recipe(), metrics, attachments);
    }

    private EmbeddingRecipe recipe() {
        return settings.recipe(network.architecture().numIdentities());
    }

    @Override
    public void close() {
        adam.close();
        network.close();
    }
}
