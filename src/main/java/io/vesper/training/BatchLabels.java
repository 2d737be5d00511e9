package io.vesper.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.vesper.dataset.CrossModalBatch;
import io.vesper.network.Routing;
import io.vesper.person.Modality;

/**
 * What is known of the pictures of a batch.
 *
 * @param all of every picture
 * @param visible of the pictures that the passes in colour see
 * @param infrared of the pictures that the passes in luminance see
 */
record BatchLabels(Rows all, Rows visible, Rows infrared) {

    /**
     * @param identities shape [B], int64
     * @param infrared whether an infrared camera took the picture, shape [B], boolean
     */
    record Rows(NDArray identities, NDArray infrared) {}

    /** With split routing the first half of the pictures must be visible and the second infrared. */
    static BatchLabels of(CrossModalBatch batch, Routing routing, NDManager manager) {
        int count = batch.images().size();
        Rows all = rows(batch, 0, count, manager);
        return switch (routing) {
            case MIXED -> new BatchLabels(all, all, all);
            case SPLIT ->
                new BatchLabels(all, rows(batch, 0, count / 2, manager), rows(batch, count / 2, count, manager));
        };
    }

    private static Rows rows(CrossModalBatch batch, int from, int to, NDManager manager) {
        long[] identities = new long[to - from];
        boolean[] infrared = new boolean[to - from];
        for (int i = from; i < to; i++) {
            identities[i - from] = batch.identityLabels().get(i);
            infrared[i - from] = batch.images().get(i).modality() == Modality.INFRARED;
        }
        return new Rows(manager.create(identities), manager.create(infrared));
    }
}
