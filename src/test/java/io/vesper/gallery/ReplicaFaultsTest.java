package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.person.PersonId;
import io.vesper.store.GalleryImage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** What replicas might miss: late commits, notices that do not come, a log that does not reach back. */
@EnabledIfSystemProperty(named = "vesper.test.database", matches = "postgresql|container")
@Timeout(120)
class ReplicaFaultsTest extends TwoReplicas {
    /** The first to draw its positions commits last. */
    @Test
    void aTransactionThatCommitsLateIsNotPassedOver() throws Exception {
        CountDownLatch drawn = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        GalleryImage early = one.enrol("early", Pictures.png(1, 1));
        await(() -> two.active.indexSize() == 1);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<?> slow = thread.submit(() -> one.database.transaction().executeWithoutResult(status -> {
                one.jdbc
                        .sql("UPDATE gallery_image SET person_id = 'late' WHERE image_id = ?")
                        .param(early.imageId())
                        .update();
                one.jdbc
                        .sql(
                                "INSERT INTO gallery_change (origin, image_id, changed_at) VALUES (?, ?, CURRENT_TIMESTAMP)")
                        .params(new java.util.UUID(0, 0), early.imageId())
                        .update();
                drawn.countDown();
                awaitUninterruptibly(mayEnd);
            }));
            drawn.await();
            GalleryImage later = one.enrol("later", Pictures.png(2, 1));
            await(() -> two.active.indexSize() == 2);
            assertThat(two.active.indexState().indexedThrough())
                    .as("what runs may still commit a lower number")
                    .isLessThan(later.sequence());
            mayEnd.countDown();
            slow.get();
        } finally {
            mayEnd.countDown();
            thread.shutdown();
        }
        await(() -> two.find(Pictures.png(1, 1)).get(0).person().equals(new PersonId("late")));
        await(() -> two.active.indexState().indexedThrough() == 2);
    }

    @Test
    void aListenerThatIsCutOffGoesOnByAskingAndListensAgain() {
        await(() -> one.replica.state().isListening() && two.replica.state().isListening());
        one.jdbc
                .sql(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()")
                .query(Boolean.class)
                .list();

        one.enrol("A", Pictures.png(1, 1));

        await(() -> two.active.indexSize() == 1);
        await(() -> one.replica.state().isListening() && two.replica.state().isListening());
        two.enrol("B", Pictures.png(2, 1));
        await(() -> one.active.indexSize() == 2);
        assertSame();
    }

    /** The log is shorter than what the process has read of it. */
    @Test
    void afterABackupWasRestoredTheWholeIndexIsCompared() {
        GalleryImage kept = one.enrol("kept", Pictures.png(1, 1));
        GalleryImage lost = one.enrol("lost", Pictures.png(2, 1));
        await(() -> two.active.indexSize() == 2);

        one.database.transaction().executeWithoutResult(status -> {
            one.jdbc
                    .sql("DELETE FROM gallery_image WHERE image_id = ?")
                    .param(lost.imageId())
                    .update();
            one.jdbc.sql("DELETE FROM gallery_change").update();
        });

        await(() -> one.active.indexSize() == 1 && two.active.indexSize() == 1);
        assertThat(two.find(Pictures.png(1, 1)).get(0).images().get(0).imageId())
                .isEqualTo(kept.imageId());
        assertThat(two.meters.get("vesper.gallery.follow.changes").counter().count())
                .as("images that the log no longer told of")
                .isGreaterThanOrEqualTo(1);
        assertThat(two.meters.get("vesper.gallery.heals").counter().count())
                .as("faults of the index")
                .isZero();
        GalleryImage next = two.enrol("next", Pictures.png(3, 1));
        await(() -> one.active.indexState().indexedThrough() >= next.sequence());
        assertSame();
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
