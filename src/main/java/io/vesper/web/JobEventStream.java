package io.vesper.web;

import io.vesper.access.Caller;
import io.vesper.job.NoSuchJobException;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One listener of a job. */
final class JobEventStream {
    private static final Logger LOG = LoggerFactory.getLogger(JobEventStream.class);
    /** Looks without news after which something is said, or proxies would hang up, and nobody notice that the listener is gone. */
    private static final int SILENT_LOOKS = 15;

    private final Listener listener;
    private final JobEvents events;
    private final SseEmitter emitter;
    private final Runnable onEnd;
    private final AtomicBoolean isEnded = new AtomicBoolean();
    private JobEventCursor heard;
    private int silentLooks;
    private volatile @Nullable Future<?> looks;

    /** Who listens to which job. */
    record Listener(Caller caller, String jobId) {}

    /** @param onEnd told once, when the listener is gone, has heard everything or may hear no more */
    JobEventStream(Listener listener, JobEventCursor heard, JobEvents events, SseEmitter emitter, Runnable onEnd) {
        this.listener = listener;
        this.heard = heard;
        this.events = events;
        this.emitter = emitter;
        this.onEnd = onEnd;
        emitter.onCompletion(this::end);
        emitter.onTimeout(this::complete);
        emitter.onError(e -> end());
    }

    Listener listener() {
        return listener;
    }

    /** @param future looks for news every so often; cancelled at the end */
    void lookBy(Future<?> future) {
        looks = future;
        if (isEnded.get()) {
            future.cancel(false);
        }
    }

    /** Tells the listener what is new. */
    synchronized void look() {
        if (isEnded.get()) {
            return;
        }
        try {
            if (!events.mayHear(listener.caller())) {
                complete(); // coming again, the listener is told why not
                return;
            }
            JobEvents.News news = events.after(heard, listener.jobId());
            tell(news);
            if (news.isLast()) {
                complete();
            }
        } catch (NoSuchJobException e) {
            complete();
        } catch (IOException | IllegalStateException e) {
            LOG.debug("A listener of job {} is gone ({})", listener.jobId(), e.getMessage());
            end();
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("The events of job {} wait for the database ({})", listener.jobId(), e.getMessage());
        }
    }

    private void tell(JobEvents.News news) throws IOException {
        for (JobEvents.Event event : news.events()) {
            emitter.send(SseEmitter.event()
                    .id(event.cursor().id())
                    .name(event.name())
                    .data(event.data()));
            heard = event.cursor();
            silentLooks = 0;
        }
        silentLooks++;
        if (silentLooks == SILENT_LOOKS) {
            emitter.send(SseEmitter.event().comment("nothing new"));
            silentLooks = 0;
        }
    }

    void complete() {
        emitter.complete();
        end();
    }

    private void end() {
        if (isEnded.compareAndSet(false, true)) {
            Future<?> future = looks;
            if (future != null) {
                future.cancel(false);
            }
            onEnd.run();
        }
    }
}
