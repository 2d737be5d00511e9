package io.vesper.index;

import io.vesper.embedding.Embedding;
import io.vesper.scoring.Calibration;
import io.vesper.scoring.KnownImage;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws from a gallery what its calibration is learned from: images of different people, and people with several images. */
public final class CalibrationSample implements RowVisitor {
    /** Of each modality: 8,128 pairs within one and 16,384 across; more move mean and deviation by less than 0.01. */
    static final int IMAGES = 128;

    private final ImageDraw strangers = new ImageDraw(IMAGES);
    private final PeopleDraw people = new PeopleDraw();
    private int seen;

    @Override
    public void visit(IndexChunk chunk, int row) {
        offer(chunk.entry(row), () -> chunk.embedding(row));
    }

    /**
     * An image of the gallery; without effect if nobody is identified in it.
     *
     * @param embedding asked for by {@link #calibration} if the image is drawn
     */
    public void offer(IndexEntry entry, Supplier<Embedding> embedding) {
        if (entry.labels().person() != null) {
            DrawnImage image = DrawnImage.of(entry, embedding);
            seen++;
            strangers.offer(image);
            people.offer(image);
        }
    }

    /** How many images there were to draw from. */
    public int seen() {
        return seen;
    }

    public Calibration calibration() {
        return Calibration.of(
                known(strangers.images()),
                people.people().stream().map(CalibrationSample::known).toList());
    }

    /** Those whose embeddings are asked for. */
    public Set<UUID> drawn() {
        return Stream.concat(
                        strangers.images().stream(), people.people().stream().flatMap(List::stream))
                .map(image -> image.entry().imageId())
                .collect(Collectors.toSet());
    }

    private static List<KnownImage> known(List<DrawnImage> images) {
        return images.stream().map(DrawnImage::known).toList();
    }
}
