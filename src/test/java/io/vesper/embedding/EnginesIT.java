package io.vesper.embedding;

import static io.vesper.embedding.SettledNetwork.crop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.vesper.checkpoint.SafetensorsFile;
import io.vesper.network.EmbeddingKind;
import io.vesper.network.FeatureMap;
import io.vesper.onnx.OnnxFile;
import io.vesper.person.Modality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which engine a model is opened on, and what becomes of the file that ONNX Runtime needs. */
class EnginesIT {
    private static final List<PersonCrop> CROPS =
            List.of(crop(1, Modality.VISIBLE), crop(2, Modality.INFRARED), crop(3, Modality.VISIBLE));

    private static SettledNetwork network;

    @TempDir
    Path folder;

    @BeforeAll
    static void settle() {
        network = new SettledNetwork();
    }

    @AfterAll
    static void close() {
        network.close();
    }

    @Test
    void onACpuOnnxRuntimeGivesPyTorchsEmbeddings() throws IOException {
        PublishedModel model = network.publish(models(EngineName.AUTO), "small", EmbeddingKind.REPRESENTATION);
        List<Embedding> expected = embed(EngineName.PYTORCH);
        try (Embedder embedder = models(EngineName.AUTO).open("small")) {
            assertThat(embedder.engine())
                    .isEqualTo(new EngineReport("onnxruntime", "cpu", "float32", embedder.workers(), Map.of()));
            assertThat(embedder.workers()).isEqualTo(Runtime.getRuntime().availableProcessors());
            assertSame(embedder.embed(CROPS), expected);
        }
        assertThat(graphs(model.folder())).hasSize(1);
    }

    /** ONNX Runtime gives vectors alone, so maps come from the network on PyTorch. */
    @Test
    void featureMapsAreTheSameWhateverEmbedsAndTheirMeansAreTheObservations() throws IOException {
        network.publish(models(EngineName.AUTO), "small", EmbeddingKind.OBSERVATION);
        List<FeatureMap> expected;
        try (Embedder embedder = models(EngineName.PYTORCH).open("small")) {
            expected = embedder.featureMaps(CROPS);
        }
        try (Embedder embedder = models(EngineName.ONNXRUNTIME).open("small")) {
            List<FeatureMap> maps = embedder.featureMaps(CROPS);
            List<Embedding> means = maps.stream().map(EnginesIT::mean).toList();
            assertSame(means, embedder.embed(CROPS));
            for (int i = 0; i < maps.size(); i++) {
                assertThat(maps.get(i).places()).isEqualTo(4 * 2);
                assertThat(maps.get(i).values()).containsExactly(expected.get(i).values(), within(1e-4f));
            }
        }
    }

    @Test
    void featureMapsAreRefusedOnceTheModelIsClosedOrItsWeightsAreNotThosePublished() throws IOException {
        PublishedModel model = network.publish(models(EngineName.AUTO), "small", EmbeddingKind.REPRESENTATION);
        Embedder embedder = models(EngineName.ONNXRUNTIME).open("small");
        Files.write(model.weights(), new byte[1], StandardOpenOption.APPEND);
        assertThatExceptionOfType(DamagedModelException.class).isThrownBy(() -> embedder.featureMaps(CROPS));
        embedder.close();
        assertThatIllegalStateException().isThrownBy(() -> embedder.featureMaps(CROPS));
    }

    private static Embedding mean(FeatureMap map) {
        float[] mean = new float[map.channels()];
        for (int i = 0; i < map.values().length; i++) {
            mean[i / map.places()] += map.values()[i] / map.places();
        }
        return Embedding.normalised(mean);
    }

    @Test
    void whatIsAskedForIsTakenAndTheReportSaysWhyNotTheOther() throws IOException {
        PublishedModel model = network.publish(models(EngineName.PYTORCH), "small", EmbeddingKind.OBSERVATION);
        try (Embedder embedder = models(EngineName.PYTORCH).open("small")) {
            assertThat(embedder.engine().engine()).isEqualTo("pytorch");
            assertThat(embedder.engine().notTaken()).containsEntry("onnxruntime", "The settings ask for pytorch.");
        }
        assertThat(graphs(model.folder())).isEmpty();
    }

    @Test
    void anEmbeddingOfAllBranchesIsPyTorchsUnlessOnnxRuntimeIsInsistedOn() throws IOException {
        network.publish(models(EngineName.AUTO), "small", EmbeddingKind.ALL);
        try (Embedder embedder = models(EngineName.AUTO).open("small")) {
            assertThat(embedder.engine().engine()).isEqualTo("pytorch");
            assertThat(embedder.engine().notTaken().get("onnxruntime")).contains("(all)");
        }
        assertThatExceptionOfType(EngineUnavailableException.class)
                .isThrownBy(() -> models(EngineName.ONNXRUNTIME).open("small"))
                .withMessageContainingAll("(small)", "vesper.embedding.engine", "(all)");
    }

