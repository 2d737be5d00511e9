package io.vesper.serving;

/**
 * What searches run on.
 *
 * @param kind how it searches: {@code exact} or {@code hnsw}
 * @param size images in it
 * @param modelId whose embeddings it holds
 * @param indexedThrough sequence number of the youngest image it has taken in
 */
public record IndexState(String kind, int size, String modelId, long indexedThrough) {}
