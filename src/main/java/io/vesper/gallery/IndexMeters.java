package io.vesper.gallery;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.vesper.embedding.EngineReport;
import io.vesper.kernel.Kernels;
import io.vesper.person.Modality;
import io.vesper.serving.ActiveModel;
import io.vesper.store.ImageStore;
import java.util.List;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/** Gauges of the active model and its index. Galleries are no tags: they are many, and their names may tell about people. */
final class IndexMeters {
    private final ActiveModel active;
    private final ImageStore images;
    private final MultiGauge model;
    private Tags told = Tags.empty();
    private volatile double lag = Double.NaN;

    IndexMeters(ActiveModel active, ImageStore images, MeterRegistry meters) {
        this.active = active;
        this.images = images;
        this.model = MultiGauge.builder("vesper.model.info")
                .description("The active model: always 1, the tags tell")
                .register(meters);
        List.of(Modality.values()).forEach(modality -> size(modality, meters));
        Gauge.builder("vesper.index.graph.size", active, ActiveModel::inGraphs)
                .description("Images of the active model that graphs lead to; the others are compared one by one")
                .register(meters);
        Gauge.builder("vesper.index.through", active, ActiveModel::indexedThrough)
                .description("Sequence number of the youngest image that searches have seen")
                .register(meters);
        Gauge.builder("vesper.index.lag", () -> lag)
                .description("Images in the database that are younger than that; not a number while it does not answer")
                .register(meters);
        Gauge.builder("vesper.search.kernel", () -> 1)
                .tag("kernel", Kernels.best().name())
                .description("What multiplies vectors: always 1, the tag tells")
                .register(meters);
    }

    private void size(Modality modality, MeterRegistry meters) {
        Gauge.builder("vesper.index.size", active, now -> now.indexSize(modality))
                .description("Images in the index of the active model")
                .tag("modality", modality.label())
                .register(meters);
    }

    /** Beside the scrapes, so that none waits for a database that is away. */
    void refresh() {
        tell(model());
        try {
            lag = active.isReady() ? images.countAfter(active.indexedThrough()) : Double.NaN;
        } catch (DataAccessException | TransactionException e) {
            lag = Double.NaN; // whether it is there is the health's to say
        }
    }

    /** Only what is new: a scrape in the middle of it would find the model twice, and fail. */
    private void tell(Tags now) {
        if (!now.equals(told)) {
            model.register(now.equals(Tags.empty()) ? List.of() : List.of(MultiGauge.Row.of(now, 1)), true);
            told = now;
        }
    }

    /** Empty while there is none. */
    private Tags model() {
        String modelId = active.modelId();
        EngineReport engine = active.engine();
        if (modelId == null || engine == null) {
            return Tags.empty();
        }
        return Tags.of(
                "model",
                modelId,
                "engine",
                engine.engine(),
                "device",
                engine.device(),
                "precision",
                engine.precision());
    }
}
