package io.vesper.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vesper.dataset.PersonDataset;
import io.vesper.person.Modality;
import io.vesper.person.PersonImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

class SysuProtocolTest {
    private static final PersonDataset SYSU = SyntheticSysu.complete();

    @ParameterizedTest
    @CsvSource({
        "ALL,    1,  DEFACTO,  301",
        "INDOOR, 1,  DEFACTO,  112",
        "ALL,    10, DEFACTO,  3010",
        "INDOOR, 10, DEFACTO,  1120",
        "ALL,    1,  OFFICIAL, 301",
        "INDOOR, 1,  OFFICIAL, 112",
        "ALL,    10, OFFICIAL, 3010",
        "INDOOR, 10, OFFICIAL, 1120"
    })
    void galleriesHaveThePublishedSize(SysuSearch search, int shots, GalleryConvention convention, int size) {
        SysuProtocol protocol = new SysuProtocol(search, Modality.INFRARED, shots, 10, convention);

        assertThat(protocol.queries(SYSU)).hasSize(3803);
        assertThat(protocol.galleries(SYSU))
                .hasSize(10)
                .allSatisfy(gallery -> assertThat(gallery).hasSize(size).doesNotHaveDuplicates());
    }

    @ParameterizedTest
    @EnumSource(SysuSearch.class)
    void theDefactoGalleriesEqualThoseThatPythonDrew(SysuSearch search) {
        JsonNode trials = SyntheticSysu.RELEASE.get("defacto_python_gallery").get(search.label());

        List<List<PersonImage>> galleries = SysuProtocol.singleShot(search).galleries(SYSU);

        assertThat(galleries).hasSize(trials.size());
        for (int trial = 0; trial < galleries.size(); trial++) {
            assertThat(galleries.get(trial))
                    .containsExactlyElementsOf(Oracle.elements(trials.get(trial)).stream()
                            .map(entry -> SyntheticSysu.picture(
                                    "cam" + entry.get(0).asInt(),
                                    "%04d".formatted(entry.get(1).asInt()),
                                    entry.get(2).asInt()))
                            .toList());
        }
    }

    @ParameterizedTest
    @CsvSource({"ALL, 1", "ALL, 10", "INDOOR, 1", "INDOOR, 10"})
    void theOfficialGalleriesAreTheFirstOfEachPublishedRow(SysuSearch search, int shots) {
        List<List<PersonImage>> galleries =
                new SysuProtocol(search, Modality.INFRARED, shots, 10, GalleryConvention.OFFICIAL).galleries(SYSU);

        JsonNode permutations = SyntheticSysu.RELEASE.get("official_permutation");
        for (int trial = 0; trial < 10; trial++) {
            List<PersonImage> expected = new ArrayList<>();
            for (String camera :
                    search == SysuSearch.ALL ? List.of("cam1", "cam2", "cam4", "cam5") : List.of("cam1", "cam2")) {
                JsonNode persons = permutations.get(camera);
                for (String person : persons.propertyNames()) {
                    for (int shot = 0; shot < shots; shot++) {
                        int place = persons.get(person).get(trial).get(shot).asInt();
                        expected.add(SyntheticSysu.picture(camera, person, place));
                    }
                }
            }
            assertThat(galleries.get(trial)).containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void theTwoConventionsDrawDifferently() {
        List<PersonImage> official = new SysuProtocol(
                        SysuSearch.ALL, Modality.INFRARED, 1, 1, GalleryConvention.OFFICIAL)
                .galleries(SYSU)
                .get(0);

        assertThat(SysuProtocol.singleShot(SysuSearch.ALL).galleries(SYSU).get(0))
                .isNotEqualTo(official);
    }

    @Test
    void aViewOfFewerPicturesThanShotsGivesAllOfThem() {
        List<PersonImage> test = List.of(
                SyntheticSysu.picture("cam1", "0001", 0),
                SyntheticSysu.picture("cam1", "0001", 1),
                SyntheticSysu.picture("cam3", "0001", 0));
        PersonDataset small = new PersonDataset("small", List.of(), List.of(), test);

        SysuProtocol multiShot = new SysuProtocol(SysuSearch.ALL, Modality.INFRARED, 10, 3, GalleryConvention.DEFACTO);

        assertThat(multiShot.galleries(small))
                .allSatisfy(gallery -> assertThat(gallery).containsExactlyInAnyOrderElementsOf(test.subList(0, 2)));
        assertThat(multiShot.images(small)).containsExactlyInAnyOrderElementsOf(test);
    }

    @Test
    void theReverseDirectionDrawsFromCameras3And6() {
        SysuProtocol reverse = new SysuProtocol(SysuSearch.INDOOR, Modality.VISIBLE, 1, 2, GalleryConvention.DEFACTO);

        assertThat(reverse.queries(SYSU))
                .extracting(image -> image.camera().value())
                .containsOnly("cam1", "cam2");
        assertThat(reverse.galleries(SYSU))
                .allSatisfy(gallery -> assertThat(gallery)
                        .extracting(image -> image.camera().value())
                        .containsOnly("cam3", "cam6"));
    }

    @ParameterizedTest
    @EnumSource(GalleryConvention.class)
    void anIncompleteCopyOfSysuIsRefused(GalleryConvention convention) {
        List<PersonImage> incomplete = SyntheticSysu.pictures();
        incomplete.remove(SyntheticSysu.picture("cam3", "0006", 2));
        PersonDataset dataset = new PersonDataset("copy", List.of(), List.of(), incomplete);

        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new SysuProtocol(SysuSearch.ALL, Modality.INFRARED, 1, 10, convention).images(dataset))
                .withMessageContaining("identity (0006) by camera (cam3)");
    }

    @Test
    void theOfficialGalleriesAreRefusedForAnotherSet() {
        List<PersonImage> one =
                List.of(SyntheticSysu.picture("cam1", "0001", 0), SyntheticSysu.picture("cam3", "0001", 0));
        PersonDataset other = new PersonDataset("other", List.of(), List.of(), one);
        SysuProtocol official = new SysuProtocol(SysuSearch.ALL, Modality.INFRARED, 1, 10, GalleryConvention.OFFICIAL);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> official.images(other))
                .withMessageContaining("dataset (other)")
                .withMessageContaining("defacto");
    }

    @Test
    void aSetWithoutTestPicturesIsRefused() {
        PersonDataset empty = new PersonDataset("empty", List.of(), List.of(), List.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SysuProtocol.singleShot(SysuSearch.ALL).images(empty))
                .withMessageContaining("dataset (empty)")
                .withMessageContaining("[cam3, cam6]");
    }

    @ParameterizedTest
    @CsvSource({
        "INFRARED, 0,  10, DEFACTO",
        "INFRARED, 1,  0,  DEFACTO",
        "INFRARED, 11, 10, OFFICIAL",
        "INFRARED, 1,  11, OFFICIAL",
        "VISIBLE,  1,  10, OFFICIAL"
    })
    void whatTheConventionCannotDrawIsRefused(Modality query, int shots, int trials, GalleryConvention convention) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SysuProtocol(SysuSearch.ALL, query, shots, trials, convention))
                .withMessageContaining(String.valueOf(shots))
                .withMessageContaining(String.valueOf(trials));
    }

    @Test
    void labelsAreReadBack() {
        assertThat(SysuSearch.of("indoor")).isEqualTo(SysuSearch.INDOOR);
        assertThat(GalleryConvention.of("official")).isEqualTo(GalleryConvention.OFFICIAL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SysuSearch.of("outdoor"))
                .withMessage("The search (outdoor) is not one of [all, indoor].");
    }
}
