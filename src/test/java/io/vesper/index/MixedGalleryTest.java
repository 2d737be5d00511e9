package io.vesper.index;

import static io.vesper.index.IndexRows.EVERYTHING;
import static io.vesper.index.IndexRows.GALLERY;
import static io.vesper.index.IndexRows.random;
import static io.vesper.index.IndexRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vesper.embedding.Embedding;
import io.vesper.index.GalleryIndex.Row;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.scoring.Calibration;
import io.vesper.scoring.Strangers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Galleries in which images of one modality have much in common that is not the person. */
class MixedGalleryTest {
    private static final int DIMENSION = 64;
    private static final int PEOPLE = 40;

    private final Random random = new Random(1);
    private final Map<Modality, Embedding> habitus =
            Map.of(Modality.VISIBLE, random(DIMENSION, random), Modality.INFRARED, random(DIMENSION, random));
    private final List<Embedding> faces = new ArrayList<>();
    private long sequence;

    MixedGalleryTest() {
        for (int i = 0; i < PEOPLE; i++) {
            faces.add(random(DIMENSION, random));
        }
    }

    /** Everybody is enrolled by day, every second person by night too; those enrolled by day only are looked for at night. */
    @Test
    void aPersonKnownByDayIsFoundAtNightAmongStrangersSeenAtNight() {
        GalleryIndex index = new GalleryIndex(DIMENSION);
        for (int i = 0; i < PEOPLE; i++) {
            index.add(List.of(enrolled(i, Modality.VISIBLE), enrolled(i, Modality.VISIBLE)));
            if (i % 2 == 0) {
                index.add(List.of(enrolled(i, Modality.INFRARED), enrolled(i, Modality.INFRARED)));
            }
        }
        int byCosine = 0;
        int calibrated = 0;
        for (int i = 1; i < PEOPLE; i += 2) {
            ProbeVectors probe = ProbeVectors.of(List.of(picture(i, Modality.INFRARED)), Modality.INFRARED);
            List<Match> matches = index.nearest(probe, EVERYTHING, 1000, ReRanking.NONE);
            Match mostAlike = Collections.max(matches, Comparator.comparing(Match::score));
            byCosine += isOf(i, mostAlike) ? 1 : 0;
            calibrated += isOf(i, matches.get(0)) ? 1 : 0;
            assertThat(people(index, probe).get(0).person())
                    .isEqualTo(matches.get(0).labels().person());
        }

        assertThat(byCosine).isLessThanOrEqualTo(5);
        assertThat(calibrated).isGreaterThanOrEqualTo(18); // of 20
    }

    @Test
    void withOneModalityImagesRankAsByTheirCosines() {
        GalleryIndex index = new GalleryIndex(DIMENSION);
        for (int i = 0; i < PEOPLE; i++) {
            index.add(List.of(enrolled(i, Modality.VISIBLE), enrolled(i, Modality.VISIBLE)));
        }
        for (Modality modality : Modality.values()) {
            ProbeVectors probe = ProbeVectors.of(List.of(picture(0, modality)), modality);

            assertThat(index.nearest(probe, EVERYTHING, 1000, ReRanking.NONE))
                    .hasSize(2 * PEOPLE)
                    .isSortedAccordingTo(Comparator.comparing(Match::score).reversed());
        }
    }

    /** Nobody knows whether two images of persons not identified show strangers. */
    @Test
    void withoutAnybodyIdentifiedImagesRankAsByTheirCosines() {
        GalleryIndex index = new GalleryIndex(DIMENSION);
        for (int i = 0; i < PEOPLE; i++) {
            index.add(List.of(row(++sequence, labels(null, Modality.VISIBLE), picture(i, Modality.VISIBLE))));
            index.add(List.of(row(++sequence, labels(null, Modality.INFRARED), picture(i, Modality.INFRARED))));
        }
        ProbeVectors probe = ProbeVectors.of(List.of(picture(0, Modality.VISIBLE)), Modality.VISIBLE);

        assertThat(index.nearest(probe, EVERYTHING, 1000, ReRanking.NONE))
                .isSortedAccordingTo(Comparator.comparing(Match::score).reversed());
        assertThat(index.calibration(GALLERY)).isSameAs(Calibration.NONE);
    }

