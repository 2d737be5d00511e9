package io.vesper.serving;

import io.vesper.access.AuditAction;
import io.vesper.access.AuditEvent;
import io.vesper.embedding.DamagedModelException;
import io.vesper.embedding.ModelRegistry;
import io.vesper.job.Failures;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.ModelChoice;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Activates models in the background, one at a time. An activation that was begun goes on after a crash or a restart. */
public final class ModelActivation implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelActivation.class);
    private static final int STOP_SECONDS = 30;
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

    private final ActiveModel active;
    private final ModelRegistry models;
    private final GalleryDatabase database;
    private final ModelChoice choice;
    private final ExecutorService background;

    private volatile @Nullable Activation last;
    private volatile boolean stopping;

    /** @param background runs activations one after another; shut down by {@link #close} */
    public ModelActivation(
            ActiveModel active, ModelRegistry models, GalleryDatabase database, ExecutorService background) {
        this.active = active;
        this.models = models;
        this.database = database;
        this.choice = database.choice();
        this.background = background;
    }

    public ActiveModel active() {
        return active;
    }

    public ModelChoice choice() {
        return choice;
    }

    /** The running activation or the last one; null if there was none since the start. */
    public @Nullable Activation last() {
        return last;
    }

    /**
     * Begins to activate a model: the gallery is embedded with it while the present one answers, then it takes over. Asking again
     * for the model that is being activated, or is active, changes nothing.
     *
     * @return where that stands
     * @throws io.vesper.embedding.NoSuchModelException if it is not published
     * @throws ActivationRunningException while another model is being activated
     */
    public synchronized Activation activate(String modelId) {
        models.model(modelId);
        Activation running = last;
        if (running != null && running.isRunning()) {
            return sameOrRefused(running, modelId);
        }
        if (modelId.equals(active.modelId()) && modelId.equals(choice.active())) {
            return show(Activation.completed(modelId));
        }
        long waiting = database.embeddings().countWaiting(modelId);
        if (!modelId.equals(choice.activating())) { // else begun before a restart, and entered then
            audited(AuditAction.ACTIVATE, modelId, () -> choice.begin(modelId));
        }
        Activation begun = show(Activation.running(modelId, waiting));
        background.execute(() -> run(begun));
        return begun;
    }

    /** Asks the processes that serve the gallery to activate a model: one takes it up, the others follow. */
    public void request(String modelId) {
        models.model(modelId);
        audited(AuditAction.ACTIVATE, modelId, () -> choice.request(modelId));
    }

    /** Takes up what was requested, if it can be had here, nothing else is going on, and no other process was faster. */
    public synchronized void takeUpRequest() {
        String requested = choice.requested();
        if (requested != null && !isRunning()) {
            models.model(requested);
            if (choice.takeUp(requested)) {
                activate(requested);
            }
        }
    }

    /**
     * Begins to load the model that another process has activated, unless it answers already or another change is under way.
     *
     * @throws io.vesper.embedding.NoSuchModelException if it is not published here
     */
    public synchronized void follow(String modelId) {
        if (isRunning() || modelId.equals(active.modelId())) {
            return;
        }
        models.model(modelId);
        Activation begun =
                show(Activation.running(modelId, database.embeddings().countWaiting(modelId)));
        background.execute(() -> follow(begun));
    }

    private boolean isRunning() {
        Activation running = last;
        return stopping || running != null && running.isRunning();
    }

    /**
     * Deletes a model, with what it has embedded.
     *
     * @throws io.vesper.embedding.NoSuchModelException if it is not published
     * @throws ModelInUseException if it is active or being activated
     */
    public synchronized void delete(String modelId) {
        Activation running = last;
        boolean isRunning =
                running != null && running.isRunning() && running.modelId().equals(modelId);
        if (isRunning
                || modelId.equals(active.modelId())
                || modelId.equals(choice.active())
                || modelId.equals(choice.activating())) {
            throw new ModelInUseException(modelId);
        }
        checkPublished(modelId);
        // In this order: killed in between, the model is still there to be deleted again.
        audited(AuditAction.MODEL_DELETED, modelId, () -> database.embeddings().deleteAll(modelId));
        models.delete(modelId);
    }

    /** No change without its entry in the audit log. */
    private void audited(AuditAction action, String modelId, Runnable change) {
        database.transaction().executeWithoutResult(status -> {
            change.run();
            database.audit().record(AuditEvent.about(action, modelId));
        });
    }

    private void checkPublished(String modelId) {
        try {
            models.model(modelId);
        } catch (DamagedModelException e) {
            LOG.info("A damaged model is deleted: {}", e.getMessage());
        }
    }

    private static Activation sameOrRefused(Activation running, String modelId) {
        if (!running.modelId().equals(modelId)) {
            throw new ActivationRunningException(modelId, running.modelId());
        }
        return running;
    }

    private Activation show(Activation activation) {
        last = activation;
        return activation;
    }

    private void run(Activation begun) {
        Progress progress = new Progress(begun);
        try {
            patiently(() -> active.change(begun.modelId(), progress));
            show(progress.now.completed());
            LOG.info("The model ({}) is active, with {} images in its index.", begun.modelId(), active.indexSize());
        } catch (CancellationException e) {
            LOG.info("The activation of the model ({}) goes on at the next start.", begun.modelId());
        } catch (RuntimeException | Error e) {
            LOG.error("The model ({}) could not be activated; ({}) goes on.", begun.modelId(), active.modelId(), e);
            abandon(progress.now.failed(String.valueOf(e.getMessage())));
        }
    }

    private void follow(Activation begun) {
        Progress progress = new Progress(begun);
        try {
            patiently(() -> active.changeAsChosen(begun.modelId(), progress));
            show(progress.now.completed());
            LOG.info("The model ({}) is active, as another process has chosen.", begun.modelId());
        } catch (CancellationException e) {
            LOG.info("The model ({}) is loaded at the next start.", begun.modelId());
        } catch (RuntimeException | Error e) {
            LOG.error("The model ({}), chosen by another process, could not be loaded.", begun.modelId(), e);
            show(progress.now.failed(String.valueOf(e.getMessage())));
        }
    }

    /** Shown as failed only once it is given up for good: else the next start would take it up again. */
    private void abandon(Activation failed) {
        try {
            patiently(choice::abandon);
            show(failed);
        } catch (CancellationException e) {
            LOG.info("The activation of the model ({}) is tried again at the next start.", failed.modelId());
        } catch (RuntimeException | Error e) {
            show(failed);
            throw e;
        }
    }

    /** A database that is away for a moment is no fault of the model: what was kept stays kept, and it goes on. */
    private void patiently(Runnable change) {
        while (true) {
            try {
                change.run();
                return;
            } catch (DataAccessException | TransactionException e) {
                if (!Failures.isDatabaseAway(e)) {
                    throw e;
                }
                LOG.warn("A change of the model waits for the database ({}).", e.getMessage());
                pause();
            }
        }
    }

    private void pause() {
        long end = System.nanoTime() + BETWEEN_TRIES.toNanos();
        while (System.nanoTime() < end) {
            if (stopping) {
                throw new CancellationException("Vesper is shutting down.");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
    }

    /** Ends a running activation after the images at hand. No interrupt: it would make H2 close its file. */
    @Override
    public void close() {
        stopping = true;
        background.shutdown();
        try {
            if (!background.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("An activation did not stop within {} s.", STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Progress implements EmbeddingProgress {
        private final UnreadableImages unreadable = new UnreadableImages();
        private Activation now;

        Progress(Activation begun) {
            this.now = begun;
        }

        @Override
        public void unreadable(UUID imageId, String reason) {
            unreadable.add(imageId, reason);
        }

        @Override
        public void advance(int images) {
            if (stopping) {
                throw new CancellationException("Vesper is shutting down.");
            }
            now = now.advanced(images, unreadable.list());
            show(now);
        }
    }
}
