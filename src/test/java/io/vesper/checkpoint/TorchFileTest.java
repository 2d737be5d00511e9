package io.vesper.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TorchFileTest {
    private static final Path FIXTURES = Path.of("src/test/resources/weights/torch");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"zip.pth", "legacy.pth", "protocol4.pth", "legacy-protocol4.pth", "zip64.pth"})
    void everyKindOfTensorIsReadAsPytorchWroteIt(String name) throws IOException {
        JsonNode expected = JsonMapper.shared().readTree(Files.readString(FIXTURES.resolve("expected.json")));
        TensorSource tensors = WeightsFile.open(FIXTURES.resolve(name));
        assertThat(tensors.names()).containsExactlyElementsOf(expected.propertyNames());
        for (String tensor : tensors.names()) {
            JsonNode described = expected.path(tensor);
            assertThat(tensors.shape(tensor)).as(tensor).containsExactly(longs(described.path("shape")));
            assertThat(tensors.values(tensor)).as(tensor).containsExactly(floats(described.path("values")));
        }
    }

    @Test
    void aStateDictInsideACheckpointIsFoundAndItsWrapperIsLeftOut() {
        TensorSource tensors = WeightsFile.open(FIXTURES.resolve("nested.pth"));
        assertThat(tensors.names()).containsExactly("weight", "bias");
        assertThat(tensors.shape("weight")).containsExactly(1, 2);
        assertThat(tensors.values("weight")).hasSize(2);
        assertThat(WeightsFile.open(FIXTURES.resolve("nested.pth"), "model").names())
                .containsExactly("weight", "bias");
    }

    @Test
    void betweenTwoStateDictsTheKeyChooses() {
        Path two = FIXTURES.resolve("two.pth");
        assertThat(WeightsFile.open(two, "ema.model").names()).containsExactly("weight", "bias");
        assertThatThrownBy(() -> WeightsFile.open(two))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("two.pth")
                .hasMessageContaining("2 dictionaries of tensors (model, ema.model)");
        assertThatThrownBy(() -> WeightsFile.open(two, "emma"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("(emma), but under (model, ema.model)");
    }

    @Test
    void bigEndianValuesAreReadAsTheFileSays() throws IOException {
        byte[] bigEndian = ByteBuffer.allocate(8).putFloat(0.5f).putFloat(-3).array();
        byte[] pickle = new PickleBytes()
                .dictionary(p -> p.text("x").tensor("0", 2, List.of(2L), List.of(1L)))
                .end();
        Path file = TorchFiles.archive(
                folder.resolve("big.pth"),
                Map.of("a/data.pkl", pickle, "a/data/0", bigEndian, "a/byteorder", "big".getBytes()));
        assertThat(WeightsFile.open(file).values("x")).containsExactly(0.5f, -3);
    }

    /** The file is sparse: its 6 GB of zeros take no room. */
    @Test
    void valuesBeyondFourGigabytesAreFound() throws IOException {
        long many = 1_500_000_000L;
        Path file = folder.resolve("large.pth");
        byte[] head = TorchFiles.legacyHead(
                p -> p.text("end")
                        .tensor("a", many, many - 2, List.of(2L), List.of(1L))
                        .text("small")
                        .tensor("b", 1, List.of(), List.of()),
                "a",
                "b");
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.write(head);
            out.write(littleEndian(8).putLong(many).array());
            out.seek(head.length + 8 + 4 * (many - 2));
            out.write(littleEndian(8).putFloat(1.5f).putFloat(2.5f).array());
            out.write(littleEndian(12).putLong(1).putFloat(-7).array());
        }
        TensorSource tensors = WeightsFile.open(file);
        assertThat(tensors.values("end")).containsExactly(1.5f, 2.5f);
        assertThat(tensors.values("small")).containsExactly(-7);
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static long[] longs(JsonNode array) {
        return array.valueStream().mapToLong(JsonNode::asLong).toArray();
    }

    private static float[] floats(JsonNode array) {
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) array.path(i).asDouble();
        }
        return values;
    }
}
