package io.vesper.index;

import io.vesper.person.Modality;
import java.util.List;

/**
 * Which images a graph leads to: those of one gallery, which is all that a search looks at, and of one modality, within which the
 * order by cosine is that by calibrated score.
 */
record GraphKey(GalleryName gallery, Modality modality) {
    static GraphKey of(RowKind kind) {
        return new GraphKey(kind.gallery(), kind.modality());
    }

    static GraphKey of(ImageLabels labels) {
        return new GraphKey(labels.gallery(), labels.modality());
    }

    /** By their numbers, whether rows of a kind belong there. */
    boolean[] kinds(List<RowKind> kinds) {
        boolean[] belong = new boolean[kinds.size()];
        for (int i = 0; i < belong.length; i++) {
            belong[i] = of(kinds.get(i)).equals(this);
        }
        return belong;
    }
}
