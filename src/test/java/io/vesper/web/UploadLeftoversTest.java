package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UploadLeftoversTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void onlyUploadsThatNobodyTouchedForAnHourAreDeleted() throws IOException {
        Path left = file("upload_1.tmp", "2026-11-24T10:59:59Z");
        Path atWork = file("upload_2.tmp", "2026-11-24T11:00:01Z");
        Path other = file("other.tmp", "2020-01-01T00:00:00Z");

        leftovers(folder).sweep();

        assertThat(left).doesNotExist();
        assertThat(atWork).exists();
        assertThat(other).exists();
    }

    @Test
    void aFolderThatIsNotThereHasNone() {
        leftovers(folder.resolve("none")).sweep();

        assertThat(folder.resolve("none")).doesNotExist();
    }

    private static UploadLeftovers leftovers(Path folder) {
        return new UploadLeftovers(folder, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Path file(String name, String touched) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "picture");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse(touched)));
        return file;
    }
}
