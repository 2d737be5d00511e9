package io.vesper.embedding;

import java.util.Locale;

/** What can be asked for as the engine of embeddings. */
public enum EngineName {
    /** The fastest that gives the model's embeddings. */
    AUTO,
    /** The network on PyTorch, on the CPU or a GPU. */
    PYTORCH,
    /** The shared branch as a graph on ONNX Runtime, on the CPU. */
    ONNXRUNTIME;

    /** The name in settings and JSON: {@code auto}, {@code pytorch} or {@code onnxruntime}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
