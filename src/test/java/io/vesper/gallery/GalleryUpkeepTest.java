package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.index.GalleryName;
import io.vesper.serving.WriteLock;
import io.vesper.store.GalleryImage;
import io.vesper.store.TimeToLive;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What the gallery does by itself while others write longer than it waits. */
@ExtendWith(OutputCaptureExtension.class)
class GalleryUpkeepTest extends StartedGallery {
    private final WriteLock busy = new WriteLock(Duration.ZERO);
    private GalleryImage image;
    private GalleryUpkeep upkeep;

    @BeforeEach
    void enrol() {
        image = test.enrol("A", Pictures.png(1, 1));
        Clock inTwoDays = Clock.fixed(image.createdAt().plus(Duration.ofDays(2)), ZoneOffset.UTC);
        upkeep = new GalleryUpkeep(test.check, new Retention(test.database, test.writer(), inTwoDays, test.meters));
        CompletableFuture.runAsync(busy::lock).join();
    }

    @Test
    void theIndexIsComparedLater(CapturedOutput output) {
        test.jdbc.sql("DELETE FROM gallery_image").update();
        test.database.inDoubt().set(true);

        test.writes.beforeLock = busy::lock;
        upkeep.settle();
        assertIsOneLine(output, "The index cannot be compared with the database yet: The gallery takes no change now");
        assertThat(test.active.indexSize()).isEqualTo(1);

        test.writes.beforeLock = () -> {};
        upkeep.settle();
        test.assertIndexEqualsDatabase();
    }

    @Test
    void oldImagesAreErasedLater(CapturedOutput output) {
        test.galleries.keepFor(GalleryName.DEFAULT, TimeToLive.parse("P1D"));

        test.writes.beforeLock = busy::lock;
        upkeep.sweep();
        assertIsOneLine(
                output, "Images whose time to live is over cannot be erased yet: The gallery takes no change now");
        assertThat(test.images()).containsExactly(image);

        test.writes.beforeLock = () -> {};
        upkeep.sweep();
        assertThat(test.images()).isEmpty();
    }

    private static void assertIsOneLine(CapturedOutput output, String message) {
        assertThat(output.toString().lines().filter(line -> line.contains(message)))
                .hasSize(1);
        assertThat(output.toString()).doesNotContain("at io.vesper.");
    }
}
