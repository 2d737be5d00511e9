package io.vesper.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.index.GalleryIndex.Row;
import io.vesper.scoring.ProbeCalibration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches of every kind, against one that looks at image after image. */
class SearchAgainstNaiveTest {
    private static final int SEARCHES = 20;

    @ParameterizedTest
    @ValueSource(ints = {3, 70, 700, 6000})
    void everySearchFindsWhatANaiveOneFinds(int images) throws InterruptedException {
        assertSame(images, new MemoryIndex(ManyGalleries.DIMENSION));
    }

    /** Where a walk would take longer than a scan, there is a scan. */
    @ParameterizedTest
    @ValueSource(ints = {70, 700, 6000})
    void graphsOfFewImagesChangeNothing(int images) throws InterruptedException {
        HnswSettings wide = new HnswSettings(8, 20, 1000, 1);

        assertSame(images, new MemoryIndex(ManyGalleries.DIMENSION, VectorStorage.FLOAT32, wide, 50));
    }

    private static void assertSame(int images, MemoryIndex index) throws InterruptedException {
        ManyGalleries random = new ManyGalleries(images);
        List<Row> rows = random.rows(images);
        index.add(rows);
        List<Row> left = new ArrayList<>(rows);
        Set<UUID> erased = new HashSet<>();
        for (int i = 0; i < images / 5; i++) {
            erased.add(left.remove(i * 3 % left.size()).entry().imageId());
        }
        index.apply(IndexChange.erasing(erased));
        index.settle();

        for (int i = 0; i < SEARCHES; i++) {
            ProbeVectors probe = random.probe(left, i % 2 == 0 ? 1 : 16);
            SearchOptions options = random.options();
            ProbeCalibration calibration =
                    index.calibration(options.filter().gallery()).forProbe(probe.modality());
            NaiveSearch naive = new NaiveSearch(left, probe, calibration);

            assertSamePeople(index.search(probe, options).people(), naive.people(options));
            assertSameImages(
                    index.nearest(probe, options.filter(), 7, options.reRanking()),
                    naive.images(options.filter(), 7, options.reRanking()));
        }
    }

    private static void assertSamePeople(List<RankedPerson> actual, List<RankedPerson> expected) {
        assertThat(actual).extracting(RankedPerson::person).isEqualTo(people(expected));
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-5));
            assertThat(actual.get(i).calibrated()).isCloseTo(expected.get(i).calibrated(), within(1e-4));
            assertSameImages(actual.get(i).images(), expected.get(i).images());
        }
    }

    private static List<Object> people(List<RankedPerson> ranked) {
        List<Object> people = new ArrayList<>();
        ranked.forEach(person -> people.add(person.person()));
        return people;
    }

    private static void assertSameImages(List<Match> actual, List<Match> expected) {
        assertThat(actual)
                .extracting(Match::sequence)
                .isEqualTo(expected.stream().map(Match::sequence).toList());
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i).imageId()).isEqualTo(expected.get(i).imageId());
            assertThat(actual.get(i).score()).isCloseTo(expected.get(i).score(), within(1e-5f));
        }
    }
}
