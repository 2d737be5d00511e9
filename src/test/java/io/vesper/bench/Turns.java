package io.vesper.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;

/**
 * Work that takes turns with that of other processes: {@code src/test/benchmark/peers} says when, and for how long. Its
 * {@code turns.py} is the same for Python.
 */
public final class Turns {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Turns() {}

    /**
     * Answers each line {@code SECONDS NAME} on standard input with {@code turn RUNS WALL CPU}: how often that work ran, at least once
     * and for so long, and the seconds that all of it took on the wall and of all threads of the process. Ends with its input.
     */
    public static void take(Map<String, Runnable> works) {
        System.out.println("turn ready");
        try (Scanner lines = new Scanner(System.in)) {
            while (lines.hasNext()) {
                double seconds = Double.parseDouble(lines.next());
                System.out.println(turn(works.get(lines.nextLine().strip()), seconds));
            }
        }
    }

    private static String turn(Runnable work, double seconds) {
        long start = System.nanoTime();
        long cpu = PROCESS.getProcessCpuTime();
        int runs = 0;
        double wall;
        do {
            work.run();
            runs++;
            wall = (System.nanoTime() - start) / 1e9;
        } while (wall < seconds);
        return String.format(Locale.ROOT, "turn %d %f %f", runs, wall, (PROCESS.getProcessCpuTime() - cpu) / 1e9);
    }
}
