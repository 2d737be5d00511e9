package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;

import io.vesper.index.GalleryName;
import io.vesper.index.ImageLabels;
import io.vesper.index.Match;
import io.vesper.index.RankedPerson;
import io.vesper.index.TimeWindow;
import io.vesper.person.CameraId;
import io.vesper.person.PersonId;
import io.vesper.store.GalleryImage;
import io.vesper.store.ImageFilter;
import io.vesper.store.NoSuchImageException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CorrectionsTest extends StartedGallery {
    static UnaryOperator<ImageLabels> named(@Nullable String person) {
        return labels -> with(labels, person, labels.camera().value());
    }

    private static ImageLabels with(ImageLabels labels, @Nullable String person, String camera) {
        return new ImageLabels(
                labels.gallery(),
                person == null ? null : new PersonId(person),
                new CameraId(camera),
                labels.modality(),
                labels.capturedAt(),
                labels.attributes());
    }

    @Test
    void everyCorrectedLabelIsReadBackAndOthersStay() {
        GalleryImage image = test.enrol("A", Pictures.png(1, 1));
        Instant time = Instant.parse("2026-11-24T08:15:30.123456Z");
        UnaryOperator<ImageLabels> correction = labels -> new ImageLabels(
                labels.gallery(), new PersonId("B"), new CameraId("7"), labels.modality(), time, Map.of("coat", "red"));

        GalleryImage corrected = test.corrections.correct(image.imageId(), correction);

        assertThat(corrected).isEqualTo(image.with(correction.apply(image.labels())));
        assertThat(test.gallery.image(image.imageId())).isEqualTo(corrected);
        assertThat(test.rows("embedding")).isEqualTo(1);
        test.assertIndexEqualsDatabase();
    }

    @Test
    void anImageOfNobodyYetKnownIsAssignedAndSearchesSeeIt() {
        test.enrol("A", Pictures.png(1, 1));
        GalleryImage unknown = test.enrol(null, Pictures.png(1, 2));
        assertThat(test.find(Pictures.png(1, 1))).hasSize(2);

        test.corrections.correct(unknown.imageId(), named("A"));

        assertThat(test.find(Pictures.png(1, 1)))
                .singleElement()
                .extracting(RankedPerson::images)
                .asInstanceOf(list(Match.class))
                .hasSize(2);
        test.corrections.correct(unknown.imageId(), named(null));
        assertThat(test.find(Pictures.png(1, 1)))
                .extracting(RankedPerson::person)
                .containsExactly(new PersonId("A"), null);
    }

    @Test
    void imagesOfNobodyYetKnownAreListedApart() {
        test.enrol("A", Pictures.png(1, 1));
        GalleryImage first = test.enrol(null, Pictures.png(1, 2));
        GalleryImage second = test.enrol(null, Pictures.png(1, 3));

        assertThat(listed(false, 0)).containsExactly(first.imageId(), second.imageId());
        assertThat(listed(false, first.sequence())).containsExactly(second.imageId());
        assertThat(listed(true, 0))
                .doesNotContain(first.imageId(), second.imageId())
                .hasSize(1);
    }

    private List<UUID> listed(boolean identified, long after) {
        List<UUID> inAll = ids(new ImageFilter(null, null, identified, null, null, TimeWindow.ALWAYS), after);
        ImageFilter filter = new ImageFilter(GalleryName.DEFAULT, null, identified, null, null, TimeWindow.ALWAYS);
        assertThat(ids(filter, after)).isEqualTo(inAll);
        return inAll;
    }

    private List<UUID> ids(ImageFilter filter, long after) {
        return test.gallery.images(filter, after, 10).stream()
                .map(GalleryImage::imageId)
                .toList();
    }

    @Test
    void aPictureThatIsThereAlreadyIsNamedAndNothingChanges() {
        GalleryImage ofA = test.enrol("A", Pictures.png(1, 1));
        GalleryImage ofB = test.enrol("B", Pictures.png(1, 1));
        GalleryImage ofNobody = test.enrol(null, Pictures.png(1, 1));

        assertThatExceptionOfType(AlreadyEnrolledException.class)
                .isThrownBy(() -> test.corrections.correct(ofB.imageId(), named("A")))
                .withMessageContaining(ofA.imageId().toString())
                .satisfies(e -> assertThat(e.imageId()).isEqualTo(ofA.imageId()));
        assertThatExceptionOfType(AlreadyEnrolledException.class)
                .isThrownBy(() -> test.corrections.correct(ofB.imageId(), named(null)))
                .satisfies(e -> assertThat(e.imageId()).isEqualTo(ofNobody.imageId()));
        assertThat(test.gallery.image(ofB.imageId())).isEqualTo(ofB);
        test.assertIndexEqualsDatabase();

        test.corrections.correct(ofB.imageId(), labels -> with(labels, "A", "2")); // by another camera it is no second
        assertThat(test.people.person(ofA.labels().gallery(), new PersonId("A")).images())
                .isEqualTo(2);
    }

    @Test
    void aCorrectionThatChangesNothingIsNoConflictWithItself() {
        GalleryImage image = test.enrol("A", Pictures.png(1, 1));

        assertThat(test.corrections.correct(image.imageId(), labels -> labels)).isEqualTo(image);
    }

    @Test
    void whatIsNotThereCannotBeCorrected() {
        UUID nothing = UUID.randomUUID();

        assertThatThrownBy(() -> test.corrections.correct(nothing, named("A")))
                .isInstanceOf(NoSuchImageException.class)
                .hasMessageContaining(nothing.toString());
    }

    @Test
    void aCorrectionOutlivesARestart() {
        UUID imageId = test.enrol(null, Pictures.png(1, 1)).imageId();
        test.corrections.correct(imageId, named("A"));
        test.close();

        test = TestGallery.started(folder, GridModels.only("grid"));

        assertThat(test.find(Pictures.png(1, 1)).get(0).person()).isEqualTo(new PersonId("A"));
    }
}
