package io.vesper.index;

import static io.vesper.index.IndexRows.EVERYTHING;
import static io.vesper.index.IndexRows.GALLERY;
import static io.vesper.index.IndexRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.embedding.Embedding;
import io.vesper.index.GalleryIndex.Row;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of searches by graphs when images come, go, and get other labels. */
class GraphChangesTest {
    private static final int IMAGES = 9000;
    private static final int DIMENSION = 32;
    private static final GalleryName OTHER = new GalleryName("other");

    private final Random random = new Random(5);
    private final GraphedGallery gallery = new GraphedGallery(IMAGES, DIMENSION, 10);
    private final List<Row> rows = gallery.rows();

    GraphChangesTest() throws InterruptedException {}

    @Test
    void anErasedImageIsNotFoundAndItsNeighboursAre() {
        List<Row> erased = IntStream.range(0, IMAGES)
                .filter(i -> i % 8 == 0)
                .mapToObj(rows::get)
                .toList();
        gallery.erase(erased);

        assertThat(gallery.isWalked(EVERYTHING)).isTrue();
        assertThat(gallery.recallOfImages(EVERYTHING, 50)).isGreaterThan(0.9);
        for (Row row : erased.subList(0, 100)) {
            assertThat(top(row.embedding(), EVERYTHING))
                    .extracting(Match::imageId)
                    .doesNotContain(row.entry().imageId());
        }
    }

    @Test
    void anEnrolledImageIsFoundAtOnceAndByTheNextGraph() throws InterruptedException {
        int before = gallery.graphed.inGraphs();
        for (int i = 0; i < 1800; i++) {
            Row row = row(20_000 + i, rows.get(i).entry().labels(), random());
            gallery.add(List.of(row));
            if (i % 100 == 0) {
                assertThat(top(row.embedding(), EVERYTHING).get(0).imageId())
                        .isEqualTo(row.entry().imageId());
            }
        }
        gallery.graphed.settle();

        assertThat(gallery.graphed.inGraphs()).isGreaterThan(before);
        assertThat(gallery.recallOfImages(EVERYTHING, 50)).isGreaterThan(0.9);
    }

    @Test
    void anImageErasedAndEnrolledAgainIsFoundOnce() {
        Row first = rows.get(0);
        gallery.erase(List.of(first));
        gallery.add(List.of(first));

        assertThat(top(first.embedding(), EVERYTHING))
                .extracting(Match::imageId)
                .containsOnlyOnce(first.entry().imageId())
                .startsWith(first.entry().imageId());
    }

    /** Galleries and modalities have graphs of their own. */
    @Test
    void anImageThatMovesIsFoundWhereItIsNow() throws InterruptedException {
        Row moved = rows.get(1);
        Row seenAtNight = rows.get(2);
        assertThat(seenAtNight.entry().labels().modality()).isEqualTo(Modality.VISIBLE);
        SearchFilter night = new SearchFilter(GALLERY, Modality.INFRARED, Set.of(), Set.of(), TimeWindow.ALWAYS);

        for (int round = 0; round < 2; round++) {
            relabel(moved, OTHER, null, Modality.VISIBLE);
            relabel(seenAtNight, GALLERY, null, Modality.INFRARED);
            assertThat(isFound(moved, EVERYTHING)).isFalse();
            assertThat(isFound(moved, SearchFilter.everythingIn(OTHER))).isTrue();
            assertThat(isFound(seenAtNight, night)).isTrue();
            assertThat(isFound(seenAtNight, EVERYTHING)).isTrue();
            relabel(moved, GALLERY, null, Modality.VISIBLE);
            assertThat(isFound(moved, EVERYTHING)).isTrue();
            assertThat(isFound(moved, SearchFilter.everythingIn(OTHER))).isFalse();
            gallery.graphed.settle();
        }
    }

