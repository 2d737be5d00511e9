package io.vesper.training;

import io.vesper.dataset.CrossModalBatch;
import io.vesper.dataset.CrossModalSampler;
import io.vesper.dataset.PersonDataset;
import io.vesper.preset.Presets;
import io.vesper.preset.TrainingSettings;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many pictures of the demo set a core reads, decodes, augments and normalises in a second at 256 x 128, by the thread's own time:
 * {@code mvn test -Dtest=LoaderBenchmark}. Not one of the tests.
 */
class LoaderBenchmark {
    private static final int ROUNDS = 5;

    @Test
    void measure(@TempDir Path folder) throws Exception {
        TrainingFolders folders = new TrainingFolders(folder, folder);
        TrainingSettings settings =
                Presets.settings("paper", Map.of("augmentation.padPx", 10, "augmentation.erasingProbability", 0.5));
        PersonDataset dataset =
                new TrainingDatasets(folders).read(new TrainingRequest.DatasetReference("demo", null, null));
        CrossModalSampler sampler = NetworkTrainingRun.sampler(settings, dataset);
        BatchLoader loader = new BatchLoader(settings);
        for (int round = 0; round < ROUNDS; round++) {
            List<CrossModalBatch> batches = sampler.epoch(round);
            // In a pool of one, so that the parallel stream stays on one thread.
            ForkJoinPool one = new ForkJoinPool(1);
            double imagesPerSecond =
                    one.submit(() -> imagesPerSecond(loader, batches)).get();
            one.shutdown();
            System.out.printf("round %d: %.0f images/s on one core%n", round + 1, imagesPerSecond);
        }
    }

    private static double imagesPerSecond(BatchLoader loader, List<CrossModalBatch> batches) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        int images = 0;
        for (int i = 0; i < batches.size(); i++) {
            images += loader.load(List.of(batches.get(i)), i).get(0).length;
        }
        double seconds = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e9;
        return images / (3.0 * 256 * 128) / seconds;
    }
}
