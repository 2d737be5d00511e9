package io.vesper.training;

import ai.djl.ndarray.NDArray;
import io.vesper.loss.BatchHardTripletLoss;
import io.vesper.loss.BranchLogits;
import io.vesper.loss.Constants;
import io.vesper.loss.CrossDistillationLoss;
import io.vesper.loss.IdentityLoss;
import io.vesper.loss.LossTerm;
import io.vesper.loss.LossTerms;
import io.vesper.loss.LossWeights;
import io.vesper.loss.MetricLoss;
import io.vesper.loss.MutualLearningLoss;
import io.vesper.loss.RankedListLoss;
import io.vesper.loss.RankedListSettings;
import io.vesper.loss.SelfDistillationLoss;
import io.vesper.loss.VariationalMutualLearningLoss;
import io.vesper.network.BranchOutput;
import io.vesper.network.NetworkOutput;
import java.util.Map;
import java.util.function.Function;

/**
 * The weighted sum of all loss terms over a network's outputs: {@code L_ReID + beta (L_VSD + L_VCD + L_VML)}, see
 * <a href="https://arxiv.org/abs/2104.02862">Tian et al. 2021</a>, eq. 16-17.
 */
final class TrainingObjective {
    private final IdentityLoss identity;
    private final MetricLoss metric;
    private final MutualLearningLoss mutualLearning = new MutualLearningLoss();
    private final SelfDistillationLoss selfDistillation;
    private final CrossDistillationLoss crossDistillation;
    private final VariationalMutualLearningLoss variationalMutualLearning = new VariationalMutualLearningLoss();

    TrainingObjective(TrainingSettings.Loss settings) {
        identity = new IdentityLoss(settings.labelSmoothing());
        metric = settings.metric().equals("ranked-list")
                ? new RankedListLoss(RankedListSettings.DEFAULT)
                : new BatchHardTripletLoss(settings.margin(), true);
        selfDistillation = new SelfDistillationLoss(settings.temperature());
        crossDistillation = new CrossDistillationLoss(settings.temperature(), settings.crossDistillationWeight());
    }

    /**
     * @param output of a batch of B images
     * @param identityLabels shape [B], int64
     * @param infrared whether an infrared camera took the image, shape [B], boolean
     * @param weights of the terms; a term of weight 0 is not computed
     * @return every term that counts, and their weighted total
     */
    LossTerms of(NetworkOutput output, NDArray identityLabels, NDArray infrared, LossWeights weights) {
        Function<BranchOutput, NDArray> classify = branch -> identity.of(branch.observationLogits(), identityLabels)
                .add(identity.of(branch.representationLogits(), identityLabels));
        Function<BranchOutput, NDArray> arrange = branch -> metric.of(branch.observation(), identityLabels, infrared)
                .add(metric.of(branch.representation(), identityLabels, infrared));
        return LossTerms.weigh(
                weights,
                Map.of(
                        LossTerm.IDENTITY, () -> overBranches(output, weights, classify),
                        LossTerm.METRIC, () -> overBranches(output, weights, arrange),
                        LossTerm.MUTUAL_LEARNING,
                                () -> mutualLearning.of(
                                        output.infrared().observationLogits(),
                                        output.visible().observationLogits()),
                        LossTerm.SELF_DISTILLATION,
                                () -> selfDistillation.of(logits(output.infrared()), logits(output.visible())),
                        LossTerm.CROSS_DISTILLATION,
                                () -> crossDistillation.of(
                                        logits(output.sharedInfrared()), logits(output.sharedVisible())),
                        LossTerm.VARIATIONAL_MUTUAL_LEARNING,
                                () -> variationalMutualLearning.of(
                                        output.sharedInfrared().representationLogits(),
                                        output.sharedVisible().representationLogits())));
    }

    private static NDArray overBranches(
            NetworkOutput output, LossWeights weights, Function<BranchOutput, NDArray> loss) {
        NDArray specific = loss.apply(output.infrared()).add(loss.apply(output.visible()));
        NDArray shared = loss.apply(output.sharedInfrared()).add(loss.apply(output.sharedVisible()));
        return Constants.times(specific, weights.specificOutput()).add(Constants.times(shared, weights.sharedOutput()));
    }

    private static BranchLogits logits(BranchOutput branch) {
        return new BranchLogits(branch.observationLogits(), branch.representationLogits());
    }
}
