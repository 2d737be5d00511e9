package io.vesper.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsFileTest {
    private static final Path FIXTURES = Path.of("src/test/resources/weights");

    @TempDir
    Path folder;

    @Test
    void theFormatFollowsFromTheContentNotFromTheName() throws IOException {
        for (String name : new String[] {"small.npz", "small.safetensors"}) {
            Path renamed = Files.copy(FIXTURES.resolve(name), folder.resolve(name + ".bin"));
            assertThat(WeightsFile.open(renamed).values("b")).as(name).containsExactly(-2.5f);
        }
        Path renamed = Files.copy(FIXTURES.resolve("torch/zip.pth"), folder.resolve("weights.npz"));
        assertThat(WeightsFile.open(renamed).values("scalar")).containsExactly(-2.5f);
    }

    @Test
    void theWrapperIsLeftOutOnlyWhereEveryNameHasIt() throws IOException {
        TensorSource source = NpzFile.open(FIXTURES.resolve("small.npz"));
        Map<String, String> names = new LinkedHashMap<>();
        names.put("module.a", "a.weight");
        names.put("module.b", "b");
        assertThat(written(source, names).names()).containsExactly("a", "b");
        names.put("c", "b");
        assertThat(written(source, names).names()).containsExactly("module.a", "module.b", "c");
    }

    private TensorSource written(TensorSource source, Map<String, String> names) throws IOException {
        Path file = folder.resolve("written");
        SafetensorsWriter.write(file, new RenamedTensors(source, names), Map.of());
        return WeightsFile.open(file);
    }

    @Test
    void whatIsOfNoKnownFormatIsRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.pth"), "no weights");
        assertThatThrownBy(() -> WeightsFile.open(text))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("text.pth")
                .hasMessageContaining("6e 6f 20");
        assertThatThrownBy(() -> WeightsFile.open(folder.resolve("absent")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("absent");
        assertThatThrownBy(() -> WeightsFile.open(FIXTURES.resolve("small.npz"), "model"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("(model)");
    }
}
