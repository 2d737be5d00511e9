package io.vesper.training;

import io.vesper.dataset.BatchShape;
import io.vesper.loss.LossWeights;
import io.vesper.network.BackboneArchitecture;
import io.vesper.network.EmbeddingKind;
import io.vesper.network.NetworkArchitecture;
import io.vesper.network.NetworkArchitecture.BottleneckWidths;
import io.vesper.network.VisibleInput;
import io.vesper.optimiser.LearningRateSchedule;
import io.vesper.transform.Augmentation;
import io.vesper.transform.InputSize;
import java.util.List;

/**
 * How the network is trained: a preset with a job's overrides applied, checked as a whole. {@code presets/defaults.yml} explains
 * each setting.
 */
public record TrainingSettings(
        int epochs,
        long seed,
        Network network,
        Batches batch,
        Optimiser optimiser,
        Loss loss,
        Augmentation augmentation,
        Evaluation evaluation,
        Publication publish) {

    public TrainingSettings {
        if (epochs < 1 || epochs > 10_000) {
            throw new IllegalArgumentException("epochs (%d) must lie in 1 to 10000.".formatted(epochs));
        }
    }

    /** What is trained. */
    public record Network(
            String backbone,
            boolean channelAttention,
            BottleneckWidths bottleneck,
            InputSize inputSize,
            String initialWeights,
            int frozenStages) {
        public Network {
            int stages = BackboneArchitecture.named(backbone).blocksPerStage().size();
            if (frozenStages < 0 || frozenStages > stages) {
                throw new IllegalArgumentException("network.frozenStages (%d) must lie in 0 to %d, the stages of %s."
                        .formatted(frozenStages, stages, backbone));
            }
            Choices.check("network.initialWeights", initialWeights, "none", "imagenet");
        }

        NetworkArchitecture architecture(int numIdentities) {
            return new NetworkArchitecture(
                    BackboneArchitecture.named(backbone), channelAttention, bottleneck, numIdentities);
        }
    }

    /** What a step learns from. */
    public record Batches(int identitiesPerBatch, int imagesPerIdentity, int repeats) {
        public Batches {
            if (identitiesPerBatch < 2) {
                throw new IllegalArgumentException(
                        "batch.identitiesPerBatch (%d) must be at least 2: the metric loss needs other people."
                                .formatted(identitiesPerBatch));
            }
            if (imagesPerIdentity < 1 || repeats < 1) {
                throw new IllegalArgumentException(
                        "batch.imagesPerIdentity (%d) and batch.repeats (%d) must be at least 1."
                                .formatted(imagesPerIdentity, repeats));
            }
        }

        BatchShape shape() {
            return new BatchShape(identitiesPerBatch, imagesPerIdentity);
        }
    }

    /** How weights move. */
    public record Optimiser(
            double learningRate,
            double encoderRateFactor,
            double weightDecay,
            boolean decoupled,
            int warmUpEpochs,
            double warmUpFactor,
            List<Integer> milestones,
            double dropFactor) {
        public Optimiser {
            milestones = List.copyOf(milestones);
            if (encoderRateFactor < 0 || weightDecay < 0) {
                throw new IllegalArgumentException(
                        "optimiser.encoderRateFactor (%s) and optimiser.weightDecay (%s) must be at least 0."
                                .formatted(encoderRateFactor, weightDecay));
            }
        }

        LearningRateSchedule schedule() {
            return new LearningRateSchedule(learningRate, warmUpEpochs, warmUpFactor, milestones, dropFactor);
        }
    }

    /** What is minimised. */
    public record Loss(
            double labelSmoothing,
            String metric,
            double margin,
            double temperature,
            double crossDistillationDirection,
            int rampEpochs,
            LossWeights weights) {
        public Loss {
            Choices.check("loss.metric", metric, "ranked-list", "batch-hard-triplet");
        }

        /** The weights of an epoch, 0-based: beta climbs in a straight line over the first {@code rampEpochs}. */
        LossWeights weightsIn(int epoch) {
            return epoch >= rampEpochs
                    ? weights
                    : weights.withVariational(weights.variational() * (epoch + 1) / (rampEpochs + 1));
        }
    }

    /** How the result is measured. */
    public record Evaluation(String search, int shotsPerCamera, int trials) {
        public Evaluation {
            Choices.check("evaluation.search", search, "all", "indoor");
            if (shotsPerCamera < 1 || trials < 1) {
                throw new IllegalArgumentException(
                        "evaluation.shotsPerCamera (%d) and evaluation.trials (%d) must be at least 1."
                                .formatted(shotsPerCamera, trials));
            }
        }
    }

    /** What is published. */
    public record Publication(String embeddingKind, String visibleInput, String branches) {
        public Publication {
            VisibleInput.of(visibleInput);
            Choices.check("publish.branches", branches, "all", "shared");
            if (EmbeddingKind.of(embeddingKind) == EmbeddingKind.ALL && branches.equals("shared")) {
                throw new IllegalArgumentException(
                        "publish.embeddingKind (all) needs every branch, but publish.branches is (shared).");
            }
        }
    }
}
