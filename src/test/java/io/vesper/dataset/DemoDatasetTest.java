package io.vesper.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.person.Modality;
import io.vesper.person.PersonImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoDatasetTest {
    @TempDir
    private Path temp;

    @Test
    void theUnpackedSetIsReadable() {
        PersonDataset demo = SysuMm01.read(DemoDataset.unpack(temp.resolve("deep/down/demo")));

        List<PersonImage> all =
                Stream.concat(demo.train().stream(), demo.test().stream()).toList();
        assertThat(demo.name()).isEqualTo("demo");
        assertThat(all).hasSize(902);
        assertThat(all)
                .filteredOn(image -> image.modality() == Modality.VISIBLE)
                .hasSize(601);
        assertThat(all)
                .filteredOn(image -> image.modality() == Modality.INFRARED)
                .hasSize(301);
        assertThat(identities(demo.train())).isEqualTo(30);
        assertThat(identities(demo.validation())).isZero();
        assertThat(identities(demo.test())).isEqualTo(20);
    }

    @Test
    void theManifestAgreesWithTheReader() throws IOException {
        Path folder = DemoDataset.unpack(temp.resolve("demo"));
        PersonDataset demo = SysuMm01.read(folder);

        assertThat(Stream.concat(demo.train().stream(), demo.test().stream()))
                .extracting(image -> "%s,%d,%s,%s"
                        .formatted(
                                folder.relativize(image.file()).toString().replace('\\', '/'),
                                Integer.parseInt(image.person().value()),
                                image.camera().value().substring("cam".length()),
                                image.modality().label()))
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(folder.resolve("manifest.csv")).stream()
                        .skip(1)
                        .toList());
    }

    @Test
    void theLicenceComesAlong() {
        assertThat(DemoDataset.unpack(temp.resolve("demo")).resolve("README.md"))
                .content()
                .contains("CC0 1.0", "Provenance");
    }

    @Test
    void nothingUnfinishedStaysBehind() throws IOException {
        DemoDataset.unpack(temp.resolve("demo"));

        try (Stream<Path> left = Files.list(temp)) {
            assertThat(left).containsExactly(temp.resolve("demo"));
        }
    }

    @Test
    void aCompleteSetIsLeftAsItIs() throws IOException {
        Path folder = DemoDataset.unpack(temp.resolve("demo"));
        Path own = Files.writeString(folder.resolve("notes.txt"), "mine");

        assertThat(DemoDataset.unpack(folder)).isEqualTo(folder);
        assertThat(own).hasContent("mine");
    }

    @Test
    void aFolderThatLacksAPictureIsRefused() throws IOException {
        Path folder = DemoDataset.unpack(temp.resolve("demo"));
        Files.delete(folder.resolve("cam6/0050/0001.jpg"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DemoDataset.unpack(folder))
                .withMessageContaining("(" + folder + ")")
                .withMessageContaining("(cam6/0050/0001.jpg)");
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");

        assertThatThrownBy(() -> DemoDataset.unpack(file.resolve("demo")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("(" + file.resolve("demo") + ")");
    }

    @Test
    void twoMayUnpackAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<Path> unpack = () -> DemoDataset.unpack(temp.resolve("demo"));
            for (Future<Path> unpacked : threads.invokeAll(List.of(unpack, unpack))) {
                assertThat(SysuMm01.read(unpacked.get()).train()).isNotEmpty();
            }
        } finally {
            threads.shutdown();
        }
        nothingUnfinishedStaysBehind();
    }

    private static long identities(List<PersonImage> images) {
        return images.stream().map(PersonImage::person).distinct().count();
    }
}
