package io.vesper.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.person.Modality;
import io.vesper.person.PersonImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Which pictures make up the galleries. */
class SysuGalleriesTest {
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

        assertThat(queries(protocol, SYSU)).hasSize(3803);
        assertThat(galleries(protocol, SYSU))
                .hasSize(10)
                .allSatisfy(gallery -> assertThat(gallery).hasSize(size).doesNotHaveDuplicates());
    }

    @ParameterizedTest
    @EnumSource(SysuSearch.class)
    void theDefactoGalleriesEqualThoseThatPythonDrew(SysuSearch search) {
        JsonNode trials = SyntheticSysu.RELEASE.get("defacto_python_gallery").get(search.label());

        List<List<PersonImage>> galleries = galleries(SysuProtocol.singleShot(search), SYSU);

        assertThat(galleries).hasSize(trials.size());
        for (int trial = 0; trial < galleries.size(); trial++) {
            assertThat(galleries.get(trial))
                    .containsExactlyElementsOf(StreamSupport.stream(
                                    trials.get(trial).spliterator(), false)
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
                galleries(new SysuProtocol(search, Modality.INFRARED, shots, 10, GalleryConvention.OFFICIAL), SYSU);

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
        List<PersonImage> official = galleries(
                        new SysuProtocol(SysuSearch.ALL, Modality.INFRARED, 1, 1, GalleryConvention.OFFICIAL), SYSU)
                .get(0);

        assertThat(galleries(SysuProtocol.singleShot(SysuSearch.ALL), SYSU).get(0))
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

        assertThat(galleries(multiShot, small))
                .allSatisfy(gallery -> assertThat(gallery).containsExactlyInAnyOrderElementsOf(test.subList(0, 2)));
        assertThat(multiShot.images(small, DatasetPart.TEST)).containsExactlyInAnyOrderElementsOf(test);
    }

    @Test
    void theReverseDirectionDrawsFromCameras3And6() {
        SysuProtocol reverse = new SysuProtocol(SysuSearch.INDOOR, Modality.VISIBLE, 1, 2, GalleryConvention.DEFACTO);

        assertThat(queries(reverse, SYSU))
                .extracting(image -> image.camera().value())
                .containsOnly("cam1", "cam2");
        assertThat(galleries(reverse, SYSU))
                .allSatisfy(gallery -> assertThat(gallery)
                        .extracting(image -> image.camera().value())
                        .containsOnly("cam3", "cam6"));
    }

    private static List<PersonImage> queries(Protocol protocol, PersonDataset dataset) {
        return protocol.trials(dataset, DatasetPart.TEST).get(0).queries();
    }

    private static List<List<PersonImage>> galleries(Protocol protocol, PersonDataset dataset) {
        return protocol.trials(dataset, DatasetPart.TEST).stream()
                .map(Trial::gallery)
                .toList();
    }
}
