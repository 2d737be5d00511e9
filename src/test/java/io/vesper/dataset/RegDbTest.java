package io.vesper.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vesper.person.Modality;
import io.vesper.person.PersonImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegDbTest {
    @TempDir
    private Path temp;

    private Path set;

    @BeforeEach
    void makeSet() {
        set = TinySets.regDb(temp.resolve("RegDB"), 2);
    }

    @Test
    void theSplitsIndexSaysWhoIsLearnedFromAndWhoIsSearchedFor() {
        PersonDataset dataset = RegDb.split(2).read(set);

        assertThat(dataset.name()).isEqualTo("RegDB, split 2");
        assertThat(dataset.layout()).isEqualTo(DatasetLayout.REGDB);
        assertThat(dataset.train())
                .hasSize(8)
                .extracting(image -> image.person().value())
                .containsOnly("12", "7");
        assertThat(dataset.validation()).isEmpty();
        assertThat(dataset.test()).hasSize(4);
        assertThat(dataset.test().stream().filter(image -> image.modality() == Modality.INFRARED))
                .extracting(PersonImage::file)
                .containsExactly(set.resolve("Thermal/3/male_back_1.bmp"), set.resolve("Thermal/3/male_back_2.bmp"));
    }

    @Test
    void anIndexThatIsNotThePublishedOneIsUsedAndNoted() {
        PersonDataset dataset = RegDb.split(2).read(set);

        assertThat(dataset.notes())
                .hasSize(4)
                .allSatisfy(note -> assertThat(note).contains("is not the published one", "not comparable"));
        assertThat(dataset.notes())
                .anyMatch(note ->
                        note.contains("(train_visible_2.txt)") && note.contains("4 other lines and lacks 2060"));
    }

    /** All 8,240 files, as hard links of one; then the same with the published index written out, lines in another order. */
    @Test
    void picturesAloneAreReadByThePublishedIndexAndTheirOwnIndexMayAgree() throws IOException {
        Path pictures = temp.resolve("pictures");
        TinySysu.write(temp.resolve("one.bmp"), TinySets.BMP_START);
        for (IndexFile file : PublishedRegDb.files(3)) {
            List<String> lines = new ArrayList<>();
            for (IndexFile.Entry entry : file.entries()) {
                Path picture = pictures.resolve(entry.picture());
                Files.createDirectories(picture.getParent());
                Files.createLink(picture, temp.resolve("one.bmp"));
                lines.add(0, entry.toString());
            }
            TinySets.write(temp.resolve("idx").resolve(file.name()), String.join("\r\n", lines));
        }

        PersonDataset withoutIndex = RegDb.split(3).read(pictures);
        Files.move(temp.resolve("idx"), pictures.resolve("idx"));

        assertThat(withoutIndex.train()).hasSize(4120);
        assertThat(withoutIndex.test()).hasSize(4120);
        assertThat(withoutIndex.notes()).isEmpty();
        assertThat(RegDb.split(3).read(pictures)).isEqualTo(withoutIndex);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11})
    void thereAreTenSplits(int split) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegDb.split(split))
                .withMessageContaining("(%d)".formatted(split))
                .withMessageContaining("1 to 10");
    }

    @Test
    void onlyRegDbHasSplits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatasetLayout.LLCM.reader(1))
                .withMessageContaining("split (1)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Visible/3/male_back_1.bmp|not a path, a blank and a number",
                "Visible/3/male_back_1.bmp x|not a path, a blank and a number",
                "Thermal/3/male_back_1.bmp 0|not the path of a picture of its modality (visible)",
                "Visible/3/../../4/a.bmp 0|not the path of a picture",
                "Visible/male_back_1.bmp 0|not the path of a picture",
                "Visible/3/male_back_9.bmp 0|1 of the 3 pictures that the index names are missing",
                "Visible/7/male_back_1.bmp 1|identities [7] both for training and for testing",
                "Visible/3/male_back_1.bmp 5|disagree about the numbers of the identities [3]"
            })
    void aWrongLineOfAnIndexIsNamed(String line, String rule) {
        TinySets.write(set.resolve("idx/test_visible_2.txt"), line);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegDb.split(2).read(set))
                .withMessageContaining(rule);
    }

    @ParameterizedTest
    @ValueSource(strings = {"idx/test_thermal_2.txt", "Thermal/12/male_back_2.bmp"})
    void aMissingFileIsNamed(String file) throws IOException {
        Files.delete(set.resolve(file));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegDb.split(2).read(set))
                .withMessageContaining("(" + set.resolve(file) + ")")
                .withMessageContaining("missing");
    }

    @Test
    void aFileThatIsNoPictureIsNamed() {
        TinySysu.write(set.resolve("Thermal/12/male_back_2.bmp"), "text".getBytes(StandardCharsets.UTF_8));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RegDb.split(2).read(set))
                .withMessageContaining("(" + set.resolve("Thermal/12/male_back_2.bmp") + ")")
                .withMessageContaining("does not begin as");
    }

    @Test
    void aListTellsEveryProblemAndLeavesTheRestIn() throws IOException {
        Files.delete(set.resolve("Thermal/12/male_back_2.bmp"));
        TinySets.write(set.resolve("idx/test_visible_2.txt"), "Visible/3/male_back_1.bmp 5\nVisible/3 0");
        List<String> problems = new ArrayList<>();

        PersonDataset dataset = RegDb.split(2).list(set, problems::add);

        assertThat(problems).hasSize(3);
        assertThat(dataset.train()).hasSize(7);
        assertThat(dataset.test()).hasSize(3);
    }
}
