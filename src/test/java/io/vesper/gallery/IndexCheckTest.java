package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.index.GalleryIndex;
import io.vesper.serving.IndexCheck;
import io.vesper.store.GalleryImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** What happens to an index that no longer is what the database says. */
class IndexCheckTest extends StartedGallery {
    private final List<GalleryImage> images = new ArrayList<>();

    @BeforeEach
    void enrolSix() {
        for (int person = 0; person < 6; person++) {
            images.add(test.enrol("p" + person, Pictures.png(person, 1)));
        }
    }

    @Test
    void anIndexThatEqualsTheDatabaseIsLeftAlone() {
        assertThat(test.check.check()).isEqualTo(new IndexCheck.Result("grid", 6, 6, 0, 0));
        assertThat(heals()).isZero();
    }

    @Test
    void everyDifferenceIsMendedAndCounted() {
        erase(0); // a ghost in the index
        sql("UPDATE gallery_image SET person_id = 'other' WHERE image_id = ?", images.get(1));
        sql("UPDATE embedding SET checksum = checksum + 1 WHERE image_id = ?", images.get(2));
        sql("DELETE FROM embedding WHERE image_id = ?", images.get(3));

        IndexCheck.Result found = test.check.check();

        assertThat(found).isEqualTo(new IndexCheck.Result("grid", 5, 5, 3, 0));
        assertThat(heals()).isEqualTo(3);
        assertThat(test.find(Pictures.png(1, 1)).get(0).person()).hasToString("other");
        assertThat(test.find(Pictures.png(2, 1)).get(0).person()).hasToString("p2");
        assertThat(indexed())
                .extracting(row -> row.entry().imageId())
                .doesNotContain(images.get(0).imageId());
        assertThat(test.check.check().healed()).isZero();
    }

    @Test
    void anImageThatTheIndexLostIsFoundAgain() {
        try (TestGallery other = TestGallery.secondOn(test, GridModels.only("grid"))) {
            GalleryImage enrolledElsewhere = other.enrol("elsewhere", Pictures.png(9, 1));

            assertThat(test.check.check()).isEqualTo(new IndexCheck.Result("grid", 7, 7, 1, 0));

            assertThat(test.find(Pictures.png(9, 1)).get(0).images().get(0).imageId())
                    .isEqualTo(enrolledElsewhere.imageId());
        }
    }

    @Test
    void aPictureThatCannotBeReadAnyMoreIsReported() {
        sql("DELETE FROM embedding WHERE image_id = ?", images.get(4));
        sql("UPDATE gallery_picture SET picture = '' WHERE image_id = ?", images.get(4));

        assertThat(test.check.check()).isEqualTo(new IndexCheck.Result("grid", 5, 5, 1, 1));
    }

    @Test
    void anImageThatIsEnrolledDuringACheckIsIndexedOnce() {
        sql("UPDATE gallery_image SET person_id = 'other' WHERE image_id = ?", images.get(1));
        test.writes.beforeLock = () -> {
            test.writes.beforeLock = () -> {};
            test.enrol("meanwhile", Pictures.png(8, 1));
        };

        assertThat(test.check.check()).isEqualTo(new IndexCheck.Result("grid", 7, 7, 1, 0));
    }

    @Test
    void aChangeOfUnknownOutcomeIsLookedInto() {
        erase(0);
        test.check.settle();
        assertThat(indexed()).as("nothing was in doubt").hasSize(6);

        assertThatThrownBy(() -> test.database.transaction().executeWithoutResult(status -> {
                    throw new DataAccessResourceFailureException("the connection broke");
                }))
                .isInstanceOf(DataAccessResourceFailureException.class);
        test.check.settle();

        assertThat(indexed()).hasSize(5);
    }

    private void erase(int image) {
        sql("DELETE FROM gallery_image WHERE image_id = ?", images.get(image));
    }

    private void sql(String statement, GalleryImage image) {
        assertThat(test.jdbc.sql(statement).param(image.imageId()).update()).isEqualTo(1);
    }

    private List<GalleryIndex.Row> indexed() {
        return test.indexed();
    }

    private double heals() {
        return test.meters.get("vesper.gallery.heals").counter().count();
    }
}
