package io.vesper.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vesper.check.CheckProgress;
import io.vesper.check.DatasetCheckReport;
import io.vesper.dataset.DatasetLayout;
import io.vesper.dataset.TinySets;
import io.vesper.training.TrainingRequest.DatasetReference;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class TrainingDatasetsTest {
    @TempDir
    private Path temp;

    private TrainingDatasets datasets;

    @BeforeEach
    void makeSets() {
        datasets = new TrainingDatasets(new TrainingFolders(temp.resolve("models"), temp));
        TinySets.regDb(temp.resolve("RegDB"), 1);
        TinySets.llcm(temp.resolve("LLCM"));
        TinySets.ownPictures(temp.resolve("site"));
    }

    @ParameterizedTest
    @CsvSource({"regdb, RegDB, 8", "llcm, LLCM, 2", "folder, site, 12"})
    void everyLayoutIsRead(String type, String path, int trainImages) {
        var dataset = datasets.read(new DatasetReference(type, path));

        assertThat(dataset.layout()).isEqualTo(DatasetLayout.of(type));
        assertThat(dataset.train()).hasSize(trainImages);
    }

    @Test
    void aSplitIsTakenAndWithoutOneTheFirst() {
        TinySets.regDb(temp.resolve("RegDB"), 4);

        assertThat(datasets.read(new DatasetReference("regdb", "RegDB", 4)).name())
                .isEqualTo("RegDB, split 4");
        assertThat(datasets.read(new DatasetReference("regdb", "RegDB")).name()).isEqualTo("RegDB, split 1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "regdb|RegDB|11|split (11) must be from 1 to 10",
                "llcm|LLCM|1|split (1) is not for a set of type llcm",
                "demo||1|split (1) is not for a set of type",
                "demo|site||not for the demo set",
                "market|site||dataset.type (market) is not one of demo, sysu-mm01, regdb, llcm, folder",
                "folder|||dataset.path is missing",
                "folder|../site||must not lead out of vesper.datasets-dir"
            })
    void aReferenceThatLeadsNowhereIsRefused(String type, String path, Integer split, String rule) {
        DatasetReference reference = new DatasetReference(type, path, split);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> datasets.read(reference))
                .withMessageContaining(rule);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> datasets.check(reference, CheckProgress.SILENT))
                .withMessageContaining(rule);
    }

    /** The pictures begin as such, but there is nothing behind their first bytes. */
    @Test
    void aCheckDecodesWhatReadingOnlyGlancesAt() {
        DatasetCheckReport report = datasets.check(new DatasetReference("folder", "site"), CheckProgress.SILENT);

        assertThat(report.errors()).hasSize(20);
        assertThatIllegalArgumentException().isThrownBy(report::requireNoErrors).withMessageContaining("20 error(s)");
    }

    /** Requests that were stored before there were splits are still read. */
    @Test
    void aStoredReferenceMayLackTheSplit() {
        JsonMapper json = JsonMapper.builder().build();

        assertThat(json.readValue("{\"type\": \"demo\", \"path\": null}", DatasetReference.class))
                .isEqualTo(new DatasetReference("demo", null, null));
    }
}
