package io.vesper.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vesper.dataset.DatasetLayout;
import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.dataset.PublishedSets;
import io.vesper.person.CameraId;
import io.vesper.person.Modality;
import io.vesper.person.PersonId;
import io.vesper.person.PersonImage;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which protocol suits which set, and what the ones without a draw search in. */
class ProtocolsTest {
    @ParameterizedTest
    @EnumSource(Modality.class)
    void regDbSearchesAllPicturesOfTheOtherModality(Modality queries) {
        List<Trial> trials = new RegDbProtocol(queries).trials(PublishedSets.regDb(10), DatasetPart.TEST);

        assertThat(trials).hasSize(1);
        assertThat(trials.get(0).queries()).hasSize(2060).allMatch(image -> image.modality() == queries);
        assertThat(trials.get(0).gallery()).hasSize(2060).allMatch(image -> image.modality() != queries);
    }

    @Test
    void regDbLeavesOutNothingAndCountsImages() {
        RankingRule rule = new RegDbProtocol(Modality.VISIBLE).rule();
        PersonImage image = image("a", "visible", Modality.VISIBLE);

        assertThat(rule.countsIdentities()).isFalse();
        assertThat(rule.isIgnored(image, image)).isFalse();
    }

    @Test
    void ownPicturesOfTheSameCameraAndPersonAreLeftOutAndPeopleCounted() {
        RankingRule rule = new FolderProtocol(Modality.INFRARED).rule();
        PersonImage query = image("a", "gate", Modality.INFRARED);

        assertThat(rule.countsIdentities()).isTrue();
        assertThat(rule.isIgnored(query, image("a", "gate", Modality.VISIBLE))).isTrue();
        assertThat(rule.isIgnored(query, image("b", "gate", Modality.VISIBLE))).isFalse();
        assertThat(rule.isIgnored(query, image("a", "yard", Modality.VISIBLE))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(DatasetLayout.class)
    void validationPeopleAreSearchedForWithoutATestPicture(DatasetLayout layout) {
        List<PersonImage> validation =
                List.of(image("0001", "cam1", Modality.VISIBLE), image("0001", "cam6", Modality.INFRARED));
        List<PersonImage> test =
                List.of(image("0002", "cam1", Modality.VISIBLE), image("0002", "cam6", Modality.INFRARED));
        PersonDataset dataset = new PersonDataset("set", layout, List.of(), validation, test, List.of());
        Protocol protocol = ProtocolChoice.STANDARD.of(layout);

        assertThat(protocol.images(dataset, DatasetPart.VALIDATION)).containsExactlyInAnyOrderElementsOf(validation);
        assertThat(protocol.images(dataset, DatasetPart.TEST)).containsExactlyInAnyOrderElementsOf(test);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> protocol.trials(dataset, DatasetPart.TRAIN))
                .withMessageContaining("dataset (set)")
                .withMessageContaining("part (train)");
    }

    @Test
    void whatPapersReportIsTheStandard() {
        assertThat(ProtocolChoice.STANDARD.of(DatasetLayout.SYSU_MM01))
                .isEqualTo(SysuProtocol.singleShot(SysuSearch.ALL));
        assertThat(ProtocolChoice.STANDARD.of(DatasetLayout.REGDB)).isEqualTo(new RegDbProtocol(Modality.INFRARED));
        assertThat(ProtocolChoice.STANDARD.of(DatasetLayout.LLCM)).isEqualTo(new LlcmProtocol(Modality.INFRARED, 10));
        assertThat(ProtocolChoice.STANDARD.of(DatasetLayout.FOLDER)).isEqualTo(new FolderProtocol(Modality.INFRARED));
    }

    @Test
    void everyChoiceIsTaken() {
        ProtocolChoice choice =
                new ProtocolChoice(Modality.INFRARED, SysuSearch.INDOOR, 10, 3, GalleryConvention.OFFICIAL);

        assertThat(choice.of(DatasetLayout.SYSU_MM01))
                .isEqualTo(new SysuProtocol(SysuSearch.INDOOR, Modality.INFRARED, 10, 3, GalleryConvention.OFFICIAL));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "REGDB|no choice of search (all) or shotsPerCamera (1) or galleryConvention (defacto) or trials (3)",
                "LLCM|no choice of search (all) or shotsPerCamera (1) or galleryConvention (defacto).",
                "FOLDER|no choice of search (all) or shotsPerCamera (1) or galleryConvention (defacto) or trials (3)"
            })
    void whatAProtocolDoesNotHaveIsRefused(DatasetLayout layout, String refusal) {
        ProtocolChoice choice = new ProtocolChoice(null, SysuSearch.ALL, 1, 3, GalleryConvention.DEFACTO);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> choice.of(layout))
                .withMessageContaining("type " + layout.label())
                .withMessageContaining(refusal);
    }

    private static PersonImage image(String person, String camera, Modality modality) {
        Path file = Path.of(camera, person, "1.jpg");
        return new PersonImage(file, new PersonId(person), new CameraId(camera), modality);
    }
}
