package io.vesper.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vesper.person.Modality;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LlcmTest {
    @TempDir
    private Path temp;

    private Path set;

    @BeforeEach
    void makeSet() {
        set = TinySets.llcm(temp.resolve("LLCM"));
    }

    @Test
    void trainingPicturesAreReadByNameAndTestPicturesByFolder() {
        PersonDataset dataset = Llcm.read(set);

        assertThat(dataset.layout()).isEqualTo(DatasetLayout.LLCM);
        assertThat(dataset.train())
                .extracting(image -> image.camera() + " " + image.modality())
                .containsExactly("c03 VISIBLE", "c06 INFRARED");
        assertThat(dataset.test())
                .extracting(image -> set.relativize(image.file()) + " " + image.camera())
                .containsExactly(
                        "test_nir/cam5/0891/c.jpg c05",
                        "test_vis/cam5/0891/a.jpg c05",
                        "test_vis/cam5/0891/b.jpg c05",
                        "test_nir/cam6/0891/d.jpg c06");
        assertThat(dataset.test())
                .filteredOn(image -> image.modality() == Modality.INFRARED)
                .hasSize(2);
        assertThat(dataset.notes()).hasSize(4).allMatch(note -> note.contains("is not the published one"));
    }

    @Test
    void testPicturesOfOthersThanTheIndexNamesAreLeftOut() {
        TinySysu.write(set.resolve("test_vis/cam1/0892/a.jpg"), TinySysu.JPEG_START);

        assertThat(Llcm.read(set).test()).hasSize(4);
    }

    @Test
    void anIncompleteTestFolderIsRefused() throws IOException {
        Files.delete(set.resolve("test_vis/cam5/0891/b.jpg"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Llcm.read(set))
                .withMessageContaining("identity (0891) by camera (c05), visible, 1 instead of 2");
    }

    @Test
    void picturesAloneMustBeThoseOfThePublishedIndex() throws IOException {
        for (String file : new String[] {"train_vis", "train_nir", "test_vis", "test_nir"}) {
            Files.delete(set.resolve("idx/" + file + ".txt"));
        }
        Files.delete(set.resolve("idx"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Llcm.read(set))
                .withMessageContaining("of the 30921 pictures that the index names are missing");
    }

    @Test
    void theListOfTestIdentitiesMayBeThereIfItAgrees() {
        TinySets.write(set.resolve("idx/test_id.txt"), "0891\n");
        assertThat(Llcm.read(set).test()).hasSize(4);

        TinySets.write(set.resolve("idx/test_id.txt"), "0892,0893");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Llcm.read(set))
                .withMessageContaining("(" + set.resolve("idx/test_id.txt") + ")")
                .withMessageContaining("only it has the identities [0892, 0893], only they have [0891]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test_vis/0891/a.jpg",
                "test_vis/cam0/0891/a.jpg",
                "test_nir/cam5/891/a.jpg",
                "test_nir/cam5/0891/a.png"
            })
    void aStrayFileIsNamed(String file) {
        TinySysu.write(set.resolve(file), TinySysu.JPEG_START);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Llcm.read(set))
                .withMessageContaining("(" + set.resolve(file) + ")")
                .withMessageContaining("does not fit the pattern");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vis/0250/0251_c03_s200519_f1_vis.jpg",
                "vis/0250/0250_c10_s200519_f1_vis.jpg",
                "vis/0250/0250_c03_s200519_f1_nir.jpg",
                "nir/0250/0250_c03_s200519_f1_nir.jpg"
            })
    void aWrongNameInAnIndexIsNamed(String picture) {
        TinySets.llcmIndex(set, "train_vis", picture);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Llcm.read(set))
                .withMessageContaining("(train_vis.txt)")
                .withMessageContaining("(" + picture + ")");
    }

    @Test
    void aFileThatIsNoPictureIsNamed() {
        TinySysu.write(set.resolve("test_nir/cam6/0891/d.jpg"), "text".getBytes(StandardCharsets.UTF_8));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Llcm.read(set))
                .withMessageContaining("(" + set.resolve("test_nir/cam6/0891/d.jpg") + ")");
    }

    @Test
    void aMissingFolderIsNamed() throws IOException {
        Files.move(set.resolve("test_nir"), set.resolve("elsewhere"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Llcm.read(set))
                .withMessageContaining("(" + set.resolve("test_nir") + ") is missing");
    }
}
