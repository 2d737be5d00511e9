package io.vesper.assessment;

import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.PersonCrop;
import java.util.List;

/** An embedder that tells how much it has embedded. */
record CountingEmbedder(Embedder embedder, EvaluationProgress progress) implements Embedder {
    @Override
    public String modelId() {
        return embedder.modelId();
    }

    @Override
    public int dimension() {
        return embedder.dimension();
    }

    @Override
    public List<Embedding> embed(List<PersonCrop> crops) {
        List<Embedding> embeddings = embedder.embed(crops);
        progress.advance(crops.size());
        return embeddings;
    }

    @Override
    public void close() {
        embedder.close();
    }
}
