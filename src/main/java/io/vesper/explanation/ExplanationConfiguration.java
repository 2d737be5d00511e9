package io.vesper.explanation;

import io.micrometer.core.instrument.MeterRegistry;
import io.vesper.decode.ImageDecoder;
import io.vesper.decode.ImageLimits;
import io.vesper.serving.ActiveModel;
import io.vesper.serving.CropEmbedder;
import io.vesper.serving.EmbeddingLimits;
import io.vesper.store.GalleryDatabase;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the explainer for a server. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ExplanationConfiguration {
    @Bean
    SimilarityExplainer similarityExplainer(
            ActiveModel active,
            CropEmbedder crops,
            GalleryDatabase database,
            EmbeddingLimits limits,
            MeterRegistry meters) {
        return new SimilarityExplainer(
                active, crops, database.images(), new ImageDecoder(ImageLimits.DEFAULT), limits, meters);
    }
}
