package io.vesper.cli;

import io.vesper.bench.Benchmark;
import io.vesper.dataset.DemoDataset;
import io.vesper.decode.ImageDecoder;
import io.vesper.decode.ImageLimits;
import io.vesper.embedding.Embedder;
import io.vesper.embedding.ModelRegistry;
import io.vesper.embedding.ModelsFolder;
import io.vesper.embedding.PersonCrop;
import io.vesper.embedding.UntrainedModel;
import io.vesper.person.Modality;
import io.vesper.preset.Presets;
import io.vesper.preset.TrainingSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vesper bench}: how fast this machine embeds, searches and serves. */
@Command(
        name = "bench",
        description =
                "Measures embedding, searching and serving with a model, beside what the machine can do, and prints one table. Starts a server of its own on a temporary folder.",
        mixinStandardHelpOptions = true)
final class BenchCommand implements Runnable {
    private static final List<String> INFRARED_CAMERAS = List.of("cam3", "cam6");
    /** Whom an untrained network tells apart: SYSU-MM01's training people. It does not matter. */
    private static final int PEOPLE = 395;

    private final Application application;

    @Mixin
    Console console = new Console();

    @Option(names = "--models-dir", description = "Published models. Default: ./models")
    @Nullable
    Path modelsDir;

    @Option(names = "--model", defaultValue = "synthetic", description = "A published model. Default: synthetic")
    String modelId = "synthetic";

    @Option(
            names = "--preset",
            description =
                    "Instead of a published model: that preset's network, not trained. One of: demo, compact, paper, official")
    @Nullable
    String preset;

    @Option(names = "--images", defaultValue = "100000", description = "In the made-up gallery. Default: 100000")
    int images;

    @Option(names = "--clients", defaultValue = "16", description = "Who query at once. Default: 16")
    int clients;

    @Option(names = "--seconds", defaultValue = "10", description = "Of each measurement. Default: 10")
    int seconds;

    BenchCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        if (images < 1 || clients < 1 || seconds < 1) {
            throw new CommandFailedException("--images (%d), --clients (%d) and --seconds (%d) must be at least 1."
                    .formatted(images, clients, seconds));
        }
        Path folder = temporary();
        try {
            if (preset != null) {
                publishUntrained(preset, folder.resolve("models"));
            }
            run(folder);
        } finally {
            delete(folder);
        }
    }

    private void run(Path folder) {
        List<byte[]> pictures =
                infrared(DemoDataset.unpack(folder.resolve("datasets").resolve("demo")));
        Benchmark benchmark;
        int dimension;
        try (ConfigurableApplicationContext server = application.server(settings(folder))) {
            // Not before the server is there, which tells libtorch and the log where their places are.
            benchmark = new Benchmark(new Benchmark.Plan(images, clients, 20 * clients, Duration.ofSeconds(seconds)));
            try (Embedder embedder = server.getBean(ModelRegistry.class).open(modelId)) {
                dimension = embedder.dimension();
                benchmark.embed(embedder, crops(pictures));
            }
            String port = server.getEnvironment().getRequiredProperty("local.server.port");
            benchmark.serve(URI.create("http://127.0.0.1:" + port), pictures);
        }
        benchmark.search(dimension);
        console.print(
                "%s; model %s; %d s each\n\n%s".formatted(Benchmark.machine(), modelId, seconds, benchmark.table()));
    }

    private void publishUntrained(String preset, Path models) {
        TrainingSettings settings = Presets.settings(preset, Map.of());
        modelsDir = models;
        modelId = "untrained-" + preset;
        // The beans tell libtorch where its place is.
        try (ConfigurableApplicationContext beans = application.beans(Map.of("vesper.models-dir", models))) {
            UntrainedModel.publish(beans.getBean(ModelsFolder.class), modelId, settings.recipe(PEOPLE));
        } catch (IOException e) {
            throw new UncheckedIOException("The network of the preset (%s) cannot be written.".formatted(preset), e);
        }
    }

    private Map<String, Object> settings(Path folder) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("vesper.data-dir", folder.resolve("data"));
        settings.put("vesper.datasets-dir", folder.resolve("datasets"));
        settings.put("vesper.model", modelId);
        if (modelsDir != null) {
            settings.put("vesper.models-dir", modelsDir);
        }
        return settings;
    }

    private static List<byte[]> infrared(Path dataset) {
        return INFRARED_CAMERAS.stream()
                .flatMap(camera -> files(dataset.resolve(camera)).stream())
                .map(BenchCommand::read)
                .toList();
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The pictures in (%s) cannot be listed.".formatted(folder), e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("The picture (%s) cannot be read.".formatted(file), e);
        }
    }

    private static List<PersonCrop> crops(List<byte[]> pictures) {
        ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);
        return pictures.stream()
                .map(picture -> new PersonCrop(decoder.decode(picture), Modality.INFRARED))
                .toList();
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("vesper-bench-");
        } catch (IOException e) {
            throw new UncheckedIOException("No temporary folder can be made.", e);
        }
    }

    private static void delete(Path folder) {
        try {
            FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("The temporary folder (%s) cannot be deleted.".formatted(folder), e);
        }
    }
}
