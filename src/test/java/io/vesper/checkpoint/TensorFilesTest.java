package io.vesper.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TensorFilesTest {
    @TempDir
    Path folder;

    @Test
    void numpysArchiveIsRead() {
        assertIsTheFixture(NpzFile.open(resource("small.npz")));
    }

    @Test
    void aFileInSafetensorsLayoutIsReadWhateverTheHeadersOrder() {
        SafetensorsFile file = SafetensorsFile.open(resource("small.safetensors"));
        assertIsTheFixture(file);
        assertThat(file.metadata()).containsExactly(Map.entry("made", "by hand"));
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        Path file = folder.resolve("model.safetensors");
        SafetensorsWriter.write(file, NpzFile.open(resource("small.npz")), Map.of("b", "2", "a", "1"));
        assertIsTheFixture(SafetensorsFile.open(file));
        assertThat(SafetensorsFile.open(file).metadata()).containsOnlyKeys("a", "b");
        assertThat(folder).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void theSameTensorsGiveTheSameBytesAndAlignedData() throws IOException {
        Path first = folder.resolve("first");
        Path second = folder.resolve("second");
        SafetensorsWriter.write(first, NpzFile.open(resource("small.npz")), Map.of("a", "1", "b", "2"));
        SafetensorsWriter.write(second, NpzFile.open(resource("small.npz")), Map.of("b", "2", "a", "1"));
        assertThat(first).hasSameBinaryContentAs(second);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(first)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.getLong() % 8).isZero();
    }

    @Test
    void anUnknownTensorIsNamed() {
        assertThatThrownBy(() ->
                        SafetensorsFile.open(resource("small.safetensors")).values("c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(c)");
    }

    @Test
    void numpysDoublesBecomeFloats() {
        assertThat(NpzFile.open(resource("double.npz")).values("a")).containsExactly(0, 0.25f, 0.5f, 0.75f, 1, 1.25f);
    }

    @Test
    void arraysInFortransOrderAreRefused() {
        assertThatThrownBy(() -> NpzFile.open(resource("fortran.npz")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("fortran.npz")
                .hasMessageContaining("row-major");
    }

    @Test
    void aSafetensorsFileCutAnywhereIsRefused() throws IOException {
        byte[] whole = Files.readAllBytes(resource("small.safetensors"));
        for (int length = 0; length < whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SafetensorsFile.open(cut))
                    .as("%d bytes", length)
                    .isInstanceOf(CheckpointException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{\"dtype\":\"F8_E5M2\",\"shape\":[1],\"data_offsets\":[0,1]}}",
                "{\"a\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,3]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[9223372036854775807,9],\"data_offsets\":[0,4]}}",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}",
                "[]",
                "{\"a\":3}",
                "{ not json"
            })
    void aHeaderThatDoesNotFitIsRefused(String header) throws IOException {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + text.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(text.length).put(text);
        Path file = Files.write(folder.resolve("hostile.safetensors"), bytes.array());
        assertThatThrownBy(() -> SafetensorsFile.open(file)).isInstanceOf(CheckpointException.class);
    }

    @Test
    void aMissingFileAndOneThatIsNoArchiveAreRefused() throws IOException {
        Path text = Files.writeString(folder.resolve("text.npz"), "no archive");
        assertThatThrownBy(() -> NpzFile.open(text)).isInstanceOf(CheckpointException.class);
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> NpzFile.open(missing)).hasMessageContaining("missing");
        assertThatThrownBy(() -> SafetensorsFile.open(missing)).hasMessageContaining("missing");
    }

    private static void assertIsTheFixture(TensorSource tensors) {
        assertThat(tensors.names()).containsExactlyInAnyOrder("a.weight", "b");
        assertThat(tensors.shape("a.weight")).containsExactly(2, 3);
        assertThat(tensors.values("a.weight")).containsExactly(0, 0.25f, 0.5f, 0.75f, 1, 1.25f);
        assertThat(tensors.shape("b")).isEmpty();
        assertThat(tensors.values("b")).containsExactly(-2.5f);
    }

    private static Path resource(String name) {
        return Path.of("src/test/resources/weights", name);
    }
}
