package io.vesper.store;

import io.vesper.index.SearchFilter;
import io.vesper.index.TimeWindow;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A filter as SQL; values travel as parameters only. */
final class ImageCondition {
    private final StringBuilder sql = new StringBuilder();
    private final Map<String, Object> parameters = new HashMap<>();

    private final boolean isOfOneGallery;
    private final boolean isOfOnePerson;

    private ImageCondition(boolean isOfOneGallery, boolean isOfOnePerson) {
        this.isOfOneGallery = isOfOneGallery;
        this.isOfOnePerson = isOfOnePerson;
    }

    static ImageCondition of(ImageFilter filter) {
        boolean isOfOnePerson = filter.person() != null || Boolean.FALSE.equals(filter.identified());
        ImageCondition condition = new ImageCondition(filter.gallery() != null, isOfOnePerson);
        Modality modality = filter.modality();
        condition.add(" AND i.gallery = :gallery", "gallery", text(filter.gallery()));
        condition.add(" AND i.person_id = :person", "person", text(filter.person()));
        condition.addIdentified(filter.identified());
        condition.add(" AND i.camera_id = :camera", "camera", text(filter.camera()));
        condition.add(" AND i.modality = :modality", "modality", modality == null ? null : modality.label());
        condition.addWindow(filter.window());
        return condition;
    }

    static ImageCondition of(SearchFilter filter) {
        ImageCondition condition = new ImageCondition(true, false);
        Modality modality = filter.modality();
        condition.add(" AND i.gallery = :gallery", "gallery", filter.gallery().value());
        condition.add(" AND i.modality = :modality", "modality", modality == null ? null : modality.label());
        condition.add(" AND i.camera_id IN (:cameras)", "cameras", texts(filter.cameras()));
        condition.add(" AND i.camera_id NOT IN (:excluded)", "excluded", texts(filter.excludedCameras()));
        condition.addWindow(filter.window());
        return condition;
    }

    private void addWindow(TimeWindow window) {
        add(" AND i.captured_at >= :from", "from", ImageRows.timestamp(window.from()));
        add(" AND i.captured_at < :to", "to", ImageRows.timestamp(window.to()));
    }

    /** Null: any will do. */
    private static @Nullable List<String> texts(Set<CameraId> cameras) {
        return cameras.isEmpty() ? null : cameras.stream().map(CameraId::value).toList();
    }

    private static @Nullable String text(@Nullable Record label) {
        return label == null ? null : label.toString();
    }

    private void add(String clause, String name, @Nullable Object value) {
        if (value != null) {
            sql.append(clause);
            parameters.put(name, value);
        }
    }

    private void addIdentified(@Nullable Boolean identified) {
        if (identified != null) {
            sql.append(identified ? " AND i.person_id IS NOT NULL" : " AND i.person_id IS NULL");
        }
    }

    String sql() {
        return sql.toString();
    }

    /** The order of enrolment, so written that H2 takes it from the index that serves the filter. */
    String order() {
        if (!isOfOneGallery) {
            return " ORDER BY i.sequence";
        }
        return isOfOnePerson ? " ORDER BY i.gallery, i.person_id, i.sequence" : " ORDER BY i.gallery, i.sequence";
    }

    Map<String, Object> parameters() {
        return parameters;
    }
}
