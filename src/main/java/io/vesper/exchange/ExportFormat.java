package io.vesper.exchange;

import java.util.Locale;

/** What a published model is exported as. */
public enum ExportFormat {
    /** Every tensor the model has, as safetensors under Vesper's names. */
    SAFETENSORS,
    /** The tensors that serving needs: the shared branch without its classifiers. */
    SERVING,
    /** The shared branch as a program for ONNX Runtime, from normalised pictures to embeddings. */
    ONNX;

    /**
     * @param label {@code safetensors}, {@code serving} or {@code onnx}
     * @throws IllegalArgumentException if there is no such format
     */
    public static ExportFormat of(String label) {
        for (ExportFormat format : values()) {
            if (format.name().toLowerCase(Locale.ROOT).equals(label)) {
                return format;
            }
        }
        throw new IllegalArgumentException(
                "The format (%s) is not one of safetensors, serving, onnx.".formatted(label));
    }
}
