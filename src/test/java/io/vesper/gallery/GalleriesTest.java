package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.index.GalleryName;
import io.vesper.person.CameraId;
import io.vesper.person.Location;
import io.vesper.store.Camera;
import io.vesper.store.GalleryImage;
import io.vesper.store.GallerySummary;
import io.vesper.store.TimeToLive;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Galleries as wholes, and their cameras. */
class GalleriesTest extends StartedGallery {
    private static final GalleryName HALL = new GalleryName("hall");
    private static final GalleryName YARD = new GalleryName("yard");
    private static final TimeToLive MONTH = TimeToLive.parse("P30D");

    @Test
    void galleriesAreListedWithWhatTheyHoldAndWhatIsSet() {
        test.enrolIn(YARD, "A", "1", 1);
        test.enrolIn(YARD, "A", "1", 2);
        test.enrolIn(YARD, "B", "1", 3);
        test.enrolIn(YARD, null, "1", 4);
        test.galleries.keepFor(HALL, MONTH);
        test.galleries.place(new GalleryName("attic"), new CameraId("1"), new Location("roof"));

        assertThat(test.galleries.list())
                .containsExactly(
                        new GallerySummary(new GalleryName("attic"), 0, 0, null),
                        new GallerySummary(HALL, 0, 0, MONTH),
                        new GallerySummary(YARD, 4, 2, null));
        assertThat(test.galleries.gallery(YARD)).isEqualTo(new GallerySummary(YARD, 4, 2, null));
        assertThatThrownBy(() -> test.galleries.gallery(new GalleryName("cellar")))
                .isInstanceOf(NoSuchGalleryException.class)
                .hasMessageContaining("(cellar)");
    }

    @Test
    void aTimeToLiveIsSetChangedAndTakenBack() {
        assertThat(test.galleries.keepFor(HALL, MONTH).timeToLive()).isEqualTo(MONTH);
        TimeToLive day = TimeToLive.parse("P1D");
        assertThat(test.galleries.keepFor(HALL, day).timeToLive()).isEqualTo(day);
        assertThat(test.galleries.keepFor(HALL, null).timeToLive()).isNull();
        assertThat(test.galleries.gallery(HALL).timeToLive()).isNull();
    }

    @Test
    void ofAnErasedGalleryNothingIsLeftAndOthersStay() {
        List<GalleryImage> erased = List.of(test.enrolIn(HALL, "A", "1", 1), test.enrolIn(HALL, null, "2", 2));
        GalleryImage elsewhere = test.enrolIn(YARD, "A", "1", 1);
        test.galleries.keepFor(HALL, MONTH);
        test.galleries.keepFor(YARD, MONTH);
        test.galleries.place(HALL, new CameraId("1"), new Location("door"));

        test.galleries.erase(HALL);

        assertThat(erased)
                .allSatisfy(image ->
                        assertThat(Traces.of(test.jdbc, image.imageId())).isEmpty());
        assertThat(test.images()).containsExactly(elsewhere);
        assertThat(test.galleries.list()).containsExactly(new GallerySummary(YARD, 1, 1, MONTH));
        assertThatThrownBy(() -> test.galleries.erase(HALL)).isInstanceOf(NoSuchGalleryException.class);
        test.assertIndexEqualsDatabase();
    }

    @Test
    void whatIsEnrolledWhileAGalleryIsErasedStays() {
        for (int i = 0; i < GalleryWriter.BATCH; i++) {
            test.enrolIn(HALL, "A", "1", i);
        }
        // The lock is taken for what jobs keep, and then for each batch of images.
        test.writes.beforeLock = () -> test.writes.beforeLock = () -> {
            test.writes.beforeLock = () -> {};
            test.enrolIn(HALL, "late", "1", 9999);
        };

        test.galleries.erase(HALL);

        assertThat(test.images())
                .singleElement()
                .satisfies(image -> assertThat(image.labels().person()).hasToString("late"));
        test.assertIndexEqualsDatabase();
    }

    @Test
    void camerasAreListedWithLocationAndImages() {
        test.enrolIn(HALL, "A", "2", 1);
        test.enrolIn(HALL, "A", "2", 2);
        test.enrolIn(HALL, "A", "1", 3);
        test.galleries.place(HALL, new CameraId("2"), new Location("door"));
        test.galleries.place(HALL, new CameraId("3"), new Location("door"));
        test.galleries.place(YARD, new CameraId("1"), new Location("tree"));

        assertThat(test.galleries.cameras(HALL))
                .containsExactly(
                        new Camera(new CameraId("1"), null, 1),
                        new Camera(new CameraId("2"), new Location("door"), 2),
                        new Camera(new CameraId("3"), new Location("door"), 0));
        assertThatThrownBy(() -> test.galleries.cameras(new GalleryName("cellar")))
                .isInstanceOf(NoSuchGalleryException.class);
    }

    @Test
    void camerasOfOneLocationAreFoundTogether() {
        CameraId one = new CameraId("1");
        CameraId two = new CameraId("2");
        test.galleries.place(HALL, one, new Location("door"));
        test.galleries.place(HALL, two, new Location("door"));
        test.galleries.place(HALL, new CameraId("3"), new Location("desk"));
        test.galleries.place(YARD, new CameraId("4"), new Location("door"));

        assertThat(test.galleries.atLocationOf(HALL, one)).isEqualTo(Set.of(one, two));
        assertThat(test.galleries.atLocationOf(HALL, new CameraId("9"))).isEqualTo(Set.of(new CameraId("9")));

        assertThat(test.galleries.place(HALL, two, null)).isEqualTo(new Camera(two, null, 0));
        assertThat(test.galleries.atLocationOf(HALL, one)).isEqualTo(Set.of(one));
    }
}
