package io.vesper.replica;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vesper.serving.ActiveModel;
import io.vesper.serving.IndexCheck;
import io.vesper.store.Change;
import io.vesper.store.LogMoment;
import io.vesper.store.LogReader;
import io.vesper.store.SettledSequence;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes in what other processes have changed.
 *
 * <p>Its own changes it passes over: they are in the index before their request is answered, and one whose outcome is unknown is looked
 * into by {@link IndexCheck#settle}.
 */
public final class GalleryFollower {
    private static final Logger LOG = LoggerFactory.getLogger(GalleryFollower.class);

    private final LogReader reader;
    private final WaitingImages waiting;
    private final ModelFollower models;
    private final ActiveModel active;
    private final IndexCheck check;
    private final Lock writes;
    private final Duration kept;
    private final Counter changes;
    private final Counter failures;
    private final SettledSequence settled = new SettledSequence();
    private boolean mustCompare;
    private Instant asOf = Instant.EPOCH;
    private volatile long completeAt;
    private volatile boolean isFollowing;
    private volatile @Nullable String error;

    GalleryFollower(
            LogReader reader,
            ModelFollower models,
            ActiveModel active,
            IndexCheck check,
            Lock writes,
            Duration kept,
            MeterRegistry meters) {
        this.reader = reader;
        this.waiting = new WaitingImages(active);
        this.models = models;
        this.active = active;
        this.check = check;
        this.writes = writes;
        this.kept = kept;
        this.changes = Counter.builder("vesper.gallery.follow.changes")
                .description("Images changed by other processes that the index has taken in")
                .register(meters);
        this.failures = Counter.builder("vesper.gallery.follow.failures")
                .description("Attempts to take in changes by other processes that failed and are made again")
                .register(meters);
        Gauge.builder("vesper.gallery.follow.lag", this, follower -> follower.isFollowing ? follower.lagSeconds() : 0)
                .description("How long ago the index last had all changes of all processes; 0 where it follows none")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("vesper.gallery.follow.waiting", waiting, WaitingImages::size)
                .description("Images changed by other processes that the index has not taken in yet")
                .register(meters);
    }

    /** Begins with what is changed from now on: before the index is read. */
    synchronized void begin() {
        waiting.clear();
        active.settle(0);
        settled.reset();
        asOf = reader.skip().time();
        completeAt = System.nanoTime();
    }

    /** Takes in what there is; what fails is tried again by the next call. */
    public synchronized void catchUp() {
        isFollowing = true;
        try {
            long began = System.nanoTime();
            boolean isComplete = takeInAll() && models.follow();
            if (isComplete) {
                completeAt = began;
                error = null;
            } else {
                failed("%d images or the active model could not be taken in".formatted(waiting.size()));
            }
        } catch (RuntimeException | Error e) { // the thread must go on
            failed(String.valueOf(e.getMessage()));
            LOG.warn("Changes by other processes are taken in later: {}", e.getMessage());
        }
    }

    private void failed(String reason) {
        error = reason;
        failures.increment();
    }

    private boolean takeInAll() {
        LogReader.Look look;
        do {
            if (mustCompare) {
                return compareAll();
            }
            look = reader.next();
            if (look.wentBack() || Duration.between(asOf, look.moment().time()).compareTo(kept) > 0) {
                mustCompare = true;
                return compareAll();
            }
            look.changes().forEach(this::note);
            changes.increment(waiting.takeIn());
        } while (!look.isWhole());
        if (waiting.size() > 0) {
            return false;
        }
        asOf = look.moment().time();
        settle(look.moment());
        return true;
    }

    private void note(Change change) {
        UUID image = change.imageId();
        if (image != null && !change.isOwn()) {
            waiting.add(image);
        }
    }

    /** The log does not say any more what was missed. */
    private boolean compareAll() {
        LOG.warn("The log of changes does not reach back to what this process has: the whole index is compared.");
        begin();
        if (active.isReady()) {
            changes.increment(check.takeInMissed().healed());
        }
        mustCompare = false;
        return true;
    }

    /** The lock lets an own enrolment that has just been committed get into the index. */
    private void settle(LogMoment moment) {
        Long through = settled.through(moment);
        if (through == null) {
            return;
        }
        writes.lock();
        try {
            active.settle(through);
        } finally {
            writes.unlock();
        }
    }

    double lagSeconds() {
        return (System.nanoTime() - completeAt) / 1e9;
    }

    int waiting() {
        return waiting.size();
    }

    @Nullable
    String error() {
        return error;
    }
}
