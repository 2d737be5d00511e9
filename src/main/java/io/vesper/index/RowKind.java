package io.vesper.index;

import io.vesper.person.CameraId;
import io.vesper.person.Modality;

/** What many rows have in common and filters look at: an index knows few of them. */
record RowKind(GalleryName gallery, CameraId camera, Modality modality) {
    static RowKind of(ImageLabels labels) {
        return new RowKind(labels.gallery(), labels.camera(), labels.modality());
    }
}
