package io.vesper.training;

import io.vesper.dataset.CrossModalBatch;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import io.vesper.training.BatchQueue.LoadedBatch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Batches of noise, a picture for each number: 32 x 16 pixels, as {@link TinyTraining} has them. */
final class MadeUpBatches {
    private static final int VALUES = 3 * 32 * 16;
    private static final int SIZE = 8;

    private MadeUpBatches() {}

    /** Two identities, two pictures of each modality. */
    static CrossModalBatch batch(int firstPicture, int firstIdentity) {
        List<PersonImage> images = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < SIZE; i++) {
            Path file = Path.of(String.valueOf(firstPicture + i));
            Modality modality = i % 2 == 0 ? Modality.VISIBLE : Modality.INFRARED;
            images.add(new PersonImage(file, new PersonId("1"), new CameraId("cam1"), modality));
            labels.add(firstIdentity + i / 4);
        }
        return new CrossModalBatch(images, labels);
    }

    static CrossModalBatch joined(CrossModalBatch first, CrossModalBatch second) {
        List<PersonImage> images = new ArrayList<>(first.images());
        images.addAll(second.images());
        List<Integer> labels = new ArrayList<>(first.identityLabels());
        labels.addAll(second.identityLabels());
        return new CrossModalBatch(images, labels);
    }

    static LoadedBatch loaded(List<CrossModalBatch> parts) {
        return new LoadedBatch(
                parts, parts.stream().map(MadeUpBatches::pictures).toList());
    }

    private static float[] pictures(CrossModalBatch batch) {
        float[] pictures = new float[batch.images().size() * VALUES];
        IntStream.range(0, batch.images().size()).forEach(i -> {
            Random random =
                    new Random(Long.parseLong(batch.images().get(i).file().toString()));
            for (int j = 0; j < VALUES; j++) {
                pictures[i * VALUES + j] = (float) random.nextGaussian();
            }
        });
        return pictures;
    }
}
