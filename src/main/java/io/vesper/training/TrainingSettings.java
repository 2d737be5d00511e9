package io.vesper.training;

import io.vesper.checkpoint.Precision;
import io.vesper.dataset.BatchShape;
import io.vesper.loss.BatchHardTripletLoss;
import io.vesper.loss.CrossDistillationLoss;
import io.vesper.loss.DistillationForm;
import io.vesper.loss.IdentityLoss;
import io.vesper.loss.LossWeights;
import io.vesper.loss.SelfDistillationLoss;
import io.vesper.network.BackboneArchitecture;
import io.vesper.network.EmbeddingKind;
import io.vesper.network.NetworkArchitecture;
import io.vesper.network.NetworkArchitecture.BottleneckWidths;
import io.vesper.network.Passes;
import io.vesper.network.Routing;
import io.vesper.network.VisibleInput;
import io.vesper.optimiser.LearningRateSchedule;
import io.vesper.transform.Augmentation;
import io.vesper.transform.InputSize;
import java.util.Arrays;
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
        Selection selection,
        Publication publish) {

    public TrainingSettings {
        if (epochs < 1 || epochs > 10_000) {
            throw new IllegalArgumentException("epochs (%d) must lie in 1 to 10000.".formatted(epochs));
        }
        if (loss.weights().comparators().sum() > 0 && !network.stochasticBottleneck()) {
            throw new IllegalArgumentException(
                    "loss.weights.comparators look at a distribution, but network.stochasticBottleneck is (false). Maybe set it to true.");
        }
        requireTrained(passes(network, loss.weights(), publish), publish);
    }

    private static void requireTrained(Passes passes, Publication publish) {
        EmbeddingKind kind = EmbeddingKind.of(publish.embeddingKind());
        if (!kinds(passes).contains(kind)) {
            throw new IllegalArgumentException(
                    "publish.embeddingKind (%s) comes from a part of the network that no loss weight trains (%s)."
                            .formatted(kind.label(), passes));
        }
        if (publish.branches().equals("all") && !passes.specific()) {
            throw new IllegalArgumentException(
                    "publish.branches (all) has branches that no loss weight trains. Maybe set it to shared.");
        }
    }

    /** The kinds of embedding that come from trained parts. */
    List<EmbeddingKind> trainedKinds() {
        return kinds(passes());
    }

    private static List<EmbeddingKind> kinds(Passes passes) {
        return Arrays.stream(EmbeddingKind.values())
                .filter(kind -> switch (kind) {
                    case REPRESENTATION -> passes.shared() && passes.bottleneck();
                    case OBSERVATION -> passes.shared();
                    case ALL -> passes.shared() && passes.specific();
                })
                .toList();
    }

    /** What the loss looks at; everything else need not be computed. */
    Passes passes() {
        return passes(network, loss.weights(), publish);
    }

    private static Passes passes(Network network, LossWeights weights, Publication publish) {
        return new Passes(
                Routing.of(network.routing()),
                VisibleInput.of(publish.visibleInput()),
                weights.usesSpecificBranches(),
                weights.usesSharedBranch(),
                weights.usesBottleneck());
    }

    /** What is trained. */
    public record Network(
            String backbone,
            boolean channelAttention,
            BottleneckWidths bottleneck,
            boolean stochasticBottleneck,
            double dropout,
            String routing,
            InputSize inputSize,
            String initialWeights,
            int frozenStages) {
        private static final int MAX_SIDE_PX = 1024;

        public Network {
            int stages = BackboneArchitecture.named(backbone).blocksPerStage().size();
            if (frozenStages < 0 || frozenStages > stages) {
                throw new IllegalArgumentException("network.frozenStages (%d) must lie in 0 to %d, the stages of %s."
                        .formatted(frozenStages, stages, backbone));
            }
            Routing.of(routing);
            if (!(dropout >= 0 && dropout < 1)) {
                throw new IllegalArgumentException("network.dropout (%s) must lie in [0, 1).".formatted(dropout));
            }
            Choices.check("network.initialWeights", initialWeights, "none", "imagenet");
            if (initialWeights.equals("imagenet") && !backbone.startsWith("resnet50")) {
                throw new IllegalArgumentException(
                        "network.initialWeights (imagenet) are ResNet-50's, but network.backbone is (%s)."
                                .formatted(backbone));
            }
            long largest = (long) MAX_SIDE_PX * MAX_SIDE_PX;
            if (inputSize.pixels() > largest / 4) {
                throw new IllegalArgumentException("network.inputSize (%d x %d) must have at most %d pixels."
                        .formatted(inputSize.height(), inputSize.width(), largest / 4));
            }
        }

        NetworkArchitecture architecture(int numIdentities) {
            return new NetworkArchitecture(
                    BackboneArchitecture.named(backbone),
                    channelAttention,
                    bottleneck,
                    stochasticBottleneck,
                    numIdentities);
        }
    }

    /** What a step learns from. */
    public record Batches(int identitiesPerBatch, int imagesPerIdentity, int repeats, int accumulation) {
        private static final int MAX_PAIRS = 1024;

        public Batches {
            if ((long) identitiesPerBatch * imagesPerIdentity > MAX_PAIRS) {
                throw new IllegalArgumentException(
                        "A batch of batch.identitiesPerBatch (%d) times batch.imagesPerIdentity (%d) pairs must have at most %d."
                                .formatted(identitiesPerBatch, imagesPerIdentity, MAX_PAIRS));
            }
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
            if (accumulation < 1 || identitiesPerBatch % accumulation != 0 || identitiesPerBatch / accumulation < 2) {
                throw new IllegalArgumentException(
                        "batch.accumulation (%d) must cut batch.identitiesPerBatch (%d) into parts of at least 2 identities."
                                .formatted(accumulation, identitiesPerBatch));
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
            // Refuses what no schedule can be made of.
            new LearningRateSchedule(learningRate, warmUpEpochs, warmUpFactor, milestones, dropFactor);
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
            String mutualLearning,
            String distillation,
            double temperature,
            double crossDistillationWeight,
            int rampEpochs,
            LossWeights weights) {
        public Loss {
            Choices.check("loss.metric", metric, "ranked-list", "batch-hard-triplet");
            new IdentityLoss(labelSmoothing);
            new BatchHardTripletLoss(margin, true);
            Choices.check("loss.mutualLearning", mutualLearning, "divergence", "sinkhorn");
            new SelfDistillationLoss(temperature);
            new CrossDistillationLoss(temperature, crossDistillationWeight, DistillationForm.of(distillation));
            if (rampEpochs < 0) {
                throw new IllegalArgumentException("loss.rampEpochs (%d) must be at least 0.".formatted(rampEpochs));
            }
        }

        /** The weights of an epoch, 0-based: beta climbs in a straight line over the first {@code rampEpochs}. */
        LossWeights weightsIn(int epoch) {
            return epoch >= rampEpochs
                    ? weights
                    : weights.withVariational(weights.variational() * (epoch + 1) / (rampEpochs + 1));
        }
    }

    /** How the result is measured. */
    public record Evaluation(String search, int shotsPerCamera, int trials, int heldOutPairs) {
        public Evaluation {
            if (heldOutPairs < 0) {
                throw new IllegalArgumentException(
                        "evaluation.heldOutPairs (%d) must be at least 0.".formatted(heldOutPairs));
            }
            Choices.check("evaluation.search", search, "all", "indoor");
            if (shotsPerCamera < 1 || trials < 1) {
                throw new IllegalArgumentException(
                        "evaluation.shotsPerCamera (%d) and evaluation.trials (%d) must be at least 1."
                                .formatted(shotsPerCamera, trials));
            }
        }
    }

    /**
     * Which epoch is published: the last one, or the one that does best on the validation identities.
     *
     * @param everyEpochs how often it is looked at; 0 for the last, and then the validation identities are trained on as well
     * @param measure what counts: {@code rank1} or {@code meanAveragePrecision}
     */
    public record Selection(int everyEpochs, String measure) {
        public Selection {
            Choices.check("selection.measure", measure, "rank1", "meanAveragePrecision");
            if (everyEpochs < 0) {
                throw new IllegalArgumentException(
                        "selection.everyEpochs (%d) must be at least 0.".formatted(everyEpochs));
            }
        }

        boolean isUsed() {
            return everyEpochs > 0;
        }

        boolean isDue(int epoch, int epochs) {
            return isUsed() && ((epoch + 1) % everyEpochs == 0 || epoch + 1 == epochs);
        }
    }

    /** What is published. */
    public record Publication(
            String embeddingKind, String visibleInput, String branches, String precision, boolean reportPictures) {
        public Publication {
            Precision.of(precision);
            VisibleInput.of(visibleInput);
            Choices.check("publish.branches", branches, "all", "shared");
            if (EmbeddingKind.of(embeddingKind) == EmbeddingKind.ALL && branches.equals("shared")) {
                throw new IllegalArgumentException(
                        "publish.embeddingKind (all) needs every branch, but publish.branches is (shared).");
            }
        }
    }
}
