package io.vesper.dataset;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
                .extracting(image -> set.relativize(image.file()).toString().replace('\\', '/'))
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
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void aSetBehindALinkIsRead() throws IOException {
        Path link = Files.createSymbolicLink(temp.resolve("link"), set);

        assertThat(SysuMm01.read(link).train()).hasSize(4);
        assertThat(Set.copyOf(SysuMm01.read(link).train()))
                .doesNotContainAnyElementsOf(SysuMm01.read(set).train());
    }
}
