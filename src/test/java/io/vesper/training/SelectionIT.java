package io.vesper.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.checkpoint.SafetensorsFile;
import io.vesper.embedding.OpenSet;
import io.vesper.job.JobSnapshot;
import io.vesper.job.JobStatus;
import io.vesper.training.TrainingRun.Validation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectionIT {
    private static final int EPOCHS = 4;

    @TempDir
    Path folder;

    /** A fake run looks at its validation identities after the second and the fourth epoch. */
    private record Unbroken(byte[] afterTwo, byte[] afterFour, double scoreAfterTwo, double scoreAfterFour) {
        boolean peaksEarly() {
            return scoreAfterTwo > scoreAfterFour;
        }
    }

    @Test
    void theBestEpochIsPublishedAlsoWhenTheJobWasInterruptedAfterIt() throws Exception {
        long seed = seedOfARunThatPeaksEarly();
        try (TrainingApp app = new TrainingApp(folder)) {
            app.failBefore(3, 1);
            JobSnapshot failed = app.train(request(seed));
            assertThat(failed.status()).isEqualTo(JobStatus.FAILED);
            assertThat(app.folderOf(failed)).isDirectoryContaining("glob:**best-2.safetensors");

            JobSnapshot job = app.restart(failed);
            assertThat(job.status()).as(job.error()).isEqualTo(JobStatus.COMPLETED);
            assertThat(app.runs.published((String) job.result().get("modelId")))
                    .isEqualTo(unbroken(seed).afterTwo())
                    .isNotEqualTo(unbroken(seed).afterFour());
            assertThat(app.queue().metrics(job.id()))
                    .extracting(epoch -> epoch.containsKey("validationScore"))
                    .containsExactly(false, true, false, true);
            assertThat(app.folderOf(job)).doesNotExist();
        }
    }

    private static TrainingRequest request(long seed) {
        TrainingRequest plain = FakeRuns.request(EPOCHS, seed);
        return new TrainingRequest(
                plain.dataset(), plain.preset(), null, EPOCHS, seed, Map.of("selection", true), null, false);
    }

    private long seedOfARunThatPeaksEarly() throws Exception {
        for (long seed = 1; ; seed++) {
            if (unbroken(seed).peaksEarly()) {
                return seed;
            }
        }
    }

    private Unbroken unbroken(long seed) throws Exception {
        byte[][] weights = new byte[EPOCHS][];
        double[] scores = new double[EPOCHS];
        try (TrainingRun run = new FakeRuns(folder).open(request(seed), null)) {
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                run.trainEpoch(epoch, TinyTraining.GO_ON);
                run.save(folder.resolve("weights"));
                weights[epoch] = Files.readAllBytes(folder.resolve("weights"));
                @Nullable Validation validation = run.validate(epoch);
                scores[epoch] = validation == null ? 0 : validation.score();
            }
        }
        return new Unbroken(weights[1], weights[3], scores[1], scores[3]);
    }

    @Test
    void validationIdentitiesAreNotLearnedFromAndTestIdentitiesNotLookedAt() {
        Map<String, Object> choosing = Map.of("selection.everyEpochs", 2);
        Path state = folder.resolve("state.safetensors");
        try (TrainingRun run = TinyTraining.runs(folder).open(TinyTraining.request(choosing), null)) {
            assertThat(run.validate(0)).isNull();
            Validation validation = run.validate(1);
            // Queries of 3 of the set's 30 training identities: with one right answer of three, nothing is below 1 / 3.
            assertThat(validation.metrics()).containsOnlyKeys("validation.rank1", "validation.meanAveragePrecision");
            assertThat(validation.score()).isBetween(1.0 / 3, 1.0);
            assertThat(validation.score()).isEqualTo(validation.metrics().get("validation.meanAveragePrecision"));
            run.save(state);
            assertThat(run.evaluate(null).get("openSet"))
                    .isInstanceOfSatisfying(
                            OpenSet.class, openSet -> assertThat(openSet.part()).isEqualTo("validation"));
            assertThat(run.selection(2, validation.score())).containsEntry("measure", "meanAveragePrecision");
        }
        assertThat(SafetensorsFile.open(state).shape("w.shared.classifier.weight"))
                .isEqualTo(new long[] {27, 128});
    }

    @Test
    void savedWeightsComeBack() {
        Path best = folder.resolve("best.safetensors");
        Path later = folder.resolve("later.safetensors");
        try (TrainingRun run = TinyTraining.runs(folder).open(TinyTraining.request(Map.of()), null)) {
            run.saveWeights(best);
            run.trainEpoch(0, TinyTraining.GO_ON);
            run.useWeights(best);
            run.saveWeights(later);
        }
        assertThat(later).hasSameBinaryContentAs(best);
        assertThat(List.of(best, later)).allMatch(Files::isRegularFile);
    }
}
