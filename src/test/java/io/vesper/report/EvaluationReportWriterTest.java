package io.vesper.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.findings.DistanceHistograms.Pair;
import io.vesper.findings.KindFindings.Details;
import io.vesper.findings.QueryCase;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class EvaluationReportWriterTest {
    @TempDir
    Path folder;

    @Test
    void thePageAndItsNumbersLieBesideEachOther() throws IOException {
        EvaluationReportWriter.write(folder.resolve("models/demo/report.html"), Inputs.small());

        Path written = folder.resolve("models/demo");
        assertThat(written).isDirectoryContaining("glob:**/report.html").isDirectoryContaining("glob:**/report.json");
        assertThat(Files.list(written)).hasSize(2);
        assertThat(Files.readString(written.resolve("report.html"))).startsWith("<!DOCTYPE html>");
        assertThat(JsonMapper.shared()
                        .readTree(written.resolve("report.json"))
                        .get("modelId")
                        .asString())
                .isEqualTo("demo");
    }

    @Test
    void anOlderReportIsReplaced() throws IOException {
        Path page = Files.writeString(folder.resolve("report.html"), "old");

        EvaluationReportWriter.write(page, Inputs.small());

        assertThat(Files.readString(page)).contains("Evaluation of demo");
    }

    @Test
    void aFileOfAnotherNameIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EvaluationReportWriter.write(folder.resolve("report.pdf"), Inputs.small()))
                .withMessageContaining("report.pdf) must be named *.html");
    }

    @Test
    void aFolderThatIsAFileIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");

        assertThatThrownBy(() -> EvaluationReportWriter.write(file.resolve("report.html"), Inputs.small()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("report.html) cannot be written");
    }

    @Test
    void aPictureThatIsGoneIsNamedAndNothingIsWritten() {
        PersonImage gone = new PersonImage(
                folder.resolve("gone.jpg"), new PersonId("0031"), new CameraId("cam3"), Modality.INFRARED);
        Details details = new Details(
                Inputs.distances(Map.of(Pair.SAME_PERSON_ACROSS, 3)),
                List.of(new QueryCase(gone, 1, 1, List.of())),
                List.of(),
                List.of());
        ReportInput input =
                Inputs.withPictures(Inputs.input("demo", List.of(Inputs.kind("observation", details)), List.of()));

        assertThatThrownBy(() -> EvaluationReportWriter.write(folder.resolve("report.html"), input))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("gone.jpg) cannot be put into the report");
        assertThat(folder).isEmptyDirectory();
    }
}
