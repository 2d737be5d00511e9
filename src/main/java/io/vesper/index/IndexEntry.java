package io.vesper.index;

import java.util.UUID;

/**
 * What the index knows about a row beside its vector.
 *
 * @param imageId the image
 * @param sequence its place in the order of enrolment: of two equal scores the lower comes first
 * @param labels what filters look at; attributes are dropped
 */
public record IndexEntry(UUID imageId, long sequence, ImageLabels labels) {
    public IndexEntry {
        labels = labels.withoutAttributes();
    }
}
