package io.vesper.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a list tells of links that lead out of a set's folder: all of them, and it keeps the rest. */
class ListedLinksTest {
    @TempDir
    private Path temp;

    @Test
    void everyLinkThatLeadsOutIsToldAndTheRestStays() throws IOException {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Path set = TinySets.ownPictures(temp.resolve("folder"));
        Files.createSymbolicLink(set.resolve("visible/p1/more"), temp);
        Files.createSymbolicLink(
                set.resolve("infrared/p1/more.bmp"), Files.write(outside.resolve("a.bmp"), TinySets.BMP_START));
        List<String> problems = new ArrayList<>();

        PersonDataset dataset = DatasetLayout.FOLDER.reader(null).list(set, problems::add);

        assertThat(problems)
                .hasSize(2)
                .allMatch(
                        problem -> problem.contains("leads out of the dataset folder (%s) by a link.".formatted(set)));
        assertThat(dataset.images()).hasSize(20);
    }

    @Test
    void allPicturesOfAnIndexThatLieOutsideAreToldInOneLine() throws IOException {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Path set = TinySets.regDb(temp.resolve("regdb"), 1);
        Files.move(set.resolve("Thermal"), outside.resolve("Thermal"));
        Files.createSymbolicLink(set.resolve("Thermal"), outside.resolve("Thermal"));
        List<String> problems = new ArrayList<>();

        PersonDataset dataset = RegDb.split(1).list(set, problems::add);

        assertThat(problems).hasSize(2);
        assertThat(problems.get(0)).startsWith("4 of the 8 pictures that the index names lie outside");
        assertThat(dataset.images()).hasSize(6);
    }
}
