package io.vesper.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DamagedTorchFileTest {
    private static final Path FIXTURES = Path.of("src/test/resources/weights/torch");

    @TempDir
    Path folder;

    @Test
    void aFileThatWasCutIsRefused() throws IOException {
        for (String name : List.of("zip.pth", "legacy.pth")) {
            byte[] whole = Files.readAllBytes(FIXTURES.resolve(name));
            for (int length = 0; length < whole.length; length += 7) {
                Path cut = Files.write(folder.resolve("cut.pth"), Arrays.copyOf(whole, length));
                assertThatThrownBy(() -> WeightsFile.open(cut))
                        .as("%s: %d bytes", name, length)
                        .isInstanceOf(CheckpointException.class);
            }
        }
    }

    @Test
    void aChangedByteGivesTensorsOrARefusal() throws IOException {
        for (String name : List.of("zip.pth", "legacy.pth")) {
            byte[] whole = Files.readAllBytes(FIXTURES.resolve(name));
            for (int i = 0; i < whole.length; i += 7) {
                byte[] changed = whole.clone();
                changed[i] ^= (byte) 0x81;
                Path file = Files.write(folder.resolve("changed.pth"), changed);
                try {
                    TensorSource tensors = WeightsFile.open(file);
                    tensors.names().forEach(tensors::values);
                } catch (CheckpointException refused) {
                    assertThat(refused).hasMessageContaining("changed.pth");
                }
            }
        }
    }
}
