package io.vesper.index;

import static io.vesper.index.IndexRows.EVERYTHING;
import static io.vesper.index.IndexRows.GALLERY;
import static io.vesper.index.IndexRows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.embedding.Embedding;
import io.vesper.index.GalleryIndex.Row;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What searches by graphs find, beside exact ones. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GraphSearchTest {
    private static final int PROBES = 50;
    private static final SearchFilter VISIBLE =
            new SearchFilter(GALLERY, Modality.VISIBLE, Set.of(), Set.of(), TimeWindow.ALWAYS);

    private static final int IMAGES = 20_000;
    private static final int DIMENSION = 256;

    private final GraphedGallery gallery = new GraphedGallery(IMAGES, DIMENSION, 20);

    GraphSearchTest() throws InterruptedException {}

    @Test
    void nearlyAllOfTheNearestImagesAreFound() {
        assertThat(gallery.graphed.inGraphs()).isGreaterThan(IMAGES - 20);
        assertThat(gallery.isWalked(EVERYTHING)).isTrue();
        assertThat(gallery.recallOfImages(EVERYTHING, PROBES)).isGreaterThan(0.98);
    }

    @Test
    void nearlyAllOfTheBestPeopleAreFoundWithTheirImages() {
        SearchOptions options = new SearchOptions(VISIBLE, -1, GraphedGallery.WANTED, 3, Aggregation.MAX);

        assertThat(gallery.isWalked(VISIBLE, WalkWidth.ofPeople(GraphedGallery.WANTED, 0)))
                .isTrue();
        assertThat(gallery.recallOfPeople(options, PROBES)).isGreaterThan(0.95);
    }

    @ParameterizedTest
    @EnumSource(
            value = Aggregation.class,
            names = {"MEAN", "CENTROID"})
    void meansAndCentroidsAreExact(Aggregation aggregation) {
        SearchOptions options = new SearchOptions(EVERYTHING, 0.1, 10, 3, aggregation);

        assertThat(gallery.recallOfPeople(options, 10)).isEqualTo(1);
    }

    @Test
    void peopleAreReRankedByTheImagesThatWereFound() {
        SearchOptions options =
                new SearchOptions(EVERYTHING, ScoreFloor.of(-1), 3, 3, Aggregation.MAX, ReRanking.K_RECIPROCAL);

        assertThat(gallery.recallOfPeople(options, 20)).isGreaterThan(0.95);
    }

    @Test
    void filtersHoldOnTheWay() {
        SearchFilter visible = new SearchFilter(GALLERY, Modality.VISIBLE, Set.of(), Set.of(), TimeWindow.ALWAYS);
        SearchFilter mostCameras =
                new SearchFilter(GALLERY, Modality.VISIBLE, cameras(16), Set.of(new CameraId("c3")), TimeWindow.ALWAYS);

        assertThat(gallery.isWalked(mostCameras)).isTrue();
        assertThat(gallery.recallOfImages(VISIBLE, PROBES)).isGreaterThan(0.98);
        assertThat(gallery.recallOfImages(mostCameras, PROBES)).isGreaterThan(0.95);
    }

    @Test
    void whereAFilterLeavesFewRowsTheyAreScanned() {
        SearchFilter fewCameras = new SearchFilter(GALLERY, null, cameras(2), Set.of(), TimeWindow.ALWAYS);

        assertThat(gallery.isWalked(fewCameras)).isFalse();
        assertThat(gallery.recallOfImages(fewCameras, 10)).isEqualTo(1);
    }

    private static Set<CameraId> cameras(int count) {
        return IntStream.range(0, count)
                .mapToObj(camera -> new CameraId("c" + camera))
                .collect(Collectors.toSet());
    }

    @Test
    void moreThanAWalkKeepsInViewAreScanned() {
        ProbeVectors probe = gallery.images.probe(1);

        assertThat(gallery.graphed.nearest(probe, EVERYTHING, 5000, ReRanking.NONE))
                .isEqualTo(gallery.exact.nearest(probe, EVERYTHING, 5000, ReRanking.NONE));
    }

    @Test
    void severalPicturesCountByTheirBest() {
        List<Embedding> pictures = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            pictures.addAll(gallery.images.probe(i).embeddings());
        }
        ProbeVectors probe = ProbeVectors.of(pictures, Modality.VISIBLE);
        List<Match> expected = gallery.exact.nearest(probe, EVERYTHING, 10, ReRanking.NONE);

        assertThat(gallery.graphed.nearest(probe, EVERYTHING, 10, ReRanking.NONE))
                .filteredOn(expected::contains)
                .hasSizeGreaterThanOrEqualTo(9);
    }

    @Test
    void anEnrolledImageIsNoAnswerToItself() {
        Row own = gallery.rows().get(77);
        ProbeVectors probe = new ProbeVectors(
                List.of(own.embedding()), Modality.VISIBLE, own.entry().imageId());

        assertThat(gallery.graphed.nearest(probe, EVERYTHING, 10, ReRanking.NONE))
                .hasSize(10)
                .doesNotHaveDuplicates()
                .extracting(Match::imageId)
                .doesNotContain(own.entry().imageId());
    }

    @Test
    void vectorsInOneByteLeadToTheSameScores(@TempDir Path folder) throws InterruptedException {
        GraphedGallery small = new GraphedGallery(14_000, DIMENSION, 20, new Int8Storage(folder));

        assertThat(small.isWalked(EVERYTHING)).isTrue();
        assertThat(small.recallOfImages(EVERYTHING, PROBES)).isGreaterThan(0.98);
    }

    /** Equal images drop all other neighbours, and no way would lead out of them, or to them. */
    @Test
    void manyEqualImagesHideNoOthers() throws InterruptedException {
        MemoryIndex index = new MemoryIndex(DIMENSION, VectorStorage.FLOAT32, new HnswSettings(16, 60, 20, 1), 1000);
        MemoryIndex exact = new MemoryIndex(DIMENSION);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 6000; i++) {
            Embedding embedding = gallery.images.image(i / 100);
            rows.add(row(i + 1, IndexRows.labels(1), embedding));
        }
        index.add(rows);
        exact.add(rows);
        index.settle();
        Random random = new Random(1);

        for (int i = 0; i < 60; i++) {
            Embedding probe = i % 2 == 0 ? gallery.images.image(i) : IndexRows.random(DIMENSION, random);
            assertThat(scores(index, probe)).isEqualTo(scores(exact, probe));
        }
    }

    private static List<Float> scores(MemoryIndex index, Embedding probe) {
        return IndexRows.top(index, List.of(probe), EVERYTHING, 10).stream()
                .map(Match::score)
                .toList();
    }
}
