package io.vesper.cli;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.EmbeddingRecipe;
import io.vesper.embedding.ModelManifest;
import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.PublishedModel;
import io.vesper.evaluation.ColourHistogram;
import io.vesper.evaluation.DatasetEmbeddings;
import io.vesper.evaluation.EvaluationReport;
import io.vesper.evaluation.RandomEmbeddings;
import io.vesper.network.EmbeddingKind;
import io.vesper.preset.TrainedKinds;
import io.vesper.protocol.ProtocolChoice;
import io.vesper.training.TrainingDatasets;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;

/** {@code vesper evaluate}: a published model, and two baselines, on people of a dataset that it has not learned from. */
@Command(
        name = "evaluate",
        description =
                "Evaluates a published model on a dataset's test or validation people, beside chance and colour histograms.",
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Runnable {
    private static final long CHANCE_SEED = 1;

    private final Application application;

    @Mixin
    Console console = new Console();

    @Mixin
    FolderOptions folders = new FolderOptions();

    @Mixin
    DatasetOptions dataset = new DatasetOptions();

    @Option(names = "--model", defaultValue = "synthetic", description = "A published model. Default: synthetic")
    String modelId = "synthetic";

    @Option(names = "--part", defaultValue = "test", description = "test or validation. Default: test")
    String part = "test";

    @Mixin
    ProtocolOptions protocol = new ProtocolOptions();

    @Mixin
    ReportOptions report = new ReportOptions();

    @Option(names = "--json", description = "Print the reports as JSON")
    boolean json;

    @Mixin
    MixedGalleryOptions mixed = new MixedGalleryOptions();

    EvaluateCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        DatasetPart evaluated = part();
        ProtocolChoice choice = protocol.choice();
        mixed.check(choice, json, report.target != null);
        Path page = report.page();
        try (ConfigurableApplicationContext beans = folders.start(application)) {
            PersonDataset people = beans.getBean(TrainingDatasets.class).read(dataset.reference());
            if (mixed.isAsked) {
                console.print(MixedGalleryOptions.table(beans.getBean(ModelsFolder.class), modelId, people, evaluated));
                return;
            }
            ComparedEvaluations evaluations =
                    new ComparedEvaluations(people, evaluated, choice.of(people.layout()), page != null);
            evaluateBaselines(evaluations);
            evaluateModel(beans.getBean(ModelsFolder.class), evaluations);
            print(evaluations.reports());
            if (page != null) {
                writeReport(
                        page,
                        evaluations,
                        beans.getBean(ModelsFolder.class).model(modelId).manifest());
            }
        }
    }

    private DatasetPart part() {
        DatasetPart evaluated = DatasetPart.of(part);
        if (evaluated == DatasetPart.TRAIN) {
            throw new IllegalArgumentException(
                    "The part (train) is not for evaluation: a model knows these people. Maybe validation was meant.");
        }
        return evaluated;
    }

    private static void evaluateBaselines(ComparedEvaluations evaluations) {
        evaluations.addBaseline("chance", RandomEmbeddings.draw(evaluations.images(), CHANCE_SEED));
        evaluations.addBaseline("colour histogram", DatasetEmbeddings.of(evaluations.images(), ColourHistogram::of));
    }

    /** Every kind of embedding that was trained and that the model's branches allow. */
    private void evaluateModel(ModelsFolder models, ComparedEvaluations evaluations) {
        PublishedModel model = models.model(modelId);
        for (EmbeddingKind kind : TrainedKinds.of(model.manifest().settings())) {
            if (kind == EmbeddingKind.ALL && model.manifest().branches().size() < 3) {
                continue;
            }
            EmbeddingRecipe recipe = model.manifest().recipe().with(kind);
            try (Embedder embedder = models.open(model, recipe)) {
                evaluations.addKind(modelId, kind.label(), DatasetEmbeddings.of(evaluations.images(), embedder));
            }
        }
    }

    private void print(Map<String, EvaluationReport> reports) {
        console.print(json ? JsonMapper.shared().writeValueAsString(reports) : EvaluationTable.of(reports));
    }

    private void writeReport(Path page, ComparedEvaluations evaluations, ModelManifest model) {
        report.write(page, evaluations, model);
        console.printBeside("Wrote the report (%s).".formatted(page));
    }
}
