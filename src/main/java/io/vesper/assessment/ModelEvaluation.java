package io.vesper.assessment;

import io.vesper.dataset.DatasetPart;
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
public final class ModelEvaluation {
    private static final long CHANCE_SEED = 1;

    private final ModelsFolder models;
    private final PublishedModel model;
    private final EvaluationProgress progress;

    /** @param progress told how many pictures have been looked at; what it throws ends the evaluation */
    public ModelEvaluation(ModelsFolder models, PublishedModel model, EvaluationProgress progress) {
        this.models = models;
        this.model = model;
        this.progress = progress;
    }

    /**
     * Reads which people of a set are to be searched for.
     *
     * @param label {@code test} or {@code validation}
     * @throws IllegalArgumentException if it is another
     */
    public static DatasetPart part(String label) {
        DatasetPart part = DatasetPart.of(label);
        if (part == DatasetPart.TRAIN) {
            throw new IllegalArgumentException(
                    "The part (train) is not for evaluation: a model knows these people. Maybe validation was meant.");
        }
        return part;
    }

    /**
     * Evaluates every kind of embedding that was trained and that the model's branches allow.
     *
     * @param evaluations takes the results
     * @return the error rates of the kind that it serves
     */
    public OpenSetRates evaluate(ComparedEvaluations evaluations) {
        EmbeddingKind served = EmbeddingKind.of(model.manifest().recipe().embeddingKind());
        List<EmbeddingKind> kinds = kinds();
        progress.begin(total(evaluations, kinds, served));
        evaluations.addBaseline("chance", RandomEmbeddings.draw(evaluations.images(), CHANCE_SEED));
        evaluations.addBaseline("colour histogram", histograms(evaluations.images()));
        Map<PersonImage, Embedding> ofServed = embed(served, evaluations.all());
        for (EmbeddingKind kind : kinds) {
            evaluations.addKind(
                    model.modelId(), kind.label(), kind == served ? ofServed : embed(kind, evaluations.images()));
        }
        return evaluations.errors(ofServed);
    }

    private List<EmbeddingKind> kinds() {
        ModelManifest manifest = model.manifest();
        return TrainedKinds.of(manifest.settings()).stream()
                .filter(kind -> kind != EmbeddingKind.ALL || manifest.branches().size() >= 3)
                .toList();
    }

    private static int total(ComparedEvaluations evaluations, List<EmbeddingKind> kinds, EmbeddingKind served) {
        int others = (int) kinds.stream().filter(kind -> kind != served).count();
        return (1 + others) * evaluations.images().size() + evaluations.all().size();
    }

    private Map<PersonImage, Embedding> histograms(List<PersonImage> images) {
        return DatasetEmbeddings.of(images, picture -> {
            Embedding histogram = ColourHistogram.of(picture);
            progress.advance(1);
            return histogram;
        });
    }

    private Map<PersonImage, Embedding> embed(EmbeddingKind kind, List<PersonImage> images) {
        try (Embedder embedder = models.open(model, model.manifest().recipe().with(kind))) {
            return DatasetEmbeddings.of(images, new CountingEmbedder(embedder, progress));
        }
    }
}
