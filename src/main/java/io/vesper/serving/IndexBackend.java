package io.vesper.serving;

import io.vesper.embedding.Embedder;
import io.vesper.embedding.PublishedModel;

/** Where the indexes of models are: in this process's memory, or in a search engine. */
@FunctionalInterface
public interface IndexBackend {
    /**
     * The index of a model, which need not hold anything before {@link IndexKeeper#load}.
     *
     * @param model as published
     * @param embedder of that model
     */
    IndexKeeper open(PublishedModel model, Embedder embedder);
}
