package io.vesper.quantisation;

import io.vesper.embedding.ModelManifest;
import io.vesper.embedding.Quantisation;
import java.util.Locale;

/** The text of a quantised model's {@code MODEL.md}: what it was made of, and what that cost. */
final class QuantisedCard {
    private static final String TEXT = """
            # %s

            The model `%s`, its backbone rounded to eight bits: faster on a CPU, and a model of its own, as its embeddings are others.

            * Weights in seven bits with a scale for each output channel; values between layers in eight bits, in ranges measured on %d
              training and validation pictures of `%s`.
            * The first convolution, the pooling and what follows it compute in single precision.
            * ONNX Runtime computes it. `model.json` has the ranges; the weights file holds the weights before rounding.

            ## How well it does

            mAP on the test people of `%s`, in percent: %s; of `%s`: %s.

            ## Limits

            Those of the model that it was made of.
            """;

    private QuantisedCard() {}

    static String of(ModelManifest manifest, Quantisation quantisation) {
        Quantisation.Evaluation evaluation = quantisation.evaluation();
        return TEXT.formatted(
                manifest.modelId(),
                quantisation.sourceModelId(),
                quantisation.calibration().images(),
                quantisation.calibration().dataset(),
                evaluation.dataset(),
                percent(evaluation.meanAveragePrecision()),
                quantisation.sourceModelId(),
                percent(evaluation.sourceMeanAveragePrecision()));
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f", 100 * share);
    }
}
