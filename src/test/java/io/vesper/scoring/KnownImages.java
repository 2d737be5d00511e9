package io.vesper.scoring;

import io.vesper.embedding.Embedding;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Images of people whose identity is known. */
final class KnownImages {
    private KnownImages() {}

    /** A hundred people by two cameras; those seen by night look a little less like themselves. */
    static List<KnownImage> crowd(Modality modality) {
        Random faces = new Random(1);
        Random noise = new Random(modality.ordinal());
        List<KnownImage> images = new ArrayList<>();
        for (int person = 0; person < 100; person++) {
            float[] face = random(faces, 1);
            for (int i = 0; i < 6; i++) {
                float[] values = random(noise, modality == Modality.VISIBLE ? 0.6f : 0.9f);
                for (int d = 0; d < face.length; d++) {
                    values[d] += face[d];
                }
                images.add(image("p" + person, 1 + i % 2 + 2 * modality.ordinal(), modality, values));
            }
        }
        return images;
    }

    static float[] random(Random random, float scale) {
        float[] values = new float[24];
        for (int d = 0; d < values.length; d++) {
            values[d] = scale * (float) random.nextGaussian();
        }
        return values;
    }

    static List<List<KnownImage>> byPerson(List<KnownImage> images) {
        Collection<List<KnownImage>> people = images.stream()
                .collect(Collectors.groupingBy(KnownImage::person))
                .values();
        return List.copyOf(people);
    }

    static KnownImage image(String person, int camera, Modality modality, float... values) {
        return new KnownImage(
                new PersonId(person), new CameraId(String.valueOf(camera)), modality, Embedding.normalised(values));
    }
}
