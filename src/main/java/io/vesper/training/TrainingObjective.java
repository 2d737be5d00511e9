package io.vesper.training;

import ai.djl.ndarray.NDArray;
import io.vesper.loss.BranchLogits;
import io.vesper.loss.CrossDistillationLoss;
import io.vesper.loss.DistillationForm;
import io.vesper.loss.LossTerm;
import io.vesper.loss.LossTerms;
import io.vesper.loss.LossWeights;
import io.vesper.loss.MutualLearning;
import io.vesper.loss.MutualLearningLoss;
import io.vesper.loss.Posterior;
import io.vesper.loss.SelfDistillationLoss;
import io.vesper.loss.SinkhornMutualLearningLoss;
import io.vesper.loss.VariationalMutualLearningLoss;
import io.vesper.loss.ViewDivergenceLoss;
import io.vesper.loss.ViewInformationLoss;
import io.vesper.network.BranchOutput;
import io.vesper.network.NetworkOutput;
import io.vesper.network.Routing;
import io.vesper.preset.LossSettings;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The weighted sum of all loss terms over a network's outputs: {@code L_ReID + beta (L_VSD + L_VCD + L_VML)}, see
 * <a href="https://arxiv.org/abs/2104.02862">Tian et al. 2021</a>, eq. 16-17, and the terms of the methods compared with.
 */
final class TrainingObjective {
    private final OutputLosses outputs;
    private final MutualLearning mutualLearning;
    private final SelfDistillationLoss selfDistillation;
    private final CrossDistillationLoss crossDistillation;
    private final VariationalMutualLearningLoss variationalMutualLearning = new VariationalMutualLearningLoss();
    private final ViewDivergenceLoss viewDivergence = new ViewDivergenceLoss();
    private final ViewInformationLoss viewInformation = new ViewInformationLoss();

    TrainingObjective(LossSettings settings, Routing routing) {
        outputs = new OutputLosses(settings, routing);
        mutualLearning = settings.mutualLearning().equals("sinkhorn")
                ? new SinkhornMutualLearningLoss()
                : new MutualLearningLoss();
        DistillationForm form = DistillationForm.of(settings.distillation());
        selfDistillation = new SelfDistillationLoss(settings.temperature(), form);
        crossDistillation = new CrossDistillationLoss(settings.temperature(), settings.crossDistillationWeight(), form);
    }

    /**
     * @param output of a batch of B pictures
     * @param labels of the batch
     * @param weights of the terms; a term of weight 0 is not computed
     * @return every term that counts, and their weighted total
     */
    LossTerms of(NetworkOutput output, BatchLabels labels, LossWeights weights) {
        Map<LossTerm, Supplier<NDArray>> terms = new EnumMap<>(LossTerm.class);
        terms.put(LossTerm.IDENTITY, () -> outputs.identity(output, labels, weights.outputs()));
        terms.put(LossTerm.METRIC, () -> outputs.metric(output, labels, weights.outputs()));
        terms.put(LossTerm.MUTUAL_LEARNING, () -> mutualLearning(output));
        terms.put(LossTerm.SELF_DISTILLATION, () -> selfDistillation(output));
        terms.put(LossTerm.CROSS_DISTILLATION, () -> crossDistillation(output));
        terms.put(LossTerm.VARIATIONAL_MUTUAL_LEARNING, () -> variationalMutualLearning(output));
        terms.put(LossTerm.PRIOR_DIVERGENCE, () -> outputs.priorDivergence(output, labels, weights.outputs()));
        terms.put(LossTerm.VIEW_DIVERGENCE, () -> viewDivergence(output));
        terms.put(LossTerm.VIEW_INFORMATION, () -> viewInformation(output, labels));
        return LossTerms.weigh(weights, terms);
    }

    private NDArray mutualLearning(NetworkOutput output) {
        return mutualLearning.of(
                output.infrared().observationLogits(), output.visible().observationLogits());
    }

    private NDArray selfDistillation(NetworkOutput output) {
        return selfDistillation.of(logits(output.infrared()), logits(output.visible()));
    }

    private NDArray crossDistillation(NetworkOutput output) {
        return crossDistillation.of(logits(output.sharedInfrared()), logits(output.sharedVisible()));
    }

    private NDArray variationalMutualLearning(NetworkOutput output) {
        return variationalMutualLearning.of(
                output.sharedInfrared().representationLogits(),
                output.sharedVisible().representationLogits());
    }

    private NDArray viewDivergence(NetworkOutput output) {
        return viewDivergence.of(posterior(output.sharedInfrared()), posterior(output.sharedVisible()));
    }

    private NDArray viewInformation(NetworkOutput output, BatchLabels labels) {
        return viewInformation.of(
                output.sharedInfrared().representation(),
                output.sharedVisible().representation(),
                labels.visible().identities());
    }

    private static BranchLogits logits(BranchOutput branch) {
        return new BranchLogits(branch.observationLogits(), branch.representationLogits());
    }

    private static Posterior posterior(BranchOutput branch) {
        return new Posterior(branch.mean(), branch.deviation());
    }
}
