package io.vesper.dataset;

/**
 * A PK batch: P identities, each with K pictures of either modality, so P x 2K pictures.
 *
 * @param identitiesPerBatch P, at least 1
 * @param imagesPerIdentity K, of each modality, at least 1
 */
public record BatchShape(int identitiesPerBatch, int imagesPerIdentity) {
    public BatchShape {
        if (identitiesPerBatch < 1 || imagesPerIdentity < 1) {
            throw new IllegalArgumentException(
                    "A batch of identitiesPerBatch (%d) and imagesPerIdentity (%d) is empty. Both must be at least 1."
                            .formatted(identitiesPerBatch, imagesPerIdentity));
        }
    }
}
