package io.vesper.cli;

import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.ModelManifest;
import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.PublishedModel;
import io.vesper.evaluation.ColourHistogram;
import io.vesper.evaluation.DatasetEmbeddings;
import io.vesper.evaluation.OpenSetRates;
import io.vesper.evaluation.RandomEmbeddings;
import io.vesper.network.EmbeddingKind;
import io.vesper.person.PersonImage;
import io.vesper.preset.TrainedKinds;
import java.util.List;
import java.util.Map;

/** A published model beside two baselines. */
final class ModelEvaluation {
    private static final long CHANCE_SEED = 1;

    private final ModelsFolder models;
    private final PublishedModel model;

    ModelEvaluation(ModelsFolder models, PublishedModel model) {
        this.models = models;
        this.model = model;
    }

    /**
     * Evaluates every kind of embedding that was trained and that the model's branches allow.
     *
     * @param evaluations takes the results
     * @return the error rates of the kind that it serves
     */
    OpenSetRates evaluate(ComparedEvaluations evaluations) {
        evaluations.addBaseline("chance", RandomEmbeddings.draw(evaluations.images(), CHANCE_SEED));
        evaluations.addBaseline("colour histogram", DatasetEmbeddings.of(evaluations.images(), ColourHistogram::of));
        ModelManifest manifest = model.manifest();
        EmbeddingKind served = EmbeddingKind.of(manifest.recipe().embeddingKind());
        Map<PersonImage, Embedding> ofServed = embed(served, evaluations.all());
        for (EmbeddingKind kind : TrainedKinds.of(manifest.settings())) {
            if (kind != EmbeddingKind.ALL || manifest.branches().size() >= 3) {
                evaluations.addKind(
                        model.modelId(), kind.label(), kind == served ? ofServed : embed(kind, evaluations.images()));
            }
        }
        return evaluations.errors(ofServed);
    }

    private Map<PersonImage, Embedding> embed(EmbeddingKind kind, List<PersonImage> images) {
        try (Embedder embedder = models.open(model, model.manifest().recipe().with(kind))) {
            return DatasetEmbeddings.of(images, embedder);
        }
    }
}
