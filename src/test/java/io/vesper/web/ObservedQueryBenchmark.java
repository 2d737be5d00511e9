package io.vesper.web;

import io.vesper.gallery.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What it costs a query to be observed: two servers in one process, one with and one without Vesper's observations, answer in turns. A
 * grid stands for the network, so nearly all that is measured is the server's own work. Prints ratios of medians, one for each round.
 */
class ObservedQueryBenchmark {
    private static final int ROUNDS = Integer.getInteger("rounds", 5);
    private static final int QUERIES = 2000;

    @TempDir
    Path folder;

    @Test
    void observedQueriesBesideOthers() throws IOException {
        try (TestServer observed = start("observed", true);
                TestServer other = start("other", false)) {
            pairs(observed.client(), other.client(), "warm-up");
            for (int round = 1; round <= ROUNDS; round++) {
                pairs(observed.client(), other.client(), "round " + round);
            }
        }
    }

    private TestServer start(String name, boolean isObserved) throws IOException {
        TestServer server = TestServer.start(
                Files.createDirectory(folder.resolve(name)),
                GridModelsConfiguration.class,
                "--management.observations.enable.vesper=" + isObserved);
        OwnGallery gallery = OwnGallery.on(server.client());
        gallery.enrol("A", "1", Pictures.png(1, 1));
        return server;
    }

    private static void pairs(TestClient observed, TestClient other, String name) {
        double[] with = new double[QUERIES];
        double[] without = new double[QUERIES];
        for (int i = 0; i < QUERIES; i++) {
            if (i % 2 == 0) {
                with[i] = query(observed);
                without[i] = query(other);
            } else {
                without[i] = query(other);
                with[i] = query(observed);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s: %.3f ms observed, %.3f ms not, ratio %.3f%n",
                name,
                median(with),
                median(without),
                median(with) / median(without));
    }

    private static double query(TestClient client) {
        long start = System.nanoTime();
        client.post("/query", Refusals.probe(1));
        return (System.nanoTime() - start) / 1e6;
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
