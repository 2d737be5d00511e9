package io.vesper.index;

import static io.vesper.index.IndexRows.EVERYTHING;
import static io.vesper.index.IndexRows.GALLERY;
import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.scoring.Calibration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Galleries in which images of one modality have much in common that is not the person. */
class MixedGalleryTest {
    private static final int PEOPLE = 40;

    private final MixedImages images = new MixedImages(PEOPLE);

    /** Everybody is enrolled by day, every second person by night too; those enrolled by day only are looked for at night. */
    @Test
    void aPersonKnownByDayIsFoundAtNightAmongStrangersSeenAtNight() {
        MemoryIndex index = new MemoryIndex(MixedImages.DIMENSION);
        for (int i = 0; i < PEOPLE; i++) {
            index.add(List.of(images.enrolled(i, Modality.VISIBLE), images.enrolled(i, Modality.VISIBLE)));
            if (i % 2 == 0) {
                index.add(List.of(images.enrolled(i, Modality.INFRARED), images.enrolled(i, Modality.INFRARED)));
            }
        }
        int byCosine = 0;
        int calibrated = 0;
        for (int i = 1; i < PEOPLE; i += 2) {
            ProbeVectors probe = ProbeVectors.of(List.of(images.picture(i, Modality.INFRARED)), Modality.INFRARED);
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
        MemoryIndex index = new MemoryIndex(MixedImages.DIMENSION);
        for (int i = 0; i < PEOPLE; i++) {
            index.add(List.of(images.enrolled(i, Modality.VISIBLE), images.enrolled(i, Modality.VISIBLE)));
        }
        for (Modality modality : Modality.values()) {
            ProbeVectors probe = ProbeVectors.of(List.of(images.picture(0, modality)), modality);

            assertThat(index.nearest(probe, EVERYTHING, 1000, ReRanking.NONE))
                    .hasSize(2 * PEOPLE)
                    .isSortedAccordingTo(Comparator.comparing(Match::score).reversed());
        }
    }

    /** Nobody knows whether two images of persons not identified show strangers. */
    @Test
    void withoutAnybodyIdentifiedImagesRankAsByTheirCosines() {
        MemoryIndex index = new MemoryIndex(MixedImages.DIMENSION);
        for (int i = 0; i < PEOPLE; i++) {
            index.add(List.of(images.unidentified(i, Modality.VISIBLE)));
            index.add(List.of(images.unidentified(i, Modality.INFRARED)));
        }
        ProbeVectors probe = ProbeVectors.of(List.of(images.picture(0, Modality.VISIBLE)), Modality.VISIBLE);

        assertThat(index.nearest(probe, EVERYTHING, 1000, ReRanking.NONE))
                .isSortedAccordingTo(Comparator.comparing(Match::score).reversed());
        assertThat(index.calibration(GALLERY)).isSameAs(Calibration.NONE);
    }

    private List<RankedPerson> people(MemoryIndex index, ProbeVectors probe) {
        SearchOptions options = new SearchOptions(EVERYTHING, -1, 10, 3, Aggregation.MAX);
        return index.search(probe, options).people();
    }

    private static boolean isOf(int person, Match match) {
        return new PersonId("p" + person).equals(match.labels().person());
    }
}
