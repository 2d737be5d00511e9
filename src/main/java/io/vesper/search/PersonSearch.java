package io.vesper.search;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.ModelRegistry;
import io.vesper.index.GalleryIndex;
import io.vesper.index.ProbeVectors;
import io.vesper.index.SearchOptions;
import io.vesper.index.SearchResult;
import io.vesper.person.Modality;
import io.vesper.serving.ActiveModel;
import io.vesper.serving.CropEmbedder;
import io.vesper.serving.NoActiveModelException;
import io.vesper.serving.RefusedPictureException;
import io.vesper.serving.ServingModel;
import io.vesper.store.NoSuchImageException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the people in a gallery who resemble a probe. */
public final class PersonSearch {
    private final ActiveModel active;
    private final ModelRegistry models;
    private final CropEmbedder crops;
    private final ObservationRegistry observations;

    public PersonSearch(
            ActiveModel active, ModelRegistry models, CropEmbedder crops, ObservationRegistry observations) {
        this.active = active;
        this.models = models;
        this.crops = crops;
        this.observations = observations;
    }

    /**
     * Searches with the active model, without a limit of false alarms.
     *
     * @throws RuntimeException as {@link #search(Probe, SearchOptions, Double)}
     */
    public SearchAnswer search(Probe probe, SearchOptions options) {
        return search(probe, options, null);
    }

    /**
     * Searches with the active model.
     *
     * @param maxFalseAlarm how often at most a comparison may take a stranger for the person, above 0 and at most 1: images below the
     *     model's threshold for that are no answers; null: no limit
     * @throws RefusedPictureException naming the first picture that cannot be read
     * @throws NoSuchImageException if an enrolled image is asked for that is not searchable
     * @throws ForeignEmbeddingException if an embedding is given that cannot be the active model's
     * @throws NoThresholdException if the active model has no threshold for that limit
     * @throws NoActiveModelException while no model is active
     */
    public SearchAnswer search(Probe probe, SearchOptions options, @Nullable Double maxFalseAlarm) {
        long settled = active.settled(); // before the search, or it might tell of what the search has not seen
        try (ServingModel model = active.hold()) {
            Prepared prepared = prepare(model, probe);
            AppliedThresholds thresholds = maxFalseAlarm == null
                    ? AppliedThresholds.NONE
                    : AppliedThresholds.of(
                            models.model(model.modelId()).manifest(),
                            maxFalseAlarm,
                            prepared.vectors().modality(),
                            options.filter().modality());
            long start = System.nanoTime();
            SearchResult result = Observation.createNotStarted("vesper.search", observations)
                    .observe(() -> model.index().search(prepared.vectors(), thresholds.applied(options)));
            Duration search = Duration.ofNanos(System.nanoTime() - start);
            SearchAnswer.Took took = new SearchAnswer.Took(prepared.decode(), prepared.embed(), search);
            long through = Math.min(settled, result.through());
            return new SearchAnswer(model.modelId(), through, took, result.people(), thresholds.list());
        }
    }

    private Prepared prepare(ServingModel model, Probe probe) {
        if (probe instanceof Probe.Pictures pictures) {
            CropEmbedder.Result result = embed(model, pictures);
            return new Prepared(
                    ProbeVectors.of(result.embeddings(), pictures.modality()), result.decode(), result.embed());
        }
        ProbeVectors vectors = probe instanceof Probe.Enrolled enrolled
                ? enrolled(model, enrolled)
                : given(model, (Probe.Vector) probe);
        return new Prepared(vectors, Duration.ZERO, Duration.ZERO);
    }

    private static ProbeVectors enrolled(ServingModel model, Probe.Enrolled probe) {
        GalleryIndex.Row row = model.index().row(probe.imageId());
        if (row == null) {
            throw new NoSuchImageException(probe.imageId().toString());
        }
        return new ProbeVectors(List.of(row.embedding()), row.entry().labels().modality(), probe.imageId());
    }

    private static ProbeVectors given(ServingModel model, Probe.Vector probe) {
        int dimension = model.embedder().dimension();
        if (probe.embedding().dimension() != dimension) {
            throw new ForeignEmbeddingException(probe.embedding().dimension(), dimension, model.modelId());
        }
        return ProbeVectors.of(List.of(probe.embedding()), probe.modality());
    }

    /**
     * Embeds one picture with the active model.
     *
     * @throws RefusedPictureException if it cannot be read
     * @throws NoActiveModelException while no model is active
     */
    public ModelEmbedding embed(byte[] picture, Modality modality) {
        try (ServingModel model = active.hold()) {
            Probe.Pictures probe = new Probe.Pictures(List.of(picture), modality);
            return new ModelEmbedding(
                    model.modelId(), embed(model, probe).embeddings().get(0));
        }
    }

    private CropEmbedder.Result embed(ServingModel model, Probe.Pictures probe) {
        return crops.embed(
                model.embedder(),
                probe.pictures().stream()
                        .map(picture -> new CropEmbedder.Source(picture, probe.modality()))
                        .toList());
    }

    /** A probe that was embedded, and how long that took. */
    private record Prepared(ProbeVectors vectors, Duration decode, Duration embed) {}

    /** @param modelId the model that computed it; only embeddings of one model can be compared */
    public record ModelEmbedding(String modelId, Embedding embedding) {}
}
