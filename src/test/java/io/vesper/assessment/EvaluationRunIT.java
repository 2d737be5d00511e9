package io.vesper.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.assessment.EvaluationRequest.Choice;
import io.vesper.dataset.DatasetLayout;
import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.embedding.ModelsFolder;
import io.vesper.job.JobProgress;
import io.vesper.protocol.ProtocolChoice;
import io.vesper.training.TrainingRequest.DatasetReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** An evaluation of twelve people, of whom there is a picture by day and one by night, that is cut short. */
class EvaluationRunIT {
    private static final int IMAGES = 24;

    @TempDir
    private Path temp;

    private TestSite site;
    private ModelsFolder models;

    @BeforeEach
    void makeSite() throws IOException {
        site = TestSite.make(temp, 40);
        models = site.models();
    }

    @Test
    void whatWasStoppedIsDoneAgainAndComesToTheSame() throws IOException {
        WatchedJob unbroken = new WatchedJob(temp.resolve("job"));
        EvaluationRun.Outcome outcome = evaluate(unbroken, true);
        String expected = result(outcome);
        // Histograms, and both kinds that the shipped model was trained for.
        assertThat(unbroken.shown()).extracting(JobProgress::total).containsOnly(3 * IMAGES);
        assertThat(unbroken.shown())
                .extracting(JobProgress::done)
                .isSorted()
                .startsWith(0)
                .endsWith(3 * IMAGES);
        assertThat(outcome.thresholds()).isNotNull();

        for (int boundary = 0; boundary < unbroken.asked(); boundary++) {
            WatchedJob stopped = new WatchedJob(temp.resolve("job"));
            stopped.before(boundary, stopped::stop);

            assertThatThrownBy(() -> evaluate(stopped, true)).isInstanceOf(CancellationException.class);
        }
        assertThat(models.model(TestSite.MODEL).manifest().openSet()).isNull(); // they are the caller's to store
        assertThat(result(evaluate(new WatchedJob(temp.resolve("job")), true))).isEqualTo(expected);
    }

    @Test
    void aModelThatIsDeletedOrReplacedMeanwhileEndsItAndTheNextHasNoThresholdsOfTheOld() {
        WatchedJob deleting = new WatchedJob(temp.resolve("job"));
        deleting.before(1, () -> models.delete(TestSite.MODEL));
        assertThatThrownBy(() -> evaluate(deleting, true)).hasMessageContaining("(synthetic)");
        assertThat(models.contains(TestSite.MODEL)).isFalse();

        WatchedJob replacing = new WatchedJob(temp.resolve("job"));
        replacing.before(1, () -> republishWithOtherWeights());
        assertThatThrownBy(() -> evaluate(replacing, true))
                .isInstanceOf(WithdrawnModelException.class)
                .hasMessageContaining("The model (synthetic) was deleted or replaced");
        assertThat(models.model(TestSite.MODEL).manifest().openSet()).isNull();
    }

    private void republishWithOtherWeights() {
        try {
            Path manifest = temp.resolve("models/synthetic/model.json");
            String hash = models.model(TestSite.MODEL).manifest().sha256();
            Files.writeString(manifest, Files.readString(manifest).replace(hash, "0".repeat(64)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private EvaluationRun.Outcome evaluate(WatchedJob job, boolean storeThresholds) throws IOException {
        if (!models.contains(TestSite.MODEL)) {
            site.publish(TestSite.MODEL);
        }
        EvaluationRequest request = new EvaluationRequest(
                TestSite.MODEL, new DatasetReference("folder", "site"), "test", Choice.STANDARD, storeThresholds);
        PersonDataset people = DatasetLayout.FOLDER.reader(null).read(temp.resolve("datasets/site"));
        ComparedEvaluations evaluations =
                new ComparedEvaluations(people, DatasetPart.TEST, ProtocolChoice.STANDARD.of(people.layout()), true);
        return new EvaluationRun(job, request, models, models.model(TestSite.MODEL)).evaluate(evaluations);
    }

    private static String result(EvaluationRun.Outcome outcome) {
        return JsonMapper.shared().writeValueAsString(outcome.result());
    }
}
