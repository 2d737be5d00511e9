package io.vesper.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.job.JobSnapshot;
import io.vesper.job.JobStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

class TrainingRestartIT {
    @TempDir
    Path folder;

    private TrainingApp app;

    @BeforeEach
    void start() {
        app = new TrainingApp(folder);
    }

    @AfterEach
    void close() {
        app.close();
    }

    @Test
    void nanFailsTheJobWithTheRunsMessageAndARestartGoesOnAfterTheLastCommit() throws IOException {
        app.failBefore(2, 1);
        JobSnapshot failed = app.train();

        assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
        assertThat(failed.error()).isEqualTo("The loss (triplet) is NaN at step 1 of epoch 3.");
        assertThat(failed.progress().done()).isEqualTo(2);
        assertThat(app.filesOf(failed)).containsExactly("epoch-1.safetensors", "epoch-2.safetensors");
        assertThat(app.runs.open).isZero();

        app.assertCompletedLikeAnUnbrokenRun(app.restart(failed));
        assertThat(app.runs.begun).containsExactly(0, 1, 2, 2, 3);
    }

    @Test
    void stoppedWithinAnEpochItIsRedoneWithTheSameResult() throws IOException {
        app.runs.before = (epoch, step) -> {
            if (epoch == 3 && step == 1) {
                app.queue()
                        .list("train", JobStatus.RUNNING, Long.MAX_VALUE, 100)
                        .jobs()
                        .forEach(job -> app.queue().stop(job.id()));
            }
        };
        JobSnapshot stopped = app.train();

        assertThat(stopped.status()).isEqualTo(JobStatus.STOPPED);
        assertThat(stopped.error()).isNull();
        assertThat(app.filesOf(stopped)).containsExactly("epoch-2.safetensors", "epoch-3.safetensors");
        app.assertCompletedLikeAnUnbrokenRun(app.restart(stopped));
        assertThat(app.runs.begun).containsExactly(0, 1, 2, 3, 3);
    }

    @Test
    void stateFileThatWasNeverCommittedIsWrittenAnew() throws IOException {
        app.failBefore(2, 0);
        JobSnapshot failed = app.train();
        Files.writeString(app.folderOf(failed).resolve("epoch-3.safetensors"), "killed after this was moved");
        Files.writeString(app.folderOf(failed).resolve("unfinished.safetensors"), "killed while this was wri");

        app.assertCompletedLikeAnUnbrokenRun(app.restart(failed));
        assertThat(app.runs.begun).containsExactly(0, 1, 2, 2, 3);
    }

    /** As where the process that goes on has a data folder of its own. */
    @Test
    void whereTheStateIsGoneTheTrainingBeginsAnew() throws IOException {
        app.failBefore(2, 0);
        JobSnapshot failed = app.train();
        Files.delete(app.folderOf(failed).resolve("epoch-2.safetensors"));

        app.assertCompletedLikeAnUnbrokenRun(app.restart(failed));
        assertThat(app.runs.begun).containsExactly(0, 1, 2, 0, 1, 2, 3);
    }

    @Test
    void whatWasBegunAnewGoesOnFromItsOwnState() throws IOException {
        app.failBefore(3, 0);
        JobSnapshot failed = app.train();
        FileSystemUtils.deleteRecursively(app.folderOf(failed));
        app.failBefore(1, 0);
        app.queue().restart(failed.id());
        app.awaitEnd(failed.id());

        app.assertCompletedLikeAnUnbrokenRun(app.restart(failed));
        assertThat(app.runs.begun).containsExactly(0, 1, 2, 3, 0, 1, 1, 2, 3);
    }

    @Test
    void whereTheStateIsGoneAfterTheLastEpochTheNetworkIsTrainedAndNotMerelyEvaluated() throws IOException {
        app.publications.refuses = true;
        JobSnapshot failed = app.train();
        app.publications.refuses = false;
        FileSystemUtils.deleteRecursively(app.folderOf(failed));

        app.assertCompletedLikeAnUnbrokenRun(app.restart(failed));
        assertThat(app.runs.begun).containsExactly(0, 1, 2, 3, 0, 1, 2, 3);
    }

    @Test
    void damagedStateFileFailsTheRestart() throws IOException {
        app.failBefore(2, 0);
        JobSnapshot failed = app.train();
        Path state = app.folderOf(failed).resolve("epoch-2.safetensors");
        byte[] bytes = Files.readAllBytes(state);
        bytes[5] ^= 1;
        Files.write(state, bytes);

        assertThat(app.restart(failed).error())
                .isEqualTo("The training state (%s) is not what was written. Maybe the disk is damaged.", state);
    }

    @Test
    void emptyContextOfAStepThatWasKilledAtItsBirthLosesNothing() {
        app.failBefore(3, 0);
        JobSnapshot failed = app.train();
        app.killAtTheBirthOf("train", failed);

        app.assertCompletedLikeAnUnbrokenRun(app.restart(failed));
        assertThat(app.runs.begun).containsExactly(0, 1, 2, 3, 3);
    }

    @Test
    void refusedPublicationFailsTheJobAndIsRepeatedUnderTheSameName() {
        app.publications.refuses = true;
        JobSnapshot failed = app.train();
        app.publications.refuses = false;

        assertThat(failed.error()).isEqualTo("The index is full.");
        app.assertCompletedLikeAnUnbrokenRun(app.restart(failed));
        assertThat(app.runs.begun).hasSize(TrainingApp.EPOCHS);
        assertThat(app.publications.heard).hasSize(2);
        assertThat(app.publications.heard.get(0)).isEqualTo(app.publications.heard.get(1));
    }
}
