package io.vesper.web;

import static io.vesper.web.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.access.Scope;
import io.vesper.bulk.EnrolmentJobs;
import io.vesper.gallery.Pictures;
import io.vesper.job.JobQueue;
import io.vesper.job.QueueFullException;
import io.vesper.web.KeyedServer.Keys;
import io.vesper.web.TestClient.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Who may order what of the job queue, and what is entered of it. */
@ExtendWith(KeyedServer.class)
class JobOrdersIT {
    private final Keys keys;
    private final TestClient admin;
    private final TestClient trainer;
    private final JobQueue queue;
    private final JdbcClient jdbc;
    private final List<String> waiting = new ArrayList<>();

    JobOrdersIT(Keys keys) {
        this.keys = keys;
        this.admin = keys.with(Scope.ADMIN);
        this.trainer = keys.with(Scope.TRAIN);
        this.queue = keys.server().bean(JobQueue.class);
        this.jdbc = keys.server().bean(JdbcClient.class);
    }

    /** No worker knows a job of this type, so it waits. */
    private String waiting() {
        String id = queue.submit("unheard-of", Map.of()).id();
        waiting.add(id);
        return id;
    }

    @AfterEach
    void deleteWhatStillWaits() {
        for (String id : waiting) {
            order(trainer, id, "stop");
            trainer.delete("/jobs/" + id);
        }
    }

    private static Reply order(TestClient client, String job, String order) {
        return client.postJson("/jobs/" + job + "/" + order, "");
    }

    private String enrolled(TestClient client) {
        Archive archive = new Archive().picture("a.png", "p", Pictures.png(1, 0));
        String job = client.post("/jobs/enroll", archive.parts("g-" + UUID.randomUUID()))
                .json()
                .get("id")
                .asString();
        client.get("/jobs/" + job + "/events");
        return job;
    }

    private List<String> entries(String job) {
        return admin.get("/audit?limit=1000")
                .json()
                .get("entries")
                .valueStream()
                .filter(entry -> entry.get("subject").asString().equals(job))
                .map(entry -> entry.get("action").asString())
                .toList();
    }

    @Test
    void everyOrderIsEntered() {
        String job = waiting();

        assertThat(order(trainer, job, "stop").json().get("status").asString()).isEqualTo("STOPPED");
        assertThat(order(trainer, job, "restart").json().get("status").asString())
                .isEqualTo("QUEUED");
        assertThat(order(trainer, job, "stop").status()).isEqualTo(202);
        assertThat(trainer.delete("/jobs/" + job).status()).isEqualTo(204);

        assertThat(entries(job))
                .containsExactly("JOB_DELETED", "JOB_STOPPED", "JOB_RESTARTED", "JOB_STOPPED", "JOB_SUBMITTED");
        assertProblem(trainer.get("/jobs/" + job), 404);
    }

    @Test
    void whatDoesNotFitIsRefusedAndNotEntered() {
        String job = waiting();

        assertProblem(trainer.delete("/jobs/" + job), 409);
        assertProblem(order(trainer, job, "restart"), 409);
        assertProblem(trainer.delete("/jobs/none"), 404);

        assertThat(entries(job)).containsExactly("JOB_SUBMITTED");
    }

    /** The table is away for a moment: the fault that a full disk would be. */
    @Test
    void anOrderThatCannotBeEnteredIsNotDone() {
        String stopped = waiting();
        String queued = waiting();
        order(trainer, stopped, "stop");
        JsonNode before = trainer.get("/jobs").json();
        jdbc.sql("ALTER TABLE audit_entry RENAME TO audit_entry_away").update();
        try {
            assertProblem(order(trainer, queued, "stop"), 500);
            assertProblem(order(trainer, stopped, "restart"), 500);
            assertProblem(trainer.delete("/jobs/" + stopped), 500);
            assertProblem(admin.postJson("/jobs/reembed", "{\"modelId\": \"demo\"}"), 500);
        } finally {
            jdbc.sql("ALTER TABLE audit_entry_away RENAME TO audit_entry").update();
        }

        assertThat(trainer.get("/jobs").json()).isEqualTo(before);
    }

    @Test
    void whoMaySubmitSuchAJobMayOrderIt() {
        TestClient gate = keys.with(Scope.ENROLL);
        String job = enrolled(gate);
        String training = waiting();

        assertProblem(order(trainer, job, "stop"), 403);
        assertProblem(trainer.delete("/jobs/" + job), 403);
        assertProblem(order(gate, job, "stop"), 409);
        assertProblem(order(gate, training, "stop"), 403);
        assertProblem(order(keys.with(Scope.QUERY), training, "stop"), 403);
        assertThat(gate.delete("/jobs/" + job).status()).isEqualTo(204);
    }