    @Test
    void aFileIsWrittenOnceAndADamagedOneAnew() throws IOException {
        PublishedModel model = network.publish(models(EngineName.AUTO), "small", EmbeddingKind.REPRESENTATION);
        List<Embedding> expected = embed(EngineName.ONNXRUNTIME);
        Path graph = graphs(model.folder()).get(0);
        Object written = Files.getAttribute(graph, "unix:ino");
        embed(EngineName.ONNXRUNTIME);
        assertThat(Files.getAttribute(graph, "unix:ino")).isEqualTo(written);

        byte[] bytes = Files.readAllBytes(graph);
        bytes[bytes.length / 2] ^= 1;
        Files.write(graph, bytes);
        assertThat(embed(EngineName.ONNXRUNTIME)).isEqualTo(expected);
        assertThat(graphs(model.folder())).containsExactly(graph);
        assertThat(Files.getAttribute(graph, "unix:ino")).isNotEqualTo(written);
    }

    @Test
    void aFileOfOtherWeightsIsNotUsed() throws IOException {
        PublishedModel model = network.publish(models(EngineName.AUTO), "small", EmbeddingKind.REPRESENTATION);
        embed(EngineName.ONNXRUNTIME);
        Path stale = graphs(model.folder()).get(0);
        byte[] bytes = Files.readAllBytes(stale);
        models(EngineName.AUTO).delete("small");
        try (SettledNetwork other = new SettledNetwork(6)) {
            other.publish(models(EngineName.AUTO), "small", EmbeddingKind.REPRESENTATION);
        }
        Files.write(stale, bytes);
        assertSame(embed(EngineName.ONNXRUNTIME), embed(EngineName.PYTORCH));
    }

    @Test
    void aFileThatGivesOtherEmbeddingsIsNotUsed() throws IOException {
        PublishedModel model = network.publish(models(EngineName.AUTO), "small", EmbeddingKind.REPRESENTATION);
        embed(EngineName.ONNXRUNTIME);
        Path graph = graphs(model.folder()).get(0);
        Files.delete(graph);
        try (SettledNetwork other = new SettledNetwork(6)) {
            PublishedModel wrong = other.publish(models(EngineName.AUTO), "wrong", EmbeddingKind.REPRESENTATION);
            Path file = folder.resolve("wrong.onnx");
            OnnxFile.write(
                    file,
                    SafetensorsFile.open(wrong.weights()),
                    wrong.manifest().recipe().signature(Map.of(), Map.of()));
            String name = graph.getFileName().toString();
            String source = name.substring(0, name.length() - "0123456789abcdef.onnx".length());
            Files.move(file, model.folder().resolve(source + Sha256.of(file).substring(0, 16) + ".onnx"));
        }
        assertThatExceptionOfType(EngineUnavailableException.class)
                .isThrownBy(() -> models(EngineName.ONNXRUNTIME).open("small"))
                .withMessageContaining("other embeddings than PyTorch");
        try (Embedder embedder = models(EngineName.AUTO).open("small")) {
            assertThat(embedder.engine().engine()).isEqualTo("pytorch");
            assertThat(embedder.engine().notTaken().get("onnxruntime")).contains("other embeddings than PyTorch");
        }
    }

    /** A folder in the file's place keeps it from being written there, as a read-only file system would. */
    @Test
    void whereTheModelsFolderCannotBeWrittenTheCacheFolderTakesTheFile() throws IOException {
        PublishedModel model = network.publish(models(EngineName.AUTO), "small", EmbeddingKind.REPRESENTATION);
        List<Embedding> expected = embed(EngineName.ONNXRUNTIME);
        Path graph = graphs(model.folder()).get(0);
        Files.delete(graph);
        Files.writeString(Files.createDirectory(graph).resolve("in the way"), "");
        assertThat(embed(EngineName.ONNXRUNTIME)).isEqualTo(expected);
        assertThat(graphs(folder.resolve("cache/graphs"))).hasSize(1);
        assertThat(embed(EngineName.ONNXRUNTIME)).isEqualTo(expected);
        assertThat(folder.resolve("models/small")).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void withoutTheNativeLibraryPyTorchComputes() throws Exception {
        network.publish(models(EngineName.AUTO), "small", EmbeddingKind.REPRESENTATION);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Donnxruntime.native.onnxruntime.skip=true",
                        "-Donnxruntime.native.onnxruntime4j_jni.skip=true",
                        "-Dai.djl.offline=true",
                        "-DDJL_CACHE_DIR=" + System.getProperty("DJL_CACHE_DIR"),
                        "-DENGINE_CACHE_DIR=" + System.getProperty("ENGINE_CACHE_DIR"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        WithoutNativeLibrary.class.getName(),
                        folder.resolve("models").toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("engine=pytorch", "native library cannot be loaded");
    }

    /** Prints what computes a model. */
    static final class WithoutNativeLibrary {
        public static void main(String[] arguments) {
            try (Embedder embedder =
                    new ModelsFolder(new EmbeddingSettings(Path.of(arguments[0]), null)).open("small")) {
                embedder.embed(CROPS);
                System.out.println(embedder.engine());
            }
        }
    }

    private ModelsFolder models(EngineName engine) {
        return new ModelsFolder(new EmbeddingSettings(
                folder.resolve("models"), null, folder.resolve("cache"), new EngineSettings(engine, "cpu")));
    }

    private List<Embedding> embed(EngineName engine) {
        try (Embedder embedder = models(engine).open("small")) {
            return embedder.embed(CROPS);
        }
    }

    private static List<Path> graphs(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".onnx")).toList();
        }
    }

    private static void assertSame(List<Embedding> found, List<Embedding> expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.size(); i++) {
            assertThat(found.get(i).toArray()).containsExactly(expected.get(i).toArray(), within(1e-5f));
        }
    }
}
