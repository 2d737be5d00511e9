package io.vesper.search;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vesper.embedding.Embedding;
import io.vesper.index.PersonRanking;
import io.vesper.index.RankedPerson;
import io.vesper.index.ScoreSink;
import io.vesper.index.SearchOptions;
import io.vesper.person.Modality;
import io.vesper.serving.ActiveModel;
import io.vesper.serving.CropEmbedder;
import io.vesper.serving.NoActiveModelException;
import io.vesper.serving.RefusedPictureException;
import io.vesper.serving.ServingModel;
import io.vesper.store.NoSuchImageException;
import java.time.Duration;
import java.util.List;

/** Finds the people in a gallery who resemble a probe. */
public final class PersonSearch {
    private final ActiveModel active;
    private final CropEmbedder crops;
    private final Timer searchTimer;

    public PersonSearch(ActiveModel active, CropEmbedder crops, MeterRegistry meters) {
        this.active = active;
        this.crops = crops;
        this.searchTimer = Timer.builder("vesper.search")
                .description("Searching the index and ranking people")
                .publishPercentileHistogram()
                .register(meters);
    }

    /**
     * Searches with the active model.
     *
     * @throws RefusedPictureException naming the first picture that cannot be read
     * @throws NoSuchImageException if an enrolled image is asked for that is not searchable
     * @throws NoActiveModelException while no model is active
     */
    public SearchAnswer search(Probe probe, SearchOptions options) {
        try (ServingModel model = active.hold()) {
            CropEmbedder.Result probes = embeddings(model, probe);
            long start = System.nanoTime();
            PersonRanking ranking = new PersonRanking(options);
            long through = model.index().scan(probes.embeddings(), options.filter(), withoutItself(probe, ranking));
            List<RankedPerson> people = ranking.ranked();
            Duration search = Duration.ofNanos(System.nanoTime() - start);
            searchTimer.record(search);
            SearchAnswer.Took took = new SearchAnswer.Took(probes.decode(), probes.embed(), search);
            return new SearchAnswer(model.modelId(), through, took, people);
        }
    }

    private CropEmbedder.Result embeddings(ServingModel model, Probe probe) {
        if (probe instanceof Probe.Enrolled enrolled) {
            Embedding embedding = model.index().embedding(enrolled.imageId());
            if (embedding == null) {
                throw new NoSuchImageException(enrolled.imageId().toString());
            }
            return new CropEmbedder.Result(List.of(embedding), Duration.ZERO, Duration.ZERO);
        }
        return embed(model, (Probe.Pictures) probe);
    }

    private static ScoreSink withoutItself(Probe probe, ScoreSink sink) {
        if (probe instanceof Probe.Enrolled enrolled) {
            return (entry, score) -> {
                if (!entry.imageId().equals(enrolled.imageId())) {
                    sink.accept(entry, score);
                }
            };
        }
        return sink;
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

    /** @param modelId the model that computed it; only embeddings of one model can be compared */
    public record ModelEmbedding(String modelId, Embedding embedding) {}
}
