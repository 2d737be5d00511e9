package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.dataset.PersonDataset;
import io.vesper.dataset.SysuMm01;
import io.vesper.index.TimeWindow;
import io.vesper.person.Modality;
import io.vesper.person.PersonImage;
import io.vesper.store.GalleryImage;
import io.vesper.store.ImageFilter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoGalleryTest {
    @TempDir
    Path folder;

    @Test
    void theDemoGalleryIsEnrolledOnceAndWhatIsDeletedStaysDeleted() {
        GridModels models = GridModels.only("grid");
        GallerySettings settings = new GallerySettings(folder.resolve("datasets"), true);
        long enrolled;
        try (TestGallery test = TestGallery.opened(folder, models)) {
            test.start(null, settings);
            enrolled = test.rows("gallery_image");
            PersonDataset dataset = SysuMm01.read(folder.resolve("datasets/demo"));
            assertThat(enrolled).isPositive().isEqualTo(dataset.test().size());
            List<GalleryImage> images =
                    test.gallery.images(new ImageFilter(null, null, null, null, null, TimeWindow.ALWAYS), 0, 1000);
            assertThat(images).allSatisfy(image -> {
                assertThat(image.labels().gallery().value())
                        .isEqualTo(image.labels().modality() == Modality.VISIBLE ? "default" : "night");
                assertThat(dataset.trainAndValidation())
                        .extracting(PersonImage::person)
                        .doesNotContain(image.labels().person());
            });
            test.gallery.delete(images.get(0).imageId());
        }
        try (TestGallery again = TestGallery.opened(folder, models)) {
            again.start(null, settings);
            assertThat(again.rows("gallery_image")).isEqualTo(enrolled - 1);
        }
    }
}
