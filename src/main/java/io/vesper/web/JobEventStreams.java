package io.vesper.web;

import io.vesper.access.Caller;
import io.vesper.access.TooManyRequestsException;
import io.vesper.job.JobChanged;
import io.vesper.web.JobEventStream.Listener;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * The listeners of jobs, a limited number. Each is told of changes in this process at once, and of those in others when its turn comes
 * to look. It ends with its job, with its key, after ten minutes, or with the server, which does not wait for it: a listener comes again with the id
 * of the last event.
 */
final class JobEventStreams implements SmartLifecycle {
    static final int MAX_LISTENERS = 100;
    static final int MAX_OF_ONE_CALLER = 20;
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final int THREADS = 2;

    private final JobEvents events;
    private final Semaphore free = new Semaphore(MAX_LISTENERS);
    private final Set<JobEventStream> streams = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService looks = Executors.newScheduledThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "job-events");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean running;

    JobEventStreams(JobEvents events) {
        this.events = events;
    }

    /** @throws TooManyRequestsException while there are too many, in all or of this caller */
    synchronized SseEmitter open(String jobId, JobEventCursor heard) {
        Caller caller = Caller.current();
        long own = streams.stream()
                .filter(stream -> stream.listener().caller().equals(caller))
                .count();
        if (!running || own >= MAX_OF_ONE_CALLER || !free.tryAcquire()) {
            throw new TooManyRequestsException(
                    "There are %d listeners already, or %d of this caller, which is the most. Maybe ask GET /jobs/{jobId} now and then."
                            .formatted(MAX_LISTENERS, MAX_OF_ONE_CALLER),
                    Duration.ofMinutes(1));
        }
        SseEmitter emitter = new SseEmitter(LONGEST.toMillis());
        JobEventStream[] self = new JobEventStream[1];
        JobEventStream stream = new JobEventStream(new Listener(caller, jobId), heard, events, emitter, () -> {
            streams.remove(self[0]);
            free.release();
        });
        self[0] = stream;
        streams.add(stream);
        stream.lookBy(looks.scheduleWithFixedDelay(stream::look, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS));
        return emitter;
    }

    @EventListener
    void onJobChanged(JobChanged change) {
        for (JobEventStream stream : streams) {
            if (stream.listener().jobId().equals(change.job().id())) {
                looks.execute(stream::look);
            }
        }
    }

    @Override
    public void start() {
        running = true;
    }

    /** In the phase before the web server waits for its requests to end. */
    @Override
    public void stop() {
        running = false;
        streams.forEach(JobEventStream::complete);
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
