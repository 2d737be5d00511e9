package io.vesper.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.index.GalleryIndex.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Two indexes of the same images, twenty of each person: one with graphs, and one that compares every image. */
final class GraphedGallery {
    static final int WANTED = 5;

    private static final int MIN_ROWS = 1900;

    final BenchmarkGallery images;
    final MemoryIndex graphed;
    final MemoryIndex exact;

    GraphedGallery(int images, int dimension, int efSearch) throws InterruptedException {
        this(images, dimension, efSearch, VectorStorage.FLOAT32);
    }

    GraphedGallery(int images, int dimension, int efSearch, VectorStorage storage) throws InterruptedException {
        this.images = new BenchmarkGallery(images, dimension);
        this.exact = new MemoryIndex(dimension);
        this.graphed = new MemoryIndex(dimension, storage, new HnswSettings(16, 5 * efSearch, efSearch, 1), MIN_ROWS);
        this.images.fill(graphed);
        exact.add(rows());
        graphed.settle();
    }

    /** All, in the order of enrolment. */
    List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        graphed.forEach(rows::add);
        return rows;
    }

    void add(List<Row> rows) {
        graphed.add(rows);
        exact.add(rows);
    }

    void apply(IndexChange change) {
        graphed.apply(change);
        exact.apply(change);
    }

    void erase(List<Row> rows) {
        apply(IndexChange.erasing(
                rows.stream().map(row -> row.entry().imageId()).collect(Collectors.toSet())));
    }

    /** Whether a search for images goes through graphs. */
    boolean isWalked(SearchFilter filter) {
        return isWalked(filter, WalkWidth.ofImages(WANTED));
    }

    boolean isWalked(SearchFilter filter, WalkWidth width) {
        return GraphWalks.of(graphed.snapshot(), filter, width) != null;
    }

    /** Of the images that exact searches find, the share that those by graphs find; what both find scores the same. */
    double recallOfImages(SearchFilter filter, int probes) {
        int found = 0;
        int all = 0;
        for (int i = 0; i < probes; i++) {
            List<Match> expected = exact.nearest(images.probe(i), filter, WANTED, ReRanking.NONE);
            List<Match> actual = graphed.nearest(images.probe(i), filter, WANTED, ReRanking.NONE);
            assertThat(actual).isSortedAccordingTo(Match.RANKING).allMatch(match -> filter.accepts(match.labels()));
            assertThat(ids(actual)).doesNotHaveDuplicates();
            all += expected.size();
            found += (int) expected.stream().filter(actual::contains).count();
        }
        return (double) found / all;
    }

    /** The same of people: one that is found has the images and scores that an exact search shows. */
    double recallOfPeople(SearchOptions options, int probes) {
        int found = 0;
        int all = 0;
        for (int i = 0; i < probes; i++) {
            List<RankedPerson> expected = exact.search(images.probe(i), options).people();
            List<RankedPerson> actual = graphed.search(images.probe(i), options).people();
            all += expected.size();
            found += (int) expected.stream().filter(actual::contains).count();
        }
        return (double) found / all;
    }

    static List<UUID> ids(List<Match> matches) {
        return matches.stream().map(Match::imageId).toList();
    }
}
