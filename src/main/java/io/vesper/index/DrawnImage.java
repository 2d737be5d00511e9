package io.vesper.index;

import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.scoring.KnownImage;
import java.util.Objects;

/**
 * An image that may be drawn; those of the lowest lots are. A lot follows from the image's place in the order of enrolment: the same
 * gallery always gives the same sample, and one that has grown a little nearly the same.
 */
record DrawnImage(long lot, IndexChunk chunk, int row) {
    /** @param row of somebody identified */
    static DrawnImage of(IndexChunk chunk, int row) {
        return new DrawnImage(lot(chunk.entry(row).sequence()), chunk, row);
    }

    /** The mixing function of SplitMix64, a bijection: no two numbers have the same lot. */
    static long lot(long number) {
        long mixed = number + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }

    PersonId person() {
        return Objects.requireNonNull(labels().person());
    }

    CameraId camera() {
        return labels().camera();
    }

    Modality modality() {
        return labels().modality();
    }

    KnownImage known() {
        return new KnownImage(person(), camera(), modality(), chunk.embedding(row));
    }

    private ImageLabels labels() {
        return chunk.entry(row).labels();
    }
}
