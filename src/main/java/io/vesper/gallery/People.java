package io.vesper.gallery;

import io.vesper.access.AuditAction;
import io.vesper.access.AuditEvent;
import io.vesper.gallery.GalleryWriter.Change;
import io.vesper.index.GalleryName;
import io.vesper.index.IndexChange;
import io.vesper.index.IndexEntry;
import io.vesper.person.PersonId;
import io.vesper.store.EnrolmentItemStore;
import io.vesper.store.GalleryDatabase;
import io.vesper.store.ImageStore;
import io.vesper.store.PersonStore;
import io.vesper.store.PersonSummary;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who is known in a gallery: a person is whoever has an image there. */
public final class People {
    private final PersonStore people;
    private final ImageStore images;
    private final EnrolmentItemStore items;
    private final GalleryWriter writer;

    People(GalleryDatabase database, GalleryWriter writer) {
        this.people = database.people();
        this.images = database.images();
        this.items = database.items();
        this.writer = writer;
    }

    /**
     * Lists people in the order of their ids.
     *
     * @param after only people who come after this one; null begins
     * @param limit at most so many, ≥ 1
     */
    public Page page(GalleryName gallery, @Nullable PersonId after, int limit) {
        List<PersonId> found = people.page(gallery, after, limit + 1);
        if (found.isEmpty()) {
            return new Page(List.of(), null);
        }
        PersonId last = found.get(Math.min(limit, found.size()) - 1);
        return new Page(people.summaries(gallery, found.get(0), last), found.size() > limit ? last : null);
    }

    /** @throws NoSuchPersonException if the gallery has no image of that person */
    public PersonSummary person(GalleryName gallery, PersonId person) {
        return people.summaries(gallery, person, person).stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchPersonException(gallery, person));
    }

    /**
     * Gives all images of one person to another, who need not have any: then the person is renamed. A picture that both had by one
     * camera is kept once, as the image that was enrolled first.
     *
     * @param from who was somebody else all along; has no image afterwards, also none that a job enrols
     * @throws NoSuchPersonException if the gallery has no image of {@code from}
     * @throws IllegalArgumentException if they are the same
     */
    public Merged merge(GalleryName gallery, PersonId from, PersonId into) {
        if (from.equals(into)) {
            throw new IllegalArgumentException("The person (%s) cannot be merged into itself.".formatted(into));
        }
        return writer.write(() -> {
            Set<UUID> dropped = people.duplicates(gallery, from, into);
            dropped.forEach(images::delete);
            if (people.give(gallery, from, into) == 0 && dropped.isEmpty()) {
                throw new NoSuchPersonException(gallery, from);
            }
            items.give(gallery, from, into);
            List<IndexEntry> whole = people.images(gallery, into);
            return new Change<>(
                    new Merged(into, whole.size(), dropped.size()),
                    new IndexChange(dropped, whole),
                    AuditEvent.inGallery(AuditAction.MERGE, gallery.value(), whole.size()));
        });
    }

    /**
     * Erases a person: images, pictures, embeddings by any model, index entries, and pictures that jobs would enrol.
     *
     * @throws NoSuchPersonException if the gallery has no image of that person, and no job a picture
     */
    public void erase(GalleryName gallery, PersonId person) {
        writer.write(() -> {
            Set<UUID> erased = people.images(gallery, person).stream()
                    .map(IndexEntry::imageId)
                    .collect(Collectors.toSet());
            int waiting = items.erase(gallery, person);
            if (waiting == 0 && erased.isEmpty()) {
                throw new NoSuchPersonException(gallery, person);
            }
            people.delete(gallery, person);
            return new Change<>(
                    erased.size(),
                    IndexChange.erasing(erased),
                    AuditEvent.inGallery(AuditAction.ERASE_PERSON, gallery.value(), erased.size() + waiting));
        });
    }

    /**
     * Some people.
     *
     * @param last the last of them if more come after; null: there are no more
     */
    public record Page(List<PersonSummary> people, @Nullable PersonId last) {}

    /**
     * What became of two people.
     *
     * @param images how many the person has now
     * @param dropped how many were erased because the other one had the same picture by the same camera
     */
    public record Merged(PersonId person, int images, int dropped) {}
}
