package io.vesper.preset;

/** How the result is measured. */
public record EvaluationSettings(String search, int shotsPerCamera, int trials, int heldOutPairs) {
    public EvaluationSettings {
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
