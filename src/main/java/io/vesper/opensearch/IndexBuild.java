package io.vesper.opensearch;

import io.vesper.index.GalleryName;
import io.vesper.store.ChangeLog;
import io.vesper.store.EmbeddingStore.Kept;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.IndexPartStore.Part;
import io.vesper.store.IndexPartStore.State;
import io.vesper.store.LogMoment;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds the index of a gallery from the database, beside the one that is searched; whoever feeds lets it be searched then. */
final class IndexBuild {
    private static final Logger LOG = LoggerFactory.getLogger(IndexBuild.class);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final ModelIndexes images;
    private final IndexNames names;
    private final ClusterIndexes indexes;
    private final IndexWriter writer;
    private final GalleryDatabase database;
    private final int batch;

    IndexBuild(
            ModelIndexes images,
            IndexNames names,
            ClusterIndexes indexes,
            IndexWriter writer,
            GalleryDatabase database,
            int batch) {
        this.images = images;
        this.names = names;
        this.indexes = indexes;
        this.writer = writer;
        this.database = database;
        this.batch = batch;
    }

    /** Builds all of it in this thread; goes on with what another process has begun, which may have ended. */
    void run(GalleryName gallery, BooleanSupplier mayGoOn) {
        Part begun = begun(gallery);
        Part part = begun == null ? begin(gallery, null, mayGoOn) : begun;
        fill(
                part,
                part.filledThrough(),
                database.galleries().through(gallery),
                mayGoOn,
                page -> database.indexParts()
                        .filled(
                                part.indexName(),
                                page.get(page.size() - 1).entry().sequence()));
        end(part);
    }

    private @Nullable Part begun(GalleryName gallery) {
        for (Part part : database.indexParts().of(images.modelId())) {
            if (part.state() == State.FILLING
                    && !part.isOfJob()
                    && part.gallery().equals(gallery)) {
                if (indexes.there().leads(ClusterIndexes.fillAlias(part), part.indexName())) {
                    LOG.info("The index ({}) is filled further from image {}.", part.indexName(), part.filledThrough());
                    return part;
                }
                database.indexParts().delete(part.indexName());
            }
        }
        return null;
    }

    /**
     * Makes an empty index.
     *
     * @param jobId the job that will fill it; null: this process
     * @throws CancellationException also if the job has been divided meanwhile, by a process that took it over
     */
    Part begin(GalleryName gallery, @Nullable String jobId, BooleanSupplier mayGoOn) {
        indexes.checkEngine();
        long position = settledPosition(mayGoOn);
        Part part = new Part(
                names.index(gallery, System.currentTimeMillis()),
                images.modelId(),
                gallery,
                position,
                State.FILLING,
                jobId,
                0);
        if (!database.indexParts().insert(part)) { // first: an index without it is taken for a leftover
            throw new CancellationException("Another process has taken the job over.");
        }
        indexes.create(part);
        return part;
    }

    /** A position of the log up to which no change can come any more: whoever reads the gallery from now on sees them all. */
    private long settledPosition(BooleanSupplier mayGoOn) {
        ChangeLog log = database.changes();
        LogMoment begun = log.moment();
        while (log.moment().firstRunning() < begun.nextTransaction()) {
            checkGoesOn(mayGoOn);
            LockSupport.parkNanos(PAUSE.toNanos());
        }
        return begun.position();
    }

    /**
     * Writes the images of a stretch of the order of enrolment; again, should it have been written already.
     *
     * @param written told of each page
     * @throws IndexGoneException if somebody has deleted it
     */
    void fill(Part part, long after, long through, BooleanSupplier mayGoOn, Consumer<List<Kept>> written) {
        images.embedMissing(after, through, () -> checkGoesOn(mayGoOn));
        long from = after;
        List<Kept> page = images.page(part.gallery(), from, through, batch);
        while (!page.isEmpty()) {
            checkGoesOn(mayGoOn);
            List<IndexWriter.Write> writes = images.of(page, ClusterIndexes.fillAlias(part), part.position());
            writer.write(writes)
                    .refused()
                    .forEach((image, reason) -> database.indexFeed().refuse(part.modelId(), image, reason));
            from = page.get(page.size() - 1).entry().sequence();
            written.accept(page);
            page = images.page(part.gallery(), from, through, batch);
        }
    }

    /** Hands it over to whoever feeds. */
    void end(Part part) {
        writer.refresh(List.of(ClusterIndexes.fillAlias(part)));
        if (database.indexParts().advance(part.indexName(), State.FILLING, State.FILLED)) {
            LOG.info("The index ({}) is filled.", part.indexName());
        }
    }

    private static void checkGoesOn(BooleanSupplier mayGoOn) {
        if (!mayGoOn.getAsBoolean()) {
            throw new CancellationException("The build of an index is stopped.");
        }
    }
}
