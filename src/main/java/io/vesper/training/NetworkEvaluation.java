package io.vesper.training;

import ai.djl.Device;
import io.vesper.checkpoint.TensorSource;
import io.vesper.dataset.DatasetLayout;
import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.EmbeddingRecipe;
import io.vesper.embedding.NetworkEmbedder;
import io.vesper.embedding.OpenSet;
import io.vesper.evaluation.DatasetEmbeddings;
import io.vesper.evaluation.EvaluationReport;
import io.vesper.evaluation.OpenSetEvaluation;
import io.vesper.evaluation.OpenSetRates;
import io.vesper.evaluation.RetrievalEvaluation;
import io.vesper.evaluation.RetrievalMetrics;
import io.vesper.network.EmbeddingKind;
import io.vesper.person.Modality;
import io.vesper.person.PersonImage;
import io.vesper.preset.TrainingSettings;
import io.vesper.protocol.GalleryConvention;
import io.vesper.protocol.Protocol;
import io.vesper.protocol.ProtocolChoice;
import io.vesper.protocol.RankingRule;
import io.vesper.protocol.SysuSearch;
import io.vesper.training.TrainingRun.ReportTarget;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Evaluates a network in memory on identities of a dataset that it has not learned from, with every kind of embedding. */
final class NetworkEvaluation {
    /** The entry beside the reports that holds the thresholds of the kind that is published. */
    static final String OPEN_SET = "openSet";

    private final TrainingSettings settings;
    private final EmbeddingRecipe recipe;
    private final Device device;

    NetworkEvaluation(TrainingSettings settings, EmbeddingRecipe recipe, Device device) {
        this.settings = settings;
        this.recipe = recipe;
        this.device = device;
    }

    /**
     * Evaluates every kind of embedding that was trained on the test identities, under the set's own protocol, infrared queries.
     *
     * @param report also written; null for none
     * @return a report by kind of embedding, the recipe's own first; then the thresholds, {@link OpenSet}, as {@value #OPEN_SET}
     * @throws IllegalArgumentException if there are no test identities or they do not suit the protocol
     */
    Map<String, Object> evaluate(TensorSource weights, PersonDataset dataset, @Nullable ReportTarget report) {
        Protocol protocol = choice(dataset.layout()).of(dataset.layout());
        TrainingReport page = report == null ? null : new TrainingReport(dataset, protocol, settings, report);
        Map<String, Object> reports = new LinkedHashMap<>();
        reports.put(recipe.embeddingKind(), Map.of());
        for (EmbeddingKind kind : settings.trainedKinds()) {
            Map<PersonImage, Embedding> embeddings = embed(weights, protocol.images(dataset, DatasetPart.TEST), kind);
            EvaluationReport found = RetrievalEvaluation.evaluate(dataset, DatasetPart.TEST, protocol, embeddings);
            reports.put(kind.label(), found.toMap());
            if (page != null) {
                page.add(kind, found, embeddings);
            }
        }
        OpenSetRates errors = openSet(weights, dataset, protocol.rule());
        reports.put(OPEN_SET, errors.thresholds());
        if (page != null) {
            page.write(errors);
        }
        return reports;
    }

    /** On the validation identities, unless there are none or they were learned from; then on the test identities. */
    private OpenSetRates openSet(TensorSource weights, PersonDataset dataset, RankingRule rule) {
        boolean isHeldOut =
                settings.selection().isUsed() && !dataset.validation().isEmpty();
        DatasetPart part = isHeldOut ? DatasetPart.VALIDATION : DatasetPart.TEST;
        Map<PersonImage, Embedding> embeddings =
                embed(weights, dataset.images(part), EmbeddingKind.of(recipe.embeddingKind()));
        return OpenSetEvaluation.evaluate(dataset, part, rule, embeddings);
    }

    /** Evaluates what would be published on the validation identities. */
    RetrievalMetrics validate(TensorSource weights, PersonDataset dataset) {
        Protocol protocol = choice(dataset.layout()).of(dataset.layout());
        Map<PersonImage, Embedding> embeddings = embed(
                weights, protocol.images(dataset, DatasetPart.VALIDATION), EmbeddingKind.of(recipe.embeddingKind()));
        return RetrievalEvaluation.evaluate(dataset, DatasetPart.VALIDATION, protocol, embeddings)
                .mean();
    }

    private Map<PersonImage, Embedding> embed(TensorSource weights, List<PersonImage> images, EmbeddingKind kind) {
        try (NetworkEmbedder embedder = new NetworkEmbedder("in training", recipe.with(kind), weights, device)) {
            return DatasetEmbeddings.of(images, embedder);
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
