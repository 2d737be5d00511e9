package io.vesper.serving;

import io.vesper.embedding.Embedder;
import io.vesper.embedding.EngineReport;
import io.vesper.embedding.ModelRegistry;
import io.vesper.embedding.PublishedModel;
import io.vesper.index.GalleryIndex;
import io.vesper.index.IndexChange;
import io.vesper.person.Modality;
import io.vesper.store.ModelChoice;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one model that answers, and its replacement by another while it goes on answering.
 *
 * <p>A new model embeds the whole gallery first; then embedder, index and the persisted choice change at once, while nothing is
 * written. Images enrolled meanwhile are found by both.
 */
public final class ActiveModel implements AutoCloseable {
    private final ModelRegistry models;
    private final ModelChoice choice;
    private final IndexBackend backend;
    private final Lock writes;

    /** Held by the one change that is under way. */
    private final Object changes = new Object();

    /** Changed images that the next model may not have taken in. */
    private final LateImages late = new LateImages();

    private volatile @Nullable ServingModel serving;
    private volatile @Nullable ServingModel next;
    /** Through which image every process's enrolments are in the index; without other processes there is no limit. */
    private volatile long settled = Long.MAX_VALUE;

    private volatile String whyNone = "No model is active yet. Maybe it is still being loaded.";

    public ActiveModel(ModelRegistry models, ModelChoice choice, IndexBackend backend, Lock writes) {
        this.models = models;
        this.choice = choice;
        this.backend = backend;
        this.writes = writes;
    }

    /** Whether queries and enrolments are answered. */
    public boolean isReady() {
        return serving != null;
    }

    /** The model that answers now; null while there is none. */
    public @Nullable String modelId() {
        ServingModel now = serving;
        return now == null ? null : now.modelId();
    }

    /** What computes its embeddings; null while there is none. */
    public @Nullable EngineReport engine() {
        ServingModel now = serving;
        return now == null ? null : now.embedder().engine();
    }

    /** How many images are searched; 0 while no model is active. */
    public int indexSize() {
        ServingModel now = serving;
        return now == null ? 0 : now.index().size();
    }

    /** How many of them are of a modality. */
    public int indexSize(Modality modality) {
        ServingModel now = serving;
        return now == null ? 0 : now.index().size(modality);
    }

    /** Sequence number of the youngest image that was ever in the index; 0 while no model is active. */
    public long indexedThrough() {
        ServingModel now = serving;
        return now == null ? 0 : now.index().through();
    }

    /** How many images graphs lead to; 0 where searches are exact. */
    public int inGraphs() {
        ServingModel now = serving;
        return now == null ? 0 : now.index().inGraphs();
    }

    public @Nullable IndexState indexState() {
        ServingModel now = serving;
        if (now == null) {
            return null;
        }
        GalleryIndex index = now.index();
        return new IndexState(index.kind(), index.size(), now.modelId(), Math.min(settled, index.through()));
    }

    /**
     * The model that answers now, held open until the caller closes it.
     *
     * @throws NoActiveModelException while there is none
     */
    public ServingModel hold() {
        ServingModel now = serving;
        while (now != null && !now.hold()) {
            now = serving; // replaced and closed in between
        }
        if (now == null) {
            throw new NoActiveModelException(whyNone);
        }
        return now;
    }

    /** Whether that model still answers; settled for as long as the caller holds the write lock. */
    public boolean isServing(ServingModel model) {
        return serving == model;
    }

    /** Whether another model is being made ready to answer. */
    boolean isChanging() {
        return next != null;
    }

    /**
     * The sequence number through which a search that begins now considers every image; if it is higher than that of the index's
     * youngest image, that one's.
     */
    public long settled() {
        return settled;
    }

    /** Every image up to that sequence number is in the index now, whoever enrolled it. */
    public void settle(long sequence) {
        settled = sequence;
    }

    /** Takes in what was enrolled with the model that answers; the caller holds the write lock. */
    public void add(ServingModel model, List<GalleryIndex.Row> rows) {
        model.index().add(rows);
        if (isChanging()) {
            late.add(rows.stream().map(row -> row.entry().imageId()).toList());
        }
    }

