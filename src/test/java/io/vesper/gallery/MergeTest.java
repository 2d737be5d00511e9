package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.gallery.People.Merged;
import io.vesper.index.GalleryName;
import io.vesper.index.ImageLabels;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.store.GalleryImage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Merged and erased people. */
class MergeTest {
    private static final GalleryName GALLERY = GalleryName.DEFAULT;
    private static final PersonId A = new PersonId("A");
    private static final PersonId B = new PersonId("B");

    @TempDir
    Path folder;

    private TestGallery test;

    @BeforeEach
    void start() {
        test = TestGallery.started(folder, GridModels.only("grid"));
    }

    @AfterEach
    void stop() {
        test.close();
    }

    @Test
    void mergedPeopleAreOneInDatabaseAndIndex() {
        test.enrol("A", Pictures.png(1, 1));
        test.enrol("A", Pictures.png(1, 2));
        test.enrol("B", Pictures.png(1, 3));

        assertThat(test.people.merge(GALLERY, A, B)).isEqualTo(new Merged(B, 3, 0));

        assertThat(test.find(Pictures.png(1, 1))).singleElement().satisfies(found -> {
            assertThat(found.person()).isEqualTo(B);
            assertThat(found.images()).hasSize(3);
        });
        assertThatThrownBy(() -> test.people.person(GALLERY, A)).isInstanceOf(NoSuchPersonException.class);
        test.assertIndexEqualsDatabase();
    }

    @Test
    void ofAPictureThatBothHaveByOneCameraTheOlderImageIsKept() {
        GalleryImage olderOfA = enrol("A", "1", Modality.VISIBLE, null, 1);
        GalleryImage olderOfB = enrol("B", "1", Modality.VISIBLE, null, 2);
        GalleryImage newerOfB = enrol("B", "1", Modality.VISIBLE, null, 1);
        GalleryImage newerOfA = enrol("A", "1", Modality.VISIBLE, null, 2);
        GalleryImage byOtherCamera = enrol("A", "2", Modality.VISIBLE, null, 2);

        assertThat(test.people.merge(GALLERY, A, B)).isEqualTo(new Merged(B, 3, 2));

        assertThat(test.images())
                .extracting(GalleryImage::imageId)
                .containsExactly(olderOfA.imageId(), olderOfB.imageId(), byOtherCamera.imageId());
        assertThat(test.images())
                .allSatisfy(image -> assertThat(image.labels().person()).isEqualTo(B));
        assertThat(Traces.of(test.jdbc, newerOfA.imageId())).isEmpty();
        assertThat(Traces.of(test.jdbc, newerOfB.imageId())).isEmpty();
        test.assertIndexEqualsDatabase();
    }

    @Test
    void aPersonWhoseEveryPictureTheOtherHasIsMergedToo() {
        test.enrol("B", Pictures.png(1, 1));
        test.enrol("A", Pictures.png(1, 1));

        assertThat(test.people.merge(GALLERY, A, B)).isEqualTo(new Merged(B, 1, 1));
        test.assertIndexEqualsDatabase();
    }

    @Test
    void aMergeIntoSomebodyWithoutImagesIsARename() {
        test.enrol("A", Pictures.png(1, 1));
        enrolIn(new GalleryName("other"), "A");

        assertThat(test.people.merge(GALLERY, A, B)).isEqualTo(new Merged(B, 1, 0));

        assertThat(test.people.person(new GalleryName("other"), A).images()).isEqualTo(1);
        assertThat(test.find(Pictures.png(1, 1)).get(0).person()).isEqualTo(B);
    }

    @Test
    void nobodyCannotBeMergedNorAnyoneIntoItself() {
        test.enrol("A", Pictures.png(1, 1));

        assertThatThrownBy(() -> test.people.merge(GALLERY, B, A))
                .isInstanceOf(NoSuchPersonException.class)
                .hasMessageContaining("(B)");
        assertThatIllegalArgumentException().isThrownBy(() -> test.people.merge(GALLERY, A, A));
        assertThat(test.people.person(GALLERY, A).images()).isEqualTo(1);
    }

    @Test
    void ofAnErasedPersonNothingIsLeft() {
        GalleryImage first = enrol("A", "1", Modality.VISIBLE, null, 1);
        GalleryImage second = enrol("A", "3", Modality.INFRARED, null, 2);
        GalleryImage ofB = test.enrol("B", Pictures.png(1, 3));
        GalleryImage elsewhere = enrolIn(new GalleryName("other"), "A");
        assertThat(Traces.of(test.jdbc, first.imageId()))
                .containsExactlyInAnyOrder("gallery_image.image_id", "gallery_picture.image_id", "embedding.image_id");

        test.people.erase(GALLERY, A);

        assertThat(Traces.of(test.jdbc, first.imageId())).isEmpty();
        assertThat(Traces.of(test.jdbc, second.imageId())).isEmpty();
        assertThat(test.images()).extracting(GalleryImage::imageId).containsExactly(ofB.imageId(), elsewhere.imageId());
        assertThatThrownBy(() -> test.people.erase(GALLERY, A)).isInstanceOf(NoSuchPersonException.class);
        test.assertIndexEqualsDatabase();
    }

    private GalleryImage enrolIn(GalleryName gallery, @Nullable String person) {
        ImageLabels labels = TestGallery.labels(person, "1");
        return test.enrolAs(
                new ImageLabels(gallery, labels.person(), labels.camera(), labels.modality(), null, Map.of()),
                Pictures.png(1, 9));
    }

    private GalleryImage enrol(String person, String camera, Modality modality, @Nullable Instant time, int shot) {
        return test.enrolAs(
                new ImageLabels(GALLERY, new PersonId(person), new CameraId(camera), modality, time, Map.of()),
                Pictures.png(1, shot));
    }
}
