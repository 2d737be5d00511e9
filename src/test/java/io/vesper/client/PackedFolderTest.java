package io.vesper.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedFolderTest {
    @TempDir
    Path temp;

    @Test
    void filesArePackedUnderTheirPathsWithoutHiddenOnesAndTheZipGoesAway() throws IOException {
        Files.createDirectories(temp.resolve("gate/north"));
        Files.createDirectories(temp.resolve(".thumbnails"));
        Files.writeString(temp.resolve("manifest.csv"), "file");
        Files.writeString(temp.resolve("gate/north/a.jpg"), "picture");
        Files.writeString(temp.resolve(".DS_Store"), "hidden");
        Files.writeString(temp.resolve("gate/.b.jpg"), "hidden");

        PackedFolder packed = PackedFolder.of(temp);

        try (packed) {
            assertThat(unpacked(packed.file()))
                    .containsExactly(Map.entry("gate/north/a.jpg", "picture"), Map.entry("manifest.csv", "file"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(packed.file())))
                    .isEqualTo("rw-------");
        }
        assertThat(packed.file()).doesNotExist();
    }

    @Test
    void aFolderThatIsNotThereIsToldSo() {
        assertThatThrownBy(() -> PackedFolder.of(temp.resolve("none")))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("none) cannot be packed");
    }

    private static Map<String, String> unpacked(Path zip) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
