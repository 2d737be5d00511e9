package io.vesper.evaluation;

import io.vesper.evaluation.CalibrationCandidate.Scores;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import io.vesper.protocol.RankingRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A gallery drawn from a set. Half of the pictures are enrolled, as far as the person is known in that modality; the others are
 * probes, which search what other cameras took.
 */
final class MixedDraw {
    private final CosineTable table;
    private final Map<PersonId, Known> people = new HashMap<>();
    private final int[] gallery;
    private final int[] probes;

    /** @param known by turns, how people are known */
    MixedDraw(CosineTable table, List<Known> known, long seed) {
        this.table = table;
        Random random = new Random(seed);
        List<PersonId> shuffled = new ArrayList<>(
                all(table).mapToObj(i -> table.image(i).person()).distinct().toList());
        Collections.shuffle(shuffled, random);
        for (PersonId person : shuffled) {
            people.put(person, known.get(people.size() % known.size()));
        }
        boolean[] isProbe = new boolean[table.size()];
        all(table).forEach(i -> isProbe[i] = random.nextBoolean());
        this.gallery = all(table)
                .filter(i -> !isProbe[i] && known(i).isIn(table.modality(i)))
                .toArray();
        this.probes = all(table).filter(i -> isProbe[i]).toArray();
    }

    private static IntStream all(CosineTable table) {
        return IntStream.range(0, table.size());
    }

    private Known known(int picture) {
        return people.get(table.image(picture).person());
    }

    /** Searches by what a candidate learns from this gallery. */
    Map<Group, RetrievalMetrics> search(CalibrationCandidate candidate, Modality modality) {
        Scores scores = candidate.learn(table, gallery);
        return metrics(modality, (probe, group) -> ranked(probe, scores, image -> true));
    }

    /** Searches by cosines only in the modality in which the person is looked for: what nothing of the other can spoil. */
    Map<Group, RetrievalMetrics> searchAlone(Modality modality) {
        return metrics(
                modality,
                (probe, group) -> ranked(
                        probe,
                        table::cosines,
                        image -> (table.modality(image) == modality) == (group == Group.KNOWN_IN_ITS_OWN)));
    }

    private Map<Group, RetrievalMetrics> metrics(Modality modality, Ranking ranking) {
        Map<Group, List<QueryScore>> scores = new EnumMap<>(Group.class);
        for (int probe : table.ofModality(probes, modality)) {
            for (Group group : known(probe).groups(modality)) {
                List<PersonImage> images = Arrays.stream(ranking.of(probe, group))
                        .filter(image -> group.hasPlaceFor(table, probe, image))
                        .mapToObj(table::image)
                        .toList();
                scores.computeIfAbsent(group, g -> new ArrayList<>())
                        .add(new RankedList(table.image(probe), images, RankingRule.REGDB).score());
            }
        }
        Map<Group, RetrievalMetrics> metrics = new EnumMap<>(Group.class);
        scores.forEach((group, list) -> metrics.put(group, RetrievalMetrics.of(list)));
        return metrics;
    }

    private int[] ranked(int probe, Scores scores, IntPredicate filter) {
        int[] images = Arrays.stream(gallery)
                .filter(image -> !table.isSameCamera(probe, image) && filter.test(image))
                .toArray();
        double[] values = scores.of(probe, images);
        return IntStream.range(0, images.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -values[i]))
                .mapToInt(i -> images[i])
                .toArray();
    }

    private interface Ranking {
        int[] of(int probe, Group group);
    }

    /** How a person is known. */
    enum Known {
        BY_DAY,
        BY_NIGHT,
        BY_BOTH;

        boolean isIn(Modality modality) {
            return this == BY_BOTH || (this == BY_DAY) == (modality == Modality.VISIBLE);
        }

        List<Group> groups(Modality probe) {
            if (this == BY_BOTH) {
                return List.of(Group.ALL, Group.ACROSS);
            }
            return List.of(Group.ALL, isIn(probe) ? Group.KNOWN_IN_ITS_OWN : Group.KNOWN_IN_THE_OTHER);
        }
    }

    /** Which probes, and what counts as found. */
    enum Group {
        /** Every probe, every match. */
        ALL,
        /** Of people known in both modalities: as if their pictures in the probe's were not there. */
        ACROSS,
        /** Of people known in the other modality only. */
        KNOWN_IN_THE_OTHER,
        /** Of people known in the probe's modality only. */
        KNOWN_IN_ITS_OWN;

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        boolean hasPlaceFor(CosineTable table, int probe, int image) {
            return this != ACROSS
                    || !table.isSamePerson(probe, image)
                    || table.modality(probe) != table.modality(image);
        }
    }
}
