package io.vesper.serving;

import io.vesper.embedding.EngineReport;
import io.vesper.embedding.ModelRegistry;
import io.vesper.index.GalleryIndex;
import io.vesper.index.IndexChange;
import io.vesper.person.Modality;
import io.vesper.store.ModelChoice;
import java.util.concurrent.locks.Lock;
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
    private final IndexLoader loader;
    private final Lock writes;

    /** Held by the one change that is under way. */
    private final Object changes = new Object();

    private volatile @Nullable ServingModel serving;
    private volatile @Nullable ServingModel next;
    private volatile String whyNone = "No model is active yet. Maybe it is still being loaded.";

    public ActiveModel(ModelRegistry models, ModelChoice choice, IndexLoader loader, Lock writes) {
        this.models = models;
        this.choice = choice;
        this.loader = loader;
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
        String kind = index.isApproximate() ? "hnsw" : "exact";
        return new IndexState(kind, index.size(), now.modelId(), index.through());
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
            changeAlone(modelId, progress);
        }
    }

    /** The start's: a model that was activated before its turn came stays. */
    public void changeUnlessReady(String modelId) {
        synchronized (changes) {
            if (!isReady()) {
                changeAlone(modelId, images -> {});
            }
        }
    }

    private void changeAlone(String modelId, EmbeddingProgress progress) {
        loader.forgetOtherWeights(models.model(modelId));
        ServingModel model = loader.prepare(models.open(modelId));
        next = model;
        try {
            loader.load(model, progress);
            replace(model, progress);
        } finally {
            next = null;
            if (serving != model) {
                model.close();
            }
        }
    }

    private void replace(ServingModel model, EmbeddingProgress progress) {
        ServingModel before;
        writes.lock();
        try {
            loader.load(model, progress); // the few that came meanwhile
            choice.complete(model.modelId());
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
