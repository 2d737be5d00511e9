package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.decode.UnreadableImageException;
import io.vesper.serving.RefusedPictureException;
import io.vesper.store.GalleryImage;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnrolmentTest extends StartedGallery {
    @Test
    void theSamePictureAgainIsTheFirstImage() {
        GalleryImage first = test.enrol("A", Pictures.png(1, 1));

        Enrolment.Outcome again = test.gallery
                .enrol(new Enrolment(TestGallery.labels("A", "1"), List.of(Pictures.png(1, 1))))
                .get(0);

        assertThat(again.created()).isFalse();
        assertThat(again.image()).isEqualTo(first);
        assertThat(test.active.indexSize()).isEqualTo(1);
    }

    @Test
    void theSamePictureOfNobodyAgainIsTheFirstImage() {
        GalleryImage first = test.enrol(null, Pictures.png(1, 1));

        assertThat(test.enrol(null, Pictures.png(1, 1))).isEqualTo(first);
        assertThat(test.rows("gallery_image")).isEqualTo(1);
    }

    @Test
    void theSamePictureForAnotherPersonOrCameraIsAnotherImage() {
        test.enrol("A", Pictures.png(1, 1));
        test.enrol("B", Pictures.png(1, 1));
        test.enrol(null, Pictures.png(1, 1));
        test.gallery.enrol(new Enrolment(TestGallery.labels("A", "2"), List.of(Pictures.png(1, 1))));

        assertThat(test.rows("gallery_image")).isEqualTo(4);
    }

    @Test
    void theSamePictureTwiceInOneRequestIsOneImage() {
        byte[] picture = Pictures.png(1, 1);

        List<Enrolment.Outcome> outcomes =
                test.gallery.enrol(new Enrolment(TestGallery.labels("A", "1"), List.of(picture, picture.clone())));

        assertThat(outcomes).extracting(Enrolment.Outcome::created).containsExactly(true, false);
        assertThat(outcomes.get(0).image()).isEqualTo(outcomes.get(1).image());
        assertThat(test.active.indexSize()).isEqualTo(1);
    }

    @Test
    void oneBrokenPictureKeepsAllOthersOut() {
        byte[] broken = Arrays.copyOf(Pictures.png(2, 1), 60);
        Enrolment enrolment =
                new Enrolment(TestGallery.labels("A", "1"), List.of(Pictures.png(1, 1), Pictures.png(1, 2), broken));

        assertThatExceptionOfType(RefusedPictureException.class)
                .isThrownBy(() -> test.gallery.enrol(enrolment))
                .withCauseInstanceOf(UnreadableImageException.class)
                .satisfies(e -> assertThat(e.position()).isEqualTo(2));
        assertThat(test.rows("gallery_image")).isZero();
        assertThat(test.rows("gallery_picture")).isZero();
        assertThat(test.rows("embedding")).isZero();
        assertThat(test.active.indexSize()).isZero();
    }

    @Test
    void anImageWhoseEmbeddingCannotBeWrittenIsNotKept() {
        test.jdbc
                .sql("ALTER TABLE embedding ADD CONSTRAINT full_disk CHECK (checksum < 0)")
                .update();

        assertThatThrownBy(() -> test.enrol("A", Pictures.png(1, 1)))
                .isInstanceOf(org.springframework.dao.DataIntegrityViolationException.class);

        assertThat(test.rows("gallery_image")).isZero();
        assertThat(test.rows("gallery_picture")).isZero();
        assertThat(test.active.indexSize()).isZero();
    }
}
