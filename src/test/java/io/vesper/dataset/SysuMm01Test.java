package io.vesper.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SysuMm01Test {
    @TempDir
    private Path temp;

    private Path set;

    @BeforeEach
    void makeSet() {
        set = TinySysu.in(temp.resolve("tiny"));
    }

    @Test
    void eachPictureKeepsWhoWhereAndWhichModality() {
        PersonDataset dataset = SysuMm01.read(set);

        assertThat(dataset.name()).isEqualTo("tiny");
        assertThat(dataset.test())
                .containsExactly(
                        new PersonImage(
                                set.resolve("cam1/0004/0001.jpg"),
                                new PersonId("0004"),
                                new CameraId("cam1"),
                                Modality.VISIBLE),
                        new PersonImage(
                                set.resolve("cam3/0004/0001.jpg"),
                                new PersonId("0004"),
                                new CameraId("cam3"),
                                Modality.INFRARED));
    }

    @Test
    void picturesAreSortedByIdentityCameraAndFile() {
        TinySysu.write(set.resolve("cam1/0001/0010.jpg"), TinySysu.JPEG_START);
        TinySysu.write(set.resolve("cam1/0001/0002.jpg"), TinySysu.JPEG_START);

        assertThat(SysuMm01.read(set).train())
                .extracting(image -> set.relativize(image.file()).toString())
                .containsExactly(
                        "cam1/0001/0001.jpg",
                        "cam1/0001/0002.jpg",
                        "cam1/0001/0010.jpg",
                        "cam3/0001/0001.jpg",
                        "cam1/0012/0001.jpg",
                        "cam3/0012/0001.jpg");
    }

    @Test
    void theThreePartsFollowTheIdFiles() {
        PersonDataset dataset = SysuMm01.read(set);

        assertThat(dataset.train()).extracting(image -> image.person().value()).containsOnly("0001", "0012");
        assertThat(dataset.validation())
                .extracting(image -> image.person().value())
                .containsOnly("0003");
        assertThat(dataset.trainAndValidation())
                .extracting(image -> image.person().value())
                .containsExactly("0001", "0001", "0003", "0003", "0012", "0012");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "  \r\n"})
    void aBlankLineIsAnEmptyPart(String line) {
        TinySysu.ids(set, "val", line);

        assertThat(SysuMm01.read(set).validation()).isEmpty();
    }

    @Test
    void anIdInNoPartIsLeftOut() {
        TinySysu.write(set.resolve("cam5/0099/0001.jpg"), TinySysu.JPEG_START);

        PersonDataset dataset = SysuMm01.read(set);

        assertThat(dataset.trainAndValidation()).hasSize(6);
        assertThat(dataset.test()).hasSize(2);
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
        TinySysu.write(set.resolve("cam3/0012/0002.jpg"), "text".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        refuses(set, set.resolve("cam3/0012/0002.jpg"), "does not begin as a JPEG");
    }

    @Test
    void aLinkToNowhereIsNamed() throws IOException {
        Files.createSymbolicLink(set.resolve("cam3/0012/0002.jpg"), temp.resolve("gone.jpg"));

        refuses(set, set.resolve("cam3/0012/0002.jpg"), "not a regular file");
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

    @Test
    void aSetBehindALinkIsRead() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("link"), set);

        assertThat(SysuMm01.read(link).train()).hasSize(4);
        assertThat(Set.copyOf(SysuMm01.read(link).train()))
                .doesNotContainAnyElementsOf(SysuMm01.read(set).train());
    }

    private static void refuses(Path set, Path culprit, String... rules) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SysuMm01.read(set))
                .withMessageContaining("(" + culprit + ")")
                .satisfies(e -> assertThat(e.getMessage()).contains(rules));
    }
}
