package io.vesper.ablation;

import static io.vesper.ablation.AblationApp.assertTableOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.job.JobSnapshot;
import io.vesper.job.JobStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class AblationRestartIT {
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
    void failedInTheMiddleOfATrainingItGoesOnAfterTheLastCommit() throws IOException {
        app.beforeStep(9 + 7, () -> {
            throw new AssertionError("The process runs out of memory.");
        });
        JobSnapshot failed = app.ablate(THREE);

        assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
        assertThat(failed.error()).isEqualTo("The process runs out of memory.");
        assertThat(failed.progress().done()).isEqualTo(5);
        assertThat(app.filesOf(failed)).containsExactly("epoch-1.safetensors", "epoch-2.safetensors");

        assertTableOf(THREE, app.restart(failed));
        assertThat(app.runs.begun).containsExactly(0, 1, 2, 0, 1, 2, 2, 0, 1, 2);
        assertThat(app.runs.inspected).isEqualTo(1);
    }

    @Test
    void stoppedWithinAnEpochItIsRedoneWithTheSameTable() {
        app.beforeStep(
                9 + 4,
                () -> app.queue()
                        .list("ablate", JobStatus.RUNNING, Long.MAX_VALUE, 100)
                        .jobs()
                        .forEach(job -> app.queue().stop(job.id())));
        JobSnapshot stopped = app.ablate(THREE);

        assertThat(stopped.status()).isEqualTo(JobStatus.STOPPED);
        assertThat(stopped.progress().done()).isEqualTo(4);
        assertTableOf(THREE, app.restart(stopped));
        assertThat(app.runs.begun).containsExactly(0, 1, 2, 0, 1, 1, 2, 0, 1, 2);
    }

    /** As where the process that goes on has a data folder of its own. */
    @Test
    void whereTheStateIsGoneTheTrainingUnderWayBeginsAnewAndThoseBeforeItCount() {
        app.failBeforeStep(9 + 6);
        JobSnapshot failed = app.ablate(THREE);
        FileSystemUtils.deleteRecursively(app.folderOf(failed).toFile());

        assertTableOf(THREE, app.restart(failed));
        assertThat(app.runs.begun).containsExactly(0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 1, 2);
    }

    @Test
    void emptyContextOfAStepThatWasKilledAtItsBirthLosesNothing() {
        app.failBeforeStep(9 + 6);
        JobSnapshot failed = app.ablate(THREE);
        app.killAtTheBirthOf("cells", failed);

        assertTableOf(THREE, app.restart(failed));
        assertThat(app.runs.begun).containsExactly(0, 1, 2, 0, 1, 2, 2, 0, 1, 2);
    }

    @Test
    void oneTrainingIsInMemoryAtATimeAndNoneAtTheEndHoweverItEnds() {
        app.runs.before = (epoch, step) -> assertThat(app.runs.open).isEqualTo(1);
        assertTableOf(THREE, app.ablate(THREE));
        assertThat(app.runs.open).isZero();

        app.failBeforeStep(13);
        assertThat(app.ablate(THREE).status()).isEqualTo(JobStatus.FAILED);
        assertThat(app.runs.open).isZero();
    }
}
