package io.vesper.scoring;

import io.vesper.person.Modality;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the cosines of a gallery of both modalities comparable. Images of one modality resemble each other more, so without it
 * strangers seen in the probe's modality outrank the right person seen in the other.
 *
 * <p>A cosine is measured by those of strangers of the same pair of modalities, as speaker recognition does by its z-norm
 * (<a href="https://doi.org/10.1006/dspr.1999.0360">Auckenthaler et al. 2000</a>). A pair of which few cosines are known
 * leans on those of all pairs, and these on an assumption: with one modality, or few people, images rank as by their cosines.
 */
public final class Calibration {
    /** Knows nobody: the assumed strangers for every pair, so images rank by their cosines. */
    public static final Calibration NONE = of(List.of());

    private final List<Strangers> strangers;

    private Calibration(List<Strangers> strangers) {
        this.strangers = strangers;
    }

    /**
     * Learns from images, in a time that grows with the square of their number.
     *
     * @param images of one model; of any number of people and modalities
     */
    public static Calibration of(List<KnownImage> images) {
        List<Moments> pairs = Stream.generate(Moments::new).limit(3).toList();
        for (int i = 0; i < images.size(); i++) {
            for (KnownImage other : images.subList(0, i)) {
                add(pairs, images.get(i), other);
            }
        }
        Moments all = new Moments();
        pairs.forEach(all::add);
        Strangers any = all.with(Strangers.ASSUMED);
        return new Calibration(pairs.stream().map(pair -> pair.with(any)).toList());
    }

    private static void add(List<Moments> pairs, KnownImage one, KnownImage other) {
        if (!one.person().equals(other.person())) {
            pairs.get(place(one.modality(), other.modality()))
                    .add(one.embedding().cosine(other.embedding()));
        }
    }

    /** How many of the two are infrared: a cosine does not tell which of the two was the probe. */
    private static int place(Modality one, Modality other) {
        return (one == Modality.INFRARED ? 1 : 0) + (other == Modality.INFRARED ? 1 : 0);
    }

    /** How alike strangers are of whom one is seen in each of these. */
    public Strangers strangers(Modality one, Modality other) {
        return strangers.get(place(one, other));
    }

    /** The same for a probe of one modality, ready for many images. */
    public ProbeCalibration forProbe(Modality probe) {
        return new ProbeCalibration(Arrays.stream(Modality.values())
                .map(gallery -> strangers(probe, gallery))
                .toArray(Strangers[]::new));
    }
}
