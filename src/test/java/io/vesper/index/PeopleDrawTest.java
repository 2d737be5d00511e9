package io.vesper.index;

import static io.vesper.index.IndexRows.EVERYTHING;
import static io.vesper.index.IndexRows.GALLERY;
import static io.vesper.index.IndexRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.embedding.Embedding;
import io.vesper.index.GalleryIndex.Row;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.scoring.KnownImage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PeopleDrawTest {
    private final List<Row> rows = new ArrayList<>();

    @Test
    void onlyPeopleSeenBySeveralCamerasAreDrawn() {
        enrol("once", "day", Modality.VISIBLE);
        enrol("twice by one", "day", Modality.VISIBLE);
        enrol("twice by one", "day", Modality.VISIBLE);
        enrol("by two", "day", Modality.VISIBLE);
        enrol("by two", "night", Modality.INFRARED);

        assertThat(drawn(rows))
                .singleElement()
                .satisfies(images -> assertThat(images)
                        .hasSize(2)
                        .allSatisfy(image -> assertThat(image.person()).isEqualTo(new PersonId("by two"))));
    }

    @Test
    void ofAPersonWithManyImagesEightOfEachModalityAreDrawn() {
        for (int i = 0; i < 100; i++) {
            enrol("A", "day " + i % 2, Modality.VISIBLE);
            enrol("A", "night " + i % 2, Modality.INFRARED);
        }

        Map<Modality, Long> counts =
                drawn(rows).get(0).stream().collect(Collectors.groupingBy(KnownImage::modality, Collectors.counting()));
        assertThat(counts).isEqualTo(Map.of(Modality.VISIBLE, 8L, Modality.INFRARED, 8L));
    }

    /** 20,000 people are more than are remembered; every fiftieth is seen by two cameras, and 128 of these are drawn. */
    @Test
    void theSamePeopleAreDrawnInWhateverOrderTheyCome() {
        for (int i = 0; i < 20_000; i++) {
            enrol("p" + i, "day", Modality.VISIBLE);
            if (i % 50 == 0) {
                enrol("p" + i, "night", Modality.INFRARED);
            }
        }
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(1));

        List<List<KnownImage>> drawn = drawn(rows);

        assertThat(drawn).hasSize(128);
        assertThat(people(drawn)).hasSize(128);
        assertThat(people(drawn(shuffled))).isEqualTo(people(drawn));
    }

    private static Set<PersonId> people(List<List<KnownImage>> drawn) {
        return drawn.stream().map(images -> images.get(0).person()).collect(Collectors.toSet());
    }

    private static List<List<KnownImage>> drawn(List<Row> rows) {
        MemoryIndex index = new MemoryIndex(2);
        index.add(rows);
        PeopleDraw draw = new PeopleDraw();
        index.snapshot()
                .visit(
                        EVERYTHING,
                        (chunk, row) -> draw.offer(DrawnImage.of(chunk.entry(row), () -> chunk.embedding(row))));
        return draw.people().stream()
                .map(images -> images.stream().map(DrawnImage::known).toList())
                .toList();
    }

    private void enrol(String person, String camera, Modality modality) {
        ImageLabels labels =
                new ImageLabels(GALLERY, new PersonId(person), new CameraId(camera), modality, null, Map.of());
        rows.add(row(rows.size() + 1, labels, Embedding.ofUnit(new float[] {1, 0})));
    }
}
