package io.vesper.index;

import io.vesper.scoring.Calibration;
import io.vesper.scoring.KnownImage;
import java.util.List;

/** Draws from a gallery what its calibration is learned from: images of different people, and people with several images. */
final class CalibrationSample implements RowVisitor {
    /** Of each modality: 8,128 pairs within one and 16,384 across; more move mean and deviation by less than 0.01. */
    static final int IMAGES = 128;

    private final ImageDraw strangers = new ImageDraw(IMAGES);
    private final PeopleDraw people = new PeopleDraw();
    private int seen;

    @Override
    public void visit(IndexChunk chunk, int row) {
        if (chunk.entry(row).labels().person() != null) {
            DrawnImage image = DrawnImage.of(chunk, row);
            seen++;
            strangers.offer(image);
            people.offer(image);
        }
    }

    /** How many images there were to draw from. */
    int seen() {
        return seen;
    }

    Calibration calibration() {
        return Calibration.of(
                known(strangers.images()),
                people.people().stream().map(CalibrationSample::known).toList());
    }

    private static List<KnownImage> known(List<DrawnImage> images) {
        return images.stream().map(DrawnImage::known).toList();
    }
}
