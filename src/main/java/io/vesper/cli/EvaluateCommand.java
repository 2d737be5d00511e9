package io.vesper.cli;

import io.vesper.assessment.ComparedEvaluations;
import io.vesper.assessment.EvaluationProgress;
import io.vesper.assessment.ModelEvaluation;
import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.PublishedModel;
import io.vesper.evaluation.EvaluationReport;
import io.vesper.evaluation.OpenSetRates;
import io.vesper.protocol.ProtocolChoice;
import io.vesper.training.TrainingDatasets;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

    @Mixin
    OpenSetOptions openSet = new OpenSetOptions();

    EvaluateCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        DatasetPart evaluated = ModelEvaluation.part(part);
        ProtocolChoice choice = protocol.choice();
        boolean isPlain = choice.equals(ProtocolChoice.STANDARD) && !json && report.target == null;
        mixed.check(isPlain);
        openSet.check(isPlain, mixed.isAsked);
        Path page = report.page();
        try (ConfigurableApplicationContext beans = folders.start(application)) {
            PersonDataset people = beans.getBean(TrainingDatasets.class).read(dataset.reference());
            ModelsFolder models = beans.getBean(ModelsFolder.class);
            if (mixed.isAsked) {
                console.print(MixedGalleryOptions.table(models, modelId, people, evaluated));
            } else if (openSet.isSearchAsked) {
                console.print(OpenSetOptions.table(models, modelId, people, evaluated));
            } else {
                evaluate(
                        models,
                        new ComparedEvaluations(people, evaluated, choice.of(people.layout()), page != null),
                        page);
            }
        }
    }

    private void evaluate(ModelsFolder models, ComparedEvaluations evaluations, @Nullable Path page) {
        PublishedModel model = models.model(modelId);
        OpenSetRates errors = new ModelEvaluation(models, model, EvaluationProgress.SILENT).evaluate(evaluations);
        print(evaluations.reports(), errors);
        if (page != null) {
            report.write(page, evaluations, model.manifest(), errors);
            console.printBeside("Wrote the report (%s).".formatted(page));
        }
        if (openSet.isStored) {
            OpenSetOptions.store(models, modelId, errors.thresholds());
            console.printBeside("Stored the thresholds in model.json of the model (%s).".formatted(modelId));
        }
    }

    private void print(Map<String, EvaluationReport> reports, OpenSetRates errors) {
        console.print(
                json
                        ? JsonMapper.shared().writeValueAsString(reports)
                        : EvaluationTable.of(reports) + "\n" + ErrorRatesTable.of(errors));
    }
}
