package io.vesper.store;

import io.vesper.index.GalleryName;
import io.vesper.index.ImageLabels;
import io.vesper.index.IndexEntry;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Reads of many images what an index knows about them; each name is checked and kept once. For several threads. */
final class EntryRows {
    static final String COLUMNS =
            "i.image_id, i.sequence, i.gallery, i.person_id, i.camera_id, i.modality, i.captured_at";

    private final Map<String, GalleryName> galleries = new ConcurrentHashMap<>();
    private final Map<String, PersonId> people = new ConcurrentHashMap<>();
    private final Map<String, CameraId> cameras = new ConcurrentHashMap<>();

    List<IndexEntry> read(ResultSet rows) throws SQLException {
        List<IndexEntry> entries = new ArrayList<>();
        while (rows.next()) {
            entries.add(new IndexEntry(rows.getObject(1, UUID.class), rows.getLong(2), labels(rows)));
        }
        return entries;
    }

    /** By numbers of columns: finding them by name for each row takes longer than reading them. */
    private ImageLabels labels(ResultSet rows) throws SQLException {
        OffsetDateTime capturedAt = rows.getObject(7, OffsetDateTime.class);
        return new ImageLabels(
                galleries.computeIfAbsent(rows.getString(3), GalleryName::new),
                person(rows.getString(4)),
                cameras.computeIfAbsent(rows.getString(5), CameraId::new),
                Modality.of(rows.getString(6)),
                capturedAt == null ? null : capturedAt.toInstant(),
                Map.of());
    }

    private @Nullable PersonId person(@Nullable String name) {
        return name == null ? null : people.computeIfAbsent(name, PersonId::new);
    }
}
