package io.vesper.index;

import io.vesper.person.Modality;
import java.util.Map;

/**
 * Which cosines count, by the modality of the gallery image.
 *
 * @param visible lowest cosine of a visible image, in [-1, 1]; -1 keeps all
 * @param infrared lowest cosine of an infrared image, in [-1, 1]; -1 keeps all
 */
public record ScoreFloor(double visible, double infrared) {
    public ScoreFloor {
        if (!(visible >= -1 && visible <= 1 && infrared >= -1 && infrared <= 1)) {
            throw new IllegalArgumentException(
                    "The minScore of visible images (%s) and that of infrared ones (%s) must be -1 to 1."
                            .formatted(visible, infrared));
        }
    }

    /** The same for images of both. */
    public static ScoreFloor of(double minScore) {
        return new ScoreFloor(minScore, minScore);
    }

    /** One that these hold beside; a modality that is absent keeps its own. */
    public ScoreFloor raised(Map<Modality, Double> lowest) {
        return new ScoreFloor(
                Math.max(visible, lowest.getOrDefault(Modality.VISIBLE, visible)),
                Math.max(infrared, lowest.getOrDefault(Modality.INFRARED, infrared)));
    }

    /** Whether a cosine with an image, or a mean image, of that modality counts. */
    boolean accepts(Modality modality, double cosine) {
        return cosine >= of(modality);
    }

    double of(Modality modality) {
        return modality == Modality.VISIBLE ? visible : infrared;
    }
}
