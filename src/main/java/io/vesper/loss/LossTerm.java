package io.vesper.loss;

/** The terms of the training loss, in the order in which they are summed and reported. */
public enum LossTerm {
    IDENTITY("identity"),
    METRIC("metric"),
    MUTUAL_LEARNING("mutualLearning"),
    SELF_DISTILLATION("selfDistillation"),
    CROSS_DISTILLATION("crossDistillation"),
    VARIATIONAL_MUTUAL_LEARNING("variationalMutualLearning"),
    PRIOR_DIVERGENCE("priorDivergence"),
    VIEW_DIVERGENCE("viewDivergence"),
    VIEW_INFORMATION("viewInformation");

    private final String label;

    LossTerm(String label) {
        this.label = label;
    }

    /** The name in reports and JSON. */
    public String label() {
        return label;
    }
}
