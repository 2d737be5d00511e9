package io.vesper.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vesper.person.PersonImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonFolderTest {
    @TempDir
    private Path temp;

    private Path set;

    @BeforeEach
    void makeSet() {
        set = TinySets.ownPictures(temp.resolve("site"));
    }

    /** Python's hashlib orders the ten: p7 (03fb), p0 (169b), p9 (2614), p2 (3946), p3 (43bb), ... */
    @Test
    void withoutAManifestPeopleAreSplitByTheHashOfTheirNames() {
        PersonDataset dataset = PersonFolder.read(set);

        assertThat(persons(dataset.test())).containsExactlyInAnyOrder("p7", "p0", "p9");
        assertThat(persons(dataset.validation())).containsExactly("p2");
        assertThat(persons(dataset.train())).hasSize(6);
        assertThat(dataset.images()).hasSize(20);
        assertThat(dataset.images())
                .allMatch(
                        image -> image.camera().value().equals(image.modality().label()));
    }

    @Test
    void aManifestNamesCamerasAndParts() {
        StringBuilder manifest = new StringBuilder("\uFEFFpart,file,cameraId\r\n");
        for (int i = 0; i < 10; i++) {
            String part = i < 5 ? "train" : i < 6 ? "validation" : "test";
            manifest.append("%s,visible/p%d/day.jpg,gate\r\n".formatted(part, i));
            manifest.append("%s,\"infrared/p%d/2026/night.PNG\",\"yard, north\"\r\n".formatted(part, i));
        }
        TinySets.write(set.resolve("manifest.csv"), manifest);

        PersonDataset dataset = PersonFolder.read(set);

        assertThat(persons(dataset.train())).containsExactlyInAnyOrder("p0", "p1", "p2", "p3", "p4");
        assertThat(persons(dataset.validation())).containsExactly("p5");
        assertThat(persons(dataset.test())).hasSize(4);
        assertThat(dataset.validation())
                .extracting(image -> image.camera().value())
                .containsExactly("gate", "yard, north");
    }

    @Test
    void whatBeginsWithADotIsPassedOver() {
        TinySets.write(set.resolve("visible/.DS_Store"), "x");
        TinySets.write(set.resolve("infrared/.trash/p1/a.jpg"), "x");

        assertThat(PersonFolder.read(set).images()).hasSize(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"visible/day.jpg", "visible/p1/notes.txt", "infrared/ p1/night.jpg"})
    void aFileThatDoesNotFitIsNamed(String file) {
        TinySysu.write(set.resolve(file), TinySysu.JPEG_START);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PersonFolder.read(set))
                .withMessageContaining("(" + set.resolve(file) + ")");
    }

    @Test
    void aFileThatIsNoPictureIsNamed() {
        TinySysu.write(set.resolve("visible/p1/day.jpg"), "GIF89a".getBytes(StandardCharsets.UTF_8));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PersonFolder.read(set))
                .withMessageContaining(
                        "(" + set.resolve("visible/p1/day.jpg") + ") does not begin as a JPEG, PNG or BMP");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name,cameraId|columns [name, cameraId]",
                "file,cameraId,modality|It must have (file)",
                "file,file|It must have (file)",
                "file,part;visible/p1/day.jpg,testing|line 2, cannot be used: The part (testing) is not one of [train, validation, test]",
                "file,cameraId;visible/p1/day.jpg,|line 2, cannot be used: The camera id ()",
                "file,cameraId;a,b,c|line 2, has 3 cells for 2 columns",
                "file;visible/p1/day.jpg;visible/p1/day.jpg|line 3, names the file (visible/p1/day.jpg) a second time",
                "file;visible/p1/day.jpg|has no row in manifest.csv"
            })
    void aWrongManifestIsNamedWithItsLine(String lines, String rule) {
        TinySets.write(set.resolve("manifest.csv"), lines.replace(';', '\n'));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PersonFolder.read(set))
                .withMessageContaining(rule);
    }

    @Test
    void aRowWithoutItsFileAndAPersonInTwoPartsAreTold() {
        StringBuilder manifest = new StringBuilder("file,part\nvisible/p1/gone.jpg,train\n");
        for (int i = 0; i < 10; i++) {
            manifest.append("visible/p%d/day.jpg,train\n".formatted(i));
            manifest.append("infrared/p%d/2026/night.PNG,%s\n".formatted(i, i == 4 ? "test" : "train"));
        }
        TinySets.write(set.resolve("manifest.csv"), manifest);
        List<String> problems = new ArrayList<>();

        PersonDataset dataset = DatasetLayout.FOLDER.reader(null).list(set, problems::add);

        assertThat(problems).hasSize(2);
        assertThat(problems.get(0)).contains("(visible/p1/gone.jpg)");
        assertThat(problems.get(1)).contains("person (p4) in the parts [TRAIN, TEST]");
        assertThat(persons(dataset.images())).hasSize(9).doesNotContain("p4");
    }

    private static Set<String> persons(List<PersonImage> images) {
        return images.stream().map(image -> image.person().value()).collect(Collectors.toSet());
    }
}
