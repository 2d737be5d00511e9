package io.vesper.training;

import ai.djl.Device;
import io.vesper.checkpoint.TensorSource;
import io.vesper.dataset.PersonDataset;
import io.vesper.embedding.EmbeddingRecipe;
import io.vesper.embedding.NetworkEmbedder;
import io.vesper.evaluation.DatasetEmbeddings;
import io.vesper.evaluation.EvaluationReport;
import io.vesper.evaluation.GalleryConvention;
import io.vesper.evaluation.RetrievalEvaluation;
import io.vesper.evaluation.SysuProtocol;
import io.vesper.evaluation.SysuSearch;
import io.vesper.network.EmbeddingKind;
import io.vesper.person.Modality;
import io.vesper.person.PersonImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Evaluates a network in memory on a dataset's test identities, with every kind of embedding. */
final class NetworkEvaluation {
    private final SysuProtocol protocol;
    private final EmbeddingRecipe recipe;

    NetworkEvaluation(TrainingSettings.Evaluation settings, EmbeddingRecipe recipe) {
        this.protocol = new SysuProtocol(
                SysuSearch.of(settings.search()),
                Modality.INFRARED,
                settings.shotsPerCamera(),
                settings.trials(),
                GalleryConvention.DEFACTO);
        this.recipe = recipe;
    }

    /** @return a report by kind of embedding, the recipe's own first */
    Map<String, Object> evaluate(TensorSource weights, PersonDataset dataset) {
        List<PersonImage> images = protocol.images(dataset);
        Map<String, Object> reports = new LinkedHashMap<>();
        reports.put(recipe.embeddingKind(), Map.of());
        for (EmbeddingKind kind : EmbeddingKind.values()) {
            try (NetworkEmbedder embedder =
                    new NetworkEmbedder("in training", recipe.with(kind), weights, Device.cpu())) {
                EvaluationReport report =
                        RetrievalEvaluation.evaluate(dataset, protocol, DatasetEmbeddings.of(images, embedder));
                reports.put(kind.label(), report.toMap());
            }
        }
        return reports;
    }
}
