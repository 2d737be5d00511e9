package io.vesper.ablation;

import static io.vesper.ablation.AblationApp.assertTableOf;
import static io.vesper.ablation.AblationApp.lines;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.job.JobProgress;
import io.vesper.job.JobSnapshot;
import io.vesper.job.JobStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.StepExecution;

class AblationJobIT {
    /** Three trainings of three epochs. */
    private static final AblationRequest THREE = AblationApp.request(List.of(1L), "baseline", "vsd", "all");

    @TempDir
    Path folder;

    private AblationApp app;

    @BeforeEach
    void start() {
        app = new AblationApp(folder);
    }

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void everyRowIsTrainedWithEverySeedAndLaidOutInOrder() {
        AblationRequest request = AblationApp.request(List.of(5L, 2L));
        JobSnapshot job = app.ablate(request);

        assertTableOf(request, job);
        assertThat(lines(job))
                .hasSize(8)
                .allSatisfy(line -> assertThat(line.get("seeds")).isEqualTo(List.of(5, 2)));
        assertThat(((String) job.result().get("table")).lines())
                .hasSize(2 + 8)
                .element(9)
                .asString()
                .matches("\\| all \\| representation( \\| -?\\d+\\.\\d ± \\d+\\.\\d){3} \\|");
        assertThat(app.runs.begun).hasSize(8 * 2 * 3).startsWith(0, 1, 2, 0, 1, 2);
        assertThat(app.runs.inspected).isEqualTo(1);
        assertThat(app.runs.open).isZero();
    }

    @Test
    void progressCountsTheEpochsOfAllTrainingsAndTellsWhichOneItIs() {
        JobSnapshot job = app.ablate(THREE);

        assertThat(job.progress()).isEqualTo(new JobProgress(9, 9, "epoch", 0L));
        assertThat(job.metrics())
                .containsEntry("row", "all")
                .containsEntry("seed", 1)
                .containsKey("identity");
        List<Map<String, Object>> history = app.queue().metrics(job.id());
        assertThat(history).extracting(epoch -> epoch.get("epoch")).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(history).extracting(epoch -> epoch.get("row")).startsWith("baseline", "baseline", "baseline", "vsd");
    }

    @Test
    void eachEpochIsOneCommit() {
        JobSnapshot job = app.ablate(THREE);

        StepExecution step = app.repository().getLastStepExecution(app.instance(job), "cells");
        assertThat(step.getCommitCount()).isEqualTo(9);
    }

    @Test
    void nothingIsPublishedAndStateFilesAreGoneOnceTheJobHasCompleted() {
        JobSnapshot job = app.ablate(THREE);
        app.close(); // waits for the worker

        assertThat(job.status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(app.folderOf(job)).doesNotExist();
        assertThat(folder).isDirectoryNotContaining("glob:**demo*");
    }

    @Test
    void theTableIsStoredWithTheJobsExecution() {
        JobSnapshot job = app.ablate(THREE);

        JobExecution stored = app.repository().getLastJobExecution(app.instance(job));
        Map<?, ?> result = (Map<?, ?>) stored.getExecutionContext().get("result");
        assertThat(result.get("table")).isEqualTo(job.result().get("table"));
        assertThat(result.get("entries")).hasToString(lines(job).toString());
    }

    @Test
    void requestThatBreaksARuleIsNotQueued() {
        AblationRequest bad = new AblationRequest(THREE.dataset(), "papr", 1, THREE.seeds(), List.of(), Map.of());

        assertThatThrownBy(() -> app.jobs().submit(bad)).hasMessage("The preset (papr) is not one of demo.");
        assertThat(app.queue().list(null, null, Long.MAX_VALUE, 100).jobs()).isEmpty();
    }
}
