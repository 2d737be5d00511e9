package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.index.Aggregation;
import io.vesper.index.GalleryName;
import io.vesper.index.ImageLabels;
import io.vesper.index.Match;
import io.vesper.index.RankedPerson;
import io.vesper.index.SearchFilter;
import io.vesper.index.SearchOptions;
import io.vesper.index.TimeWindow;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.search.Probe;
import io.vesper.search.SearchAnswer;
import io.vesper.serving.IndexState;
import io.vesper.store.GalleryImage;
import io.vesper.store.ImageCount;
import io.vesper.store.ImageFilter;
import io.vesper.store.NoSuchImageException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class GalleryTest extends StartedGallery {
    @Test
    void everythingEnrolledIsReadBack() {
        ImageLabels labels = new ImageLabels(
                new GalleryName("hall-2"),
                new PersonId("0007"),
                new CameraId("Tür 3"),
                Modality.INFRARED,
                Instant.parse("2026-11-24T08:15:30.123456Z"),
                Map.of("coat", "rot \"x\"", "bag", ""));
        byte[] picture = Pictures.jpeg(1, 1);

        GalleryImage image = test.gallery
                .enrol(new Enrolment(labels, List.of(picture)))
                .get(0)
                .image();

        assertThat(image.labels()).isEqualTo(labels);
        assertThat(test.gallery.image(image.imageId())).isEqualTo(image);
        assertThat(test.gallery.picture(image.imageId()).bytes()).isEqualTo(picture);
        assertThat(test.gallery.picture(image.imageId()).contentType()).isEqualTo("image/jpeg");
    }

    @Test
    void aDeletedImageIsGoneEverywhere() {
        GalleryImage image = test.enrol("A", Pictures.png(1, 1));
        test.enrol("B", Pictures.png(2, 1));

        test.gallery.delete(image.imageId());

        assertThat(test.find(Pictures.png(1, 1)))
                .extracting(RankedPerson::person)
                .containsExactly(new PersonId("B"));
        assertThat(test.rows("gallery_image")).isEqualTo(1);
        assertThat(test.rows("gallery_picture")).isEqualTo(1);
        assertThat(test.rows("embedding")).isEqualTo(1);
        assertThatThrownBy(() -> test.gallery.image(image.imageId())).isInstanceOf(NoSuchImageException.class);
        assertThatThrownBy(() -> test.gallery.picture(image.imageId())).isInstanceOf(NoSuchImageException.class);
        assertThatThrownBy(() -> test.gallery.delete(image.imageId())).isInstanceOf(NoSuchImageException.class);
    }

    @Test
    void aListingIsFilteredAndPaged() {
        for (int i = 1; i <= 10; i++) {
            ImageLabels labels = new ImageLabels(
                    i <= 8 ? GalleryName.DEFAULT : new GalleryName("other"),
                    new PersonId(i % 2 == 0 ? "even" : "odd"),
                    new CameraId("c" + i % 3),
                    i % 4 == 0 ? Modality.INFRARED : Modality.VISIBLE,
                    i == 1 ? null : Instant.ofEpochSecond(i),
                    Map.of());
            test.gallery.enrol(new Enrolment(labels, List.of(Pictures.png(i, 1))));
        }
        TimeWindow always = TimeWindow.ALWAYS;

        assertThat(sequences(new ImageFilter(null, null, null, null, null, always), 0, 4))
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(sequences(new ImageFilter(null, null, null, null, null, always), 8, 4))
                .containsExactly(9L, 10L);
        assertThat(sequences(new ImageFilter(new GalleryName("other"), null, null, null, null, always), 0, 10))
                .containsExactly(9L, 10L);
        assertThat(sequences(new ImageFilter(null, new PersonId("even"), null, null, null, always), 0, 10))
                .containsExactly(2L, 4L, 6L, 8L, 10L);
        assertThat(sequences(new ImageFilter(null, null, null, new CameraId("c0"), null, always), 0, 10))
                .containsExactly(3L, 6L, 9L);
        assertThat(sequences(new ImageFilter(null, null, null, null, Modality.INFRARED, always), 0, 10))
                .containsExactly(4L, 8L);
        TimeWindow window = new TimeWindow(Instant.ofEpochSecond(2), Instant.ofEpochSecond(5));
        assertThat(sequences(new ImageFilter(null, null, null, null, null, window), 0, 10))
                .containsExactly(2L, 3L, 4L);
    }

    private List<Long> sequences(ImageFilter filter, long after, int limit) {
        return test.gallery.images(filter, after, limit).stream()
                .map(GalleryImage::sequence)
                .toList();
    }

    @Test
    void statsCountByGalleryModalityAndCamera() {
        test.enrol("A", Pictures.png(1, 1));
        test.enrol("A", Pictures.png(1, 2));
        test.enrol("B", Pictures.png(2, 1));
        test.enrol(null, Pictures.png(3, 1));

        GalleryStats stats = test.gallery.stats();

        assertThat(stats.counts())
                .containsExactly(new ImageCount(GalleryName.DEFAULT, Modality.VISIBLE, new CameraId("1"), 4, 2));
        assertThat(stats.index()).isEqualTo(new IndexState("exact", 4, "grid", 4));
    }

    @Test
    void anEnrolledImageIsSearchedByButIsNoAnswerToItself() {
        GalleryImage probe = test.enrol("A", Pictures.png(1, 1));
        GalleryImage other = test.enrol("A", Pictures.png(1, 2));
        test.enrol("B", Pictures.png(2, 1));
        SearchOptions options =
                new SearchOptions(SearchFilter.everythingIn(GalleryName.DEFAULT), -1, 10, 3, Aggregation.MAX);

        SearchAnswer answer = test.search.search(new Probe.Enrolled(probe.imageId()), options);

        assertThat(answer.modelId()).isEqualTo("grid");
        assertThat(answer.indexedThrough()).isEqualTo(3);
        assertThat(answer.people().get(0).images()).extracting(Match::imageId).containsExactly(other.imageId());
        assertThatThrownBy(() -> test.search.search(new Probe.Enrolled(UUID.randomUUID()), options))
                .isInstanceOf(NoSuchImageException.class);
    }
}
