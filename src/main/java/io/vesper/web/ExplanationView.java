package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.explanation.Explanation;
import java.util.Arrays;
import java.util.UUID;

/** The answer of {@code POST /query/explain}. */
@Schema(name = "Explanation")
record ExplanationView(
        @Schema(example = "demo", description = "The model that both pictures were compared by")
        String modelId,

        @Schema(description = "The enrolled image") UUID matchId,

        @Schema(example = "0.735379", description = "Cosine of the two embeddings, as a query gives it")
        double score,

        @Schema(
                example = "0.735379",
                description =
                        "Cosine of the two mean feature maps, which the shares add up to; the score itself, up to rounding, of a model that embeds by its observation in single precision")
        double mapCosine,

        @Schema(example = "2", description = "Places from top to bottom, evenly over the whole upright picture")
        int rows,

        @Schema(example = "2", description = "Places from left to right")
        int columns,

        @Schema(description = "Shares of the probe's places, row by row", example = "[[0.31,-0.02],[0.4,0.045379]]")
        double[][] probe,

        @Schema(description = "Shares of the match's places, row by row", example = "[[0.28,0.01],[0.38,0.065379]]")
        double[][] match) {
    static ExplanationView of(Explanation explanation) {
        return new ExplanationView(
                explanation.modelId(),
                explanation.matchId(),
                QueryAnswer.score(explanation.score()),
                QueryAnswer.score(explanation.mapCosine()),
                explanation.rows(),
                explanation.columns(),
                rounded(explanation.probe()),
                rounded(explanation.match()));
    }

    /** To a billionth, so that the sum of all is still right to a millionth. */
    private static double[][] rounded(double[][] shares) {
        double[][] rounded = new double[shares.length][];
        for (int row = 0; row < shares.length; row++) {
            rounded[row] = Arrays.stream(shares[row])
                    .map(share -> Math.round(share * 1e9) / 1e9)
                    .toArray();
        }
        return rounded;
    }
}
