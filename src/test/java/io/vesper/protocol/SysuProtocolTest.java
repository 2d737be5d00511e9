package io.vesper.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vesper.dataset.DatasetPart;
import io.vesper.dataset.PersonDataset;
import io.vesper.person.Modality;
import io.vesper.person.PersonImage;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SysuProtocolTest {
    @ParameterizedTest
    @EnumSource(GalleryConvention.class)
    void anIncompleteCopyOfSysuIsRefused(GalleryConvention convention) {
        List<PersonImage> incomplete = SyntheticSysu.pictures();
        incomplete.remove(SyntheticSysu.picture("cam3", "0006", 2));
        PersonDataset dataset = new PersonDataset("copy", List.of(), List.of(), incomplete);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SysuProtocol(SysuSearch.ALL, Modality.INFRARED, 1, 10, convention)
                        .images(dataset, DatasetPart.TEST))
                .withMessageContaining("identity (0006) by camera (cam3)");
    }

    @Test
    void theOfficialGalleriesAreRefusedForAnotherSet() {
        List<PersonImage> one =
                List.of(SyntheticSysu.picture("cam1", "0001", 0), SyntheticSysu.picture("cam3", "0001", 0));
        PersonDataset other = new PersonDataset("other", List.of(), List.of(), one);
        SysuProtocol official = new SysuProtocol(SysuSearch.ALL, Modality.INFRARED, 1, 10, GalleryConvention.OFFICIAL);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> official.images(other, DatasetPart.TEST))
                .withMessageContaining("dataset (other)")
                .withMessageContaining("defacto");
    }

    @Test
    void aSetWithoutTestPicturesIsRefused() {
        PersonDataset empty = new PersonDataset("empty", List.of(), List.of(), List.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SysuProtocol.singleShot(SysuSearch.ALL).images(empty, DatasetPart.TEST))
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

    @Test
    void theProtocolDescribesItselfInOneLine() {
        assertThat(SysuProtocol.singleShot(SysuSearch.INDOOR).description())
                .isEqualTo(
                        "SYSU-MM01, indoor-search, infrared queries, 1 shot(s) per camera, 10 trial(s), defacto galleries");
    }
}
