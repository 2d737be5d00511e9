package io.vesper.job;

import static io.vesper.job.CountingWork.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class ClaimsIT {
    @TempDir
    Path folder;

    private final CountingWork work = new CountingWork();
    private JobApp app;

    @BeforeEach
    void start() {
        app = new JobApp(folder, folder.resolve("db"), work, CountingWork.Configuration.class);
    }

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void jobThatIsJustBeingClaimedIsPassedOver() {
        String first = app.queue().submit("unheard-of", Map.of()).id();
        String second = app.queue().submit("unheard-of", Map.of()).id();
        Claims claims = app.bean(Claims.class);
        List<String> types = List.of("unheard-of");

        new TransactionTemplate(app.bean(PlatformTransactionManager.class)).executeWithoutResult(uncommitted -> {
            assertThat(claims.claimOldest(types)).contains(new Claim(first, 1));
            assertThat(CompletableFuture.supplyAsync(() -> claims.claimOldest(types))
                            .join())
                    .contains(new Claim(second, 1));
            assertThat(CompletableFuture.supplyAsync(() -> claims.claimOldest(types))
                            .join())
                    .isEmpty();
        });
    }

    @Test
    void aSignOfLifeKeepsTheJob() {
        CountDownLatch release = new CountDownLatch(1);
        work.before = (job, unit) -> await(release);
        String id = app.queue().submit("count", Map.of()).id();
        app.await(id, job -> job.status() == JobStatus.RUNNING);
        Claims claims = app.bean(Claims.class);
        app.lapse(id);

        assertThat(claims.lapsed()).containsExactly(new Claim(id, 1));
        assertThat(claims.renew(new Claim(id, 1))).isTrue();
        assertThat(claims.lapsed()).isEmpty();
        assertThat(claims.renew(new Claim(id, 2))).isFalse();
        release.countDown();
        app.awaitEnd(id);
        assertThat(claims.renew(new Claim(id, 1))).isFalse();
    }
}
