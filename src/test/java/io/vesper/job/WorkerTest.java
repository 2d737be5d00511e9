package io.vesper.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerTest {
    @TempDir
    Path folder;

    @Test
    void processesOnOneDataFolderHaveDifferentNamesAndAFreeNameIsKept() throws IOException {
        Worker first = Worker.in(folder, Duration.ofSeconds(30));
        try (Worker second = Worker.in(folder, Duration.ofSeconds(30))) {
            assertThat(second.id()).isNotEqualTo(first.id());
        }
        first.close();
        try (Worker next = Worker.in(folder, Duration.ofSeconds(30))) {
            assertThat(next.id()).isEqualTo(first.id());
        }
    }
}
