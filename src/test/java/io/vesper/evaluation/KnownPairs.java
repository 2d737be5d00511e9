package io.vesper.evaluation;

import io.vesper.person.ModalityPair;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.DoubleStream;

/** All cosines that a gallery tells: of strangers, and of one person's pictures by two cameras. */
final class KnownPairs {
    /** Fewer cosines of one person's pictures tell nothing of a pair of modalities: those of all pairs do then. */
    private static final int FEW = 20;

    private final Map<ModalityPair, double[]> strangers = new EnumMap<>(ModalityPair.class);
    private final Map<ModalityPair, double[]> samePerson = new EnumMap<>(ModalityPair.class);

    KnownPairs(CosineTable table, int[] gallery) {
        for (ModalityPair pair : ModalityPair.values()) {
            strangers.put(pair, cosines(table, gallery, pair, false));
            samePerson.put(pair, cosines(table, gallery, pair, true));
        }
    }

    private static double[] cosines(CosineTable table, int[] gallery, ModalityPair pair, boolean isSamePerson) {
        DoubleStream.Builder cosines = DoubleStream.builder();
        for (int i = 0; i < gallery.length; i++) {
            for (int j = 0; j < i; j++) {
                int one = gallery[i];
                int other = gallery[j];
                if (table.pair(one, other) == pair
                        && table.isSamePerson(one, other) == isSamePerson
                        && !(isSamePerson && table.isSameCamera(one, other))) {
                    cosines.add(table.cosine(one, other));
                }
            }
        }
        return cosines.build().toArray();
    }

    double[] strangers(ModalityPair pair) {
        return strangers.get(pair);
    }

    double[] samePerson(ModalityPair pair) {
        double[] cosines = samePerson.get(pair);
        return cosines.length >= FEW
                ? cosines
                : samePerson.values().stream().flatMapToDouble(DoubleStream::of).toArray();
    }
}
