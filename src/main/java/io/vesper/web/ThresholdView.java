package io.vesper.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.vesper.search.AppliedThreshold;

/** Why images of a modality may be missing. */
@Schema(name = "AppliedThreshold")
record ThresholdView(
        @Schema(example = "infrared") String probeModality,
        @Schema(example = "visible") String galleryModality,

        @Schema(example = "0.01", description = "Share of comparisons with strangers that pass, on the model's people")
        double falseAcceptRate,

        @Schema(example = "0.52", description = "Lowest cosine of an answer")
        double threshold,

        @Schema(
                example = "0.36",
                description = "Share of comparisons with the right person that do not pass, on the model's people")
        double falseRejectRate) {
    static ThresholdView of(AppliedThreshold applied) {
        return new ThresholdView(
                applied.probe().label(),
                applied.gallery().label(),
                applied.threshold().falseAcceptRate(),
                applied.threshold().threshold(),
                applied.threshold().falseRejectRate());
    }
}
