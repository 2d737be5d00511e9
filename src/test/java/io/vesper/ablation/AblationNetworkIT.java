package io.vesper.ablation;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.job.JobApp;
import io.vesper.job.JobSnapshot;
import io.vesper.job.JobStatus;
import io.vesper.training.TinyTraining;
import io.vesper.training.TrainingRequest.DatasetReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two trainings of a small network. */
class AblationNetworkIT {
    @TempDir
    Path folder;

    @Test
    void aRowIsRankedByTheKindsOfEmbeddingThatItTrains() {
        Map<String, Object> settings = new HashMap<>(TinyTraining.SETTINGS);
        settings.put("evaluation.trials", 1);
        AblationRequest request = new AblationRequest(
                new DatasetReference("demo", null), "demo", 1, List.of(1L), List.of("all", "baseline"), settings);
        try (JobApp app = new JobApp(folder, folder.resolve("db"), TinyTraining.runs(folder), AblationApp.JOB)) {
            JobSnapshot job = app.bean(AblationJobs.class).runNow(request, change -> {});

            assertThat(job.status()).as(job.error()).isEqualTo(JobStatus.COMPLETED);
            List<?> lines = (List<?>) job.result().get("entries");
            assertThat(lines)
                    .extracting(AblationNetworkIT::rowAndKind)
                    .containsExactly(
                            "baseline observation", "baseline all", "all observation", "all representation", "all all");
            assertThat(lines).allSatisfy(line -> assertThat(percent(line)).isBetween(0.0, 100.0));
            assertThat(folder.resolve("models")).doesNotExist();
        }
    }

    private static String rowAndKind(Object line) {
        Map<?, ?> fields = (Map<?, ?>) line;
        return fields.get("row") + " " + fields.get("embedding");
    }

    private static double percent(Object line) {
        return (Double) ((Map<?, ?>) ((Map<?, ?>) line).get("meanAveragePrecision")).get("mean");
    }
}
