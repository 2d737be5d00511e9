package io.vesper.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each defect of a folder is refused with the path at fault and the rule it breaks. */
class SysuMm01DefectsTest {
    @TempDir
    private Path temp;

    private Path set;

    @BeforeEach
    void makeSet() {
        set = TinySysu.in(temp.resolve("tiny"));
    }

    @Test
    void aMissingFolderIsNamed() {
        refuses(temp.resolve("nowhere"), temp.resolve("nowhere"), "is missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cam2", "exp/val_id.txt"})
    void aMissingPartOfTheLayoutIsNamed(String part) throws IOException {
        Files.delete(set.resolve(part));

        refuses(set, set.resolve(part), "is missing", "SYSU-MM01's layout");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3,x|(x), which is not a number",
                "3,|(), which is not a number",
                "3 5|(3 5), which is not a number",
                "-3|(-3), which is not a number",
                "12345|(12345), which is not a number",
                "3,3|(3) twice",
                "3,0003|(0003) twice",
                "3,12|(12), which is already in train_id.txt"
            })
    void aMalformedIdFileIsNamedWithItsEntry(String line, String rule) {
        TinySysu.ids(set, "val", line);

        refuses(set, set.resolve("exp/val_id.txt"), rule);
    }

    @Test
    void idsOnTwoLinesAreRefused() {
        TinySysu.ids(set, "val", "3\n5");

        refuses(set, set.resolve("exp/val_id.txt"), "(3 5), which is not a number", "one line");
    }

    @Test
    void aBinaryIdFileIsRefusedWithAShortEntry() {
        TinySysu.write(set.resolve("exp/val_id.txt"), new byte[5000]);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SysuMm01.read(set))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500).doesNotContain("\0"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cam1/0001/Thumbs.db",
                "cam1/0001/1.jpg",
                "cam1/0001/0001.JPG",
                "cam1/1/0001.jpg",
                "cam1/0001.jpg",
                "cam1/0001/more/0001.jpg"
            })
    void aStrayFileIsNamed(String file) {
        TinySysu.write(set.resolve(file), TinySysu.JPEG_START);

        refuses(set, set.resolve(file), "does not fit the pattern");
    }

    @Test
    void anIdWithoutAnyPictureIsNamed() {
        TinySysu.ids(set, "test", "4,500");

        refuses(set, set.resolve("exp/test_id.txt"), "(0500)", "no picture");
    }

    @Test
    void anEmptyPictureIsNamed() {
        TinySysu.write(set.resolve("cam3/0012/0002.jpg"), new byte[0]);

        refuses(set, set.resolve("cam3/0012/0002.jpg"), "is empty");
    }

    @Test
    void aTextFileNamedJpgIsNamed() {
        TinySysu.write(set.resolve("cam3/0012/0002.jpg"), "text".getBytes(StandardCharsets.UTF_8));

        refuses(set, set.resolve("cam3/0012/0002.jpg"), "does not begin as a JPEG, PNG or BMP");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void aLinkToNowhereIsNamed() throws IOException {
        Files.createSymbolicLink(set.resolve("cam3/0012/0002.jpg"), temp.resolve("gone.jpg"));

        refuses(set, set.resolve("cam3/0012/0002.jpg"), "not a regular file");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void aLinkInACircleIsNamed() throws IOException {
        Files.createSymbolicLink(set.resolve("cam3/0012/circle"), set.resolve("cam3"));

        refuses(set, set.resolve("cam3/0012/circle"), "a link leads in a circle");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cam3/0012/0001.jpg", "cam3/0012", "exp/val_id.txt"})
    void whatThePermissionsHideIsNamed(String path) {
        assumeThat(set.resolve(path).toFile().setReadable(false)).isTrue();
        assumeThat(Files.isReadable(set.resolve(path)))
                .as("the super-user reads everything")
                .isFalse();

        refuses(set, set.resolve(path), "cannot be");
    }

    private static void refuses(Path set, Path culprit, String... rules) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SysuMm01.read(set))
                .withMessageContaining("(" + culprit + ")")
                .satisfies(e -> assertThat(e.getMessage()).contains(rules));
    }
}
