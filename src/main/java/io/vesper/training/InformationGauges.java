package io.vesper.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.vesper.dataset.HeldOutImages.Pair;
import io.vesper.loss.VariationalMutualLearningLoss;
import io.vesper.network.BranchOutput;
import io.vesper.network.CrossModalNetwork;
import io.vesper.network.InferenceMode;
import io.vesper.network.NetworkOutput;
import io.vesper.network.Passes;
import io.vesper.person.PersonImage;
import io.vesper.preset.TrainingSettings;
import io.vesper.transform.InputSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How far the network is from what the paper's theorems ask for, in nats, on held-out pictures of the training identities.
 *
 * <p>Sufficiency (theorem 1): z has lost nothing of what v says of the identity y when {@code H(y|z) - H(y|v)} is 0. Both entropies
 * are bounded by the cross-entropies of the branch's own classifiers, whose difference is the gap reported: negative where z
 * predicts held-out pictures better than v. Consistency (theorem 2): the shared branch says the same of both modalities when the
 * Jensen-Shannon divergence of its predictions from an infrared and a visible picture of one person is 0. See
 * <a href="https://arxiv.org/abs/2104.02862">Tian et al. 2021</a>.
 */
final class InformationGauges {
    private static final int PAIRS_AT_ONCE = 32;

    private final BatchLoader loader;
    private final InputSize size;
    private final Passes passes;
    private final List<Pair> pairs;

    InformationGauges(TrainingSettings settings, BatchLoader loader, List<Pair> pairs) {
        this.loader = loader;
        this.size = settings.network().inputSize();
        this.passes = settings.passes();
        this.pairs = pairs;
    }

    /** Means over the held-out pairs by name; empty if there are none, or no bottleneck. */
    Map<String, Double> read(CrossModalNetwork network) {
        Map<String, Double> sums = new LinkedHashMap<>();
        if (!passes.bottleneck()) {
            return sums;
        }
        try (InferenceMode off = new InferenceMode()) {
            for (int from = 0; from < pairs.size(); from += PAIRS_AT_ONCE) {
                List<Pair> some = pairs.subList(from, Math.min(from + PAIRS_AT_ONCE, pairs.size()));
                try (NDManager scope = network.newSubManager()) {
                    gauges(network.evaluatePairs(pictures(some, scope)), labels(some, scope))
                            .forEach((name, value) -> sums.merge(name, value * some.size(), Double::sum));
                }
            }
        }
        sums.replaceAll((name, sum) -> sum / pairs.size());
        return sums;
    }

    /** Visible pictures, then infrared ones. */
    private NDArray pictures(List<Pair> some, NDManager scope) {
        List<PersonImage> images = new ArrayList<>();
        some.forEach(pair -> images.add(pair.visible()));
        some.forEach(pair -> images.add(pair.infrared()));
        return scope.create(loader.plain(images), new Shape(images.size(), 3, size.height(), size.width()));
    }

    private static NDArray labels(List<Pair> some, NDManager scope) {
        return scope.create(some.stream().mapToLong(Pair::identityLabel).toArray());
    }

    private Map<String, Double> gauges(NetworkOutput output, NDArray labels) {
        Map<String, Double> gauges = new LinkedHashMap<>();
        if (passes.specific()) {
            gauges.put("sufficiencyGapVisible", sufficiencyGap(output.visible(), labels));
            gauges.put("sufficiencyGapInfrared", sufficiencyGap(output.infrared(), labels));
        }
        if (passes.shared()) {
            double ofVisible = sufficiencyGap(output.sharedVisible(), labels);
            double ofInfrared = sufficiencyGap(output.sharedInfrared(), labels);
            gauges.put("sufficiencyGapShared", (ofVisible + ofInfrared) / 2);
            gauges.put("consistencyGap", consistencyGap(output));
        }
        return gauges;
    }

    private static double sufficiencyGap(BranchOutput branch, NDArray labels) {
        return crossEntropy(branch.representationLogits(), labels) - crossEntropy(branch.observationLogits(), labels);
    }

    /** {@code mean_b -ln p(y_b)}: logits of shape [B, C], labels of shape [B]. */
    private static double crossEntropy(NDArray logits, NDArray labels) {
        int classes = Math.toIntExact(logits.getShape().get(1));
        NDArray own = labels.oneHot(classes).toType(DataType.FLOAT32, false);
        return -logits.logSoftmax(1).mul(own).sum(new int[] {1}).mean().getFloat();
    }

    private static double consistencyGap(NetworkOutput output) {
        return new VariationalMutualLearningLoss()
                .of(
                        output.sharedInfrared().representationLogits(),
                        output.sharedVisible().representationLogits())
                .getFloat();
    }
}
