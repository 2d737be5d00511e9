package io.vesper.index;

import io.vesper.embedding.Embedding;
import io.vesper.index.GalleryIndex.Row;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Random galleries and searches of every kind: people with one image and with many, of nobody known, and equal images. */
final class ManyGalleries {
    static final int DIMENSION = 40;

    private final Random random;

    ManyGalleries(long seed) {
        random = new Random(seed);
    }

    /** In an order of enrolment that is not that of the list. */
    List<Row> rows(int count) {
        List<Row> rows = new ArrayList<>();
        int people = 1 + random.nextInt(count / 3);
        for (int i = 0; i < count; i++) {
            boolean isCopy = i > 0 && random.nextInt(8) == 0;
            Embedding embedding =
                    isCopy ? rows.get(random.nextInt(i)).embedding() : IndexRows.random(DIMENSION, random);
            rows.add(IndexRows.row(i ^ 5, labels(people), embedding));
        }
        return rows;
    }

    private ImageLabels labels(int people) {
        int square = random.nextInt(people) * random.nextInt(people) / people; // some are seen often
        return new ImageLabels(
                random.nextInt(10) == 0 ? new GalleryName("other") : GalleryName.DEFAULT,
                random.nextInt(6) == 0 ? null : new PersonId("p" + square),
                new CameraId("c" + random.nextInt(5)),
                random.nextInt(3) == 0 ? Modality.INFRARED : Modality.VISIBLE,
                random.nextInt(4) == 0 ? null : Instant.ofEpochSecond(random.nextInt(1000)),
                Map.of());
    }

    ProbeVectors probe(List<Row> rows, int most) {
        List<Embedding> embeddings = new ArrayList<>();
        for (int i = random.nextInt(most); i >= 0; i--) {
            embeddings.add(IndexRows.random(DIMENSION, random));
        }
        Row own = rows.get(random.nextInt(rows.size()));
        UUID imageId = random.nextBoolean() ? null : own.entry().imageId();
        return new ProbeVectors(embeddings, random.nextBoolean() ? Modality.VISIBLE : Modality.INFRARED, imageId);
    }

    SearchFilter filter() {
        return switch (random.nextInt(4)) {
            case 0 -> SearchFilter.everythingIn(GalleryName.DEFAULT);
            case 1 -> filter(Modality.INFRARED, TimeWindow.ALWAYS);
            case 2 -> filter(null, new TimeWindow(Instant.ofEpochSecond(random.nextInt(900)), null));
            default -> filter(null, new TimeWindow(null, Instant.ofEpochSecond(1 + random.nextInt(999))));
        };
    }

    private SearchFilter filter(@Nullable Modality modality, TimeWindow window) {
        Set<CameraId> cameras =
                random.nextBoolean() ? Set.of() : Set.of(new CameraId("c1"), new CameraId("c2"), new CameraId("c3"));
        return new SearchFilter(GalleryName.DEFAULT, modality, cameras, Set.of(new CameraId("c2")), window);
    }

    SearchOptions options() {
        Aggregation aggregation = Aggregation.values()[random.nextInt(3)];
        boolean isReRanked = aggregation != Aggregation.CENTROID && random.nextBoolean();
        ScoreFloor floor = random.nextBoolean()
                ? ScoreFloor.of(-1)
                : new ScoreFloor(random.nextDouble() * 0.5 - 0.2, random.nextDouble() * 0.5 - 0.2);
        return new SearchOptions(
                filter(),
                floor,
                1 + random.nextInt(random.nextBoolean() ? 5 : 100),
                1 + random.nextInt(20),
                aggregation,
                isReRanked ? ReRanking.K_RECIPROCAL : ReRanking.NONE);
    }
}
