package io.vesper.index;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** As many threads as there are processors, that of whoever has work among them; all searches share the others. */
final class Workers {
    static final Workers ALL = new Workers(Runtime.getRuntime().availableProcessors());

    private final int helpers;
    private final ExecutorService threads;

    /** @param workers at least 1 */
    Workers(int workers) {
        this.helpers = workers - 1;
        AtomicInteger count = new AtomicInteger();
        this.threads = Executors.newFixedThreadPool(Math.max(1, helpers), task -> {
            Thread thread = new Thread(task, "vesper-search-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Runs the work here and on the other threads at once; returns when it is done everywhere. A thread that has not begun when the
     * caller is done, because it is busy otherwise, is not waited for: the work shares itself out.
     */
    void run(Runnable work) {
        List<HelperTask> tasks =
                Stream.generate(() -> new HelperTask(work)).limit(helpers).toList();
        tasks.forEach(threads::execute);
        try {
            work.run();
        } finally {
            tasks.forEach(HelperTask::settle);
        }
        tasks.forEach(HelperTask::throwFailure);
    }
}
