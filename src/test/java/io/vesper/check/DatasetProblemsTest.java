package io.vesper.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vesper.check.Problem.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with pictures, people and parts. */
class DatasetProblemsTest {
    @TempDir
    private Path temp;

    private OwnPictures pictures;

    @BeforeEach
    void makeSet() throws IOException {
        pictures = OwnPictures.in(temp);
    }

    /** The signature is whole, so that reading the set would not notice. */
    @Test
    void aPictureThatIsCutShortIsFoundByDecoding() throws IOException {
        Path broken = pictures.file("visible/a/1.png");
        byte[] bytes = Files.readAllBytes(broken);
        Files.write(broken, Arrays.copyOf(bytes, bytes.length / 2));

        DatasetCheckReport report = pictures.check();

        assertThat(report.problems()).hasSize(1);
        assertThat(report.errors().get(0).message()).contains("(" + broken + ") cannot be used");
        assertThatIllegalArgumentException()
                .isThrownBy(report::requireNoErrors)
                .withMessageContaining("dataset (site) has 1 error(s)")
                .withMessageContaining(broken.toString());
    }

    @Test
    void twoEmptyFilesAreTwoErrorsAndNotCopiesOfEachOther() throws IOException {
        Files.write(pictures.file("visible/a/1.png"), new byte[0]);
        Files.write(pictures.file("visible/b/1.png"), new byte[0]);

        assertThat(pictures.check().problems()).hasSize(2).allMatch(problem -> problem.severity() == Severity.ERROR);
    }

    @Test
    void aMissingPartnerModalityIsAnErrorUnlessThePersonIsOnlyTestedOn() throws IOException {
        pictures.remove("infrared/b/1.png");
        pictures.remove("visible/c/1.png");
        pictures.remove("infrared/d/1.png");

        assertThat(pictures.check().problems())
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
        pictures.remove("infrared/d/1.png");

        assertThat(pictures.check().errors())
                .extracting(Problem::message)
                .containsExactly(
                        "The part (test) cannot be evaluated: The dataset (site) has no infrared pictures in its part (test), which the protocol needs. Maybe the part is empty.");
    }

    @Test
    void aPartWhosePeopleWereSeenByOneCameraOnlyIsAnError() throws IOException {
        Path manifest = pictures.file("manifest.csv");
        List<String> rows = Files.readAllLines(manifest);
        rows.replaceAll(row -> row + (row.startsWith("file") ? ",cameraId" : row.endsWith("test") ? ",gate" : ",yard"));
        Files.write(manifest, rows);

        assertThat(pictures.check().errors())
                .extracting(Problem::message)
                .hasSize(2)
                .allMatch(message -> message.startsWith("No query of the part ("));
    }

    @Test
    void oneContentUnderTwoIdentitiesIsAWarningButUnderOneIsNot() throws IOException {
        Files.copy(pictures.file("visible/a/1.png"), pictures.file("visible/a/3.png"));
        pictures.add("visible/a/3.png", "train");
        assertThat(pictures.check().problems()).isEmpty();

        Files.copy(pictures.file("visible/a/1.png"), pictures.file("visible/d/9.png"));
        pictures.add("visible/d/9.png", "test");
        assertThat(pictures.check().problems()).hasSize(1).allSatisfy(problem -> {
            assertThat(problem.severity()).isEqualTo(Severity.WARNING);
            assertThat(problem.message())
                    .contains("identities [a, d]", "visible/a/1.png", "visible/a/3.png", "visible/d/9.png");
        });
    }
}
