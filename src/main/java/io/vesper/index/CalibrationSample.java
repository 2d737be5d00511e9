package io.vesper.index;

import io.vesper.person.Modality;
import io.vesper.scoring.KnownImage;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * Draws images of identified people, at most {@link #IMAGES} of each modality. Each image has a lot that follows from its place in
 * the order of enrolment, and the lowest are drawn: the same gallery always gives the same sample, and one that has grown a little
 * nearly the same.
 */
final class CalibrationSample implements RowVisitor {
    /** 8,128 pairs within a modality and 16,384 across: more move mean and deviation by less than 0.01. */
    static final int IMAGES = 128;

    private final Map<Modality, PriorityQueue<Drawn>> drawn = new EnumMap<>(Modality.class);
    private int seen;

    @Override
    public void visit(IndexChunk chunk, int row) {
        IndexEntry entry = chunk.entry(row);
        if (entry.labels().person() == null) {
            return;
        }
        seen++;
        PriorityQueue<Drawn> highestFirst = drawn.computeIfAbsent(
                entry.labels().modality(),
                modality ->
                        new PriorityQueue<>(Comparator.comparingLong(Drawn::lot).reversed()));
        highestFirst.add(new Drawn(lot(entry.sequence()), chunk, row));
        if (highestFirst.size() > IMAGES) {
            highestFirst.remove();
        }
    }

    /** How many images there were to draw from. */
    int seen() {
        return seen;
    }

    List<KnownImage> images() {
        return drawn.values().stream()
                .flatMap(queue -> queue.stream().sorted(Comparator.comparingLong(Drawn::lot)))
                .map(Drawn::image)
                .toList();
    }

    /** The mixing function of SplitMix64, a bijection: no two images have the same lot. */
    private static long lot(long sequence) {
        long mixed = sequence + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    private record Drawn(long lot, IndexChunk chunk, int row) {
        KnownImage image() {
            ImageLabels labels = chunk.entry(row).labels();
            return new KnownImage(Objects.requireNonNull(labels.person()), labels.modality(), chunk.embedding(row));
        }
    }
}
