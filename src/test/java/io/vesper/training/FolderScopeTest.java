package io.vesper.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderScopeTest {
    @TempDir
    Path folder;

    private Path datasets;
    private FolderScope folders;

    @BeforeEach
    void makeFolders() throws IOException {
        datasets = Files.createDirectory(folder.resolve("datasets"));
        Files.createDirectories(datasets.resolve("sysu/cam1"));
        Files.createFile(datasets.resolve("file"));
        Files.createDirectory(folder.resolve("secret"));
        folders = new FolderScope("vesper.datasets-dir", datasets);
    }

    @Test
    void folderUnderTheDatasetsFolderIsFound() throws IOException {
        assertThat(folders.resolve("sysu")).isEqualTo(datasets.resolve("sysu").toRealPath());
        assertThat(folders.resolve("./sysu/../sysu/cam1"))
                .isEqualTo(datasets.resolve("sysu/cam1").toRealPath());
    }

    @Test
    void linkThatStaysInsideIsFollowed() throws IOException {
        Files.createSymbolicLink(datasets.resolve("link"), datasets.resolve("sysu"));

        assertThat(folders.resolve("link")).isEqualTo(datasets.resolve("sysu").toRealPath());
    }

    @Test
    void datasetsFolderMayItselfBeALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), datasets);

        assertThat(new FolderScope("vesper.datasets-dir", link).resolve("sysu"))
                .isEqualTo(datasets.resolve("sysu").toRealPath());
    }

    @Test
    void linkThatLeadsOutIsRefused() throws IOException {
        Files.createSymbolicLink(datasets.resolve("link"), folder.resolve("secret"));

        assertRefused("link", "must not lead out of vesper.datasets-dir, and it does by a link");
    }

    @Test
    void dotsThatLeadOutAreRefusedWhetherTheFolderExistsOrNot() {
        assertRefused("../secret", "must not lead out of vesper.datasets-dir");
        assertRefused("sysu/../../secret", "must not lead out of vesper.datasets-dir");
        assertRefused("../nothing", "must not lead out of vesper.datasets-dir");
        // Same beginning of the name, but beside it.
        assertRefused("../datasets2", "must not lead out of vesper.datasets-dir");
    }

    @Test
    void absolutePathIsRefused() {
        assertRefused(datasets.resolve("sysu").toAbsolutePath().toString(), "must be relative to vesper.datasets-dir");
    }

    @Test
    void whatDoesNotExistIsRefused() {
        assertRefused("nothing", "names nothing under vesper.datasets-dir");
    }

    @Test
    void blankAndMalformedPathsAreRefused() {
        assertRefused(" ", "must not be blank; it is relative to vesper.datasets-dir");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> folders.resolve("a\0b"))
                .withMessageContaining("is malformed");
    }

    private void assertRefused(String path, String rule) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> folders.resolve(path))
                .withMessage("The path (%s) %s.", path, rule);
    }
}
