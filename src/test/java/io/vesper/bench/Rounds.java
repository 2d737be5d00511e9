package io.vesper.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Benchmarks that take turns, a process of their own for each turn: what changes on the machine meanwhile meets all of them. Reported
 * are medians over the rounds.
 */
public final class Rounds {
    private static final int COUNT = Integer.getInteger("rounds", 3);

    private final Map<String, List<Double>> wall = new LinkedHashMap<>();
    private final Map<String, List<Double>> cpu = new LinkedHashMap<>();

    /** @param benchmarks each with a name, and how it is selected */
    public Rounds(Map<String, Options> benchmarks) throws RunnerException {
        for (int round = 0; round < COUNT; round++) {
            for (Map.Entry<String, Options> benchmark : benchmarks.entrySet()) {
                RunResult result = new Runner(new OptionsBuilder()
                                .parent(benchmark.getValue())
                                .addProfiler(CpuTime.class)
                                .forks(1)
                                .verbosity(VerboseMode.SILENT)
                                .shouldFailOnError(true)
                                .build())
                        .runSingle();
                add(wall, benchmark.getKey(), result.getPrimaryResult().getScore());
                add(
                        cpu,
                        benchmark.getKey(),
                        result.getSecondaryResults().get(CpuTime.LABEL).getScore());
                System.out.printf(
                        Locale.ROOT,
                        "round %d, %-24s %9.2f ms, CPU %9.2f ms%n",
                        round + 1,
                        benchmark.getKey(),
                        last(wall, benchmark.getKey()),
                        last(cpu, benchmark.getKey()));
            }
        }
    }

    private static void add(Map<String, List<Double>> times, String name, double time) {
        times.computeIfAbsent(name, benchmark -> new ArrayList<>()).add(time);
    }

    private static double last(Map<String, List<Double>> times, String name) {
        return times.get(name).get(times.get(name).size() - 1);
    }

    /** Milliseconds on the wall. */
    public double wall(String name) {
        return median(wall, name);
    }

    /** Milliseconds of processor time. */
    public double cpu(String name) {
        return median(cpu, name);
    }

    private static double median(Map<String, List<Double>> times, String name) {
        double[] sorted = times.get(name).stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
