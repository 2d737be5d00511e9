package io.vesper.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.ShortRun;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, really killed: no shutdown hook runs, and Spring Batch's records are left as if the job still ran. */
class KilledTrainingIT {
    @TempDir
    Path data;

    @TempDir
    Path models;

    @TempDir
    Path scratch;

    @Test
    @Timeout(240)
    void jobKilledTwiceResumesAfterItsLastEpochAndEndsLikeAnUnbrokenRun() throws Exception {
        List<String> first = runAndKillAt("2.1");
        List<String> second = runAndKillAt("3.0");
        List<String> third = run();

        assertThat(first).containsExactly("0.0", "0.1", "0.2", "1.0", "1.1", "1.2", "2.0", "2.1");
        assertThat(second).containsExactly("2.0", "2.1", "2.2", "3.0");
        assertThat(third).containsExactly("3.0", "3.1", "3.2", "4.0", "4.1", "4.2");
        try (Stream<Path> published = Files.list(models)) {
            assertThat(published)
                    .singleElement()
                    .extracting(file ->
                            new FakeRuns(models).published(file.getFileName().toString()))
                    .isEqualTo(FakeRuns.unbroken(scratch, TrainingProcess.EPOCHS, TrainingProcess.SEED));
        }
    }

    /** The steps a process took until it hung and was killed. */
    private List<String> runAndKillAt(String step) throws IOException, InterruptedException {
        Process process = start(data.toString(), models.toString(), step);
        List<String> said = saidUntil("hangs", process);
        process.destroyForcibly().waitFor();
        return steps(said);
    }

    private List<String> run() throws IOException, InterruptedException {
        Process process = start(data.toString(), models.toString());
        List<String> said = saidUntil(null, process);
        assertThat(process.waitFor()).isZero();
        assertThat(said.get(said.size() - 1)).startsWith("COMPLETED {modelId=demo-");
        return steps(said);
    }

    private static Process start(String... args) throws IOException {
        List<String> command = ShortRun.of(TrainingProcess.class, List.of());
        command.addAll(Arrays.asList(args));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static List<String> saidUntil(String last, Process process) throws IOException {
        List<String> said = new ArrayList<>();
        StringBuilder everything = new StringBuilder();
        BufferedReader output = process.inputReader();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            everything.append(line).append('\n');
            if (line.startsWith("> ")) {
                said.add(line.substring(2));
                if (line.substring(2).equals(last)) {
                    return said;
                }
            }
        }
        assertThat(last).as(everything.toString()).isNull();
        return said;
    }

    private static List<String> steps(List<String> said) {
        return said.stream()
                .filter(line -> line.startsWith("step "))
                .map(line -> line.substring("step ".length()))
                .toList();
    }
}
