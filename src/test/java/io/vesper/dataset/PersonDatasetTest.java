package io.vesper.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vesper.person.PersonImage;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PersonDatasetTest {
    @Test
    void everyThirdTrainingIdentityIsHeldOut() {
        PersonDataset dataset = new PersonDataset("set", PersonImages.of(7, 2), List.of(), List.of());

        PersonDataset held = dataset.withHeldOutValidation(3);

        assertThat(persons(held.validation())).isEqualTo("0002,0005");
        assertThat(persons(held.train())).isEqualTo("0000,0001,0003,0004,0006");
        assertThat(held.trainAndValidation()).isEqualTo(dataset.train());
    }

    @Test
    void aSetWithValidationIdentitiesStaysAsItIs() {
        PersonDataset dataset = new PersonDataset("set", PersonImages.of(7, 2), PersonImages.of(1, 1), List.of());

        assertThat(dataset.withHeldOutValidation(3)).isSameAs(dataset);
    }

    @Test
    void holdingOutEverybodyIsRefused() {
        PersonDataset dataset = new PersonDataset("set", PersonImages.of(7, 2), List.of(), List.of());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> dataset.withHeldOutValidation(1))
                .withMessageContaining("(1)");
    }

    private static String persons(List<PersonImage> images) {
        return images.stream().map(image -> image.person().value()).distinct().collect(Collectors.joining(","));
    }
}
