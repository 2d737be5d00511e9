package io.vesper.embedding;

import java.nio.file.Path;

/**
 * A model in the models folder.
 *
 * @param folder where its files are
 * @param manifest what they hold
 */
public record PublishedModel(Path folder, ModelManifest manifest) {
    static final String WEIGHTS = "model.safetensors";
    static final String MANIFEST = "model.json";
    static final String CARD = "MODEL.md";

    /** The weights file. */
    public Path weights() {
        return folder.resolve(WEIGHTS);
    }

    public String modelId() {
        return manifest.modelId();
    }
}
