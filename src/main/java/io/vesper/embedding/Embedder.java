package io.vesper.embedding;

import io.vesper.network.FeatureMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns person crops into embeddings of one model. Safe to use from many threads at once. */
public interface Embedder extends AutoCloseable {
    /** The published model that computes the embeddings; scores of two models must never be mixed. */
    String modelId();

    /** How many values an embedding has. */
    int dimension();

    /** How many threads make sense that embed at once; more of them only wait for each other. */
    default int workers() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** What computes; null if that is no network. */
    default @Nullable EngineReport engine() {
        return null;
    }

    /**
     * Embeds crops, in order.
     *
     * @param crops at least one; any sizes, any mix of modalities
     * @return one embedding for each crop, in the same order
     */
    List<Embedding> embed(List<PersonCrop> crops);

    /**
     * Looks at crops place by place. The first call may load the network once more, for an engine that gives vectors alone; it is
     * kept until {@link #close}.
     *
     * @param crops at least one, but few; any sizes, any mix of modalities
     * @return the shared branch's feature map of each crop, in the same order, all of one size
     * @throws UnsupportedOperationException if what computes has no such maps
     */
    default List<FeatureMap> featureMaps(List<PersonCrop> crops) {
        throw new UnsupportedOperationException(
                "What embeds for the model (%s) has no feature maps. Maybe it was opened to be compared only."
                        .formatted(modelId()));
    }

    /** Frees the network's memory; the embedder must not be used afterwards. */
    @Override
    void close();
}
