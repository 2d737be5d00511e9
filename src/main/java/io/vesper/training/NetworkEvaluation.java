package io.vesper.training;

import ai.djl.Device;
import io.vesper.checkpoint.TensorSource;
import io.vesper.dataset.DatasetLayout;
import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.embedding.EmbeddingRecipe;
import io.vesper.embedding.NetworkEmbedder;
import io.vesper.evaluation.DatasetEmbeddings;
import io.vesper.evaluation.EvaluationReport;
import io.vesper.evaluation.RetrievalEvaluation;
import io.vesper.network.EmbeddingKind;
import io.vesper.person.Modality;
import io.vesper.person.PersonImage;
import io.vesper.protocol.GalleryConvention;
import io.vesper.protocol.Protocol;
import io.vesper.protocol.ProtocolChoice;
import io.vesper.protocol.SysuSearch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Evaluates a network in memory on identities of a dataset that it has not learned from, with every kind of embedding. */
final class NetworkEvaluation {
    private final TrainingSettings settings;
    private final EmbeddingRecipe recipe;
    private final Device device;

    NetworkEvaluation(TrainingSettings settings, EmbeddingRecipe recipe, Device device) {
        this.settings = settings;
        this.recipe = recipe;
        this.device = device;
    }

    /**
     * Evaluates every kind of embedding that was trained, under the set's own protocol, infrared queries.
     *
     * @param part {@code VALIDATION} to choose a model by, {@code TEST} for the one report at the end
     * @return a report by kind of embedding, the recipe's own first
     * @throws IllegalArgumentException if the part is empty or does not suit the protocol
     */
    Map<String, Object> evaluate(TensorSource weights, PersonDataset dataset, DatasetPart part) {
        Map<String, Object> reports = new LinkedHashMap<>();
        reports.put(recipe.embeddingKind(), Map.of());
        for (EmbeddingKind kind : settings.trainedKinds()) {
            reports.put(kind.label(), evaluate(weights, dataset, part, kind).toMap());
        }
        return reports;
    }

    /** As the recipe embeds. */
    EvaluationReport evaluatePublished(TensorSource weights, PersonDataset dataset, DatasetPart part) {
        return evaluate(weights, dataset, part, EmbeddingKind.of(recipe.embeddingKind()));
    }

    private EvaluationReport evaluate(
            TensorSource weights, PersonDataset dataset, DatasetPart part, EmbeddingKind kind) {
        Protocol protocol = choice(dataset.layout()).of(dataset.layout());
        List<PersonImage> images = protocol.images(dataset, part);
        try (NetworkEmbedder embedder = new NetworkEmbedder("in training", recipe.with(kind), weights, device)) {
            return RetrievalEvaluation.evaluate(dataset, part, protocol, DatasetEmbeddings.of(images, embedder));
        }
    }

    /** Search and shots are choices of SYSU-MM01's protocol only, and RegDB and own folders have nothing to draw. */
    private ProtocolChoice choice(DatasetLayout layout) {
        return switch (layout) {
            case SYSU_MM01 ->
                new ProtocolChoice(
                        Modality.INFRARED,
                        SysuSearch.of(settings.evaluation().search()),
                        settings.evaluation().shotsPerCamera(),
                        settings.evaluation().trials(),
                        GalleryConvention.DEFACTO);
            case LLCM ->
                new ProtocolChoice(
                        Modality.INFRARED, null, null, settings.evaluation().trials(), null);
            case REGDB, FOLDER -> ProtocolChoice.STANDARD;
        };
    }
}
