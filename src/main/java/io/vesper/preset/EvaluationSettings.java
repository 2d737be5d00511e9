package io.vesper.preset;

/** How the result is measured. */
public record EvaluationSettings(String search, int shotsPerCamera, int trials, int heldOutPairs) {
    private static final int MAX_TRIALS = 1000;

    public EvaluationSettings {
        if (heldOutPairs < 0) {
            throw new IllegalArgumentException(
                    "evaluation.heldOutPairs (%d) must be at least 0.".formatted(heldOutPairs));
        }
        SettingChoices.check("evaluation.search", search);
        if (shotsPerCamera < 1 || trials < 1 || trials > MAX_TRIALS) {
            throw new IllegalArgumentException(
                    "evaluation.shotsPerCamera (%d) and evaluation.trials (%d) must be at least 1, and the latter at most 1000."
                            .formatted(shotsPerCamera, trials));
        }
    }
}
