package io.vesper.gallery;

import io.vesper.access.AuditAction;
import io.vesper.access.AuditEvent;
import io.vesper.gallery.GalleryWriter.Change;
import io.vesper.index.GalleryName;
import io.vesper.index.IndexChange;
import io.vesper.person.CameraId;
import io.vesper.person.Location;
import io.vesper.store.Camera;
import io.vesper.store.CameraStore;
import io.vesper.store.EnrolmentItemStore;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.GalleryStore;
import io.vesper.store.GallerySummary;
import io.vesper.store.TimeToLive;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The galleries, and what is set about them: how long they keep images, and where their cameras stand. */
public final class Galleries {
    private final GalleryStore galleries;
    private final CameraStore cameras;
    private final EnrolmentItemStore items;
    private final GalleryWriter writer;

    Galleries(GalleryDatabase database, GalleryWriter writer) {
        this.galleries = database.galleries();
        this.cameras = database.cameras();
        this.items = database.items();
        this.writer = writer;
    }

    public List<GallerySummary> list() {
        return galleries.list();
    }

    /** @throws NoSuchGalleryException if nothing has that name */
    public GallerySummary gallery(GalleryName name) {
        GallerySummary gallery = galleries.find(name);
        if (gallery == null) {
            throw new NoSuchGalleryException(name);
        }
        return gallery;
    }

    /**
     * Sets for how long a gallery keeps images; it need not have any yet.
     *
     * @param timeToLive null: for ever
     */
    public GallerySummary keepFor(GalleryName name, @Nullable TimeToLive timeToLive) {
        return writer.write(() -> {
            galleries.setTimeToLive(name, timeToLive);
            return new Change<>(gallery(name), IndexChange.NONE, event(AuditAction.GALLERY_SET, name, 0));
        });
    }

    /**
     * Erases a gallery: its images, pictures, embeddings by any model, index entries, pictures that jobs would
     * enrol, and what is set about it. That takes several
     * turns; what is enrolled meanwhile is not meant.
     *
     * @throws NoSuchGalleryException if nothing has that name
     */
    public void erase(GalleryName name) {
        // First of all, so that no job goes on to enrol them.
        int waiting = writer.write(() -> {
            int pictures = items.erase(name);
            return new Change<>(
                    pictures,
                    IndexChange.NONE,
                    pictures == 0 ? null : event(AuditAction.ERASE_GALLERY, name, pictures));
        });
        if (waiting == 0) {
            gallery(name);
        }
        long through = galleries.through(name);
        writer.eraseAll(
                images -> event(AuditAction.ERASE_GALLERY, name, images),
                limit -> galleries.images(name, through, limit));
        writer.write(() -> {
            galleries.deleteSettings(name);
            return new Change<>(name, IndexChange.NONE, event(AuditAction.ERASE_GALLERY, name, 0));
        });
    }

    /** @throws NoSuchGalleryException if nothing has that name */
    public List<Camera> cameras(GalleryName name) {
        List<Camera> found = cameras.list(name);
        if (found.isEmpty()) {
            gallery(name);
        }
        return found;
    }

    /**
     * Sets where a camera stands; it need not have any image yet.
     *
     * @param location null: not known any more
     */
    public Camera place(GalleryName name, CameraId camera, @Nullable Location location) {
        return writer.write(() -> {
            cameras.setLocation(name, camera, location);
            return new Change<>(cameras.find(name, camera), IndexChange.NONE, event(AuditAction.GALLERY_SET, name, 0));
        });
    }

    private static AuditEvent event(AuditAction action, GalleryName gallery, int images) {
        return AuditEvent.inGallery(action, gallery.value(), images);
    }

    /** The cameras that see the same people at the same time as this one: at least this one. */
    public Set<CameraId> atLocationOf(GalleryName name, CameraId camera) {
        Set<CameraId> neighbours = cameras.atLocationOf(name, camera);
        return neighbours.isEmpty() ? Set.of(camera) : neighbours;
    }
}
