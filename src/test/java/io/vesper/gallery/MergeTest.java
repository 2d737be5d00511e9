package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.gallery.People.Merged;
import io.vesper.index.GalleryName;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.store.GalleryImage;
import org.junit.jupiter.api.Test;

/** Merged and erased people. */
class MergeTest extends StartedGallery {
    private static final GalleryName GALLERY = GalleryName.DEFAULT;
    private static final PersonId A = new PersonId("A");
    private static final PersonId B = new PersonId("B");

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
        GalleryImage olderOfA = test.enrolIn(GALLERY, "A", "1", 1);
        GalleryImage olderOfB = test.enrolIn(GALLERY, "B", "1", 2);
        GalleryImage newerOfB = test.enrolIn(GALLERY, "B", "1", 1);
        GalleryImage newerOfA = test.enrolIn(GALLERY, "A", "1", 2);
        GalleryImage byOtherCamera = test.enrolIn(GALLERY, "A", "2", 2);

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
        test.enrolIn(new GalleryName("other"), "A", "1", 1);

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
        GalleryImage first = test.enrolIn(GALLERY, "A", "1", 1);
        GalleryImage second = test.enrolAs(TestGallery.labels("A", "3", Modality.INFRARED, null), Pictures.png(2, 1));
        GalleryImage ofB = test.enrol("B", Pictures.png(1, 3));
        GalleryImage elsewhere = test.enrolIn(new GalleryName("other"), "A", "1", 1);
        assertThat(Traces.of(test.jdbc, first.imageId()))
                .containsExactlyInAnyOrder("gallery_image.image_id", "gallery_picture.image_id", "embedding.image_id");

        test.people.erase(GALLERY, A);

        assertThat(Traces.of(test.jdbc, first.imageId())).isEmpty();
        assertThat(Traces.of(test.jdbc, second.imageId())).isEmpty();
        assertThat(test.images()).extracting(GalleryImage::imageId).containsExactly(ofB.imageId(), elsewhere.imageId());
        assertThatThrownBy(() -> test.people.erase(GALLERY, A)).isInstanceOf(NoSuchPersonException.class);
        test.assertIndexEqualsDatabase();
    }
}
