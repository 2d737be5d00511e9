package io.vesper.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.check.Problem.Severity;
import io.vesper.dataset.DatasetLayout;
import io.vesper.dataset.DatasetPart;
import io.vesper.person.Modality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetCheckTest {
    @TempDir
    private Path temp;

    private OwnPictures pictures;

    @BeforeEach
    void makeSet() throws IOException {
        pictures = OwnPictures.in(temp);
    }

    @Test
    void aGoodSetHasCountsAndNoProblem() {
        DatasetCheckReport report = pictures.check();

        assertThat(report.problems()).isEmpty();
        assertThat(report.images()).isEqualTo(9);
        assertThat(report.counts())
                .hasSize(6)
                .startsWith(
                        new PartCounts(DatasetPart.TRAIN, Modality.VISIBLE, 2, 3, 1, 1.5, 2),
                        new PartCounts(DatasetPart.TRAIN, Modality.INFRARED, 2, 2, 1, 1, 1));
        assertThat(report.identities())
                .containsExactly(
                        new IdentityCounts("a", DatasetPart.TRAIN, 2, 1),
                        new IdentityCounts("b", DatasetPart.TRAIN, 1, 1),
                        new IdentityCounts("c", DatasetPart.VALIDATION, 1, 1),
                        new IdentityCounts("d", DatasetPart.TEST, 1, 1));
        report.requireNoErrors();
    }

    @Test
    void everythingWrongIsToldAtOnceErrorsFirst() throws IOException {
        Files.writeString(pictures.file("visible/a/notes.txt"), "x");
        Files.writeString(pictures.file("visible/notes.txt"), "x");
        Files.writeString(pictures.file("infrared/a/1.png"), "no picture");
        pictures.remove("visible/d/1.png");

        assertThat(pictures.check().problems())
                .extracting(Problem::severity)
                .containsExactly(Severity.ERROR, Severity.ERROR, Severity.ERROR, Severity.ERROR, Severity.WARNING);
    }

    @Test
    void aSetThatCannotBeListedHasThatOneReason() {
        DatasetCheckReport report =
                DatasetCheck.run(DatasetLayout.FOLDER.reader(null), temp.resolve("nowhere"), CheckProgress.SILENT);

        assertThat(report.images()).isZero();
        assertThat(report.errors().get(0).message()).contains("(" + temp.resolve("nowhere") + ") is missing");
        assertThat(report.problems()).hasSize(1);
    }

    @Test
    void aCameraOfTheLayoutWithoutAnyPictureIsAWarning() throws IOException {
        Path sysu = temp.resolve("sysu");
        for (int camera = 1; camera <= 6; camera++) {
            Files.createDirectories(sysu.resolve("cam" + camera));
        }
        int colour = 0x0000FF;
        for (String view : List.of("cam1/0001", "cam3/0001", "cam1/0002", "cam3/0002")) {
            OwnPictures.picture(sysu.resolve(view + "/0001.jpg"), colour);
            colour *= 16;
        }
        Files.createDirectories(sysu.resolve("exp"));
        Files.writeString(sysu.resolve("exp/train_id.txt"), "1");
        Files.writeString(sysu.resolve("exp/val_id.txt"), "\n");
        Files.writeString(sysu.resolve("exp/test_id.txt"), "2");

        DatasetCheckReport report = DatasetCheck.run(DatasetLayout.SYSU_MM01.reader(null), sysu, CheckProgress.SILENT);

        assertThat(report.hasErrors()).isFalse();
        assertThat(report.problems())
                .hasSize(4)
                .allMatch(problem -> problem.message().matches("The camera \\(cam[2456]\\) has no .*"));
    }

    @Test
    void progressIsToldAfterEachPicture() {
        Set<Integer> told = ConcurrentHashMap.newKeySet();

        DatasetCheck.run(DatasetLayout.FOLDER.reader(null), pictures.set(), (done, total) -> {
            assertThat(total).isEqualTo(9);
            told.add(done);
        });

        assertThat(told).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }
}
