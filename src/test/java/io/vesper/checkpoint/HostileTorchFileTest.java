package io.vesper.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileTorchFileTest {
    private static final Path FIXTURES = Path.of("src/test/resources/weights/torch");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "evil.pth, (posix.system)",
        "evil-legacy.pth, (posix.system)",
        "module.pth, (torch.nn.modules.linear.Linear)",
        "script.pth, TorchScript program"
    })
    void whatIsNoPlainStateDictIsRefusedByNameAndNotExecuted(String name, String part) {
        assertThatThrownBy(() -> WeightsFile.open(FIXTURES.resolve(name)))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(name)
                .hasMessageContaining(part);
        assertThat(Path.of("executed")).doesNotExist();
    }

    @Test
    void aTensorThatDoesNotFitItsStorageIsRefused() throws IOException {
        assertMisfit(List.of(7L), List.of(1L), 0);
        assertMisfit(List.of(2L, 3L), List.of(3L, 1L), 1);
        assertMisfit(List.of(2L, 2L), List.of(5L, 1L), 0);
        assertMisfit(List.of(1L << 40), List.of(0L), 0); // one value, a million million times
        assertMisfit(List.of(1L << 32, 1L << 32), List.of(0L, 0L), 0); // overflows to no values at all
        assertMisfit(List.of(2L), List.of(Long.MAX_VALUE), 0);
        assertMisfit(List.of(1L), List.of(1L), Long.MAX_VALUE);
        assertMisfit(List.of(1L), List.of(), 0);
        assertRefused(p -> p.text("x").tensor("0", 6, List.of(-1L), List.of(1L)), "(-1) where a size belongs");
        assertRefused(p -> p.text("x").tensor("0", 6, List.of(1L), List.of(-1L)), "(-1) where a size belongs");
    }

    private void assertMisfit(List<Long> shape, List<Long> strides, long offset) throws IOException {
        assertRefused(
                p -> p.text("x").tensor("0", 6, offset, shape, strides), "does not fit its storage (0) of 6 values");
    }

    @Test
    void aStorageThatIsShorterThanItSaysIsRefused() throws IOException {
        assertRefused(
                p -> p.text("x").tensor("0", 7, List.of(1L), List.of(1L)),
                "has 24 bytes, but is said to have 7 values of 4");
        assertRefused(p -> p.text("x").tensor("0", 1L << 62, List.of(1L), List.of(1L)), "is said to have");
        assertRefused(p -> p.text("x").tensor("1", 1, List.of(1L), List.of(1L)), "(a/data/1) is missing");
        assertRefused(p -> p.text("x").tensor("../data.pkl", 1, List.of(1L), List.of(1L)), "is missing");
    }

    @Test
    void oneStorageOfTwoLengthsIsRefused() throws IOException {
        assertRefused(
                p -> p.text("x")
                        .tensor("0", 6, List.of(1L), List.of(1L))
                        .text("y")
                        .tensor("0", 5, List.of(), List.of()),
                "two types or lengths");
    }

    @Test
    void whatIsCalledOrKeptElsewhereMustBeKnown() throws IOException {
        assertRefused(p -> p.text("x").text("f").raw(')', 'R'), "calls what is no function");
        assertRefused(p -> p.text("x").global("torch", "FloatStorage").raw(')', 'R'), "calls what is no function");
        assertRefused(p -> p.text("x").text("id").raw('Q'), "(id) where a tuple belongs");
        assertRefused(p -> p.text("x").text("module").raw(0x85, 'Q'), "other things than storages");
        assertRefused(p -> p.text("x").text("builtins").text("eval").raw(0x93), "(builtins.eval)");
        assertRefused(p -> p.text("x").global("os\33[2J", "system"), "(os?[2J.system)");
    }

    @Test
    void dictionariesNestedDeeplyOrInThemselvesAreNotFollowedForEver() throws IOException {
        byte[] deep = nested(100_000);
        assertThatThrownBy(() -> WeightsFile.open(TorchFiles.archive(folder.resolve("deep.pth"), deep)))
                .hasMessageContaining("no dictionary of tensors");
        // memo 0 is a dictionary, which holds itself
        byte[] circle =
                new PickleBytes().raw('}', 'q', 0).text("x").raw('h', 0, 's').end();
        assertThatThrownBy(() -> WeightsFile.open(TorchFiles.archive(folder.resolve("circle.pth"), circle)))
                .hasMessageContaining("no dictionary of tensors");
    }

    private static byte[] nested(int depth) {
        PickleBytes pickle = new PickleBytes();
        for (int i = 0; i < depth; i++) {
            pickle.raw('}').text("x");
        }
        pickle.raw('}');
        for (int i = 0; i < depth; i++) {
            pickle.raw('s');
        }
        return pickle.end();
    }

    @Test
    void entriesThatWereCompressedAreRefused() throws IOException {
        Path file = folder.resolve("small.pth");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("a/data.pkl"));
            zip.write(new byte[20_000_000]);
        }
        assertThatThrownBy(() -> WeightsFile.open(file)).hasMessageContaining("(a/data.pkl) is compressed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/data.pkl,b/data.pkl", "data.pkl,a/data.pkl"})
    void twoPicklesAreRefused(String names) throws IOException {
        byte[] pickle = new PickleBytes().raw('}').end();
        String[] both = names.split(",");
        Path file = TorchFiles.archive(folder.resolve("two.pth"), Map.of(both[0], pickle, both[1], pickle));
        assertThatThrownBy(() -> WeightsFile.open(file)).hasMessageContaining("has 2 pickles");
    }

    private void assertRefused(UnaryOperator<PickleBytes> keysAndValues, String part) throws IOException {
        byte[] pickle = new PickleBytes().dictionary(keysAndValues).end();
        Path file = TorchFiles.archive(folder.resolve("hostile.pth"), pickle);
        assertThatThrownBy(() -> WeightsFile.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("hostile.pth")
                .hasMessageContaining(part);
    }
}
