package io.vesper.embedding;

import java.util.List;

/** The published models: in production a folder, in tests a table. */
public interface ModelRegistry {
    /** All published models, the newest first. */
    List<PublishedModel> models();

    /**
     * Finds a model.
     *
     * @throws NoSuchModelException if there is none of that id
     * @throws DamagedModelException if its manifest cannot be read
     */
    PublishedModel model(String modelId);

    /**
     * Loads a model for embedding, with its own kind of embedding. The caller closes the embedder.
     *
     * @throws NoSuchModelException if there is none of that id
     * @throws DamagedModelException if its weights are not those that were published
     * @throws EngineUnavailableException if the model or the settings need an engine that cannot compute it here
     */
    Embedder open(String modelId);

    /**
     * Deletes a model: it is gone at once, with all its files.
     *
     * @throws NoSuchModelException if there is none of that id
     */
    void delete(String modelId);
}
