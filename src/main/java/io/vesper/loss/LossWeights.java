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
 * @param specificOutput weight of each of the four modality-specific outputs in the identity and metric loss
 * @param sharedOutput weight of each of the four shared outputs in the identity and metric loss
 */
public record LossWeights(
        double identity,
        double metric,
        double mutualLearning,
        double variational,
        double selfDistillation,
        double crossDistillation,
        double variationalMutualLearning,
        double specificOutput,
        double sharedOutput) {

    /**
     * The published weights but for alpha: the authors' 8 belongs to their Sinkhorn distance, whose values are far smaller
     * than those of the divergence used here.
     */
    public static final LossWeights DEFAULT = new LossWeights(1, 1, 1, 2, 1, 1, 1, 0.5, 0.25);

    public LossWeights {
        Ranges.requireNotNegative("weight identity", identity);
        Ranges.requireNotNegative("weight metric", metric);
        Ranges.requireNotNegative("weight mutualLearning (alpha)", mutualLearning);
        Ranges.requireNotNegative("weight variational (beta)", variational);
        Ranges.requireNotNegative("weight selfDistillation", selfDistillation);
        Ranges.requireNotNegative("weight crossDistillation", crossDistillation);
        Ranges.requireNotNegative("weight variationalMutualLearning", variationalMutualLearning);
        Ranges.requireNotNegative("weight specificOutput", specificOutput);
        Ranges.requireNotNegative("weight sharedOutput", sharedOutput);
        if (identity + metric + mutualLearning == 0
                && variational * (selfDistillation + crossDistillation + variationalMutualLearning) == 0) {
            throw new IllegalArgumentException(
                    "All loss weights are 0, so there is nothing to learn. Maybe one term too many was switched off.");
        }
    }

    /** The factor of a term in the total, beta included. */
    public double of(LossTerm term) {
        return switch (term) {
            case IDENTITY -> identity;
            case METRIC -> metric;
            case MUTUAL_LEARNING -> mutualLearning;
            case SELF_DISTILLATION -> variational * selfDistillation;
            case CROSS_DISTILLATION -> variational * crossDistillation;
            case VARIATIONAL_MUTUAL_LEARNING -> variational * variationalMutualLearning;
        };
    }

    /** Whether a term counts at all; if not, it need not be computed. */
    public boolean uses(LossTerm term) {
        return of(term) > 0;
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
                specificOutput,
                sharedOutput);
    }
}
