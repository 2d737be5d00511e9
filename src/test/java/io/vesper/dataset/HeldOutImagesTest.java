package io.vesper.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vesper.dataset.HeldOutImages.Pair;
import io.vesper.person.Modality;
import io.vesper.person.PersonImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeldOutImagesTest {
    private static final List<PersonImage> TEN_WITH_SIX = PersonImages.of(10, 6);

    @Test
    void eachPairShowsOneIdentityInBothModalitiesAndIsInNoBatch() {
        HeldOutImages heldOut = HeldOutImages.draw(TEN_WITH_SIX, 2, 1);
        assertThat(heldOut.pairs()).hasSize(20);
        List<PersonImage> all = new ArrayList<>(heldOut.learned());
        for (Pair pair : heldOut.pairs()) {
            assertThat(pair.visible().modality()).isEqualTo(Modality.VISIBLE);
            assertThat(pair.infrared().modality()).isEqualTo(Modality.INFRARED);
            assertThat(pair.infrared().person()).isEqualTo(pair.visible().person());
            assertThat(PersonImages.person(pair.identityLabel()))
                    .isEqualTo(pair.visible().person());
            all.add(pair.visible());
            all.add(pair.infrared());
        }
        assertThat(all).containsExactlyInAnyOrderElementsOf(TEN_WITH_SIX);
    }

    @Test
    void identitiesWithFewPicturesKeepThemAll() {
        assertThat(HeldOutImages.draw(PersonImages.of(10, HeldOutImages.LEFT), 1, 1)
                        .pairs())
                .isEmpty();
        assertThat(HeldOutImages.draw(PersonImages.of(10, HeldOutImages.LEFT + 1), 3, 1)
                        .pairs())
                .hasSize(10);
    }

    @Test
    void drawsFollowFromTheSeed() {
        HeldOutImages first = HeldOutImages.draw(TEN_WITH_SIX, 1, 1);
        assertThat(HeldOutImages.draw(TEN_WITH_SIX, 1, 1)).isEqualTo(first);
        assertThat(HeldOutImages.draw(TEN_WITH_SIX, 1, 2)).isNotEqualTo(first);
    }

    @Test
    void withoutPairsEverythingIsLearnedFrom() {
        HeldOutImages none = HeldOutImages.draw(TEN_WITH_SIX, 0, 1);
        assertThat(none.pairs()).isEmpty();
        assertThat(none.learned()).containsExactlyInAnyOrderElementsOf(TEN_WITH_SIX);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HeldOutImages.draw(TEN_WITH_SIX, -1, 1))
                .withMessageContaining("(-1)");
    }
}
