package io.vesper.explanation;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vesper.decode.ImageDecoder;
import io.vesper.decode.UnreadableImageException;
import io.vesper.decode.UnsupportedImageTypeException;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.PersonCrop;
import io.vesper.index.GalleryIndex;
import io.vesper.network.FeatureMap;
import io.vesper.person.Modality;
import io.vesper.serving.ActiveModel;
import io.vesper.serving.CropEmbedder;
import io.vesper.serving.EmbeddingLimits;
import io.vesper.serving.NoActiveModelException;
import io.vesper.serving.RefusedPictureException;
import io.vesper.serving.ServingModel;
import io.vesper.store.GalleryImage;
import io.vesper.store.ImageStore;
import io.vesper.store.NoSuchImageException;
import io.vesper.store.Picture;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Explains by the active model what makes a probe and an enrolled image alike. Nothing of it is kept. */
public final class SimilarityExplainer {
    private final ActiveModel active;
    private final CropEmbedder crops;
    private final ImageStore images;
    private final ImageDecoder decoder;
    private final ExplanationTurns turns;
    private final Timer timer;

    SimilarityExplainer(
            ActiveModel active,
            CropEmbedder crops,
            ImageStore images,
            ImageDecoder decoder,
            EmbeddingLimits limits,
            MeterRegistry meters) {
        this.active = active;
        this.crops = crops;
        this.images = images;
        this.decoder = decoder;
        this.turns = new ExplanationTurns(limits.maxWait());
        this.timer = Timer.builder("vesper.explain")
                .description("Decoding two pictures again and computing their feature maps")
                .publishPercentileHistogram()
                .register(meters);
    }

    /**
     * Explains a picture's likeness to an enrolled image.
     *
     * @param picture an image file; not copied
     * @throws NoSuchImageException if the match is not enrolled, or no search would find it
     * @throws RefusedPictureException if the picture cannot be read
     * @throws UnreadableEnrolledImageException if the match's cannot be read any more
     * @throws NoActiveModelException while no model is active
     * @throws io.vesper.access.TooManyRequestsException if too many wait already
     */
    public Explanation explain(byte[] picture, Modality modality, UUID matchId) {
        try (ServingModel model = active.hold()) {
            GalleryImage match = find(matchId);
            turns.checkRoom(); // before the network has worked in vain
            requireIndexed(model, matchId);
            Embedding embedding = crops.embed(model.embedder(), List.of(new CropEmbedder.Source(picture, modality)))
                    .embeddings()
                    .get(0);
            return explain(model, () -> new Side(new PersonCrop(decoder.decode(picture), modality), embedding), match);
        }
    }

    /**
     * Explains the likeness of two enrolled images.
     *
     * @param imageId the probe
     * @throws RuntimeException as {@link #explain(byte[], Modality, UUID)}
     */
    public Explanation explain(UUID imageId, UUID matchId) {
        try (ServingModel model = active.hold()) {
            GalleryImage probe = find(imageId);
            return explain(model, () -> enrolled(model, "imageId", probe), find(matchId));
        }
    }

    private GalleryImage find(UUID imageId) {
        GalleryImage image = images.find(imageId);
        if (image == null) {
            throw new NoSuchImageException(imageId.toString());
        }
        return image;
    }

    private Explanation explain(ServingModel model, Supplier<Side> probe, GalleryImage match) {
        return turns.take(
                () -> timer.record(() -> compare(model, probe.get(), enrolled(model, "matchId", match), match)));
    }

    /** A picture as the network takes it, and what it was embedded as for searches. */
    private record Side(PersonCrop crop, Embedding embedding) {}

    private static Explanation compare(ServingModel model, Side probe, Side match, GalleryImage matched) {
        List<FeatureMap> maps = model.embedder().featureMaps(List.of(probe.crop(), match.crop()));
        SimilarityShares shares = SimilarityShares.of(maps.get(0), maps.get(1));
        return new Explanation(
                model.modelId(),
                matched.imageId(),
                matched.labels().gallery(),
                probe.embedding().cosine(match.embedding()),
                shares.cosine(),
                maps.get(0).rows(),
                maps.get(0).columns(),
                shares.probe(),
                shares.match());
    }

    /** Read only now, so that no pictures lie in memory while others have their turn. */
    private Side enrolled(ServingModel model, String field, GalleryImage image) {
        UUID imageId = image.imageId();
        Picture picture = images.picture(imageId);
        if (picture == null) {
            throw new NoSuchImageException(imageId.toString());
        }
        PersonCrop crop = decode(field, imageId, picture, image.labels().modality());
        return new Side(crop, requireIndexed(model, imageId).embedding());
    }

    private static GalleryIndex.Row requireIndexed(ServingModel model, UUID imageId) {
        GalleryIndex.Row row = model.index().row(imageId);
        if (row == null) {
            throw new NoSuchImageException(imageId.toString());
        }
        return row;
    }

    private PersonCrop decode(String field, UUID imageId, Picture picture, Modality modality) {
        try {
            return new PersonCrop(decoder.decode(picture.bytes()), modality);
        } catch (UnreadableImageException | UnsupportedImageTypeException e) {
            throw new UnreadableEnrolledImageException(field, imageId, e);
        }
    }
}