    /**
     * Makes the index equal the database in images that another process has changed; what their model has not embedded, it embeds.
     *
     * @param images at least one
     */
    public void follow(List<UUID> images) {
        boolean isDone = false;
        while (!isDone) {
            ServingModel now = serving;
            if (now != null && !now.hold()) {
                continue; // replaced and closed in between
            }
            try (ServingModel model = now) {
                isDone = follow(model, images);
            }
        }
    }

    /** False if another model took over. */
    private boolean follow(@Nullable ServingModel model, List<UUID> images) {
        if (model != null) {
            model.keeper().embed(images);
        }
        writes.lock();
        try {
            if (serving != model) {
                return false;
            }
            if (model != null) {
                model.keeper().take(images);
            }
            if (isChanging()) {
                late.add(images);
            }
            return true;
        } finally {
            writes.unlock();
        }
    }

    /** Erases and relabels images in the index of every loaded model; the caller holds the write lock. */
    public void apply(IndexChange change) {
        for (ServingModel model : new ServingModel[] {serving, next}) {
            if (model != null) {
                model.index().apply(change);
            }
        }
    }

    /**
     * Makes a model the one that answers; returns when it does.
     *
     * @param progress told of images; may end the change by throwing
     * @throws io.vesper.embedding.NoSuchModelException if it is not published
     */
    public void change(String modelId, EmbeddingProgress progress) {
        synchronized (changes) {
            changeAlone(modelId, progress, choice::complete);
        }
    }

    /** Makes the model answer that another process has chosen; returns when it does. */
    public void changeAsChosen(String modelId, EmbeddingProgress progress) {
        synchronized (changes) {
            changeAlone(modelId, progress, chosen -> {});
        }
    }

    /** The start's: a model that was activated before its turn came stays. */
    public void changeUnlessReady(String modelId) {
        synchronized (changes) {
            if (!isReady()) {
                changeAlone(modelId, images -> {}, choice::completeFirst);
            }
        }
    }

    private void changeAlone(String modelId, EmbeddingProgress progress, Consumer<String> choose) {
        ServingModel model = open(modelId);
        late.clear();
        next = model;
        try {
            model.keeper().load(progress);
            takeMostLate(model);
            replace(model, progress, choose);
        } finally {
            next = null;
            if (serving != model) {
                model.close();
            }
        }
    }

    private ServingModel open(String modelId) {
        PublishedModel published = models.model(modelId);
        Embedder embedder = models.open(modelId);
        try {
            return new ServingModel(embedder, backend.open(published, embedder));
        } catch (RuntimeException | Error e) {
            embedder.close();
            throw e;
        }
    }

    /** Most of them, so that little is left to do under the lock; not for ever, if others change them as fast as that. */
    private void takeMostLate(ServingModel model) {
        int before;
        int left = late.size();
        do {
            before = left;
            takeLate(model, before);
            left = late.size();
        } while (left < before / 2);
    }

    /** @param most about so many images are taken */
    private void takeLate(ServingModel model, int most) {
        int taken = 0;
        List<UUID> images = late.next();
        while (!images.isEmpty()) {
            model.keeper().embed(images);
            writes.lock();
            try {
                model.keeper().take(images);
            } finally {
                writes.unlock();
            }
            taken += images.size();
            images = taken < most ? late.next() : List.of();
        }
    }

    private void replace(ServingModel model, EmbeddingProgress progress, Consumer<String> choose) {
        ServingModel before;
        writes.lock();
        try {
            model.keeper().load(progress); // the few that came meanwhile
            takeLate(model, Integer.MAX_VALUE); // and no more come: who notes them needs the lock
            choose.accept(model.modelId());
            before = serving;
            serving = model;
        } finally {
            writes.unlock();
        }
        if (before != null) {
            before.close();
        }
    }

    public String whyUnavailable() {
        return whyNone;
    }

    /** Says why nothing answers, for the errors that follow. */
    public void unavailable(String reason) {
        whyNone = reason;
    }

    /** Stops answering and frees the model. */
    @Override
    public void close() {
        ServingModel now = serving;
        serving = null;
        if (now != null) {
            now.close();
        }
    }
}
