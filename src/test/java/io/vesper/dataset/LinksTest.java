package io.vesper.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links in a set's folder, in each layout. */
class LinksTest {
    @TempDir
    private Path temp;

    private Path outside;

    @BeforeEach
    void makeOutside() {
        outside = temp.resolve("outside");
        TinySysu.write(outside.resolve("0001/0001.jpg"), TinySysu.JPEG_START);
        TinySets.write(outside.resolve("secret.txt"), "person-5,hidden");
    }

    @ParameterizedTest
    @CsvSource({
        "folder, visible/p1/day.jpg",
        "sysu-mm01, cam1/0001/0001.jpg",
        "regdb, Visible/7/male_back_1.bmp",
        "llcm, vis/0250/0250_c03_s200519_f1_vis.jpg",
        "llcm, test_vis/cam5/0891/a.jpg"
    })
    void aPictureBehindALinkThatLeadsOutIsRefused(String layout, String picture) throws IOException {
        Path link = TinySets.of(DatasetLayout.of(layout), temp.resolve(layout)).resolve(picture);
        Files.delete(link);
        Files.createSymbolicLink(link, outside.resolve("0001/0001.jpg"));

        assertRefused(layout, link);
    }

    @ParameterizedTest
    @CsvSource({
        "folder, visible/p1",
        "folder, visible",
        "sysu-mm01, cam1/0001",
        "sysu-mm01, cam1",
        "regdb, Visible/7",
        "llcm, vis",
        "llcm, test_vis/cam5"
    })
    void aFolderBehindALinkThatLeadsOutIsRefused(String layout, String name) throws IOException {
        Path link = TinySets.of(DatasetLayout.of(layout), temp.resolve(layout)).resolve(name);
        Files.move(link, outside.resolve("moved"));
        Files.createSymbolicLink(link, outside.resolve("moved"));

        assertRefused(layout, link);
    }

    @ParameterizedTest
    @CsvSource({
        "folder, manifest.csv",
        "sysu-mm01, exp/train_id.txt",
        "regdb, idx/train_visible_1.txt",
        "llcm, idx/test_vis.txt",
        "llcm, idx/test_id.txt"
    })
    void whatALinkLeadsToOutsideIsNotReadAsAnIndexEither(String layout, String file) throws IOException {
        Path link = TinySets.of(DatasetLayout.of(layout), temp.resolve(layout)).resolve(file);
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, outside.resolve("secret.txt"));

        assertRefused(layout, link);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(layout))
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("person-5", "hidden"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"folder", "sysu-mm01", "regdb", "llcm"})
    void aSetMayBeReachedByALink(String layout) throws IOException {
        Path set = TinySets.of(DatasetLayout.of(layout), temp.resolve(layout));
        PersonDataset direct = read(layout);
        Files.move(set, temp.resolve("elsewhere"));
        Files.createSymbolicLink(set, temp.resolve("elsewhere"));

        assertThat(read(layout)).isEqualTo(direct);
    }

    @Test
    void linksThatStayInsideAreFollowed() throws IOException {
        Path set = TinySets.ownPictures(temp.resolve("folder"));
        Files.createSymbolicLink(set.resolve("visible/p1/again.jpg"), set.resolve("visible/p1/day.jpg"));
        Files.createSymbolicLink(set.resolve("visible/p10"), Path.of("p2"));

        PersonDataset dataset = read("folder");

        assertThat(dataset.images()).hasSize(22);
    }

    @Test
    void aLinkThatLeadsNowhereIsNoPicture() throws IOException {
        Path set = TinySets.ownPictures(temp.resolve("folder"));
        Files.createSymbolicLink(set.resolve("visible/p1/circle.jpg"), Path.of("circle.jpg"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("folder"))
                .withMessageContaining("(" + set.resolve("visible/p1/circle.jpg") + ") is not a regular file");
    }

    private PersonDataset read(String layout) {
        return DatasetLayout.of(layout).reader(null).read(temp.resolve(layout));
    }

    private void assertRefused(String layout, Path link) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(layout))
                .withMessageContaining("(" + link)
                .withMessageContaining("dataset folder")
                .withMessageContaining("link");
    }
}
