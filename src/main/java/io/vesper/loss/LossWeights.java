package io.vesper.loss;

/**
 * How much each term counts in {@code L_train = L_ReID + beta (L_VSD + L_VCD + L_VML)} with
 * {@code L_ReID = L_cls + L_metric + alpha L_DML} (<a href="https://arxiv.org/abs/2104.02862">Tian et al. 2021</a>, eq.
 * 16-17). Each weight is finite and at least 0; a term of weight 0 is not computed.
 *
 * @param identity weight of the identity loss
 * @param metric weight of the metric loss
 * @param mutualLearning alpha, weight of DML
 * @param variational beta, common weight of VSD, VCD and VML
 * @param selfDistillation weight of VSD within beta
 * @param crossDistillation weight of VCD within beta
 * @param variationalMutualLearning weight of VML within beta
 * @param comparators weights of what the method is compared with
 * @param outputs how much each output counts in the identity and metric loss
 */
public record LossWeights(
        double identity,
        double metric,
        double mutualLearning,
        double variational,
        double selfDistillation,
        double crossDistillation,
        double variationalMutualLearning,
        Comparators comparators,
        Outputs outputs) {

    /**
     * The published weights but for alpha: the authors' 8 belongs to their Sinkhorn distance, whose values are far smaller
     * than those of the divergence used here.
     */
    public static final LossWeights DEFAULT = new LossWeights(1, 1, 1, 2, 1, 1, 1, Comparators.NONE, Outputs.DEFAULT);

    /**
     * Terms of other methods, which the paper argues against; all need a stochastic bottleneck.
     *
     * @param priorDivergence weight of the conventional information bottleneck's {@link PriorDivergenceLoss}
     * @param viewDivergence weight of the multi-view bottleneck's {@link ViewDivergenceLoss}
     * @param viewInformation weight of the multi-view bottleneck's {@link ViewInformationLoss}
     */
    public record Comparators(double priorDivergence, double viewDivergence, double viewInformation) {
        public static final Comparators NONE = new Comparators(0, 0, 0);

        public Comparators {
            Ranges.requireNotNegative("weight priorDivergence", priorDivergence);
            Ranges.requireNotNegative("weight viewDivergence", viewDivergence);
            Ranges.requireNotNegative("weight viewInformation", viewInformation);
        }

        private double ofViews() {
            return viewDivergence + viewInformation;
        }

        /** 0 if none is used. */
        public double sum() {
            return priorDivergence + viewDivergence + viewInformation;
        }
    }

    /**
     * Weights of the eight outputs in the identity and metric loss.
     *
     * @param specific of each of the four modality-specific outputs
     * @param shared of each of the four shared outputs
     * @param representation factor of the outputs behind the bottleneck; 0 leaves the plain network of observations
     */
    public record Outputs(double specific, double shared, double representation) {
        public static final Outputs DEFAULT = new Outputs(0.5, 0.25, 1);

        public Outputs {
            Ranges.requireNotNegative("weight of the specific outputs", specific);
            Ranges.requireNotNegative("weight of the shared outputs", shared);
            Ranges.requireNotNegative("weight of the representation outputs", representation);
        }

        private double branches() {
            return specific + shared;
        }
    }

    public LossWeights {
        Ranges.requireNotNegative("weight identity", identity);
        Ranges.requireNotNegative("weight metric", metric);
        Ranges.requireNotNegative("weight mutualLearning (alpha)", mutualLearning);
        Ranges.requireNotNegative("weight variational (beta)", variational);
        Ranges.requireNotNegative("weight selfDistillation", selfDistillation);
        Ranges.requireNotNegative("weight crossDistillation", crossDistillation);
        Ranges.requireNotNegative("weight variationalMutualLearning", variationalMutualLearning);
        double onOutputs = (identity + metric + comparators.priorDivergence) * outputs.branches();
        if (onOutputs + mutualLearning + comparators.ofViews() == 0
                && variational * (selfDistillation + crossDistillation + variationalMutualLearning) == 0) {
            throw new IllegalArgumentException(
                    "All loss weights are 0, so there is nothing to learn. Maybe one term too many was switched off.");
        }
    }

    /** The factor of a term in the total, beta included. */
    public double of(LossTerm term) {
        return switch (term) {
            case IDENTITY -> onOutputs(identity);
            case METRIC -> onOutputs(metric);
            case MUTUAL_LEARNING -> mutualLearning;
            case SELF_DISTILLATION -> variational * selfDistillation;
            case CROSS_DISTILLATION -> variational * crossDistillation;
            case VARIATIONAL_MUTUAL_LEARNING -> variational * variationalMutualLearning;
            case PRIOR_DIVERGENCE -> onOutputs(comparators.priorDivergence);
            case VIEW_DIVERGENCE -> comparators.viewDivergence;
            case VIEW_INFORMATION -> comparators.viewInformation;
        };
    }

    /** A term that is summed over outputs counts nothing where they all count nothing. */
    private double onOutputs(double weight) {
        return outputs.branches() > 0 ? weight : 0;
    }

    /** Whether a term counts at all; if not, it need not be computed. */
    public boolean uses(LossTerm term) {
        return of(term) > 0;
    }

    /** Whether any term looks at the modality-specific branches. */
    public boolean usesSpecificBranches() {
        return (identity + metric) * outputs.specific > 0
                || uses(LossTerm.MUTUAL_LEARNING)
                || uses(LossTerm.SELF_DISTILLATION)
                || outputs.specific > 0 && uses(LossTerm.PRIOR_DIVERGENCE);
    }

    /** Whether any term looks at the shared branch. */
    public boolean usesSharedBranch() {
        return (identity + metric + comparators.priorDivergence) * outputs.shared > 0
                || uses(LossTerm.CROSS_DISTILLATION)
                || uses(LossTerm.VARIATIONAL_MUTUAL_LEARNING)
                || comparators.ofViews() > 0;
    }

    /** Whether any term looks behind the bottlenecks. */
    public boolean usesBottleneck() {
        return (of(LossTerm.IDENTITY) + of(LossTerm.METRIC)) * outputs.representation > 0
                || of(LossTerm.SELF_DISTILLATION) + of(LossTerm.CROSS_DISTILLATION) > 0
                || of(LossTerm.VARIATIONAL_MUTUAL_LEARNING) + of(LossTerm.PRIOR_DIVERGENCE) + comparators.ofViews() > 0;
    }

    /** The same with another beta, for a ramp over the first epochs. */
    public LossWeights withVariational(double beta) {
        return new LossWeights(
                identity,
                metric,
                mutualLearning,
                beta,
                selfDistillation,
                crossDistillation,
                variationalMutualLearning,
                comparators,
                outputs);
    }
}
