package io.vesper.index;

import static io.vesper.index.IndexRows.GALLERY;
import static io.vesper.index.IndexRows.random;
import static io.vesper.index.IndexRows.row;

import io.vesper.embedding.Embedding;
import io.vesper.index.GalleryIndex.Row;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Images of which those of one modality have much in common that is not the person. */
final class MixedImages {
    static final int DIMENSION = 64;

    private final Random random = new Random(1);
    private final Map<Modality, Embedding> habitus =
            Map.of(Modality.VISIBLE, random(DIMENSION, random), Modality.INFRARED, random(DIMENSION, random));
    private final List<Embedding> faces = new ArrayList<>();
    private final Map<String, Integer> enrolled = new HashMap<>();
    private long sequence;

    /** @param people p0, p1, … */
    MixedImages(int people) {
        for (int i = 0; i < people; i++) {
            faces.add(random(DIMENSION, random));
        }
    }

    Row unidentified(int person, Modality modality) {
        return row(++sequence, labels(null, modality, 1), picture(person, modality));
    }

    /** By two cameras of that modality in turns. */
    Row enrolled(int person, Modality modality) {
        int before = enrolled.merge(person + modality.label(), 1, Integer::sum);
        return row(++sequence, labels("p" + person, modality, before % 2), picture(person, modality));
    }

    private static ImageLabels labels(@Nullable String person, Modality modality, int camera) {
        return new ImageLabels(
                GALLERY,
                person == null ? null : new PersonId(person),
                new CameraId(modality.label() + camera),
                modality,
                null,
                Map.of());
    }

    /** As much of the person as of the modality, and some noise. */
    Embedding picture(int person, Modality modality) {
        float[] values = faces.get(person).toArray();
        float[] common = habitus.get(modality).toArray();
        float[] noise = random(DIMENSION, random).toArray();
        for (int i = 0; i < DIMENSION; i++) {
            values[i] += common[i] + 0.5f * noise[i];
        }
        return Embedding.normalised(values);
    }
}
