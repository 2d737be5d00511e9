package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vesper.index.GalleryName;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.store.PersonSummary;
import io.vesper.store.PersonSummary.Count;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** People shown and listed. */
class PeopleTest extends StartedGallery {
    private static final GalleryName GALLERY = GalleryName.DEFAULT;
    private static final PersonId A = new PersonId("A");
    private static final PersonId B = new PersonId("B");

    @Test
    void aPersonIsCountedByModalityAndCamera() {
        enrol("A", "2", Modality.VISIBLE, null);
        enrol("A", "2", Modality.VISIBLE, "2026-11-24T08:15:00Z");
        enrol("A", "3", Modality.INFRARED, "2026-11-23T23:00:00Z");
        enrol("B", "3", Modality.INFRARED, "2026-11-25T00:00:00Z");

        PersonSummary person = test.people.person(GALLERY, A);

        assertThat(person.images()).isEqualTo(3);
        assertThat(person.counts())
                .extracting(Count::modality, Count::camera, Count::images)
                .containsExactly(
                        tuple(Modality.INFRARED, new CameraId("3"), 1L),
                        tuple(Modality.VISIBLE, new CameraId("2"), 2L));
        assertThat(person.firstCapturedAt()).isEqualTo("2026-11-23T23:00:00Z");
        assertThat(person.lastCapturedAt()).isEqualTo("2026-11-24T08:15:00Z");
    }

    @Test
    void aPersonWithoutTimesHasNone() {
        test.enrol("A", Pictures.png(1, 1));

        assertThat(test.people.person(GALLERY, A).firstCapturedAt()).isNull();
        assertThat(test.people.person(GALLERY, A).lastCapturedAt()).isNull();
    }

    @Test
    void peopleArePagedInOrderWithoutTheUnidentifiedAndOtherGalleries() {
        for (String person : List.of("p3", "p1", "p5", "p2", "p4", "p1")) {
            test.enrol(person, Pictures.png(1, test.active.indexSize()));
        }
        test.enrol(null, Pictures.png(2, 1));
        test.enrolIn(new GalleryName("other"), "p0", "1", 1);

        List<String> names = new ArrayList<>();
        PersonId last = null;
        do {
            People.Page page = test.people.page(GALLERY, last, 2);
            page.people().forEach(person -> names.add(person.person() + ":" + person.images()));
            last = page.last();
        } while (last != null);

        assertThat(names).containsExactly("p1:2", "p2:1", "p3:1", "p4:1", "p5:1");
        assertThat(test.people.page(GALLERY, null, 5).last()).isNull();
        assertThat(test.people.page(new GalleryName("empty"), null, 5).people()).isEmpty();
    }

    /** More images than are read at once, of few people and of many. */
    @Test
    void aPageIsRightWhateverNumberOfImagesPeopleHave() {
        test.database.transaction().executeWithoutResult(status -> {
            rows(1001, i -> "a");
            rows(3, i -> "b" + i);
            rows(300, i -> "c");
            rows(500, i -> "p" + i);
        });

        assertThat(names(test.people.page(GALLERY, null, 5))).containsExactly("a", "b1", "b2", "b3", "c");
        assertThat(names(test.people.page(GALLERY, new PersonId("a"), 5))).containsExactly("b1", "b2", "b3", "c", "p1");
        assertThat(names(test.people.page(GALLERY, new PersonId("p48"), 3))).containsExactly("p480", "p481", "p482");
        assertThat(names(test.people.page(GALLERY, null, 400)))
                .hasSize(400)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(test.people.page(GALLERY, null, 1).people().get(0).images()).isEqualTo(1001);
        assertThat(test.people.page(GALLERY, null, 505).last()).isNull();
    }

    private static List<String> names(People.Page page) {
        return page.people().stream().map(person -> person.person().value()).toList();
    }

    private void rows(int count, IntFunction<String> person) {
        for (int i = 1; i <= count; i++) {
            test.jdbc
                    .sql("""
                            INSERT INTO gallery_image (image_id, gallery, person_id, camera_id, modality, attributes,
                                content_type, sha256, created_at)
                            VALUES (?, 'default', ?, '1', 'visible', '{}', 'image/png', ?, CURRENT_TIMESTAMP)""")
                    .params(UUID.randomUUID(), person.apply(i), String.valueOf(i))
                    .update();
        }
    }

    private void enrol(String person, String camera, Modality modality, @Nullable String time) {
        Instant capturedAt = time == null ? null : Instant.parse(time);
        test.enrolAs(
                TestGallery.labels(person, camera, modality, capturedAt), Pictures.png(1, test.active.indexSize()));
    }
}