    @Test
    void aMergedPersonHasTheImagesOfBoth() {
        PersonId one = rows.get(0).entry().labels().person();
        PersonId other = rows.get(7).entry().labels().person();
        List<Row> ofOne = rows.stream()
                .filter(row -> one.equals(row.entry().labels().person()))
                .toList();
        for (Row row : ofOne) {
            relabel(row, GALLERY, other, row.entry().labels().modality());
        }
        SearchOptions options = new SearchOptions(EVERYTHING, -1, 1, 20, Aggregation.MAX);
        ProbeVectors probe = ProbeVectors.of(List.of(rows.get(0).embedding()), Modality.VISIBLE);

        List<RankedPerson> people = gallery.graphed.search(probe, options).people();
        assertThat(people).isEqualTo(gallery.exact.search(probe, options).people());
        assertThat(people.get(0).person()).isEqualTo(other);
    }

    @Test
    void whereMostRowsOfAGraphAreGoneItIsBuiltAnew() throws InterruptedException {
        gallery.erase(rows.subList(0, 2800));
        gallery.graphed.settle();

        assertThat(gallery.graphed.snapshot().graphs()).allMatch(graph -> graph.size() < 4200);
        assertThat(gallery.graphed.inGraphs()).isGreaterThan(6150);
        assertThat(gallery.recallOfImages(EVERYTHING, 30)).isGreaterThan(0.9);
    }

    /** Rows are copied together then, so that graphs would lead to other places. */
    @Test
    void whenMostImagesAreGoneSearchesAreExactUntilTheNextGraph() throws InterruptedException {
        gallery.erase(rows.subList(0, 5000));

        assertThat(gallery.recallOfImages(EVERYTHING, 20)).isGreaterThan(0.9);
        gallery.graphed.settle();
        assertThat(gallery.graphed.inGraphs()).isGreaterThan(900);
        assertThat(gallery.recallOfImages(EVERYTHING, 20)).isGreaterThan(0.9);
    }

    @Test
    void ofAGalleryThatIsGoneNoGraphIsLeft() throws InterruptedException {
        List<Row> other = IntStream.range(0, 3000)
                .mapToObj(i -> row(30_000 + i, labels(OTHER, null, Modality.VISIBLE), random()))
                .toList();
        gallery.add(other);
        gallery.graphed.settle();
        assertThat(gallery.graphed.snapshot().graphs()).hasSize(3);

        gallery.erase(other);
        gallery.graphed.settle();

        assertThat(gallery.graphed.snapshot().graphs()).hasSize(2);
    }

    @Test
    void aClosedIndexBuildsNothingAndAnswers() throws InterruptedException {
        gallery.graphed.close();
        gallery.erase(rows.subList(0, 5000));
        gallery.graphed.settle();

        assertThat(gallery.graphed.inGraphs()).isZero();
        assertThat(gallery.recallOfImages(EVERYTHING, 10)).isEqualTo(1);
    }

    private Embedding random() {
        return IndexRows.random(DIMENSION, random);
    }

    private List<Match> top(Embedding probe, SearchFilter filter) {
        return IndexRows.top(gallery.graphed, List.of(probe), filter, GraphedGallery.WANTED);
    }

    private boolean isFound(Row row, SearchFilter filter) {
        return top(row.embedding(), filter).stream()
                .anyMatch(match -> match.imageId().equals(row.entry().imageId()));
    }

    private void relabel(Row row, GalleryName name, @Nullable PersonId person, Modality modality) {
        gallery.apply(IndexChange.relabelling(List.of(
                new IndexEntry(row.entry().imageId(), row.entry().sequence(), labels(name, person, modality)))));
    }

    private static ImageLabels labels(GalleryName name, @Nullable PersonId person, Modality modality) {
        return new ImageLabels(name, person, new CameraId("c1"), modality, null, Map.of());
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void graphsComeBackByThemselvesAfterRowsWereCopiedTogether() throws InterruptedException {
        gallery.erase(rows.subList(0, IMAGES / 2));
        gallery.graphed.settle();
        assertThat(gallery.graphed.inGraphs()).isPositive();

        gallery.erase(rows.subList(IMAGES / 2, IMAGES / 2 + 1));

        while (gallery.graphed.inGraphs() == 0) {
            Thread.onSpinWait();
        }
    }
}
