package io.vesper.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a failed job leaves in the log. */
@ExtendWith(OutputCaptureExtension.class)
class FailureLogIT {
    @TempDir
    Path folder;

    @Test
    void whatTheUserCanMendIsOneLine(CapturedOutput output) {
        JobSnapshot failed = run((job, unit) -> {
            throw new IllegalArgumentException("The path (nowhere) names nothing.");
        });
        assertThat(failed.error()).isEqualTo("The path (nowhere) names nothing.");
        assertThat(output.toString().lines().filter(line -> line.contains("(nowhere)")))
                .singleElement()
                .asString()
                .endsWith("Job %s failed: The path (nowhere) names nothing.".formatted(failed.id()));
        assertThat(output.toString()).doesNotContain("\tat ");
    }

    @Test
    void aFaultOfTheProgramHasItsStackTraceOnce(CapturedOutput output) {
        JobSnapshot failed = run((job, unit) -> {
            throw new IllegalStateException("This cannot be.");
        });
        assertThat(failed.error()).isEqualTo("This cannot be.");
        assertThat(output.toString().split("IllegalStateException: This cannot be.", -1))
                .hasSize(2);
        assertThat(output.toString()).contains("\tat io.vesper.job.CountingWork.execute");
    }

    private JobSnapshot run(CountingWork.Before before) {
        CountingWork work = new CountingWork();
        work.before = before;
        try (JobApp app = new JobApp(folder, folder.resolve("db"), work, CountingWork.Configuration.class)) {
            return app.queue().runNow("count", Map.of(), job -> {});
        }
    }
}
