package io.vesper.opensearch;

import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.PersonCrop;
import java.util.List;

/** Of a model that has embedded everything. */
final class NoEmbedder implements Embedder {
    @Override
    public String modelId() {
        return "any";
    }

    @Override
    public int dimension() {
        return 512;
    }

    @Override
    public List<Embedding> embed(List<PersonCrop> crops) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
