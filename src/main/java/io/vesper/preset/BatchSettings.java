package io.vesper.preset;

import io.vesper.dataset.BatchShape;

/** What a step learns from. */
public record BatchSettings(int identitiesPerBatch, int imagesPerIdentity, int repeats, int accumulation) {
    private static final int MAX_PAIRS = 1024;

    public BatchSettings {
        if ((long) identitiesPerBatch * imagesPerIdentity > MAX_PAIRS) {
            throw new IllegalArgumentException(
                    "A batch of batch.identitiesPerBatch (%d) times batch.imagesPerIdentity (%d) pairs must have at most %d."
                            .formatted(identitiesPerBatch, imagesPerIdentity, MAX_PAIRS));
        }
        if (identitiesPerBatch < 2) {
            throw new IllegalArgumentException(
                    "batch.identitiesPerBatch (%d) must be at least 2: the metric loss needs other people."
                            .formatted(identitiesPerBatch));
        }
        if (imagesPerIdentity < 1 || repeats < 1) {
            throw new IllegalArgumentException("batch.imagesPerIdentity (%d) and batch.repeats (%d) must be at least 1."
                    .formatted(imagesPerIdentity, repeats));
        }
        if (accumulation < 1 || identitiesPerBatch % accumulation != 0 || identitiesPerBatch / accumulation < 2) {
            throw new IllegalArgumentException(
                    "batch.accumulation (%d) must cut batch.identitiesPerBatch (%d) into parts of at least 2 identities."
                            .formatted(accumulation, identitiesPerBatch));
        }
    }

    public BatchShape shape() {
        return new BatchShape(identitiesPerBatch, imagesPerIdentity);
    }
}
