package io.vesper.cli;

import io.vesper.dataset.PersonDataset;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.EmbeddingRecipe;
import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.PublishedModel;
import io.vesper.evaluation.ColourHistogram;
import io.vesper.evaluation.DatasetEmbeddings;
import io.vesper.evaluation.EvaluationReport;
import io.vesper.evaluation.GalleryConvention;
import io.vesper.evaluation.RandomEmbeddings;
import io.vesper.evaluation.RetrievalEvaluation;
import io.vesper.evaluation.SysuProtocol;
import io.vesper.evaluation.SysuSearch;
import io.vesper.network.EmbeddingKind;
import io.vesper.person.Modality;
import io.vesper.person.PersonImage;
import io.vesper.training.TrainingDatasets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code vesper evaluate}: a published model, and two baselines, on a dataset's test people. */
@Command(
        name = "evaluate",
        description = "Evaluates a published model on a dataset's test people, beside chance and colour histograms.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Runnable {
    private static final long CHANCE_SEED = 1;

    private final Application application;

    @Spec
    @Nullable
    CommandSpec spec;

    @Mixin
    FolderOptions folders = new FolderOptions();

    @Mixin
    DatasetOptions dataset = new DatasetOptions();

    @Option(names = "--model", defaultValue = "demo", description = "A published model. Default: demo")
    String modelId = "demo";

    @Option(names = "--search", defaultValue = "all", description = "all or indoor. Default: all")
    String search = "all";

    @Option(names = "--query", defaultValue = "infrared", description = "infrared or visible. Default: infrared")
    String queryModality = "infrared";

    @Option(names = "--shots", defaultValue = "1", description = "Gallery pictures per person and camera. Default: 1")
    int shotsPerCamera = 1;

    @Option(names = "--trials", defaultValue = "10", description = "How many galleries are drawn. Default: 10")
    int trials = 10;

    @Option(names = "--galleries", defaultValue = "defacto", description = "defacto or official. Default: defacto")
    String convention = "defacto";

    @Option(names = "--json", description = "Print the reports as JSON")
    boolean json;

    EvaluateCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        SysuProtocol protocol = new SysuProtocol(
                SysuSearch.of(search),
                Modality.of(queryModality),
                shotsPerCamera,
                trials,
                GalleryConvention.of(convention));
        try (ConfigurableApplicationContext beans = folders.start(application)) {
            PersonDataset people = beans.getBean(TrainingDatasets.class).read(dataset.reference());
            Map<String, EvaluationReport> reports = new LinkedHashMap<>();
            evaluateBaselines(people, protocol, reports);
            evaluateModel(beans.getBean(ModelsFolder.class), people, protocol, reports);
            print(protocol, reports);
        }
    }

    private static void evaluateBaselines(
            PersonDataset people, SysuProtocol protocol, Map<String, EvaluationReport> reports) {
        List<PersonImage> images = protocol.images(people);
        reports.put(
                "chance", RetrievalEvaluation.evaluate(people, protocol, RandomEmbeddings.draw(images, CHANCE_SEED)));
        reports.put(
                "colour histogram",
                RetrievalEvaluation.evaluate(people, protocol, DatasetEmbeddings.of(images, ColourHistogram::of)));
    }

    /** Every kind of embedding that the model's branches allow. */
    private void evaluateModel(
            ModelsFolder models, PersonDataset people, SysuProtocol protocol, Map<String, EvaluationReport> reports) {
        PublishedModel model = models.model(modelId);
        for (EmbeddingKind kind : EmbeddingKind.values()) {
            if (kind == EmbeddingKind.ALL && model.manifest().branches().size() < 3) {
                continue;
            }
            EmbeddingRecipe recipe = model.manifest().recipe().with(kind);
            try (Embedder embedder = models.open(model, recipe)) {
                reports.put(
                        modelId + ", " + kind.label(),
                        RetrievalEvaluation.evaluate(
                                people, protocol, DatasetEmbeddings.of(protocol.images(people), embedder)));
            }
        }
    }

    private void print(SysuProtocol protocol, Map<String, EvaluationReport> reports) {
        if (spec == null) {
            return;
        }
        if (json) {
            spec.commandLine().getOut().println(JsonMapper.shared().writeValueAsString(reports));
        } else {
            spec.commandLine().getOut().println(EvaluationTable.of(protocol, reports));
        }
    }
}