    @Test
    void anEnrolmentIsOrderedByItsOwnKeyAndByAdministrators() {
        TestClient gate = keys.with(Scope.ENROLL);
        TestClient other = keys.with(Scope.ENROLL, Scope.QUERY, Scope.TRAIN);
        String job = enrolled(gate);
        jdbc.sql("UPDATE job SET status = 'FAILED' WHERE id = ?").param(job).update();

        for (String order : List.of("stop", "restart")) {
            Reply refused = order(other, job, order);
            assertProblem(refused, 403);
            assertThat(refused.json().get("scope").asString()).isEqualTo("admin");
            assertThat(refused.json().get("detail").asString()).contains(order + ": another key submitted it");
        }
        assertProblem(other.delete("/jobs/" + job), 403);
        assertProblem(other.get("/jobs/" + job + "/items"), 403);
        assertThat(other.get("/jobs/" + job + "/events").status()).isEqualTo(200);

        assertThat(gate.get("/jobs/" + job + "/items").status()).isEqualTo(200);
        assertThat(order(gate, job, "restart").status()).isEqualTo(202);
        gate.get("/jobs/" + job + "/events");
        assertThat(admin.get("/jobs/" + job + "/items").status()).isEqualTo(200);
        assertThat(admin.delete("/jobs/" + job).status()).isEqualTo(204);
    }

    @Test
    void anEnrolmentThatWasSubmittedWithoutAKeyIsForAdministrators() {
        String job =
                queue.submit(EnrolmentJobs.TYPE, Map.of("gallery", "default")).id();
        admin.get("/jobs/" + job + "/events");

        assertProblem(keys.with(Scope.ENROLL).delete("/jobs/" + job), 403);

        assertThat(admin.delete("/jobs/" + job).status()).isEqualTo(204);
    }

    @Test
    void picturesThatWaitGoWithTheirJob() {
        String job = enrolled(keys.with(Scope.ENROLL));
        assertThat(items(job)).isEqualTo(1);

        assertThat(admin.delete("/jobs/" + job).status()).isEqualTo(204);

        assertThat(items(job)).isZero();
        assertProblem(admin.get("/jobs/" + job + "/items"), 404);
    }

    private long items(String job) {
        return jdbc.sql("SELECT COUNT(*) FROM enrolment_item WHERE job_id = ?")
                .param(job)
                .query(Long.class)
                .single();
    }

    @Test
    void whenTooManyOfATypeWaitTheNextIsToldToComeBack() {
        String stopped = waiting();
        order(trainer, stopped, "stop");
        for (int i = 0; i < KeyedServer.MAX_QUEUED; i++) {
            waiting();
        }

        Reply reply = order(trainer, stopped, "restart");

        assertProblem(reply, 429);
        assertThat(reply.header("Retry-After")).isEqualTo("60");
        assertThat(reply.json().get("detail").asString())
                .contains("20 jobs (unheard-of) that wait", "vesper.jobs.max-queued is 20");
        assertThatThrownBy(this::waiting).isInstanceOf(QueueFullException.class);
        enrolled(keys.with(Scope.ENROLL)); // other types have room
    }

    @ParameterizedTest
    @ValueSource(strings = {"activate", "storeThresholds"})
    void whatChangesTheAnswersIsRestartedByAnAdministratorOnly(String parameter) {
        String job = queue.submit("unheard-of", Map.of(parameter, true)).id();
        waiting.add(job);
        assertThat(order(trainer, job, "stop").status()).isEqualTo(202);

        assertProblem(order(trainer, job, "restart"), 403);

        assertThat(order(admin, job, "restart").status()).isEqualTo(202);
    }

    @Test
    void aListingIsPagedNewestFirst() {
        List<String> submitted = List.of(waiting(), waiting(), waiting());

        JsonNode first = trainer.get("/jobs?type=unheard-of&limit=2").json();
        JsonNode second = trainer.get("/jobs?type=unheard-of&limit=2&cursor="
                        + first.get("nextCursor").asString())
                .json();

        assertThat(first.get("jobs"))
                .extracting(job -> job.get("id").asString())
                .containsExactly(submitted.get(2), submitted.get(1));
        assertThat(second.get("jobs"))
                .extracting(job -> job.get("id").asString())
                .containsExactly(submitted.get(0));
        assertThat(second.get("nextCursor").isNull()).isTrue();
        assertProblem(trainer.get("/jobs?limit=0"), 400, "limit", "1");
        assertProblem(trainer.get("/jobs?cursor=!"), 400, "cursor", "not given out");
    }
}
