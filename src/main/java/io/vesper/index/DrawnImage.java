package io.vesper.index;

import io.vesper.embedding.Embedding;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.scoring.KnownImage;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * An image that may be drawn; those of the lowest lots are. A lot follows from the image's place in the order of enrolment: the same
 * gallery always gives the same sample, and one that has grown a little nearly the same.
 *
 * @param entry of somebody identified
 * @param embedding asked for only if the image is drawn
 */
record DrawnImage(long lot, IndexEntry entry, Supplier<Embedding> embedding) {
    static DrawnImage of(IndexEntry entry, Supplier<Embedding> embedding) {
        return new DrawnImage(lot(entry.sequence()), entry, embedding);
    }

    /** The mixing function of SplitMix64, a bijection: no two numbers have the same lot. */
    static long lot(long number) {
        long mixed = number + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    PersonId person() {
        return Objects.requireNonNull(entry.labels().person());
    }

    CameraId camera() {
        return entry.labels().camera();
    }

    Modality modality() {
        return entry.labels().modality();
    }

    KnownImage known() {
        return new KnownImage(person(), camera(), modality(), embedding.get());
    }
}
