package io.vesper.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ReportOptionsTest {
    @TempDir
    Path folder;

    @Test
    void withoutTheOptionThereIsNoReport() {
        assertThat(parse().page()).isNull();
        assertThat(parse().withoutPictures).isFalse();
    }

    @Test
    void aNamedPageIsTakenAndItsFolderMade() {
        Path page = parse("--report", folder.resolve("new/mine.html").toString(), "--no-pictures")
                .page();

        assertThat(page).isEqualTo(folder.resolve("new/mine.html"));
        assertThat(folder.resolve("new")).isEmptyDirectory();
    }

    @Test
    void inAFolderThePageIsCalledReport() throws IOException {
        Files.createDirectory(folder.resolve("old.html"));

        assertThat(parse("--report", folder.resolve("new").toString()).page())
                .isEqualTo(folder.resolve("new/report.html"));
        assertThat(parse("--report", folder.resolve("old.html").toString()).page())
                .isEqualTo(folder.resolve("old.html/report.html"));
    }

    @Test
    void aFolderThatIsAFileIsRefusedBeforeTheWork() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(() -> parse("--report", file.toString()).page())
                .withMessageContaining("(%s) cannot be made".formatted(file));
    }

    private static ReportOptions parse(String... arguments) {
        Owner owner = new Owner();
        new CommandLine(owner).parseArgs(arguments);
        return owner.options;
    }

    @Command
    private static final class Owner {
        @Mixin
        ReportOptions options = new ReportOptions();
    }
}
