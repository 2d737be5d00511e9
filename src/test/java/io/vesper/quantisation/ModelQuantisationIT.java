package io.vesper.quantisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.DemoDataset;
import io.vesper.dataset.PersonDataset;
import io.vesper.dataset.SysuMm01;
import io.vesper.decode.RgbImage;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.Embedding;
import io.vesper.embedding.EmbeddingSettings;
import io.vesper.embedding.EngineName;
import io.vesper.embedding.EngineSettings;
import io.vesper.embedding.EngineUnavailableException;
import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.PersonCrop;
import io.vesper.embedding.PublishedModel;
import io.vesper.embedding.Quantisation;
import io.vesper.evaluation.DatasetEmbeddings;
import io.vesper.evaluation.RetrievalEvaluation;
import io.vesper.network.EmbeddingKind;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import io.vesper.protocol.ProtocolChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped model in eight bits, on some people of the demo set. */
class ModelQuantisationIT {
    @TempDir
    Path folder;

    private ModelsFolder models;
    private PublishedModel source;
    private PersonDataset dataset;

    @BeforeEach
    void copyTheShippedModel() throws IOException {
        models = models(EngineName.AUTO);
        Path shipped = Files.createDirectories(folder.resolve("models/synthetic"));
        for (String file : List.of("model.json", "model.safetensors")) {
            Files.copy(Path.of("models/synthetic", file), shipped.resolve(file));
        }
        source = models.model("synthetic");
        PersonDataset demo = SysuMm01.read(DemoDataset.unpack(folder.resolve("demo")));
        dataset = new PersonDataset(
                "demo", demo.layout(), of(demo.train(), 4), List.of(), of(demo.test(), 8), demo.notes());
    }

    @Test
    void aQuantisedModelIsOneOfItsOwnThatSaysWhatItCost() throws IOException {
        PublishedModel rounded = new ModelQuantisation(models, source, dataset).publish("night-int8");
        assertThat(models.models()).extracting(PublishedModel::modelId).contains("synthetic", "night-int8");
        assertThat(models.model("night-int8").manifest()).isEqualTo(rounded.manifest());

        Quantisation quantisation = Objects.requireNonNull(rounded.manifest().quantisation());
        assertThat(quantisation.precision()).isEqualTo("int8");
        assertThat(quantisation.sourceModelId()).isEqualTo("synthetic");
        assertThat(quantisation.calibration().images())
                .isEqualTo(dataset.train().size());
        Quantisation.Evaluation evaluation = quantisation.evaluation();
        assertThat(evaluation.sourceMeanAveragePrecision()).isCloseTo(meanAveragePrecision(source), within(1e-9));
        assertThat(evaluation.meanAveragePrecision())
                .isCloseTo(meanAveragePrecision(rounded), within(1e-9))
                .isGreaterThan(evaluation.sourceMeanAveragePrecision() - 0.005);
        assertThat(rounded.manifest().openSet().dataset()).isEqualTo("demo");
        assertThat(rounded.folder().resolve("MODEL.md")).content().contains("`synthetic`");

        try (Embedder embedder = models.open("night-int8")) {
            assertThat(embedder.engine().precision()).isEqualTo("int8");
            assertThat(embedder.engine().engine()).isEqualTo("onnxruntime");
            assertSameMaps(embedder);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelQuantisation(models, rounded, dataset))
                .withMessageContaining("int8 already");
        assertThatExceptionOfType(EngineUnavailableException.class)
                .isThrownBy(
                        () -> models.open(rounded, rounded.manifest().recipe().with(EmbeddingKind.ALL)))
                .withMessageContaining("(all)");
    }

    /** Feature maps are computed in single precision, by the weights that were rounded. */
    private void assertSameMaps(Embedder rounded) {
        RgbImage grey = new RgbImage(2, 2, new byte[] {9, 9, 9, 9, 9, 9, 70, 70, 70, 70, 70, 70});
        List<PersonCrop> crops = List.of(new PersonCrop(grey, Modality.INFRARED));
        try (Embedder single = models.open("synthetic")) {
            assertThat(rounded.featureMaps(crops).get(0).values())
                    .containsExactly(single.featureMaps(crops).get(0).values(), within(1e-5f));
        }
    }

    @Test
    void aModelThatLosesTooMuchIsRefusedAndNothingIsKept() {
        // To lose less than nothing is not allowed to any model.
        ModelQuantisation strict = new ModelQuantisation(models, source, dataset, -1);
        assertThatExceptionOfType(QuantisationRefusedException.class)
                .isThrownBy(() -> strict.publish("night-int8"))
                .withMessageMatching("(?s).*mAP of \\d+\\.\\d\\d %.*float32 \\d+\\.\\d\\d %.*Nothing was published.*");
        assertThat(folder.resolve("models")).isDirectoryNotContaining("glob:**night-int8**");
    }

    @Test
    void anIdThatIsTakenAndASetWithoutTrainingPeopleAreRefusedBeforeTheWork() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelQuantisation(models, source, dataset).publish("synthetic"))
                .withMessageContaining("(synthetic)");
        PersonDataset testOnly =
                new PersonDataset("demo", dataset.layout(), List.of(), List.of(), dataset.test(), List.of());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ModelQuantisation(models, source, testOnly))
                .withMessageContaining("(demo)");
    }

    private ModelsFolder models(EngineName engine) {
        return new ModelsFolder(new EmbeddingSettings(
                folder.resolve("models"), null, folder.resolve("cache"), new EngineSettings(engine, "cpu")));
    }

    private double meanAveragePrecision(PublishedModel model) {
        try (Embedder embedder = models.open(model, model.manifest().recipe())) {
            Map<PersonImage, Embedding> embeddings = DatasetEmbeddings.of(dataset.test(), embedder);
            return RetrievalEvaluation.evaluate(
                            dataset, DatasetPart.TEST, ProtocolChoice.STANDARD.of(dataset.layout()), embeddings)
                    .mean()
                    .meanAveragePrecision();
        }
    }

    /** Pictures of the first so many people. */
    private static List<PersonImage> of(List<PersonImage> images, int people) {
        List<PersonId> first = images.stream()
                .map(PersonImage::person)
                .distinct()
                .limit(people)
                .toList();
        return images.stream().filter(image -> first.contains(image.person())).toList();
    }
}
