package io.vesper.training;

import ai.djl.engine.Engine;
import io.vesper.check.CheckProgress;
import io.vesper.check.DatasetCheckReport;
import io.vesper.dataset.PersonDataset;
import io.vesper.embedding.ModelsFolder;
import io.vesper.network.CrossModalNetwork;
import io.vesper.network.ImportReport;
import io.vesper.preset.Presets;
import io.vesper.preset.TrainingSettings;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Opens runs of the three-branch network. */
@Component
final class NetworkTrainingRuns implements TrainingRuns {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkTrainingRuns.class);
    private static final int VALIDATION_EVERY = 10;

    private final TrainingDatasets datasets;
    private final ModelsFolder models;
    private final InitialTensors initialTensors;
    private final TrainingDevice device;

    NetworkTrainingRuns(
            TrainingDatasets datasets, ModelsFolder models, TrainingFolders folders, TrainingDevice device) {
        this.device = device;
        this.datasets = datasets;
        this.models = models;
        initialTensors = new InitialTensors(models, folders.models());
    }

    @Override
    public void check(TrainingRequest request) {
        RequestProblems problems = new RequestProblems();
        problems.read("preset", () -> Presets.settings(request.preset(), Map.of()));
        if (problems.areNone()) {
            problems.addAll(BlamedSettings.of(request));
        }
        if (problems.areNone()) {
            checkBatches(request, request.settings(), problems);
        } else {
            problems.read("dataset", () -> datasets.read(request.dataset()));
        }
        TrainingRequest.InitialWeights init = request.init();
        if (init != null) {
            problems.read("init", () -> initialTensors.open(init));
        }
        String modelId = request.modelId();
        if (modelId != null) {
            checkModelId(modelId, problems);
        }
        problems.check();
    }

    private void checkBatches(TrainingRequest request, TrainingSettings settings, RequestProblems problems) {
        PersonDataset dataset = problems.read("dataset", () -> dataset(request, settings));
        if (dataset != null) {
            problems.read("overrides", () -> NetworkTrainingRun.sampler(settings, dataset));
        }
        problems.read("overrides", () -> new BatchLoader(settings));
    }

    private void checkModelId(String modelId, RequestProblems problems) {
        if (!ModelsFolder.isModelId(modelId)) {
            problems.refuse(
                    "modelId",
                    "The model id (%s) must have 1 to 64 letters, digits, dots, dashes or underscores, and start with a letter or digit."
                            .formatted(modelId));
        } else if (models.contains(modelId)) {
            problems.refuse(
                    "modelId",
                    "There is a published model (%s) already. Maybe choose another id, or another models folder."
                            .formatted(modelId));
        }
    }

    /** Where a model is chosen by validation identities and the set names none, some training identities become them. */
    private PersonDataset dataset(TrainingRequest request, TrainingSettings settings) {
        PersonDataset dataset = datasets.read(request.dataset());
        if (!settings.selection().isUsed()) {
            return dataset;
        }
        PersonDataset split = dataset.withHeldOutValidation(VALIDATION_EVERY);
        if (split.validation().isEmpty()) {
            throw new IllegalArgumentException(
                    "The dataset (%s) has no validation identities, and too few training identities to take every %dth for one. Maybe set selection.everyEpochs to 0."
                            .formatted(dataset.name(), VALIDATION_EVERY));
        }
        return split;
    }

    @Override
    public void inspect(TrainingRequest request) {
        DatasetCheckReport report = datasets.check(request.dataset(), CheckProgress.SILENT);
        report.requireNoErrors();
        report.problems().forEach(problem -> LOG.warn("Dataset {}: {}", report.dataset(), problem.message()));
    }

    @Override
    public int epochs(TrainingRequest request) {
        return request.settings().epochs();
    }

    @Override
    public TrainingRun open(TrainingRequest request, @Nullable Path state) {
        TrainingSettings settings = request.settings();
        PersonDataset dataset = dataset(request, settings);
        int numIdentities = NetworkTrainingRun.sampler(settings, dataset).numIdentities();
        Engine.getInstance().setRandomSeed((int) (settings.seed() & Integer.MAX_VALUE));
        CrossModalNetwork network =
                new CrossModalNetwork(settings.network().architecture(numIdentities), device.find());
        try {
            if (state == null) {
                initialise(network, settings, request);
            }
            network.use(settings.passes());
            network.useDropout((float) settings.network().dropout());
            network.freezeStages(settings.network().frozenStages());
            ModelPublisher publisher = new ModelPublisher(models, settings, request);
            NetworkTrainingRun run = new NetworkTrainingRun(settings, dataset, network, publisher);
            if (state != null) {
                run.restore(state);
            }
            return run;
        } catch (RuntimeException e) {
            network.close();
            throw e;
        }
    }

    private void initialise(CrossModalNetwork network, TrainingSettings settings, TrainingRequest request) {
        if (settings.network().initialWeights().equals("imagenet")) {
            network.initialise(InitialTensors.imageNet());
        }
        if (request.init() != null) {
            ImportReport report = network.initialise(initialTensors.open(request.init()));
            LOG.info("Initial weights: {}\n{}", report.summary(), report.table());
        }
    }
}
