package io.vesper.preset;

import io.vesper.embedding.EmbeddingRecipe;
import io.vesper.loss.LossWeights;
import io.vesper.network.EmbeddingKind;
import io.vesper.network.Passes;
import io.vesper.network.Routing;
import io.vesper.network.VisibleInput;
import io.vesper.transform.Augmentation;
import io.vesper.transform.Normalisation;
import java.util.List;

/**
 * How the network is trained: a preset with a job's overrides applied, checked as a whole. {@code presets/defaults.yml} explains
 * each setting.
 */
public record TrainingSettings(
        int epochs,
        long seed,
        NetworkSettings network,
        BatchSettings batch,
        OptimiserSettings optimiser,
        LossSettings loss,
        Augmentation augmentation,
        EvaluationSettings evaluation,
        SelectionSettings selection,
        PublicationSettings publish) {

    public TrainingSettings {
        if (epochs < 1 || epochs > 10_000) {
            throw new IllegalArgumentException("epochs (%d) must lie in 1 to 10000.".formatted(epochs));
        }
        if (loss.weights().comparators().sum() > 0 && !network.stochasticBottleneck()) {
            throw new IllegalArgumentException(
                    "loss.weights.comparators look at a distribution, but network.stochasticBottleneck is (false). Maybe set it to true.");
        }
        requireTrained(loss.weights(), Routing.of(network.routing()), publish);
    }

    private static void requireTrained(LossWeights weights, Routing routing, PublicationSettings publish) {
        EmbeddingKind kind = EmbeddingKind.of(publish.embeddingKind());
        if (!TrainedKinds.of(weights, routing).contains(kind)) {
            throw new IllegalArgumentException(
                    "publish.embeddingKind (%s) comes from a part of the network that no loss weight trains under %s routing (%s)."
                            .formatted(kind.label(), routing.label(), weights));
        }
        if (publish.branches().equals("all") && !weights.usesSpecificBranches()) {
            throw new IllegalArgumentException(
                    "publish.branches (all) has branches that no loss weight trains. Maybe set it to shared.");
        }
    }

    /**
     * What serves of the network that these settings train.
     *
     * @param numIdentities people to learn from, ≥ 1
     */
    public EmbeddingRecipe recipe(int numIdentities) {
        return new EmbeddingRecipe(
                network.architecture(numIdentities),
                network.inputSize(),
                Normalisation.IMAGENET,
                publish.embeddingKind(),
                publish.visibleInput());
    }

    /** The kinds of embedding that come from trained parts. */
    public List<EmbeddingKind> trainedKinds() {
        return TrainedKinds.of(loss.weights(), Routing.of(network.routing()));
    }

    /** What the loss looks at; everything else need not be computed. */
    public Passes passes() {
        LossWeights weights = loss.weights();
        return new Passes(
                Routing.of(network.routing()),
                VisibleInput.of(publish.visibleInput()),
                weights.usesSpecificBranches(),
                weights.usesSharedBranch(),
                weights.usesBottleneck());
    }
}
