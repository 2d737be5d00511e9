package io.vesper.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vesper.check.Problem.Severity;
import io.vesper.dataset.DatasetLayout;
import io.vesper.dataset.DatasetPart;
import io.vesper.person.Modality;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks a folder of own pictures, each another: people a and b to train on, c to validate with, d to test on. */
class DatasetCheckTest {
    @TempDir
    private Path temp;

    private Path set;

    @BeforeEach
    void makeSet() throws IOException {
        set = temp.resolve("site");
        StringBuilder manifest = new StringBuilder("file,part\n");
        int colour = 1;
        for (String row : List.of("a train", "b train", "c validation", "d test")) {
            for (String modality : List.of("visible", "infrared")) {
                String file = modality + "/" + row.charAt(0) + "/1.png";
                picture(set.resolve(file), colour++);
                manifest.append(file).append(',').append(row.substring(2)).append('\n');
            }
        }
        picture(set.resolve("visible/a/2.bmp"), colour);
        Files.writeString(set.resolve("manifest.csv"), manifest.append("visible/a/2.bmp,train\n"));
    }

    private static void picture(Path file, int colour) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(8, 16, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, colour);
        String name = file.getFileName().toString();
        ImageIO.write(image, name.substring(name.indexOf('.') + 1), file.toFile());
    }

    @Test
    void aGoodSetHasCountsAndNoProblem() {
        DatasetCheckReport report = check();

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

    /** The signature is whole, so that reading the set would not notice. */
    @Test
    void aPictureThatIsCutShortIsFoundByDecoding() throws IOException {
        Path broken = set.resolve("visible/a/1.png");
        byte[] bytes = Files.readAllBytes(broken);
        Files.write(broken, Arrays.copyOf(bytes, bytes.length / 2));

        DatasetCheckReport report = check();

        assertThat(report.problems()).hasSize(1);
        assertThat(report.errors().get(0).message()).contains("(" + broken + ") cannot be used");
        assertThatIllegalArgumentException()
                .isThrownBy(report::requireNoErrors)
                .withMessageContaining("dataset (site) has 1 error(s)")
                .withMessageContaining(broken.toString());
    }

    @Test
    void twoEmptyFilesAreTwoErrorsAndNotCopiesOfEachOther() throws IOException {
        Files.write(set.resolve("visible/a/1.png"), new byte[0]);
        Files.write(set.resolve("visible/b/1.png"), new byte[0]);

        assertThat(check().problems()).hasSize(2).allMatch(problem -> problem.severity() == Severity.ERROR);
    }

    @Test
    void aMissingPartnerModalityIsAnErrorUnlessThePersonIsOnlyTestedOn() throws IOException {
        remove("infrared/b/1.png");
        remove("visible/c/1.png");
        remove("infrared/d/1.png");

        assertThat(check().problems())
                .filteredOn(problem -> problem.message().contains(" have no "))
                .extracting(problem -> problem.severity() + " "
                        + problem.message().substring(0, problem.message().indexOf(": ") + 3))
                .containsExactly(
                        "ERROR 1 identities of the part (train) have no infrared picture: b",
                        "ERROR 1 identities of the part (validation) have no visible picture: c",
                        "WARNING 1 identities of the part (test) have no infrared picture: d");
    }

    @Test
    void aPartThatCannotBeEvaluatedIsAnError() throws IOException {
        remove("infrared/d/1.png");

        assertThat(check().errors())
                .extracting(Problem::message)
                .containsExactly(
                        "The part (test) cannot be evaluated: The dataset (site) has no infrared pictures in its part (test), which the protocol needs. Maybe the part is empty.");
    }

    @Test
    void aPartWhosePeopleWereSeenByOneCameraOnlyIsAnError() throws IOException {
        Path manifest = set.resolve("manifest.csv");
        List<String> rows = Files.readAllLines(manifest);
        rows.replaceAll(row -> row + (row.startsWith("file") ? ",cameraId" : row.endsWith("test") ? ",gate" : ",yard"));
        Files.write(manifest, rows);

        assertThat(check().errors())
                .extracting(Problem::message)
                .hasSize(2)
                .allMatch(message -> message.startsWith("No query of the part ("));
    }

    @Test
    void oneContentUnderTwoIdentitiesIsAWarningButUnderOneIsNot() throws IOException {
        Files.copy(set.resolve("visible/a/1.png"), set.resolve("visible/a/3.png"));
        add("visible/a/3.png", "train");
        assertThat(check().problems()).isEmpty();

        Files.copy(set.resolve("visible/a/1.png"), set.resolve("visible/d/9.png"));
        add("visible/d/9.png", "test");
        assertThat(check().problems()).hasSize(1).allSatisfy(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.message())
                    .contains("identities [a, d]", "visible/a/1.png", "visible/a/3.png", "visible/d/9.png");
        });
    }

    @Test
    void everythingWrongIsToldAtOnceErrorsFirst() throws IOException {
        Files.writeString(set.resolve("visible/a/notes.txt"), "x");
        Files.writeString(set.resolve("visible/notes.txt"), "x");
        Files.writeString(set.resolve("infrared/a/1.png"), "no picture");
        remove("visible/d/1.png");

        assertThat(check().problems())
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
            picture(sysu.resolve(view + "/0001.jpg"), colour);
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

        DatasetCheck.run(DatasetLayout.FOLDER.reader(null), set, (done, total) -> {
            assertThat(total).isEqualTo(9);
            told.add(done);
        });

        assertThat(told).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    private DatasetCheckReport check() {
        return DatasetCheck.run(DatasetLayout.FOLDER.reader(null), set, CheckProgress.SILENT);
    }

    private void remove(String file) throws IOException {
        Files.delete(set.resolve(file));
        Path manifest = set.resolve("manifest.csv");
        Files.write(
                manifest,
                Files.readAllLines(manifest).stream()
                        .filter(row -> !row.startsWith(file))
                        .toList());
    }

    private void add(String file, String part) throws IOException {
        Path manifest = set.resolve("manifest.csv");
        Files.writeString(manifest, Files.readString(manifest) + file + "," + part + "\n");
    }
}