    /** 2,400 images, of which 256 are drawn: their strangers are like all. */
    @Test
    void theSampleIsLikeTheGallery() {
        GalleryIndex index = new GalleryIndex(DIMENSION);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 60 * PEOPLE; i++) {
            rows.add(enrolled(i % PEOPLE, i % 2 == 0 ? Modality.VISIBLE : Modality.INFRARED));
        }
        index.add(rows);
        List<Row> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, random);
        GalleryIndex again = new GalleryIndex(DIMENSION);
        again.add(shuffled);

        Strangers across = index.calibration(GALLERY).strangers(Modality.VISIBLE, Modality.INFRARED);

        double[] cosines = rows.stream()
                .limit(400)
                .filter(row -> row.entry().labels().modality() == Modality.VISIBLE)
                .flatMapToDouble(row -> rows.stream()
                        .filter(other ->
                                other.entry().labels().modality() == Modality.INFRARED && !isSamePerson(row, other))
                        .mapToDouble(other -> row.embedding().cosine(other.embedding())))
                .toArray();
        double mean = Arrays.stream(cosines).average().orElseThrow();
        double variance = Arrays.stream(cosines)
                .map(cosine -> (cosine - mean) * (cosine - mean))
                .average()
                .orElseThrow();
        assertThat(across.mean()).isCloseTo(mean, within(0.02));
        assertThat(across.deviation()).isCloseTo(Math.sqrt(variance), within(0.02));
        assertThat(again.calibration(GALLERY).strangers(Modality.VISIBLE, Modality.INFRARED))
                .isEqualTo(across);
    }

    @Test
    void aGalleryIsLearnedAnewWhenItHasChangedMuchAndNotBefore() {
        GalleryIndex index = new GalleryIndex(DIMENSION);
        List<Row> first = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            first.add(enrolled(i, Modality.VISIBLE));
        }
        index.add(first);
        Calibration learned = index.calibration(GALLERY);

        for (int i = 0; i < PEOPLE / 8; i++) {
            index.add(List.of(enrolled(i, Modality.INFRARED)));
            assertThat(index.calibration(GALLERY)).isSameAs(learned);
        }
        index.remove(first.get(0).entry().imageId());

        assertThat(index.calibration(GALLERY)).isNotSameAs(learned);
        assertThat(index.calibration(new GalleryName("other"))).isSameAs(Calibration.NONE);
    }

    private List<RankedPerson> people(GalleryIndex index, ProbeVectors probe) {
        SearchOptions options = new SearchOptions(EVERYTHING, -1, 10, 3, Aggregation.MAX);
        return index.search(probe, options).people();
    }

    private static boolean isOf(int person, Match match) {
        return new PersonId("p" + person).equals(match.labels().person());
    }

    private static boolean isSamePerson(Row one, Row other) {
        return String.valueOf(one.entry().labels().person())
                .equals(String.valueOf(other.entry().labels().person()));
    }

    private Row enrolled(int person, Modality modality) {
        return row(++sequence, labels("p" + person, modality), picture(person, modality));
    }

    private static ImageLabels labels(@Nullable String person, Modality modality) {
        return new ImageLabels(
                GALLERY, person == null ? null : new PersonId(person), new CameraId("1"), modality, null, Map.of());
    }

    /** As much of the person as of the modality, and some noise. */
    private Embedding picture(int person, Modality modality) {
        float[] values = faces.get(person).toArray();
        float[] common = habitus.get(modality).toArray();
        float[] noise = random(DIMENSION, random).toArray();
        for (int i = 0; i < DIMENSION; i++) {
            values[i] += common[i] + 0.5f * noise[i];
        }
        return Embedding.normalised(values);
    }
}
