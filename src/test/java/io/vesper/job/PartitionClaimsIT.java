package io.vesper.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class PartitionClaimsIT {
    private static final List<String> TYPES = List.of("unheard-of");

    @TempDir
    Path folder;

    private JobApp app;
    private PartitionClaims claims;
    private TransactionTemplate transaction;
    private String job;

    /** A job of two partitions that runs in no process. */
    @BeforeEach
    void start() {
        app = new JobApp(folder, folder.resolve("db"), new CountingWork(), CountingWork.Configuration.class);
        claims = app.bean(PartitionClaims.class);
        transaction = new TransactionTemplate(app.bean(PlatformTransactionManager.class));
        job = app.queue().submit("unheard-of", Map.of()).id();
        app.bean(PartitionStore.class)
                .insert(job, new Division(7, List.of(new PartitionRange(8, 12, 5), new PartitionRange(13, 20, 4))));
        jobIs("RUNNING");
    }

    private void jobIs(String status) {
        app.bean(JdbcClient.class)
                .sql("update job set status = ?, lease_until = current_timestamp + interval '1' hour where id = ?")
                .params(status, job)
                .update();
    }

    @AfterEach
    void close() {
        app.close();
    }

    private Optional<PartitionClaim> claim() {
        return claims.claimNext(TYPES);
    }

    private void lapse() {
        app.bean(JdbcClient.class)
                .sql("update job_partition set lease_until = current_timestamp - interval '1' second")
                .update();
    }

    @Test
    void aPartitionThatIsJustBeingClaimedIsPassedOver() {
        transaction.executeWithoutResult(uncommitted -> {
            assertThat(claim()).hasValueSatisfying(claim -> {
                assertThat(claim.number()).isEqualTo(1);
                assertThat(claim.range()).isEqualTo(new PartitionRange(8, 12, 5));
                assertThat(claim.claims()).isEqualTo(1);
            });
            assertThat(CompletableFuture.supplyAsync(this::claim).join())
                    .hasValueSatisfying(claim -> assertThat(claim.number()).isEqualTo(2));
            assertThat(CompletableFuture.supplyAsync(this::claim).join()).isEmpty();
        });
    }

    @Test
    void onlyRunningJobsOfTheTypesHavePartitionsToClaim() {
        assertThat(claims.claimNext(List.of("another"))).isEmpty();
        for (String status : List.of("QUEUED", "STOPPING", "STOPPED", "FAILED")) {
            jobIs(status);
            assertThat(claim()).as(status).isEmpty();
        }
        jobIs("RUNNING");
        assertThat(claims.claimNext(job)).isPresent();
    }

    @Test
    void aSignOfLifeKeepsThePartitionAndALapsedOneIsTakenOver() {
        PartitionClaim first = claim().orElseThrow();
        claim();
        lapse();
        assertThat(claims.renew(first)).isTrue();
        assertThat(claim())
                .hasValueSatisfying(other -> assertThat(other.number()).isEqualTo(2));
        assertThat(claim()).isEmpty();
        lapse();

        PartitionClaim second = claim().orElseThrow();

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.claims()).isEqualTo(2);
        assertThat(claims.renew(first)).isFalse();
        assertThat(claims.mayGoOn(first)).isFalse();
        assertThat(claims.report(first, 1)).isFalse();
        assertThat(claims.complete(first, Map.of())).isFalse();
        assertThat(claims.fail(first, "late")).isFalse();
        assertThat(claims.release(first)).isFalse();
        assertThat(claims.mayGoOn(second)).isTrue();
        assertThatExceptionOfType(LostPartitionException.class)
                .isThrownBy(() -> transaction.executeWithoutResult(status -> claims.fence(first)));
    }

    @Test
    void aFencedPartitionIsNotTakenOverBeforeTheTransactionEnds() {
        PartitionClaim first = claim().orElseThrow();
        claim();
        lapse();

        transaction.executeWithoutResult(status -> {
            claims.fence(first);
            assertThat(CompletableFuture.supplyAsync(this::claim).join())
                    .hasValueSatisfying(other -> assertThat(other.number()).isEqualTo(2));
            assertThat(CompletableFuture.supplyAsync(this::claim).join()).isEmpty();
        });

        assertThat(claim())
                .hasValueSatisfying(other -> assertThat(other.number()).isEqualTo(1));
        assertThatIllegalStateException().isThrownBy(() -> claims.fence(first)).withMessageContaining("outside");
    }

    @Test
    void ofAJobThatHasEndedNothingIsWrittenAnyMore() {
        PartitionClaim claim = claim().orElseThrow();
        jobIs("QUEUED"); // between two coordinators
        assertThat(claims.mayGoOn(claim)).isTrue();
        jobIs("STOPPING");
        assertThat(claims.mayGoOn(claim)).isFalse();
        transaction.executeWithoutResult(status -> claims.fence(claim)); // what is embedded is kept

        jobIs("FAILED");

        assertThatExceptionOfType(LostPartitionException.class)
                .isThrownBy(() -> transaction.executeWithoutResult(status -> claims.fence(claim)));
        jobIs("STOPPED");
        app.queue().restart(job);
        jobIs("RUNNING");
        app.bean(PartitionStore.class).insert(job, new Division(0, List.of(new PartitionRange(8, 20, 9))));
        assertThat(claims.claimNext(job))
                .hasValueSatisfying(anew -> assertThat(anew.id()).isNotEqualTo(claim.id()));
        assertThat(claims.mayGoOn(claim)).isFalse();
    }

    @Test
    void aProcessThatBeginsGivesBackWhatItsNameHadClaimed() {
        PartitionClaim first = claim().orElseThrow();

        assertThat(claims.releaseOwn()).isEqualTo(1);

        assertThat(claims.mayGoOn(first)).isFalse();
        assertThat(claim())
                .hasValueSatisfying(again -> assertThat(again.claims()).isEqualTo(2));
    }

    @Test
    void sumsTellHowFarAllAre() {
        PartitionStore store = app.bean(PartitionStore.class);
        PartitionClaim first = claim().orElseThrow();
        claims.report(first, 3);
        assertThat(store.sums(job)).isEqualTo(new PartitionSums(16, 10, 2, 0, 1));
        claims.complete(first, Map.of("unreadable", List.of("x")));
        PartitionClaim second = claim().orElseThrow();
        claims.fail(second, "broken");

        assertThat(store.sums(job)).isEqualTo(new PartitionSums(16, 12, 1, 1, 0));
        assertThat(store.error(job)).isEqualTo("broken");
        assertThat(store.results(job)).containsExactly(Map.of("unreadable", List.of("x")));
        assertThat(store.open(job)).containsExactly(2);
        store.insert(job, new Division(0, List.of()));
        assertThat(store.sums(job).units()).as("divided once").isEqualTo(16);
    }
}
