package io.vesper.onnx;

import io.vesper.network.EmbeddingKind;
import io.vesper.network.NetworkArchitecture;
import io.vesper.network.VisibleInput;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an ONNX file computes.
 *
 * @param architecture of the weights
 * @param height of its pictures, in pixels
 * @param width of its pictures, in pixels
 * @param kind which output: {@link EmbeddingKind#REPRESENTATION} or {@link EmbeddingKind#OBSERVATION}
 * @param visibleInput what the branch sees of a visible picture
 * @param ranges of the values between layers, if these are rounded to eight bits, as are the backbone's weights; empty for single
 *     precision
 * @param notes for the file's metadata, text by name
 */
public record OnnxSignature(
        NetworkArchitecture architecture,
        int height,
        int width,
        EmbeddingKind kind,
        VisibleInput visibleInput,
        Map<String, ActivationRange> ranges,
        Map<String, String> notes) {

    public OnnxSignature {
        ranges = Collections.unmodifiableMap(new TreeMap<>(ranges));
        notes = Collections.unmodifiableMap(new TreeMap<>(notes));
        if (kind == EmbeddingKind.ALL) {
            throw new IllegalArgumentException(
                    "An ONNX file holds the shared branch only, but the embedding (all) needs every branch. Maybe choose observation or representation.");
        }
    }

    /** What the backbone computes in: {@code float32} or {@code int8}. */
    public String precision() {
        return ranges.isEmpty() ? "float32" : "int8";
    }

    String description() {
        return "Vesper's shared branch. Input image [N, 3, %d, %d]: RGB, scaled to 0 to 1, normalised. %sOutput embedding [N, %d]: the %s, of length 1."
                .formatted(
                        height,
                        width,
                        visibleInput == VisibleInput.COLOUR
                                ? "Input infrared [N]: true where the picture was taken in infrared, whose luminance is looked at. "
                                : "The luminance of every picture is looked at. ",
                        kind.dimension(architecture),
                        kind.label());
    }
}
