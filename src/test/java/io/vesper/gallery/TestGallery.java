package io.vesper.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.embedding.ModelRegistry;
import io.vesper.index.Aggregation;
import io.vesper.index.GalleryIndex;
import io.vesper.index.GalleryName;
import io.vesper.index.ImageLabels;
import io.vesper.index.MemoryIndex;
import io.vesper.index.RankedPerson;
import io.vesper.index.SearchFilter;
import io.vesper.index.SearchOptions;
import io.vesper.index.TimeWindow;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.search.Probe;
import io.vesper.search.SearchAnswer;
import io.vesper.serving.ServingModel;
import io.vesper.store.GalleryImage;
import io.vesper.store.ImageFilter;
import io.vesper.store.TestDatabase;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A gallery on a database of its own, and what tests do with it. */
final class TestGallery extends WiredGallery {
    private TestGallery(TestDatabase place, ModelRegistry models) {
        this(place, models, false);
    }

    private TestGallery(TestDatabase place, ModelRegistry models, boolean follows) {
        super(place, models, follows);
    }

    /** One of several that keep in step. */
    static TestGallery following(TestDatabase place, ModelRegistry models, String model) {
        TestGallery gallery = new TestGallery(place, models, true);
        gallery.start(model);
        return gallery;
    }

    /** Opened, but no model is loaded. */
    static TestGallery opened(Path folder, ModelRegistry models) {
        return new TestGallery(TestDatabase.at(folder.resolve("vesper")), models);
    }

    static TestGallery started(Path folder, ModelRegistry models) {
        TestGallery gallery = opened(folder, models);
        gallery.start();
        return gallery;
    }

    /** A second one on the database of the first, as another server would be. */
    static TestGallery secondOn(TestGallery first, ModelRegistry models) {
        TestGallery second = new TestGallery(first.place, models);
        second.start();
        return second;
    }

    GalleryImage enrol(@Nullable String person, byte[] picture) {
        return enrolAs(labels(person, "1"), picture);
    }

    /** Enrols the first shot of somebody. */
    GalleryImage enrolIn(GalleryName gallery, @Nullable String person, String camera, int picture) {
        ImageLabels labels = labels(person, camera);
        return enrolAs(
                new ImageLabels(gallery, labels.person(), labels.camera(), labels.modality(), null, Map.of()),
                Pictures.png(picture, 1));
    }

    GalleryImage enrolAs(ImageLabels labels, byte[] picture) {
        return gallery.enrol(new Enrolment(labels, List.of(picture))).get(0).image();
    }

    /** The people found for a visible picture of anyone. */
    List<RankedPerson> find(byte[] picture) {
        return answer(picture).people();
    }

    SearchAnswer answer(byte[] picture) {
        SearchOptions options =
                new SearchOptions(SearchFilter.everythingIn(GalleryName.DEFAULT), -1, 100, 20, Aggregation.MAX);
        return search.search(new Probe.Pictures(List.of(picture), Modality.VISIBLE), options);
    }

    /** All images of all galleries. */
    List<GalleryImage> images() {
        return gallery.images(new ImageFilter(null, null, null, null, null, TimeWindow.ALWAYS), 0, 100_000);
    }

    /** What searches see, in the order of the index in memory. */
    List<GalleryIndex.Row> indexed() {
        List<GalleryIndex.Row> rows = new ArrayList<>();
        try (ServingModel model = active.hold()) {
            ((MemoryIndex) model.index()).forEach(rows::add);
        }
        return rows;
    }

    /** What searches see is what is enrolled, whatever changed both. */
    void assertIndexEqualsDatabase() {
        assertThat(indexed().stream().map(GalleryIndex.Row::entry).toList())
                .containsExactlyInAnyOrderElementsOf(
                        images().stream().map(GalleryImage::indexEntry).toList());
    }

    long rows(String table) {
        return jdbc.sql("SELECT COUNT(*) FROM " + table).query(Long.class).single();
    }

    static ImageLabels labels(@Nullable String person, String camera) {
        return labels(person, camera, Modality.VISIBLE, null);
    }

    static ImageLabels labels(@Nullable String person, String camera, Modality modality, @Nullable Instant time) {
        return new ImageLabels(
                GalleryName.DEFAULT,
                person == null ? null : new PersonId(person),
                new CameraId(camera),
                modality,
                time,
                Map.of());
    }
}
